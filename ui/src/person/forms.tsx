/** The forms of a person and of a section. They stand beside the tables and keep what was typed. */
import { useChange } from '../lib/answers';
import { denseDate } from '../lib/date';
import type { Person, Problem, Section } from '../lib/generated';
import { openGates } from '../lib/place';
import { problemText } from '../lib/problem';
import { useTyped } from '../lib/typed';
import { type Key, t } from '../lib/wording';
import { SelectField, TextField } from '../parts/Field';
import { say } from '../parts/notice';
import { SmallForm } from '../parts/SmallForm';

type Role = Person['roles'][number];
const ROLES: { value: Role; key: Key }[] = [
  { value: 'applicant', key: 'ui.role.applicant' },
  { value: 'procurement', key: 'ui.role.procurement' },
  { value: 'security', key: 'ui.role.security' },
  { value: 'pr', key: 'ui.role.pr' },
  { value: 'approver', key: 'ui.role.approver' },
  { value: 'auditor', key: 'ui.role.auditor' },
  { value: 'admin', key: 'ui.role.admin' },
];

/** A role in words. */
export function roleName(role: Role): string {
  return t(ROLES.find((candidate) => candidate.value === role)?.key ?? 'ui.none');
}

const problemOf = (problems: Problem[], field: string): string | null => {
  const found = problems.find((problem) => problem.field === field);
  return found ? problemText(found) : null;
};

export function PersonForm({
  person,
  sections,
  onClose,
}: {
  person: Person | null;
  sections: Section[];
  onClose: () => void;
}) {
  const { values, changed, type } = useTyped({
    name: person?.name ?? '',
    section: person?.section ?? '',
    email: person?.email ?? '',
    accounts: person?.accounts.join(' ') ?? '',
    roles: person?.roles ?? (['applicant'] as Role[]),
    from: denseDate(person?.from ?? null),
    until: denseDate(person?.until ?? null),
  });
  const save = useChange('person_save', () => {
    say(t('ui.saved'));
    openGates();
    onClose();
  });
  const problems = save.error?.problems ?? [];
  const send = () =>
    save.send({
      person: {
        ...(person ? { id: person.id, revision: person.revision } : {}),
        name: values.name,
        section: values.section || null,
        email: values.email || null,
        accounts: values.accounts.split(/\s+/).filter(Boolean),
        roles: values.roles,
        from: values.from || null,
        until: values.until || null,
      },
    });
  // A person is recorded with the name of the section, which may since have another name.
  const names = sections.map((one) => one.name);
  if (person?.section && !names.includes(person.section)) names.push(person.section);
  const fields = ['name', 'section', 'email', 'accounts', 'from', 'until'];
  const title = person ? t('ui.person.change') : t('ui.person.add');
  return (
    <SmallForm
      title={title}
      heading={<h2>{title}</h2>}
      className="panel grid gap-3"
      changed={changed}
      change={save}
      problems={problems.filter((problem) => !fields.includes(problem.field ?? ''))}
      action={t('ui.save')}
      testId="save-person"
      onSave={send}
      onClose={onClose}
    >
      <TextField
        name="name"
        label={t('ui.person.name')}
        value={values.name}
        onChange={(name) => type({ name })}
        required
        lang="ja"
        problem={problemOf(problems, 'name')}
      />
      <SelectField
        name="section"
        label={t('ui.person.section')}
        value={values.section}
        onChange={(section) => type({ section })}
        options={names.map((name) => ({ value: name, label: name }))}
        empty={t('ui.choose')}
        problem={problemOf(problems, 'section')}
      />
      <TextField
        name="email"
        label={t('ui.person.email')}
        value={values.email}
        onChange={(email) => type({ email })}
        inputMode="email"
        problem={problemOf(problems, 'email')}
      />
      <TextField
        name="accounts"
        label={t('ui.person.accounts')}
        help={t('ui.person.accounts_help')}
        value={values.accounts}
        onChange={(accounts) => type({ accounts })}
        problem={problemOf(problems, 'accounts')}
      />
      <fieldset>
        <legend className="font-bold">{t('ui.person.roles')}</legend>
        <div className="flex flex-wrap gap-x-4">
          {ROLES.map((role) => (
            <label key={role.value} className="inline-flex min-h-7 items-center gap-1.5">
              <input
                type="checkbox"
                className="size-4"
                checked={values.roles.includes(role.value)}
                onChange={() =>
                  type({
                    roles: values.roles.includes(role.value)
                      ? values.roles.filter((one) => one !== role.value)
                      : [...values.roles, role.value],
                  })
                }
              />
              {t(role.key)}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="grid gap-3 wide:grid-cols-2">
        <TextField
          name="from"
          label={t('ui.person.from')}
          value={values.from}
          onChange={(from) => type({ from })}
          placeholder={t('ui.field.date_example')}
          problem={problemOf(problems, 'from')}
        />
        <TextField
          name="until"
          label={t('ui.person.until')}
          value={values.until}
          onChange={(until) => type({ until })}
          placeholder={t('ui.field.date_example')}
          problem={problemOf(problems, 'until')}
        />
      </div>
    </SmallForm>
  );
}

export function SectionForm({
  section,
  sections,
  onClose,
}: {
  section: Section | null;
  sections: Section[];
  onClose: () => void;
}) {
  const { values, changed, type } = useTyped({
    name: section?.name ?? '',
    parent: section?.parent ?? '',
    body: section?.body ?? '',
    email: section?.email ?? '',
  });
  const save = useChange('section_save', () => {
    say(t('ui.saved'));
    openGates();
    onClose();
  });
  const problems = save.error?.problems ?? [];
  const send = () =>
    save.send({
      section: {
        ...(section ? { id: section.id, revision: section.revision } : {}),
        name: values.name,
        parent: values.parent || null,
        body: values.body || null,
        email: values.email || null,
      },
    });
  const title = section ? t('ui.section.change') : t('ui.section.add');
  return (
    <SmallForm
      title={title}
      heading={<h2>{title}</h2>}
      className="panel grid gap-3"
      changed={changed}
      change={save}
      problems={problems.filter((problem) => !((problem.field ?? '') in values))}
      action={t('ui.save')}
      testId="save-section"
      onSave={send}
      onClose={onClose}
    >
      <TextField
        name="name"
        label={t('ui.section.name')}
        value={values.name}
        onChange={(name) => type({ name })}
        required
        lang="ja"
        problem={problemOf(problems, 'name')}
      />
      <SelectField
        name="parent"
        label={t('ui.section.parent')}
        value={values.parent}
        onChange={(parent) => type({ parent })}
        options={sections.filter((one) => one.id !== section?.id).map((one) => ({ value: one.id, label: one.name }))}
        empty={t('ui.none')}
        problem={problemOf(problems, 'parent')}
      />
      <TextField
        name="body"
        label={t('ui.section.body')}
        help={t('ui.section.body_help')}
        value={values.body}
        onChange={(body) => type({ body })}
        problem={problemOf(problems, 'body')}
      />
      <TextField
        name="email"
        label={t('ui.section.email')}
        help={t('ui.section.email_help')}
        value={values.email}
        onChange={(email) => type({ email })}
        problem={problemOf(problems, 'email')}
      />
    </SmallForm>
  );
}
