/** One official account: who holds it is the largest text, what is wrong stands above it with its remedy, and the step that comes next beside it. Who may take it the ledger says. */
import { useEffect } from 'react';
import { Comments } from '../approval/Comments';
import { Past } from '../approval/Past';
import { DueDates } from '../due/Beside';
import { Incidents } from '../incident/Beside';
import { useAnswer } from '../lib/answers';
import { plainDate } from '../lib/date';
import type { Finding, SnsView } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { go, useSearch } from '../lib/place';
import { t } from '../lib/wording';
import { ButtonLink, Link, PrintButton } from '../parts/Button';
import { Disclosure } from '../parts/Disclosure';
import { Mark } from '../parts/Mark';
import { saySide } from '../parts/notice';
import { PageHead } from '../parts/PageHead';
import { Ready } from '../parts/Problems';
import { RecordHistory } from '../parts/RecordHistory';
import { type Tab, Tabs } from '../parts/Tabs';
import { Card } from './Card';
import { Ending, HandedOver, Posting, Public, Response } from './Panels';
import { Papers } from './Papers';
import { Requirements } from './Requirements';
import { hasStep, Side } from './Side';
import { requirementName, StatusMark } from './words';

/** How many findings stand above the card before the rest is folded. */
const SHOWN = 3;

export function View({ id }: { id: string }) {
  const [params] = useSearch();
  const on = params.get('on');
  const asked = useAnswer('sns_show', { id, on }, { keep: true });
  return (
    <>
      {on !== null && asked.error && <Link to={`/sns/${id}`}>{t('ui.as_of.back')}</Link>}
      <Ready asked={asked}>{(view) => <Page view={view} />}</Ready>
    </>
  );
}

function Page({ view }: { view: SnsView }) {
  const { sns, may } = view;
  const [params, setParams] = useSearch();
  const history = useAnswer('sns_history', { id: sns.id }).data;
  const here = `/sns/${sns.id}`;
  const past = view.as_of !== null;
  const edits = !past && (may.edit || !may.known);
  const tab = params.get('tab') ?? 'card';
  useEffect(() => {
    saySide(t('ui.cloud.seen', { n: sns.revision, hash: view.hash.slice(0, 8) }));
  }, [sns.revision, view.hash]);
  useKeys([
    ...(edits
      ? [
          { caps: ['E'], label: t('ui.keys.edit'), on: ['e'], run: () => go(`${here}/edit`) },
          { caps: ['H'], label: t('ui.sns.hand_over'), on: ['h'], run: () => go(`${here}/edit?field=owner`) },
        ]
      : []),
    { caps: ['T'], label: t('ui.keys.history'), on: ['t'], run: () => setParams({ tab: 'history', open: null }) },
  ]);
  const tabs: Tab[] = [
    { id: 'card', label: t('ui.sns.card') },
    { id: 'requirements', label: t('ui.tab.requirements'), count: view.requirements.length },
    { id: 'papers', label: t('ui.papers.title') },
    { id: 'past', label: t('ui.cloud.tab.past'), count: view.past.length },
    { id: 'history', label: t('ui.tab.history'), count: history?.length ?? 0 },
  ];
  return (
    <>
      <PageHead
        title={t('ui.contract.name', { number: sns.name, title: view.medium_text })}
        crumbs={[{ to: '/sns', label: t('ui.nav.sns') }, { label: sns.number ?? t('ui.contract.no_number') }]}
        beside={
          <span className="tag" data-testid="record-status">
            <StatusMark status={sns.status} standing={view.standing} text={view.status_text} />
          </span>
        }
        actions={
          <>
            <PrintButton />
            {edits && (
              <>
                <ButtonLink to={`${here}/edit?field=owner`} data-testid="hand-over">
                  {t('ui.sns.hand_over')}
                </ButtonLink>
                <ButtonLink to={`${here}/edit`} weight={hasStep(view) ? 'outlined' : 'filled'} data-testid="edit">
                  {t('ui.edit')}
                </ButtonLink>
              </>
            )}
          </>
        }
      />
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
      {(sns.url || sns.handle) && (
        <p className="mb-2 break-all text-ink-2" data-testid="address">
          {[sns.handle && t('ui.sns.at', { handle: sns.handle }), sns.url].filter(Boolean).join(t('ui.wide_space'))}
        </p>
      )}
      <Findings view={view} edits={edits} />
      <Tabs
        label={t('ui.tab.record')}
        tabs={tabs}
        chosen={tab}
        onChoose={(id) => setParams({ tab: id === 'card' ? null : id, open: null, state: null })}
      >
        <div className="grid gap-x-4 gap-y-4 wide:grid-cols-[minmax(0,1fr)_344px]">
          <div className="grid min-w-0 content-start gap-4">
            {tab === 'card' && (
              <>
                <Card view={view} />
                <Posting view={view} />
                <Response view={view} />
                <Ending view={view} />
                {sns.note && (
                  <section className="keep panel" aria-labelledby="note">
                    <h2 id="note">{t('ui.field.note')}</h2>
                    <p className="whitespace-pre-line break-words">{sns.note}</p>
                  </section>
                )}
                {!past && (
                  <Comments
                    view={view}
                    requirements={view.requirements.map((row) => ({
                      value: row.id,
                      label: requirementName(view, row.id),
                    }))}
                  />
                )}
              </>
            )}
            {tab === 'requirements' && <Requirements view={view} />}
            {tab === 'papers' && <Papers view={view} />}
            {tab === 'past' && <Past past={view.past} />}
            {tab === 'history' && <RecordHistory register="sns" id={sns.id} />}
          </div>
          <aside aria-label={t('ui.sns.aside')} className="grid content-start gap-3">
            <Side view={view} />
            {(view.due.length > 0 || !past) && (
              <section className="keep panel">
                <DueDates due={view.due} past={past} />
              </section>
            )}
            {!past && (
              <section className="keep panel">
                <Incidents register="sns" id={sns.id} />
              </section>
            )}
            <Public view={view} />
            {!past && <HandedOver id={sns.id} />}
            <Facts view={view} />
          </aside>
        </div>
      </Tabs>
    </>
  );
}

/** What is wrong and what to do, the grave ones first; each leads to the field that it is about. */
function Findings({ view, edits }: { view: SnsView; edits: boolean }) {
  const { findings } = view;
  if (findings.length === 0) return null;
  const rest = findings.slice(SHOWN);
  const grave = findings[0]?.severity === 'must';
  const rows = (some: Finding[]) => (
    <ul className="grid gap-1">
      {some.map((finding) => (
        <li key={finding.code + finding.text} className="flex flex-wrap items-baseline gap-x-4">
          <Mark shape={finding.severity === 'must' ? 'finding' : 'unknown'} bold>
            <span className="whitespace-normal">{finding.text}</span>
          </Mark>
          {finding.requirement && (
            <Link to={`/sns/${view.sns.id}?tab=requirements&open=${finding.requirement}`}>{finding.requirement}</Link>
          )}
          {edits && finding.field && (
            <Link
              to={`/sns/${view.sns.id}/edit?${fieldAt(finding.field)}`}
              className="no-print"
              data-testid={`mend-${finding.code}`}
            >
              {t('ui.sns.mend')}
              <span className="sr-only">{finding.text}</span>
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
  return (
    <section
      aria-label={t('ui.findings')}
      data-testid="findings"
      className={`mb-3 rounded-4 border border-line border-l-4 px-3 py-2 ${grave ? 'border-l-finding' : 'border-l-unknown-line'}`}
    >
      {rows(findings.slice(0, SHOWN))}
      {rest.length > 0 && (
        <div className="mt-1">
          <Disclosure label={t('ui.home.show_rest', { n: rest.length })}>
            <div className="mt-1">{rows(rest)}</div>
          </Disclosure>
        </div>
      )}
    </section>
  );
}

/** The place of a field in the form. */
function fieldAt(field: string): string {
  return field.startsWith('facts.') ? `fact=${field.slice('facts.'.length)}` : `field=${field}`;
}

/** What is known about the account, as far as requirements ask for it. */
function Facts({ view }: { view: SnsView }) {
  const { sns, questions } = view;
  // The office's own facts stand in its settings.
  const facts = view.facts.filter((fact) => questions.some((question) => question.fact === fact.id));
  if (facts.length === 0 && !view.cloud_title) return null;
  return (
    <section className="keep panel" aria-labelledby="facts">
      <h2 id="facts" className="mb-1">
        {t('ui.contract.facts')}
      </h2>
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1">
        {facts.map((fact) => (
          <div key={fact.id} className="contents">
            <dt className="text-ink-2">{fact.label}</dt>
            <dd className="text-right">{fact.text}</dd>
          </div>
        ))}
        {view.cloud_title && (
          <div className="contents">
            <dt className="text-ink-2">{t('ui.sns.cloud')}</dt>
            <dd className="text-right">
              <Link to={`/cloud/${sns.cloud}`}>{view.cloud_title}</Link>
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}
