/** The papers of a cloud use, and the check sheet that goes to the provider and comes back. */
import { useChange } from '../lib/answers';
import { call } from '../lib/call';
import type { CloudPaperKind, CloudSheetReading, CloudView } from '../lib/generated';
import { find, t } from '../lib/wording';
import { Button } from '../parts/Button';
import { say } from '../parts/notice';
import { Problems } from '../parts/Problems';
import { SheetDesk, SheetReading } from '../parts/Sheets';
import { useWriting, Written } from '../parts/Written';

const KINDS: CloudPaperKind[] = ['application', 'sheet', 'decision', 'approval', 'check', 'erasure'];

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
  const apply = useChange('cloud_sheet_apply', () => say(t('ui.cloud.papers.taken')));
  const edits = view.as_of === null && (view.may.edit || !view.may.known);
  return (
    <SheetDesk
      title={t('ui.cloud.papers.provider')}
      help={t('ui.cloud.papers.provider_help')}
      issue={(folder) => call('cloud_sheet_save', { id, folder })}
      read={(file) => call('cloud_sheet_read', { id, file })}
    >
      {(reading, file, close) => {
        const changed = reading.answers.filter((answer) => answer.changes).length;
        return (
          <SheetReading
            reading={reading}
            problems={apply.error?.problems ?? []}
            busy={apply.isPending}
            onRead={apply.readAgain}
            take={changed > 0 ? t('ui.cloud.papers.take', { n: changed }) : null}
            onTake={edits ? () => void apply.send({ id, revision, file }).then((done) => done && close()) : null}
            onClose={close}
          >
            <Answers view={view} reading={reading} />
          </SheetReading>
        );
      }}
    </SheetDesk>
  );
}

/** The answers of a provider beside those that the record holds. */
function Answers({ view, reading }: { view: CloudView; reading: CloudSheetReading }) {
  const titles = new Map(view.requirements.map((row) => [row.id, row.title]));
  return (
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
              {changes ? ((current && find(`verdict.${current.answer}`)) ?? t('ui.none')) : t('ui.cloud.papers.same')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
