/** The papers of an incident: which it calls for, what each still lacks, and the way to write it. */
import { call } from '../lib/call';
import type { IncidentPaperKind, IncidentPaperRow, IncidentView } from '../lib/generated';
import { t } from '../lib/wording';
import { Button, Link } from '../parts/Button';
import { Mark } from '../parts/Mark';
import { Problems } from '../parts/Problems';
import { useWriting, Written } from '../parts/Written';

export function Papers({ view }: { view: IncidentView }) {
  const { incident, papers } = view;
  const writing = useWriting();
  const write = (kinds: IncidentPaperKind[] | null) =>
    writing.write(async (folder) => {
      const { files } = await call('incident_papers', { id: incident.id, kinds, folder });
      return files.map((file) => file.path);
    });
  return (
    <section aria-labelledby="papers" className="grid gap-3" data-testid="papers">
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <h2 id="papers">{t('ui.incident.tab.papers')}</h2>
        {papers.some((paper) => paper.wanted) && (
          <Button small data-testid="write-papers" disabled={writing.busy} onClick={() => void write(null)}>
            {t('ui.cloud.papers.write_all')}
          </Button>
        )}
      </div>
      <p className="text-label">{t('ui.incident.papers.help')}</p>
      <Problems problems={writing.problems} />
      <div className="overflow-x-auto">
        <table className="table" aria-labelledby="papers">
          <thead>
            <tr>
              <th scope="col">{t('ui.sns.papers.paper')}</th>
              <th scope="col">{t('ui.sns.papers.state')}</th>
              <td className="no-print border-b-ink-2!" />
            </tr>
          </thead>
          <tbody>
            {papers.map((paper) => (
              <tr key={paper.kind} data-testid={`paper-${paper.kind}`}>
                <td className="whitespace-nowrap">{paper.text}</td>
                <td className="whitespace-normal">
                  <State paper={paper} edit={`/incident/${incident.id}/edit`} />
                </td>
                <td className="no-print whitespace-nowrap text-right">
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
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Written writing={writing} />
    </section>
  );
}

/** Whether a paper is whole, and what has to be known before it is. */
function State({ paper, edit }: { paper: IncidentPaperRow; edit: string }) {
  if (!paper.wanted) return <Mark shape="closed">{t('ui.incident.papers.not_wanted')}</Mark>;
  if (paper.lacks.length === 0) return <Mark shape="met">{t('ui.sns.papers.whole')}</Mark>;
  return (
    <>
      <Mark shape="unknown">{t('ui.sns.papers.lacks')}</Mark>
      <Link to={edit}>{paper.lacks.join(t('ui.list_separator'))}</Link>
    </>
  );
}
