/** Entering and correcting an official account. There is no field for a password: this is no place to keep one. */
import { useAnswer } from '../lib/answers';
import { call } from '../lib/call';
import type { Problem, Sns } from '../lib/generated';
import { find, t } from '../lib/wording';
import { type Editable, EditFrame, useEdit } from '../parts/EditFrame';
import { FieldGroup } from '../parts/FieldGroup';
import { draftOf, FormControl, type FormField, type FormGroup, recorded, shown } from '../parts/FormControl';
import { Ready } from '../parts/Problems';
import { media, statuses, useCloudName } from './words';

function groups(cloud: string | null = null): FormGroup[] {
  const label = (name: string) => find(`ui.field.${name}`) ?? name;
  return [
    {
      title: 'ui.sns.group.account',
      fields: [
        { name: 'name', label: t('ui.sns.account'), required: true, wide: 4 },
        { name: 'medium', label: label('medium'), kind: 'choice', options: media(), empty: t('ui.sns.medium_by_url') },
        { name: 'url', label: label('url'), help: t('ui.sns.url_help'), wide: 4 },
        { name: 'handle', label: label('handle') },
        { name: 'purpose', label: label('purpose'), kind: 'area', wide: 6 },
        { name: 'publishable', label: label('publishable'), kind: 'yes_no', wide: 3 },
        { name: 'listed_url', label: label('listed_url'), wide: 3 },
      ],
    },
    {
      title: 'ui.sns.group.custody',
      fields: [
        { name: 'section', label: label('section'), offered: 'sections' },
        { name: 'owner', label: t('ui.sns.owner'), offered: 'people' },
        { name: 'owner_since', label: label('owner_since'), kind: 'date', help: t('ui.field.since_help') },
        { name: 'deputy', label: label('deputy'), offered: 'people' },
        { name: 'operators', label: label('operators'), kind: 'names', help: t('ui.sns.operators_help'), wide: 4 },
      ],
    },
    {
      title: 'ui.sns.group.keeping',
      fields: [
        { name: 'mfa', label: label('mfa'), kind: 'yes_no', wide: 3 },
        { name: 'shared_login', label: label('shared_login'), kind: 'yes_no', wide: 3 },
        { name: 'recovery_holder', label: label('recovery_holder'), offered: 'people', wide: 3 },
        { name: 'credentials_changed_on', label: label('credentials_changed_on'), kind: 'date', wide: 3 },
      ],
    },
    {
      title: 'ui.sns.group.life',
      fields: [
        { name: 'status', label: t('ui.filter.status'), kind: 'choice', options: statuses(), wide: 3 },
        { name: 'opened_on', label: label('opened_on'), kind: 'date', wide: 3 },
        { name: 'last_post_on', label: label('last_post_on'), kind: 'date', wide: 3 },
        { name: 'closed_on', label: t('ui.sns.closed_on'), kind: 'date', wide: 3 },
        { name: 'cloud', label: t('ui.sns.cloud'), kind: 'link', links: 'cloud', linked: cloud },
        { name: 'note', label: label('note'), kind: 'area', wide: 6 },
      ],
    },
  ];
}

const BLANK = { id: '', revision: 0, status: 'applied', operators: [], facts: {} } as unknown as Sns;

const SNS: Editable<Sns, { problems: Problem[] }> = {
  register: 'sns',
  record: (sns) => sns,
  name: (sns) => sns.name,
  save: async (sns, typed) => (await call('sns_save', { draft: draftOf(sns, typed) })).sns,
  read: async (id) => (await call('sns_show', { id })).sns,
  differences: (before, now) =>
    groups()
      .flatMap((group) => group.fields)
      .map(({ name }) => ({ field: name, before: shown(before, {}, name), now: shown(now, {}, name) }))
      .filter((one) => one.before !== one.now),
};

export function Edit({ id }: { id: string }) {
  const asked = useAnswer('sns_show', { id });
  return <Ready asked={asked}>{({ sns }) => <Form key={id} start={sns} />}</Ready>;
}

export function New() {
  return <Form start={BLANK} />;
}

function Form({ start }: { start: Sns }) {
  const edit = useEdit(SNS, start);
  const { base, typed, problemOf } = edit;
  const people = (useAnswer('person_list', {}).data ?? []).map((person) => person.name);
  const sections = (useAnswer('section_list', {}).data ?? []).map((section) => section.name);
  const control = (field: FormField) => (
    <FormControl
      key={field.name}
      field={field}
      text={shown(base, typed, field.name)}
      value={field.name in typed ? typed[field.name] : (recorded(base, field.name) ?? null)}
      problem={problemOf(field.name)}
      offered={field.offered && { people, sections }[field.offered]}
      onType={(value) => edit.onType(field.name, value)}
    />
  );
  return (
    <EditFrame edit={edit} title={t(edit.isNew ? 'ui.sns.new' : 'ui.sns.edit')}>
      <div className="mb-6 grid max-w-4xl gap-5">
        {groups(useCloudName(base.cloud ?? null)).map((group) => (
          <FieldGroup key={group.title} title={group.title}>
            {group.fields.map(control)}
          </FieldGroup>
        ))}
      </div>
    </EditFrame>
  );
}
