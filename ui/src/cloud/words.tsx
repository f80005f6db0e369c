/** The words and marks of cloud uses, for lists, forms and records. */
import type { CloudState, CloudStatus, CloudView, SourceKind, Standing, Verdict } from '../lib/generated';
import { find, t } from '../lib/wording';
import { Mark, type Shape } from '../parts/Mark';

interface Option<V extends string> {
  value: V;
  label: string;
}

const STATUSES: Record<CloudStatus, Shape> = {
  draft: 'not_yet',
  applied: 'review',
  returned: 'unknown',
  approved: 'met',
  conditional: 'met',
  refused: 'rejected',
  suspended: 'waived',
  ended: 'closed',
};
const STATES: Record<CloudState, Shape> = {
  missing: 'finding',
  unknown: 'unknown',
  unanswered: 'unknown',
  conditional: 'recommended',
  met: 'met',
  not_applicable: 'closed',
  excepted: 'waived',
  not_yet: 'not_yet',
};
const VERDICTS: Verdict[] = ['conforms', 'conditional', 'nonconforming', 'not_applicable', 'unverified'];
const SOURCES: SourceKind[] = ['terms', 'contract', 'audit_report', 'url', 'reply', 'evidence', 'other'];
const CERTIFICATES = [
  'ismap',
  'ismap_liu',
  'iso27001',
  'iso27017',
  'iso27018',
  'soc2_type2',
  'pmark',
  'aspic',
  'lgwan_asp',
  'jc_star',
  'dmp',
];

const worded = <V extends string>(table: string, values: V[]): Option<V>[] =>
  values.map((value) => ({ value, label: find(`${table}.${value}`) ?? value }));

/** A state in words. */
export function statusText(status: CloudStatus): string {
  return find(`cloud_status.${status}`) ?? status;
}

/** The states in the order in which a use goes through them. */
export const statuses = () => worded('cloud_status', Object.keys(STATUSES) as CloudStatus[]);
/** The answers of a check sheet. */
export const verdicts = () => worded('verdict', VERDICTS);
/** Where an answer can be seen. */
export const sourceKinds = () => worded('source_kind', SOURCES);
/** Kinds of certificates, registrations and reports. */
export const certificates = () => worded('certificate', CERTIFICATES);

/** Whether an approval stands, for the filter of the list. */
export function standings(): Option<Standing>[] {
  return [
    { value: 'stands', label: t('ui.cloud.standing.stands') },
    { value: 'lapsed', label: t('ui.cloud.standing.lapsed') },
  ];
}

/** The state of a use in a list: an approval that has lapsed is said to have. */
export function standingText(row: { status: CloudStatus; standing: Standing }): string {
  return row.standing === 'lapsed' ? (find('cloud_status.lapsed') ?? '') : statusText(row.status);
}

export function StatusMark({ row, text }: { row: { status: CloudStatus; standing: Standing }; text?: string }) {
  return <Mark shape={row.standing === 'lapsed' ? 'overdue' : STATUSES[row.status]}>{text ?? standingText(row)}</Mark>;
}

/** The state of a requirement on the check sheet. */
export function SheetMark({ state, text }: { state: CloudState; text: string }) {
  return <Mark shape={STATES[state]}>{text}</Mark>;
}

/** A requirement with its title, as far as the use has it. */
export function requirementName(view: CloudView, id: string): string {
  const row = view.requirements.find((one) => one.id === id);
  return row ? t('ui.contract.name', { number: id, title: row.title }) : id;
}
