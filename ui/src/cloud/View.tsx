/** One cloud use: the check sheet in the middle, beside it what changed since the approval and the step that comes next. Who may take it the ledger says. */
import { useEffect } from 'react';
import { Comments } from '../approval/Comments';
import { Past } from '../approval/Past';
import { Behind } from '../contractor/Behind';
import { useAnswer } from '../lib/answers';
import { plainDate } from '../lib/date';
import type { CloudView } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { go, useSearch } from '../lib/place';
import { t } from '../lib/wording';
import { ButtonLink, Link, PrintButton } from '../parts/Button';
import { saySide } from '../parts/notice';
import { PageHead } from '../parts/PageHead';
import { Ready } from '../parts/Problems';
import { RecordHistory } from '../parts/RecordHistory';
import { type Tab, Tabs } from '../parts/Tabs';
import { Content } from './Content';
import { Files } from './Files';
import { Papers } from './Papers';
import { Sheet } from './Sheet';
import { hasStep, Side } from './Side';
import { requirementName, StatusMark } from './words';

export function View({ id }: { id: string }) {
  const [params] = useSearch();
  const on = params.get('on');
  const asked = useAnswer('cloud_show', { id, on }, { keep: true });
  return (
    <>
      {on !== null && asked.error && <Link to={`/cloud/${id}`}>{t('ui.as_of.back')}</Link>}
      <Ready asked={asked}>{(view) => <Page view={view} />}</Ready>
    </>
  );
}

function Page({ view }: { view: CloudView }) {
  const { cloud, may } = view;
  const [params, setParams] = useSearch();
  const history = useAnswer('cloud_history', { id: cloud.id }).data;
  const here = `/cloud/${cloud.id}`;
  const past = view.as_of !== null;
  const tab = params.get('tab') ?? 'sheet';
  const edits = !past && (may.edit || !may.known);
  useEffect(() => {
    saySide(t('ui.cloud.seen', { n: cloud.revision, hash: view.hash.slice(0, 8) }));
  }, [cloud.revision, view.hash]);
  useKeys([
    ...(edits
      ? [{ caps: ['E'], label: t('ui.keys.edit'), on: ['e'], quiet: true, run: () => go(`${here}/edit`) }]
      : []),
    {
      caps: ['T'],
      label: t('ui.keys.history'),
      on: ['t'],
      quiet: true,
      run: () => setParams({ tab: 'history', open: null }),
    },
  ]);
  const tabs: Tab[] = [
    { id: 'sheet', label: t('ui.cloud.sheet') },
    { id: 'content', label: t('ui.cloud.tab.content') },
    { id: 'files', label: t('ui.files.title'), count: cloud.attachments.length },
    { id: 'papers', label: t('ui.cloud.papers.tab') },
    { id: 'past', label: t('ui.cloud.tab.past'), count: view.past.length },
    { id: 'history', label: t('ui.tab.history'), count: history?.length ?? 0 },
  ];
  return (
    <>
      <PageHead
        title={cloud.service}
        crumbs={[{ to: '/cloud', label: t('ui.nav.cloud') }, { label: cloud.number ?? t('ui.contract.no_number') }]}
        beside={
          <span className="tag" data-testid="record-status">
            <StatusMark
              row={
                view.application?.state === 'decision'
                  ? { ...cloud, ...view, status: 'applied' }
                  : { ...cloud, ...view }
              }
              text={view.status_text}
            />
          </span>
        }
        actions={
          <>
            <PrintButton />
            {edits && (
              <ButtonLink to={`${here}/edit`} weight={hasStep(view) ? 'outlined' : 'filled'} data-testid="edit">
                {t('ui.edit')}
              </ButtonLink>
            )}
          </>
        }
      />
      <Line view={view} />
      {view.as_of && (
        <p
          role="status"
          data-testid="as-of"
          className="mb-3 flex flex-wrap items-baseline gap-x-4 rounded-4 border border-line border-l-4 border-l-accent bg-accent-ground px-3 py-2"
        >
          <b>{t('ui.as_of.banner', { date: plainDate(view.as_of) })}</b>
          <Link to={here} className="ml-auto" data-testid="as-of-back">
            {t('ui.as_of.back')}
          </Link>
        </p>
      )}
      <div className="grid gap-x-5 gap-y-6 wide:grid-cols-[minmax(0,1fr)_312px]">
        <div className="min-w-0">
          <Tabs
            label={t('ui.tab.record')}
            tabs={tabs}
            chosen={tab}
            onChoose={(id) => setParams({ tab: id === 'sheet' ? null : id, open: null })}
          >
            {tab === 'sheet' && (
              <>
                <Sheet view={view} />
                <Comments
                  view={view}
                  requirements={view.requirements.map((row) => ({
                    value: row.id,
                    label: requirementName(view, row.id),
                  }))}
                />
              </>
            )}
            {tab === 'content' && <Content view={view} />}
            {tab === 'files' && <Files view={view} />}
            {tab === 'papers' && <Papers view={view} />}
            {tab === 'past' && <Past past={view.past} />}
            {tab === 'history' && <RecordHistory register="cloud" id={cloud.id} />}
          </Tabs>
        </div>
        <Side view={view} />
      </div>
    </>
  );
}

/** Who provides it, what it holds, who manages it, and who applied and reviewed when. */
function Line({ view }: { view: CloudView }) {
  const { cloud, application } = view;
  const class_ = view.facts.find((fact) => fact.id === 'confidentiality')?.text;
  const pairs: [string, string | null | undefined][] = [
    [t('ui.cloud.line.provider'), cloud.provider.name],
    [t('ui.cloud.line.information'), class_ && t('ui.cloud.line.class', { class: class_ })],
    [t('ui.cloud.line.manager'), [cloud.section, cloud.manager].filter(Boolean).join(' ')],
    [t('ui.cloud.line.applied'), application && `${plainDate(application.by.on)} ${application.by.name}`],
    [
      t('ui.cloud.line.reviewed'),
      application?.reviewed && `${plainDate(application.reviewed.on)} ${application.reviewed.name}`,
    ],
  ];
  return (
    <dl className="mb-3 flex flex-wrap gap-x-5 gap-y-1 border-line border-b pb-2" data-testid="cloud-line">
      {pairs
        .filter(([, text]) => text)
        .map(([label, text]) => (
          <div key={label} className="flex gap-2">
            <dt className="text-label">{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      <div>
        <dt className="sr-only">{t('ui.contractor.behind')}</dt>
        <dd>
          <Behind register="cloud" id={cloud.id} place="provider" />
        </dd>
      </div>
    </dl>
  );
}
