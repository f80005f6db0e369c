/** One incident: whether it is reported and by which days stands first, then what is wrong, then what is known of it, the nine items of a report, and its papers. */
import { DueDates } from '../due/Beside';
import { useAnswer } from '../lib/answers';
import type { IncidentView } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { go, useSearch } from '../lib/place';
import { t } from '../lib/wording';
import { ButtonLink, Link, PrintButton } from '../parts/Button';
import { HistoryTable } from '../parts/HistoryTable';
import { Sign } from '../parts/Mark';
import { PageHead } from '../parts/PageHead';
import { Ready } from '../parts/Problems';
import { type Tab, Tabs } from '../parts/Tabs';
import { Course, InCharge, Items, Places, Reports, Whose } from './Facts';
import { Papers } from './Papers';
import { Steps, Verdict } from './Verdict';
import { label, stateText } from './words';

export function View({ id }: { id: string }) {
  const asked = useAnswer('incident_show', { id }, { keep: true });
  return <Ready asked={asked}>{(view) => <Page view={view} />}</Ready>;
}

function Page({ view }: { view: IncidentView }) {
  const { incident } = view;
  const [params, setParams] = useSearch();
  const history = useAnswer('incident_history', { id: incident.id });
  const edit = `/incident/${incident.id}/edit`;
  const tab = params.get('tab') ?? 'card';
  const show = (id: string) => setParams({ tab: id === 'card' ? null : id });
  useKeys([
    { caps: ['E'], label: t('ui.keys.edit'), on: ['e'], run: () => go(edit) },
    { caps: ['T'], label: t('ui.keys.history'), on: ['t'], run: () => show('history') },
  ]);
  const tabs: Tab[] = [
    { id: 'card', label: t('ui.incident.tab.card') },
    { id: 'papers', label: t('ui.incident.tab.papers'), count: view.papers.filter((paper) => paper.wanted).length },
    { id: 'history', label: t('ui.tab.history'), count: history.data?.length ?? 0 },
  ];
  return (
    <>
      <PageHead
        title={incident.title}
        crumbs={[
          { to: '/incident', label: t('ui.nav.incident') },
          { label: incident.number ?? t('ui.contract.no_number') },
        ]}
        beside={
          <>
            <span className="tag" data-testid="record-status">
              {stateText(incident.closed_on)}
            </span>
            {incident.suspected && <span className="tag">{label('suspected')}</span>}
          </>
        }
        actions={
          <>
            <PrintButton />
            <ButtonLink to={edit} weight="filled" data-testid="edit">
              {t('ui.edit')}
            </ButtonLink>
          </>
        }
      />
      <div className="mb-4 grid grid-cols-[minmax(0,1fr)] gap-3">
        <Verdict verdict={view.verdict} edit={edit} />
        <Steps view={view} />
        <Findings view={view} edit={edit} />
      </div>
      <Tabs label={t('ui.tab.record')} tabs={tabs} chosen={tab} onChoose={show}>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 wide:grid-cols-[minmax(0,1fr)_312px]">
          <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-4">
            {tab === 'card' && (
              <>
                <Course incident={incident} />
                <Whose incident={incident} />
                <Items incident={incident} edit={edit} />
                <Reports reports={incident.reports} />
              </>
            )}
            {tab === 'papers' && <Papers view={view} />}
            {tab === 'history' && <Ready asked={history}>{(rows) => <HistoryTable rows={rows} />}</Ready>}
          </div>
          <aside aria-label={t('ui.incident.aside')} className="grid min-w-0 content-start gap-3">
            <InCharge incident={incident} />
            <Places view={view} />
            <section className="keep panel">
              <DueDates due={view.due} past={false} />
            </section>
          </aside>
        </div>
      </Tabs>
    </>
  );
}

/** What is wrong and what to do, with its basis; each leads to the field that it is about. */
function Findings({ view, edit }: { view: IncidentView; edit: string }) {
  if (view.findings.length === 0) return null;
  return (
    <ul aria-label={t('ui.findings')} data-testid="findings">
      {view.findings.map((finding) => (
        <li key={finding.code} className="flex gap-1.5 py-1">
          <Sign
            shape={finding.severity === 'must' ? 'finding' : 'unknown'}
            place="mt-[calc((1lh-1rem)/2)] self-start"
          />
          <span>
            {finding.text}
            {finding.basis && <span className="ml-2 text-label">{finding.basis}</span>}
            {finding.field && (
              <Link
                to={`${edit}?field=${finding.field}`}
                className="no-print ml-2 whitespace-nowrap"
                data-testid={`mend-${finding.code}`}
              >
                {t('ui.incident.mend')}
                <span className="sr-only">{finding.text}</span>
              </Link>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
