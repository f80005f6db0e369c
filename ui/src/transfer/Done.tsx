/** What a hand-over did: its numbers, the sheets to be written, and what is still open. */
import { useState } from 'react';
import { useChange } from '../lib/answers';
import { type AnswerOf, chooseFolder, openPath, refused } from '../lib/call';
import { figure } from '../lib/date';
import type { Problem, TransferResult } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { t } from '../lib/wording';
import { Button, Link } from '../parts/Button';
import { Mark } from '../parts/Mark';
import { say } from '../parts/notice';
import { PageHead } from '../parts/PageHead';
import { Problems } from '../parts/Problems';
import { recordPlace, registerName } from './words';

type Written = AnswerOf<'transfer_papers'>['files'];

export function Done({ result, onNext }: { result: TransferResult; onNext: () => void }) {
  const [problems, setProblems] = useState<Problem[]>([]);
  const [files, setFiles] = useState<Written>([]);
  const papers = useChange('transfer_papers', (answer) => {
    setFiles(answer.files);
    say(t('ui.transfer.written', { n: answer.files.length }));
  });
  const write = async () => {
    setProblems([]);
    try {
      const folder = await chooseFolder();
      if (folder !== null) papers.mutate({ batch: result.batch, folder });
    } catch (error) {
      setProblems(refused(error).problems);
    }
  };
  const open = async (path: string) => {
    try {
      await openPath(path);
    } catch (error) {
      setProblems(refused(error).problems);
    }
  };
  useKeys([{ caps: ['N'], label: t('ui.transfer.next'), on: ['n'], run: onNext }]);
  return (
    <>
      <PageHead
        title={t('ui.transfer.done_title')}
        actions={
          <>
            <Button onClick={onNext}>{t('ui.transfer.next')}</Button>
            <Button
              weight="filled"
              data-testid="write-papers"
              disabled={papers.isPending || result.handed_over === 0}
              onClick={() => void write()}
            >
              {t('ui.transfer.write')}
            </Button>
          </>
        }
      />
      <Problems problems={[...problems, ...(papers.error?.problems ?? [])]} />
      <p className="mb-4 text-16" role="status" data-testid="done">
        <Mark shape="met">
          {t('ui.transfer.done', { moved: figure(result.moved), records: figure(result.handed_over) })}
        </Mark>
      </p>
      {result.ahead > 0 && (
        <p className="mb-4" data-testid="ahead-done">
          <Mark shape="unknown">
            <span className="whitespace-normal">{t('ui.transfer.ahead_done', { n: figure(result.ahead) })}</span>
          </Mark>
        </p>
      )}
      {papers.isPending && (
        <p role="status" className="mb-3 text-label">
          {t('ui.transfer.writing')}
        </p>
      )}
      {files.length > 0 && (
        <section aria-labelledby="files" className="mb-6" data-testid="files">
          <h2 id="files">{t('ui.transfer.written', { n: files.length })}</h2>
          <ul>
            {files.map((file) => (
              <li key={file.path} className="border-line border-b py-1">
                <button type="button" className="link text-left" onClick={() => void open(file.path)}>
                  {t('ui.transfer.sheet', { from: file.from.name, to: file.to.name, n: file.records })}
                </button>
                <span className="ml-3 break-all text-label">{file.path}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {result.still_open.length > 0 && (
        <section aria-labelledby="open" className="mb-6" data-testid="still-open">
          <h2 id="open">{t('ui.transfer.still_open', { n: result.still_open.length })}</h2>
          <ul>
            {result.still_open.map((record) => (
              <li key={`${record.register} ${record.id} ${record.name}`} className="border-line border-b py-1">
                <Mark shape="finding">
                  <span className="whitespace-normal">
                    {registerName(record.register)}{' '}
                    <Link to={recordPlace(record.register, record.id)}>
                      {[record.number, record.title].filter(Boolean).join(t('ui.wide_space'))}
                    </Link>
                    <span className="ml-3 text-ink">
                      {record.name}
                      {t('ui.wide_space')}
                      {record.duties_text}
                    </span>
                  </span>
                </Mark>
              </li>
            ))}
          </ul>
        </section>
      )}
      {result.questions.length > 0 && (
        <section aria-labelledby="left" data-testid="left-rows">
          <h2 id="left">{t('ui.transfer.left_rows', { n: result.questions.length })}</h2>
          <ul>
            {result.questions.map((question) => (
              <li key={question.row} className="border-line border-b py-1">
                <span className="mr-3 text-label">{t('ui.transfer.at', { at: question.at })}</span>
                {question.text}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
