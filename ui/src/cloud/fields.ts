/** The application form F-10: which fields it has in which order. What of them this use needs the ledger says. */
import type { Cloud, CloudView } from '../lib/generated';
import { find, t } from '../lib/wording';
import type { Entry, EntryField } from '../parts/Entries';
import type { FormField, FormGroup } from '../parts/FormControl';
import { certificates, requirementName, statuses } from './words';

/** A list inside the record, as a part of the form. */
export interface ListOf {
  name: 'subprocessors' | 'assurances' | 'exceptions' | 'checks';
  title: string;
  add: string;
  blank: Entry;
  fields: EntryField[];
}

const label = (name: string): string => find(`cloud_field.${name}`) ?? find(`ui.field.${name}`) ?? name;

/** What is asked of every use. */
export function basics(): FormGroup[] {
  return [
    {
      title: 'ui.cloud.group.use',
      fields: [
        { name: 'service', label: label('service'), required: true, wide: 4 },
        { name: 'section', label: label('section'), offered: 'sections' },
        { name: 'manager', label: label('manager'), offered: 'people' },
        { name: 'manager_since', label: label('manager_since'), kind: 'date', help: t('ui.field.since_help') },
        { name: 'security_manager', label: label('security_manager'), offered: 'people' },
        { name: 'purpose', label: label('purpose'), kind: 'area', wide: 6 },
        { name: 'url', label: label('url'), wide: 3 },
        { name: 'domains', label: label('domains'), kind: 'names', help: t('ui.cloud.domains_help'), wide: 3 },
        { name: 'users', label: label('users'), numeric: true },
        { name: 'user_scope', label: label('user_scope'), wide: 4 },
        { name: 'starts_on', label: label('starts_on'), kind: 'date' },
        { name: 'ends_on', label: label('ends_on'), kind: 'date' },
        { name: 'budget_yen', label: t('ui.cloud.budget'), numeric: true },
        { name: 'configured_by', label: label('configured_by'), wide: 3 },
      ],
    },
    {
      title: 'ui.cloud.provider',
      fields: [
        { name: 'provider.name', label: label('provider.name'), wide: 4 },
        { name: 'provider.corporate_number', label: t('ui.field.corporate_number'), numeric: true },
        { name: 'provider.country', label: t('ui.field.country'), wide: 3 },
        { name: 'provider.parent_country', label: t('ui.field.parent_country'), wide: 3 },
      ],
    },
  ];
}

/** The fields that only some uses need, without the lists. */
const NEEDED: Record<string, Partial<FormField>> = {
  information: { kind: 'area', wide: 6 },
  locations: { wide: 3 },
  jurisdiction: { wide: 3 },
  service_level: { kind: 'area', wide: 3 },
  backup: { kind: 'area', wide: 3 },
  access_log: { kind: 'area', wide: 3 },
  responsibility: { kind: 'area', wide: 3 },
  exit_plan: { kind: 'area', wide: 6 },
};

/** A field as the ledger asks for it, or null for one of the lists. */
export function needed(field: string, why: string): FormField | null {
  const kind = NEEDED[field];
  return kind ? { name: field, label: label(field), why, ...kind } : null;
}

/** `evidence` is the control for the file in which an entry can be seen. */
export function lists(view: CloudView, evidence: EntryField['own']): Record<ListOf['name'], ListOf> {
  const kinds = certificates();
  return {
    subprocessors: {
      name: 'subprocessors',
      title: label('subprocessors'),
      add: t('ui.cloud.subprocessor.add'),
      blank: { name: null, country: null, scope: null },
      fields: [
        { name: 'name', label: t('ui.cloud.subprocessor.name'), required: true },
        { name: 'country', label: t('ui.field.country') },
        { name: 'scope', label: t('ui.subcontract.scope') },
      ],
    },
    assurances: {
      name: 'assurances',
      title: label('assurances'),
      add: t('ui.cloud.assurance.add'),
      blank: { kind: null, renewal_pending: false, relied_on: true },
      fields: [
        {
          name: 'kind',
          label: t('ui.certificate.kind'),
          kind: 'choice',
          options: kinds,
          empty: t('ui.choose'),
          required: true,
        },
        { name: 'number', label: t('ui.certificate.number') },
        { name: 'scope', label: t('ui.certificate.scope') },
        { name: 'valid_from', label: t('ui.cloud.assurance.valid_from'), kind: 'date' },
        { name: 'valid_until', label: t('ui.certificate.valid_until'), kind: 'date' },
        { name: 'audited_until', label: t('ui.cloud.assurance.audited_until'), kind: 'date' },
        { name: 'in_scope', label: t('ui.cloud.assurance.in_scope'), kind: 'yes_no', wide: 6 },
        { name: 'evidence', label: t('ui.files.title'), own: evidence },
        { name: 'renewal_pending', label: t('ui.cloud.assurance.renewal_pending'), kind: 'check' },
        { name: 'relied_on', label: t('ui.cloud.assurance.relied_on'), kind: 'check' },
      ],
    },
    exceptions: {
      name: 'exceptions',
      title: label('exceptions'),
      add: t('ui.cloud.exception.add'),
      blank: { requirement: null, reason: null },
      fields: [
        {
          name: 'requirement',
          label: t('ui.cloud.exception.requirement'),
          kind: 'choice',
          options: view.requirements.map((row) => ({ value: row.id, label: requirementName(view, row.id) })),
          empty: t('ui.choose'),
          required: true,
          wide: 6,
        },
        { name: 'reason', label: t('ui.cloud.exception.reason'), kind: 'area', required: true, wide: 6 },
      ],
    },
    checks: {
      name: 'checks',
      title: t('ui.cloud.check.title'),
      add: t('ui.cloud.check.add'),
      blank: { on: null },
      fields: [
        { name: 'on', label: t('ui.cloud.check.on'), kind: 'date', required: true },
        { name: 'checker', label: t('ui.cloud.check.checker'), offered: 'people' },
        { name: 'confirmed_by', label: t('ui.cloud.check.confirmed_by'), offered: 'people' },
        { name: 'settings_kept', label: t('ui.cloud.check.settings_kept'), kind: 'yes_no', wide: 3 },
        { name: 'terms_changed', label: t('ui.cloud.check.terms_changed'), kind: 'yes_no', wide: 3 },
        { name: 'accounts_cleared', label: t('ui.cloud.check.accounts_cleared'), kind: 'yes_no', wide: 3 },
        { name: 'in_use', label: t('ui.cloud.check.in_use'), kind: 'yes_no', wide: 3 },
        { name: 'result', label: t('ui.cloud.check.result'), kind: 'area', wide: 3 },
        { name: 'correction', label: t('ui.cloud.check.correction'), kind: 'area', wide: 3 },
        { name: 'corrected_on', label: t('ui.cloud.check.corrected_on'), kind: 'date' },
      ],
    },
  };
}

/** How the use ends (F-08). */
export function ending(): FormGroup {
  const at = (name: string, text: string, more: Partial<FormField> = {}): FormField => ({
    name: `ending.${name}`,
    label: text,
    ...more,
  });
  return {
    title: 'ui.cloud.group.ending',
    fields: [
      at('on', t('ui.field.ending.on'), { kind: 'date' }),
      at('reason', t('ui.field.ending.reason'), { wide: 4 }),
      at('migration', t('ui.field.ending.migration'), { kind: 'area', wide: 4 }),
      at('migrated_on', t('ui.field.ending.migrated_on'), { kind: 'date' }),
      at('erasure_method', t('ui.field.ending.erasure_method'), { wide: 4 }),
      at('erased_on', t('ui.field.ending.erased_on'), { kind: 'date' }),
      at('copies', t('ui.field.ending.copies'), { wide: 4 }),
      at('certificate_on', t('ui.field.ending.certificate_on'), { kind: 'date' }),
      at('remaining', t('ui.field.ending.remaining'), { wide: 4 }),
      at('accounts_disposed_on', t('ui.field.ending.accounts_disposed_on'), { kind: 'date' }),
    ],
  };
}

/** An approval of another ledger; a decision settles these fields otherwise. */
export function takenOver(cloud: Cloud): FormField[] {
  const approved = cloud.status === 'approved' || cloud.status === 'conditional';
  const allowed = statuses().filter(
    ({ value }) => !cloud.id || approved || !['approved', 'conditional', 'applied', 'returned'].includes(value),
  );
  return [
    { name: 'status', label: t('ui.filter.status'), kind: 'choice', options: allowed },
    { name: 'number', label: t('ui.case.approval_number') },
    { name: 'decided_on', label: t('ui.case.decided_on'), kind: 'date' },
    { name: 'expires_on', label: t('ui.field.expires_on'), kind: 'date' },
    { name: 'ended_on', label: t('ui.field.ended_on'), kind: 'date' },
    { name: 'conditions', label: label('conditions'), kind: 'area', wide: 6 },
  ];
}

/** Whether the use is or was approved, so that it is checked and can end. */
export function isRunning(cloud: Cloud): boolean {
  return ['approved', 'conditional', 'suspended', 'ended'].includes(cloud.status) || cloud.application !== null;
}
