/** The re-outsourcings (再委託) of a contract: each with its consent, and the application for it. */
import { isOpen } from '../approval/case';
import { ApplicationMark } from '../approval/words';
import type { ContractView } from '../lib/generated';
import { useSearch } from '../lib/place';
import { find, t } from '../lib/wording';
import { Button } from '../parts/Button';
import { Mark } from '../parts/Mark';
import { Chain } from './Chain';
import { Matter } from './Matter';
import { caseOf } from './matter';
import { type Column, RecordTable, type Row } from './RecordTable';

export function Subcontracts({ view }: { view: ContractView }) {
  const [params, setParams] = useSearch();
  const asked = params.get('open');
  const at = view.contract.subcontracts.findIndex((sub) => sub.id === asked);
  const one = asked === null ? null : caseOf(view, `subcontract:${asked}`);
  const settled = (row: Row) => {
    const own = caseOf(view, `subcontract:${row.id}`);
    return own !== null && (isOpen(own) || Boolean(row.application));
  };
  const columns: Column[] = [
    { field: 'name', label: 'ui.subcontract.name', required: true },
    { field: 'corporate_number', label: 'ui.field.corporate_number', detail: true },
    { field: 'tier', label: 'ui.subcontract.tier', kind: 'figure', start: '1' },
    {
      field: 'under',
      label: 'ui.subcontract.under',
      kind: 'choice',
      detail: true,
      options: view.contract.subcontracts.map((sub) => ({ value: sub.id, label: sub.name })),
    },
    { field: 'scope', label: 'ui.subcontract.scope' },
    { field: 'personal_info', label: 'ui.subcontract.personal_info', kind: 'tri' },
    { field: 'reason', label: 'ui.subcontract.reason', detail: true },
    { field: 'starts_on', label: 'ui.field.starts_on', kind: 'date', detail: true },
    { field: 'ends_on', label: 'ui.field.ends_on', kind: 'date', detail: true },
    { field: 'country', label: 'ui.field.country', detail: true },
    { field: 'parent_country', label: 'ui.field.parent_country', detail: true },
    { field: 'approval_number', label: 'ui.subcontract.approval_number', settled },
    { field: 'approved_on', label: 'ui.subcontract.approved_on', kind: 'date', settled },
    { field: 'conditions', label: 'ui.subcontract.conditions', settled },
    { field: 'expires_on', label: 'ui.subcontract.expires_on', kind: 'date', settled },
    { field: 'refused_on', label: 'ui.subcontract.refused_on', kind: 'date', detail: true, settled },
  ];
  return (
    <>
      {view.as_of === null && <Chain id={view.contract.id} />}
      <RecordTable
        view={view}
        list="subcontracts"
        title={t('ui.tab.subcontracts')}
        add={t('ui.subcontract.add')}
        columns={columns}
        state={{
          label: 'ui.subcontract.consent',
          cell: (row) => (
            <Consent
              view={view}
              id={String(row.id)}
              open={asked === row.id}
              onToggle={() => setParams({ open: asked === row.id ? null : String(row.id) })}
            />
          ),
        }}
        below={(change) =>
          one && (
            <div className="mt-4">
              <h3 className="mb-2">{one.title}</h3>
              <Matter key={one.matter} view={view} one={one} onFix={() => change(at)} beside />
            </div>
          )
        }
      />
    </>
  );
}

/** How the consent to an entry stands, and the way to its application. */
function Consent({
  view,
  id,
  open,
  onToggle,
}: {
  view: ContractView;
  id: string;
  open: boolean;
  onToggle: () => void;
}) {
  const one = caseOf(view, `subcontract:${id}`);
  if (!one) return null;
  const refused = view.contract.subcontracts.some((sub) => sub.id === id && sub.refused_on !== null);
  const { application } = one;
  const waits = isOpen(one) && application;
  const applies = !waits && !one.approved && one.may.apply.length > 0;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {waits ? (
        <ApplicationMark state={waits.state} text={find(`application_state.${waits.state}`) ?? waits.state} />
      ) : (
        <Mark shape={one.approved ? 'met' : 'finding'}>
          {t(
            one.approved
              ? 'ui.subcontract.consented'
              : refused
                ? 'ui.subcontract.refused'
                : 'ui.subcontract.not_consented',
          )}
        </Mark>
      )}
      {view.as_of === null && (!one.approved || one.past.length > 0) && (
        <Button
          small
          className="no-print"
          weight={applies ? 'outlined' : 'quiet'}
          aria-expanded={open}
          data-testid={`consent-${id}`}
          onClick={onToggle}
        >
          {t(open ? 'ui.close_panel' : applies ? 'ui.subcontract.apply' : 'ui.matter.show')}
        </Button>
      )}
    </div>
  );
}
