/** One contract: what it is, which requirements apply and why, what falls due. Facts at the left cause the middle; the dates at the right follow from both. */
import { useEffect } from 'react';
import { useAnswer } from '../lib/answers';
import { plainDate } from '../lib/date';
import type { Contract, ContractStatus, ContractView } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { go, useSearch } from '../lib/place';
import { type Key, t } from '../lib/wording';
import { ButtonLink, Link, PrintButton } from '../parts/Button';
import { saySide } from '../parts/notice';
import { PageHead } from '../parts/PageHead';
import { Ready } from '../parts/Problems';
import { RecordHistory } from '../parts/RecordHistory';
import { type Tab, Tabs } from '../parts/Tabs';
import { Aside } from './Aside';
import { Documents } from './Documents';
import { Entrusted } from './Entrusted';
import { Facts } from './Facts';
import { placeOf, stepOf } from './matter';
import { Requirements } from './Requirements';
import { Risk } from './Risk';
import { Certificates, Inspections } from './records';
import { Selection } from './Selection';
import { Sheets } from './Sheets';
import { Subcontracts } from './Subcontracts';
import { Waiting } from './Waiting';

const STATUS: Record<ContractStatus, Key> = {
  draft: 'ui.status.draft',
  signed: 'ui.status.signed',
  running: 'ui.status.running',
  ended: 'ui.status.ended',
  closed: 'ui.status.closed',
};

/** Number and title, as the crumb of every page of a contract. */
export function nameOf(contract: Contract): string {
  return contract.number ? t('ui.contract.name', { number: contract.number, title: contract.title }) : contract.title;
}

export function View({ id }: { id: string }) {
  const [params] = useSearch();
  const on = params.get('on');
  const asked = useAnswer('contract_show', { id, on }, { keep: true });
  return (
    <>
      {on !== null && asked.error && <Link to={`/contract/${id}`}>{t('ui.as_of.back')}</Link>}
      <Ready asked={asked}>{(view) => <Page view={view} />}</Ready>
    </>
  );
}

function Page({ view }: { view: ContractView }) {
  const { contract } = view;
  const [params, setParams] = useSearch();
  const history = useAnswer('contract_history', { id: contract.id }).data;
  const here = `/contract/${contract.id}`;
  const past = view.as_of !== null;
  const tab = params.get('tab') ?? 'requirements';
  // The way from the list of what waits: it knows the application, not what it is about.
  const wanted = params.get('case');
  useEffect(() => {
    if (wanted === null) return;
    const one = view.cases.find(({ application }) => application?.id === wanted);
    setParams({ case: null, ...(one && placeOf(one.matter)) });
  }, [wanted, view.cases, setParams]);
  useEffect(() => {
    saySide(t('ui.contract.revision', { n: contract.revision }));
  }, [contract.revision]);
  useKeys([
    ...(past
      ? []
      : [
          { caps: ['E'], label: t('ui.keys.edit'), on: ['e'], run: () => go(`${here}/edit`) },
          { caps: ['P'], label: t('ui.keys.annex'), on: ['p'], run: () => go(`${here}/annex`) },
        ]),
    { caps: ['T'], label: t('ui.keys.history'), on: ['t'], run: () => setParams({ tab: 'history', open: null }) },
  ]);
  const tabs: Tab[] = [
    { id: 'requirements', label: t('ui.tab.requirements') },
    { id: 'subcontracts', label: t('ui.tab.subcontracts'), count: contract.subcontracts.length },
    { id: 'certificates', label: t('ui.tab.certificates'), count: contract.certificates.length },
    {
      id: 'inspections',
      label: t('ui.tab.inspections'),
      count:
        contract.inspections.length + contract.measures.length + contract.deliverables.length + contract.domains.length,
    },
    {
      id: 'entrusted',
      label: t('ui.tab.entrusted'),
      count: contract.workers.length + contract.information.length,
    },
    // What came back later was not known on a day before.
    ...(past
      ? []
      : [
          { id: 'selection', label: t('ui.tab.selection') },
          { id: 'sheets', label: t('ui.tab.sheets') },
          { id: 'risk', label: t('ui.tab.risk') },
        ]),
    { id: 'documents', label: t('ui.tab.documents'), count: view.annexes.length },
    { id: 'history', label: t('ui.tab.history'), count: history?.length ?? 0 },
  ];
  return (
    <>
      <PageHead
        title={contract.title}
        crumbs={[
          { to: '/contract', label: t('ui.nav.contract') },
          { label: contract.number ?? t('ui.contract.no_number') },
        ]}
        beside={
          <span className="tag" data-testid="contract-status">
            {t(STATUS[view.status])}
          </span>
        }
        actions={past ? <PrintButton /> : <Actions view={view} />}
      />
      {view.as_of && (
        <p
          role="status"
          data-testid="as-of"
          className="mb-3 flex flex-wrap items-baseline gap-x-4 rounded-4 border border-line border-l-4 border-l-accent bg-accent-ground px-3 py-2"
        >
          <b>{t('ui.as_of.banner', { date: plainDate(view.as_of) })}</b>
          <span>{t('ui.as_of.rules')}</span>
          <Link to={here} className="ml-auto" data-testid="as-of-back">
            {t('ui.as_of.back')}
          </Link>
        </p>
      )}
      <Waiting view={view} />
      <Tabs
        label={t('ui.tab.label')}
        tabs={tabs}
        chosen={tab}
        onChoose={(id) => setParams({ tab: id === 'requirements' ? null : id, open: null })}
      >
        {tab === 'requirements' && (
          <div className="grid gap-x-5 gap-y-6 wide:grid-cols-[256px_minmax(0,1fr)_220px]">
            <Facts view={view} />
            <Requirements view={view} />
            <Aside view={view} />
          </div>
        )}
        {tab === 'subcontracts' && <Subcontracts view={view} />}
        {tab === 'certificates' && <Certificates view={view} />}
        {tab === 'inspections' && <Inspections view={view} />}
        {tab === 'entrusted' && <Entrusted view={view} />}
        {tab === 'selection' && !past && <Selection view={view} />}
        {tab === 'sheets' && !past && <Sheets view={view} />}
        {tab === 'risk' && !past && <Risk view={view} />}
        {tab === 'documents' && <Documents view={view} />}
        {tab === 'history' && <RecordHistory register="contract" id={contract.id} />}
      </Tabs>
    </>
  );
}

/** What can be done with a contract, by where it is in its life. */
function Actions({ view }: { view: ContractView }) {
  const here = `/contract/${view.contract.id}`;
  const closed = view.status === 'closed';
  return (
    <>
      <PrintButton />
      {!closed && view.contract.signed_on === null && (
        <ButtonLink to={`${here}/sign`} weight="quiet" data-testid="sign">
          {t('ui.contract.sign')}
        </ButtonLink>
      )}
      {!closed && view.status !== 'draft' && (
        <ButtonLink to={`${here}/renew`} weight="quiet" data-testid="renew">
          {t('ui.contract.renew')}
        </ButtonLink>
      )}
      {closed && (
        <ButtonLink to={`${here}/reopen`} weight="quiet" data-testid="reopen">
          {t('ui.reopen.do')}
        </ButtonLink>
      )}
      <ButtonLink to={`${here}/close`} weight="quiet" data-testid="close">
        {t(closed ? 'ui.close.record' : 'ui.contract.close')}
      </ButtonLink>
      <ButtonLink to={`${here}/edit`} data-testid="edit">
        {t('ui.edit')}
      </ButtonLink>
      <ButtonLink
        to={`${here}/annex`}
        weight={view.cases.some(stepOf) ? 'outlined' : 'filled'}
        data-testid="make-annex"
      >
        {t('ui.contract.annex')}
      </ButtonLink>
    </>
  );
}
