/** The papers of an official account: which it calls for, what each still lacks, and the way to write it. */
import { call } from '../lib/call';
import type { SnsPaperKind, SnsPaperRow, SnsView } from '../lib/generated';
import { t } from '../lib/wording';
import { Button, Link } from '../parts/Button';
import { Mark } from '../parts/Mark';
import { Problems } from '../parts/Problems';
import { useWriting, Written } from '../parts/Written';
import { label } from './words';

/** The papers of an account, for a tab of its page. */
export function Papers({ view }: { view: SnsView }) {
  const { sns, papers, may } = view;
  const writing = useWriting();
  const write = (kinds: SnsPaperKind[] | null) =>
    writing.write(async (folder) => {
      const { files } = await call('sns_papers', { id: sns.id, kinds, folder });
      return files.map((file) => file.path);
    });
  const past = view.as_of !== null;
  const edits = !past && (may.edit || !may.known);
  return (
    <section aria-labelledby="papers" className="grid gap-3" data-testid="papers">
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <h2 id="papers">{t('ui.papers.title')}</h2>
        {!past && (
          <Button small data-testid="write-papers" disabled={writing.busy} onClick={() => void write(null)}>
            {t('ui.cloud.papers.write_all')}
          </Button>
        )}
      </div>
      <p className="text-label">{t('ui.sns.papers.help')}</p>
      <Problems problems={writing.problems} />
      <div className="overflow-x-auto">
        <table className="table" aria-labelledby="papers">
          <thead>
            <tr>
              <th scope="col">{t('ui.sns.papers.paper')}</th>
              <th scope="col">{t('ui.sns.papers.state')}</th>
              {!past && <td className="no-print border-b-ink-2!" />}
            </tr>
          </thead>
          <tbody>
            {papers.map((paper) => (
              <tr key={paper.kind} data-testid={`paper-${paper.kind}`}>
                <td className="whitespace-nowrap">{paper.text}</td>
                <td className="whitespace-normal">
                  <State paper={paper} edit={edits ? `/sns/${sns.id}/edit` : null} />
                </td>
                {!past && (
                  <td className="no-print whitespace-nowrap text-right">
                    {paper.wanted && (
                      <button
                        type="button"
                        className="link"
                        data-testid={`write-${paper.kind}`}
                        disabled={writing.busy}
                        aria-label={t('ui.cloud.papers.write_of', { name: paper.text })}
                        onClick={() => void write([paper.kind])}
                      >
                        {t('ui.cloud.papers.write')}
                      </button>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Written writing={writing} />
    </section>
  );
}

/** Whether a paper is whole, and which fields have to be known before it is. */
function State({ paper, edit }: { paper: SnsPaperRow; edit: string | null }) {
  if (!paper.wanted) return <Mark shape="closed">{t('ui.sns.papers.not_wanted')}</Mark>;
  if (paper.lacks.length === 0) return <Mark shape="met">{t('ui.sns.papers.whole')}</Mark>;
  return (
    <>
      <Mark shape="unknown">{t('ui.sns.papers.lacks')}</Mark>
      {paper.lacks.map((field, at) => (
        <span key={field}>
          {at > 0 && t('ui.list_separator')}
          {edit ? <Link to={`${edit}?field=${field}`}>{label(field)}</Link> : label(field)}
        </span>
      ))}
    </>
  );
}
