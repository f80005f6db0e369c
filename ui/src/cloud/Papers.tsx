/** The papers of a cloud use, and the check sheet that goes to the provider and comes back. */
import { useState } from 'react';
import { Open } from '../exchange/Result';
import { useChange } from '../lib/answers';
import { call, chooseFile, chooseFolder, refused } from '../lib/call';
import { denseDate } from '../lib/date';
import type { CloudPaperKind, CloudSheetFile, CloudSheetReading, CloudView, Problem } from '../lib/generated';
import { find, t } from '../lib/wording';
import { Button } from '../parts/Button';
import { Mark } from '../parts/Mark';
import { say } from '../parts/notice';
import { Problems, Refusal } from '../parts/Problems';
import { useWriting, Written } from '../parts/Written';

const KINDS: CloudPaperKind[] = ['application', 'sheet', 'decision', 'approval', 'check', 'erasure'];
const BOOKS = ['xlsx', 'ods', 'xls'];

/** The papers of a cloud use, for a tab of its page. */
export function Papers({ view }: { view: CloudView }) {
  const writing = useWriting();
  const { busy } = writing;
  const write = (kinds: CloudPaperKind[] | null) =>
    writing.write(async (folder) => {
      const { files } = await call('cloud_papers', { id: view.cloud.id, kinds, folder });
      return files.map((file) => file.path);
    });
  return (
    <section aria-labelledby="papers" className="grid gap-4" data-testid="papers">
      <div className="grid gap-3">
        <div className="flex flex-wrap items-baseline justify-between gap-3">
          <h2 id="papers">{t('ui.cloud.papers.title')}</h2>
          <Button small data-testid="write-papers" disabled={busy} onClick={() => void write(null)}>
            {t('ui.cloud.papers.write_all')}
          </Button>
        </div>
        <p className="text-label">{t('ui.cloud.papers.help')}</p>
        <Problems problems={writing.problems} />
        <ul className="grid gap-2">
          {KINDS.map((kind) => (
            <li key={kind} className="flex flex-wrap items-baseline gap-3">
              <span className="min-w-60">{find(`cloud_paper.${kind}`) ?? kind}</span>
              <button
                type="button"
                className="link"
                data-testid={`write-${kind}`}
                disabled={busy}
                aria-label={t('ui.cloud.papers.write_of', { name: find(`cloud_paper.${kind}`) ?? kind })}
                onClick={() => void write([kind])}
              >
                {t('ui.cloud.papers.write')}
              </button>
            </li>
          ))}
        </ul>
        <Written writing={writing} />
      </div>
      <Provider view={view} />
    </section>
  );
}

/** The check sheet for the provider: written as a workbook, read when it comes back, taken over after a look. */
function Provider({ view }: { view: CloudView }) {
  const { id, revision } = view.cloud;
  const [problems, setProblems] = useState<Problem[]>([]);
  const [issued, setIssued] = useState<CloudSheetFile | null>(null);
  const [read, setRead] = useState<{ file: string; reading: CloudSheetReading } | null>(null);
  const apply = useChange('cloud_sheet_apply', () => {
    setRead(null);
    say(t('ui.cloud.papers.taken'));
  });
  const attempt = async (work: () => Promise<void>) => {
    setProblems([]);
    setIssued(null);
    try {
      await work();
    } catch (error) {
      setProblems(refused(error).problems);
    }
  };
  const issue = () =>
    attempt(async () => {
      const folder = await chooseFolder();
      if (folder !== null) setIssued(await call('cloud_sheet_save', { id, folder }));
    });
  const choose = () =>
    attempt(async () => {
      const file = await chooseFile([{ name: t('ui.cloud.papers.book'), endings: BOOKS }]);
      if (file) setRead({ file, reading: await call('cloud_sheet_read', { id, file }) });
    });
  const edits = view.as_of === null && (view.may.edit || !view.may.known);
  return (
    <div className="grid gap-3">
      <h2>{t('ui.cloud.papers.provider')}</h2>
      <p className="text-label">{t('ui.cloud.papers.provider_help')}</p>
      <div className="flex flex-wrap gap-3">
        <Button small data-testid="issue-sheet" onClick={() => void issue()}>
          {t('ui.cloud.papers.issue')}
        </Button>
        <Button small data-testid="read-sheet" onClick={() => void choose()}>
          {t('ui.cloud.papers.read')}
        </Button>
      </div>
      <Problems problems={problems} />
      {issued && (
        <p role="status" className="break-all" data-testid="sheet-issued">
          <Mark shape="met">
            {t('ui.cloud.papers.issued', { number: issued.number, n: issued.questions, due: denseDate(issued.due_on) })}
          </Mark>{' '}
          {issued.path} <Open path={issued.path} onProblems={setProblems} />
        </p>
      )}
      {read && (
        <Reading
          view={view}
          reading={read.reading}
          problems={apply.error?.problems ?? []}
          busy={apply.isPending}
          onRead={apply.readAgain}
          onTake={edits ? () => apply.mutate({ id, revision, file: read.file }) : null}
          onClose={() => setRead(null)}
        />
      )}
    </div>
  );
}

interface ReadingProps {
  view: CloudView;
  reading: CloudSheetReading;
  problems: Problem[];
  busy: boolean;
  onRead: () => Promise<void>;
  onTake: (() => void) | null;
  onClose: () => void;
}

/** What a returned sheet says, before anything is taken over. */
function Reading({ view, reading, problems, busy, onRead, onTake, onClose }: ReadingProps) {
  const titles = new Map(view.requirements.map((row) => [row.id, row.title]));
  const changed = reading.answers.filter((answer) => answer.changes).length;
  return (
    <div className="panel grid gap-3" data-testid="sheet-reading">
      <h3>{t('ui.cloud.papers.reading', { number: reading.number ?? t('ui.none') })}</h3>
      {reading.notes.length > 0 && (
        <ul className="grid gap-1">
          {reading.notes.map((note) => (
            <li key={note.text}>
              <Mark shape={note.blocks ? 'finding' : 'unknown'}>{note.text}</Mark>
            </li>
          ))}
        </ul>
      )}
      {reading.answers.length > 0 && (
        <div className="overflow-x-auto">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('ui.cloud.papers.requirement')}</th>
                <th scope="col">{t('ui.cloud.papers.answer')}</th>
                <th scope="col">{t('ui.cloud.papers.source')}</th>
                <th scope="col">{t('ui.cloud.papers.now')}</th>
              </tr>
            </thead>
            <tbody>
              {reading.answers.map(({ requirement, answer, current, changes }) => (
                <tr key={requirement}>
                  <td>
                    {requirement} {titles.get(requirement)}
                  </td>
                  <td>
                    {find(`verdict.${answer.answer}`)}
                    {answer.detail && ` ${answer.detail}`}
                  </td>
                  <td>{answer.source ?? t('ui.none')}</td>
                  <td>
                    {changes
                      ? ((current && find(`verdict.${current.answer}`)) ?? t('ui.none'))
                      : t('ui.cloud.papers.same')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Refusal problems={problems} onRead={onRead} />
      <div className="flex flex-wrap gap-3">
        {onTake && reading.usable && changed > 0 && (
          <Button small data-testid="take-sheet" disabled={busy} onClick={onTake}>
            {t('ui.cloud.papers.take', { n: changed })}
          </Button>
        )}
        <Button small weight="quiet" data-testid="close-sheet" onClick={onClose}>
          {t('ui.close')}
        </Button>
      </div>
    </div>
  );
}
