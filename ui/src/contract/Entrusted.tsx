/** Who works for a contract at the contractor, how it manages personal information, and what was handed over and came back. */
import type { ContractView } from '../lib/generated';
import { t } from '../lib/wording';
import { RecordTable } from './RecordTable';
import { Structure } from './Structure';

export function Entrusted({ view }: { view: ContractView }) {
  const { contractor, subcontracts } = view.contract;
  const companies = [contractor.name, ...subcontracts.map((sub) => sub.name)].filter((name) => name !== '');
  return (
    <div className="grid gap-6">
      <RecordTable
        view={view}
        list="workers"
        title={t('ui.worker.title')}
        add={t('ui.worker.add')}
        columns={[
          { field: 'name', label: 'ui.worker.name', required: true },
          { field: 'company', label: 'ui.worker.company', offers: companies },
          { field: 'role', label: 'ui.worker.role' },
          { field: 'place', label: 'ui.worker.place', detail: true },
          { field: 'from', label: 'ui.worker.from', kind: 'date', detail: true },
          { field: 'until', label: 'ui.worker.until', kind: 'date' },
          { field: 'pledged_on', label: 'ui.worker.pledged_on', kind: 'date' },
          { field: 'trained_on', label: 'ui.worker.trained_on', kind: 'date' },
        ]}
      />
      <Structure view={view} />
      <RecordTable
        view={view}
        list="information"
        title={t('ui.entrusted.title')}
        add={t('ui.entrusted.add')}
        columns={[
          { field: 'name', label: 'ui.entrusted.name', required: true },
          { field: 'handed_on', label: 'ui.entrusted.handed_on', kind: 'date' },
          { field: 'count', label: 'ui.entrusted.count', kind: 'figure' },
          { field: 'method', label: 'ui.entrusted.method', detail: true },
          { field: 'place', label: 'ui.entrusted.place', detail: true },
          { field: 'copied', label: 'ui.entrusted.copied', kind: 'tri', detail: true },
          { field: 'copy_consent', label: 'ui.entrusted.copy_consent', detail: true },
          { field: 'back_on', label: 'ui.entrusted.back_on', kind: 'date' },
          { field: 'back_count', label: 'ui.entrusted.back_count', kind: 'figure' },
          { field: 'back_method', label: 'ui.entrusted.back_method', detail: true },
          { field: 'kept_because', label: 'ui.entrusted.kept_because' },
        ]}
      />
    </div>
  );
}
