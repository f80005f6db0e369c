/** The records kept inside a contract — certificates, inspections, deliverables, domains — each as a table with a form in place. The fields are data; the form is one. */
import { useAnswer } from '../lib/answers';
import type { Contract, ContractView, Tri } from '../lib/generated';
import { type Key, t } from '../lib/wording';
import { Oversight } from './Oversight';
import { type Column, RecordTable } from './RecordTable';

const DELIVERABLES: { value: Contract['deliverables'][number]['kind']; key: Key }[] = [
  { value: 'start_documents', key: 'ui.deliverable.start_documents' },
  { value: 'pledge', key: 'ui.deliverable.pledge' },
  { value: 'periodic_report', key: 'ui.deliverable.periodic_report' },
  { value: 'training_report', key: 'ui.deliverable.training_report' },
  { value: 'plan', key: 'ui.deliverable.plan' },
  { value: 'erasure_certificate', key: 'ui.deliverable.erasure_certificate' },
  { value: 'other', key: 'ui.deliverable.other' },
];
const METHODS: { value: Contract['inspections'][number]['method']; key: Key }[] = [
  { value: 'onsite', key: 'ui.inspection.onsite' },
  { value: 'video', key: 'ui.inspection.video' },
  { value: 'documents', key: 'ui.inspection.documents' },
];

const SOURCES: { value: Contract['measures'][number]['source']; key: Key }[] = [
  { value: 'inspection', key: 'ui.measure.source.inspection' },
  { value: 'sheet', key: 'ui.measure.source.sheet' },
  { value: 'report', key: 'ui.measure.source.report' },
  { value: 'incident', key: 'ui.measure.source.incident' },
  { value: 'other', key: 'ui.measure.source.other' },
];

const EVERY = [1, 3, 6, 12] as const;
const every = (months: (typeof EVERY)[number]) => ({
  value: String(months),
  label: t(`ui.deliverable.every.${months}`),
});

const worded = <V extends string>(list: { value: V; key: Key }[]) =>
  list.map(({ value, key }) => ({ value: value as string, label: t(key) }));

export function Certificates({ view }: { view: ContractView }) {
  const kinds = view.questions.find((question) => question.fact === 'certs')?.values ?? [];
  const columns: Column[] = [
    { field: 'kind', label: 'ui.certificate.kind', kind: 'choice', options: kinds, required: true },
    { field: 'number', label: 'ui.certificate.number' },
    { field: 'scope', label: 'ui.certificate.scope' },
    { field: 'valid_until', label: 'ui.certificate.valid_until', kind: 'date' },
  ];
  return (
    <RecordTable
      view={view}
      list="certificates"
      title={t('ui.tab.certificates')}
      add={t('ui.certificate.add')}
      columns={columns}
    />
  );
}

export function Inspections({ view }: { view: ContractView }) {
  const people = useAnswer('person_list', {}).data ?? [];
  return (
    <div className="grid gap-6">
      <RecordTable
        view={view}
        list="inspections"
        title={t('ui.inspection.title')}
        add={t('ui.inspection.add')}
        columns={[
          { field: 'on', label: 'ui.inspection.on', kind: 'date', required: true },
          { field: 'method', label: 'ui.inspection.method', kind: 'choice', options: worded(METHODS), required: true },
          { field: 'place', label: 'ui.inspection.place', detail: true },
          { field: 'inspector', label: 'ui.inspection.inspector', offers: people.map((person) => person.name) },
          { field: 'attendants', label: 'ui.inspection.attendants', detail: true },
          { field: 'workers_match', label: 'ui.inspection.workers_match', kind: 'tri' },
          { field: 'subcontractors_checked', label: 'ui.inspection.subcontractors_checked', kind: 'tri', detail: true },
          { field: 'result', label: 'ui.inspection.result' },
        ]}
      />
      <RecordTable
        view={view}
        list="measures"
        title={t('ui.measure.title')}
        add={t('ui.measure.add')}
        columns={[
          { field: 'finding', label: 'ui.measure.finding', required: true },
          {
            field: 'source',
            label: 'ui.measure.source',
            kind: 'choice',
            options: worded(SOURCES),
            required: true,
            start: 'inspection',
          },
          { field: 'found_on', label: 'ui.measure.found_on', kind: 'date', detail: true },
          { field: 'action', label: 'ui.measure.action' },
          { field: 'owner', label: 'ui.measure.owner' },
          { field: 'due_on', label: 'ui.measure.due_on', kind: 'date' },
          { field: 'done_on', label: 'ui.measure.done_on', kind: 'date' },
          { field: 'evidence', label: 'ui.measure.evidence', detail: true },
        ]}
      />
      {view.as_of === null && view.contract.id !== '' && <Oversight id={view.contract.id} />}
      <RecordTable
        view={view}
        list="deliverables"
        title={t('ui.deliverable.title_list')}
        add={t('ui.deliverable.add')}
        columns={[
          {
            field: 'kind',
            label: 'ui.deliverable.kind',
            kind: 'choice',
            options: worded(DELIVERABLES),
            required: true,
          },
          { field: 'title', label: 'ui.deliverable.title', required: true },
          { field: 'due_on', label: 'ui.deliverable.due_on', kind: 'date' },
          { field: 'every_months', label: 'ui.deliverable.every_months', kind: 'choice', options: EVERY.map(every) },
          { field: 'received_on', label: 'ui.deliverable.received_on', kind: 'date' },
        ]}
      />
      <RecordTable
        view={view}
        list="domains"
        title={t('ui.domain.title')}
        add={t('ui.domain.add')}
        columns={[
          { field: 'name', label: 'ui.domain.name', required: true },
          { field: 'registered_until', label: 'ui.domain.registered_until', kind: 'date' },
          { field: 'returned_on', label: 'ui.domain.returned_on', kind: 'date' },
          { field: 'note', label: 'ui.contract.note' },
        ]}
      />
    </div>
  );
}

/** Yes, no or unknown in words. */
export function triText(value: Tri | undefined): string {
  return value === true ? t('ui.yes') : value === false ? t('ui.no') : t('ui.unanswered');
}
