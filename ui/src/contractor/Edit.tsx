/** The form of a contractor. One that only records name is kept from the first save on. */

import { certificates } from '../cloud/words';
import { useAnswer } from '../lib/answers';
import { call } from '../lib/call';
import type { CompanyView, Problem } from '../lib/generated';
import { find, type Key, t } from '../lib/wording';
import { type Editable, EditFrame, useEdit } from '../parts/EditFrame';
import { Entries, type Entry, type EntryField } from '../parts/Entries';
import { FieldGroup } from '../parts/FieldGroup';
import { draftOf, FormControl, type FormField, type FormRecord, recorded, shown } from '../parts/FormControl';
import { Ready } from '../parts/Problems';

const record = ({ company }: CompanyView): FormRecord => ({ ...company, facts: {} });

const CONTRACTOR: Editable<CompanyView, { problems: Problem[] }> = {
  register: 'contractor',
  record,
  name: (view) => view.company.name,
  save: (view, typed) => call('contractor_save', { draft: draftOf(record(view), typed) }),
  read: (id) => call('contractor_show', { id }),
  differences: (before, now) =>
    Object.keys(now.company)
      .filter((field) => !['id', 'revision'].includes(field))
      .filter(
        (field) => JSON.stringify(recorded(record(before), field)) !== JSON.stringify(recorded(record(now), field)),
      )
      .map((field) => ({ field, before: plain(before, field), now: plain(now, field) })),
};

function plain(view: CompanyView, field: string): string {
  const value = recorded(record(view), field);
  return value !== null && typeof value === 'object'
    ? t('ui.items', { n: Object.keys(value).length })
    : shown(record(view), {}, field);
}

const label = (field: string): string => find(`contractor.${field}`) ?? field;

const GROUPS: { title: Key; fields: () => FormField[] }[] = [
  {
    title: 'ui.contractor.group.company',
    fields: () => [
      { name: 'name', label: label('name'), required: true, wide: 4 },
      { name: 'corporate_number', label: label('corporate_number'), numeric: true },
      { name: 'representative', label: label('representative'), wide: 3 },
      { name: 'country', label: label('country'), wide: 3 },
      { name: 'address', label: label('address'), wide: 6 },
      { name: 'spellings', label: t('ui.contractor.spellings'), kind: 'names', wide: 3 },
      { name: 'note', label: label('note'), kind: 'area', wide: 3 },
    ],
  },
  {
    title: 'ui.contractor.group.parent',
    fields: () => [
      { name: 'parent.name', label: label('name'), wide: 3 },
      { name: 'parent.corporate_number', label: label('corporate_number'), numeric: true },
      { name: 'parent.country', label: label('country') },
    ],
  },
  {
    title: 'ui.contractor.group.suspended',
    fields: () => [
      { name: 'suspended_from', label: t('ui.contractor.suspended_from'), kind: 'date' },
      { name: 'suspended_until', label: t('ui.contractor.suspended_until'), kind: 'date' },
      { name: 'suspended_reason', label: t('ui.contractor.suspended_reason'), kind: 'area', wide: 6 },
    ],
  },
];

const purposes = () =>
  (['contract', 'security', 'incident'] as const).map((value) => ({
    value,
    label: t(`ui.contractor.contact.${value}`),
  }));

interface ListOf {
  name: 'former_names' | 'certificates' | 'contacts';
  title: string;
  add: string;
  blank: Entry;
  fields: EntryField[];
}

const lists = (): ListOf[] => [
  {
    name: 'former_names',
    title: t('ui.contractor.former'),
    add: t('ui.contractor.former.add'),
    blank: { name: null, until: null },
    fields: [
      { name: 'name', label: label('name'), required: true, wide: 4 },
      { name: 'until', label: t('ui.contractor.former.until'), kind: 'date' },
    ],
  },
  {
    name: 'certificates',
    title: t('ui.contractor.certificates'),
    add: t('ui.certificate.add'),
    blank: { kind: 'iso27001', number: null, scope: null, valid_until: null },
    fields: [
      { name: 'kind', label: t('ui.certificate.kind'), kind: 'choice', options: certificates(), wide: 3 },
      { name: 'number', label: t('ui.certificate.number'), wide: 3 },
      { name: 'scope', label: t('ui.certificate.scope'), wide: 4 },
      { name: 'valid_until', label: t('ui.certificate.valid_until'), kind: 'date' },
    ],
  },
  {
    name: 'contacts',
    title: t('ui.contractor.contacts'),
    add: t('ui.contractor.contact.add'),
    blank: { name: null, section: null, phone: null, email: null, purpose: 'contract' },
    fields: [
      { name: 'purpose', label: t('ui.contractor.contact.purpose'), kind: 'choice', options: purposes() },
      { name: 'name', label: t('ui.contractor.contact.name') },
      { name: 'section', label: t('ui.contractor.contact.section') },
      { name: 'phone', label: t('ui.contractor.contact.phone') },
      { name: 'email', label: t('ui.contractor.contact.email'), wide: 4 },
    ],
  },
];

export function Edit({ id }: { id: string }) {
  const asked = useAnswer('contractor_show', { id });
  return <Ready asked={asked}>{(view) => <Form key={id} start={view} />}</Ready>;
}

export function New() {
  const asked = useAnswer('contractor_blank', {});
  return <Ready asked={asked}>{(view) => <Form start={view} />}</Ready>;
}

function Form({ start }: { start: CompanyView }) {
  const edit = useEdit(CONTRACTOR, start);
  const { base, typed, problemOf, onType, onLeave } = edit;
  const value = (field: string) => (field in typed ? typed[field] : (recorded(record(base), field) ?? null));
  return (
    <EditFrame edit={edit} title={t(edit.isNew ? 'ui.contractor.new' : 'ui.contractor.edit')}>
      <div className="grid min-w-0 content-start gap-5">
        {GROUPS.map((group) => (
          <FieldGroup key={group.title} title={group.title}>
            {group.fields().map((field) => (
              <FormControl
                key={field.name}
                field={field}
                text={shown(record(base), typed, field.name)}
                value={value(field.name)}
                problem={problemOf(field.name)}
                onType={(next) => onType(field.name, next)}
                onLeave={() => onLeave(field.name)}
              />
            ))}
          </FieldGroup>
        ))}
        <h2 className="sr-only">{t('ui.contractor.group.company')}</h2>
        {lists().map((list) => (
          <Entries
            key={list.name}
            {...list}
            entries={(value(list.name) as Entry[] | null) ?? []}
            problemOf={problemOf}
            onType={(entries) => onType(list.name, entries)}
          />
        ))}
      </div>
    </EditFrame>
  );
}
