/** One contract: what it is, which requirements apply and why, what falls due. Facts at the left cause the middle; the dates at the right follow from both. */
import { useAnswer } from '../lib/answers';
import type { Contract, ContractView } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { go, useSearch } from '../lib/place';
import { type Key, t } from '../lib/wording';
import { ButtonLink, PrintButton } from '../parts/Button';
import { PageHead } from '../parts/PageHead';
import { Ready } from '../parts/Problems';
import { type Tab, Tabs } from '../parts/Tabs';
import { Aside } from './Aside';
import { Documents } from './Documents';
import { Facts } from './Facts';
import { RecordHistory } from './RecordHistory';
import { Certificates, Inspections, Subcontracts } from './records';
import { Requirements } from './Requirements';

type Status = 'draft' | 'signed' | 'running' | 'ended' | 'closed';
const STATUS: Record<Status, Key> = {
  draft: 'ui.status.draft',
  signed: 'ui.status.signed',
  running: 'ui.status.running',
  ended: 'ui.status.ended',
  closed: 'ui.status.closed',
};

/** Where a contract stands on a day. */
export function statusOf(contract: Contract, today: string): Status {
  if (contract.closed_on) return 'closed';
  if (!contract.signed_on) return 'draft';
  if (contract.ends_on && contract.ends_on < today) return 'ended';
  return contract.starts_on && contract.starts_on > today ? 'signed' : 'running';
}

/** Number and title, as the crumb of every page of a contract. */
export function nameOf(contract: Contract): string {
  return contract.number ? t('ui.contract.name', { number: contract.number, title: contract.title }) : contract.title;
}

export function View({ id }: { id: string }) {
  const asked = useAnswer('contract_show', { id }, { keep: true });
  return <Ready asked={asked}>{(view) => <Page view={view} />}</Ready>;
}

function Page({ view }: { view: ContractView }) {
  const { contract } = view;
  const [params, setParams] = useSearch();
  const today = useAnswer('status', {}).data?.today ?? '';
  const history = useAnswer('contract_history', { id: contract.id }).data;
  const here = `/contract/${contract.id}`;
  const status = statusOf(contract, today);
  const tab = params.get('tab') ?? 'requirements';
  useKeys([
    { caps: ['E'], label: t('ui.keys.edit'), on: ['e'], run: () => go(`${here}/edit`) },
    { caps: ['P'], label: t('ui.keys.annex'), on: ['p'], run: () => go(`${here}/annex`) },
    { caps: ['T'], label: t('ui.keys.history'), on: ['t'], run: () => setParams({ tab: 'history', open: null }) },
  ]);
  const tabs: Tab[] = [
    { id: 'requirements', label: t('ui.tab.requirements') },
    { id: 'subcontracts', label: t('ui.tab.subcontracts'), count: contract.subcontracts.length },
    { id: 'certificates', label: t('ui.tab.certificates'), count: contract.certificates.length },
    {
      id: 'inspections',
      label: t('ui.tab.inspections'),
      count: contract.inspections.length + contract.deliverables.length,
    },
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
            {t(STATUS[status])}
          </span>
        }
        actions={
          <>
            <PrintButton />
            {status === 'draft' && (
              <ButtonLink to={`${here}/sign`} weight="quiet" data-testid="sign">
                {t('ui.contract.sign')}
              </ButtonLink>
            )}
            {status !== 'draft' && status !== 'closed' && (
              <>
                <ButtonLink to={`${here}/renew`} weight="quiet" data-testid="renew">
                  {t('ui.contract.renew')}
                </ButtonLink>
                <ButtonLink to={`${here}/close`} weight="quiet" data-testid="close">
                  {t('ui.contract.close')}
                </ButtonLink>
              </>
            )}
            <ButtonLink to={`${here}/edit`} data-testid="edit">
              {t('ui.edit')}
            </ButtonLink>
            <ButtonLink to={`${here}/annex`} weight="filled" data-testid="make-annex">
              {t('ui.contract.annex')}
            </ButtonLink>
          </>
        }
      />
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
        {tab === 'documents' && <Documents view={view} />}
        {tab === 'history' && <RecordHistory id={contract.id} />}
      </Tabs>
    </>
  );
}
