/** The forms of a person and of a section. They stand beside the tables and keep what was typed. */
import { type FormEvent, useState } from 'react';
import { useChange } from '../lib/answers';
import { denseDate } from '../lib/date';
import type { Person, Problem, Section } from '../lib/generated';
import { problemText } from '../lib/problem';
import { type Key, t } from '../lib/wording';
import { Button } from '../parts/Button';
import { SelectField, TextField } from '../parts/Field';
import { say } from '../parts/notice';
import { Problems } from '../parts/Problems';

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
  const [name, setName] = useState(person?.name ?? '');
  const [section, setSection] = useState(person?.section ?? '');
  const [email, setEmail] = useState(person?.email ?? '');
  const [accounts, setAccounts] = useState(person?.accounts.join(' ') ?? '');
  const [roles, setRoles] = useState<Role[]>(person?.roles ?? ['applicant']);
  const [from, setFrom] = useState(denseDate(person?.from ?? null));
  const [until, setUntil] = useState(denseDate(person?.until ?? null));
  const save = useChange('person_save', () => {
    say(t('ui.saved'));
    onClose();
  });
  const problems = save.error?.problems ?? [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({
      person: {
        ...(person ? { id: person.id, revision: person.revision } : {}),
        name,
        section: section || null,
        email: email || null,
        accounts: accounts.split(/\s+/).filter(Boolean),
        roles,
        from: from || null,
        until: until || null,
      },
    });
  };
  const fields = ['name', 'section', 'email', 'accounts', 'from', 'until'];
  return (
    <form
      className="panel grid gap-3"
      onSubmit={submit}
      aria-label={person ? t('ui.person.change') : t('ui.person.add')}
    >
      <h2>{person ? t('ui.person.change') : t('ui.person.add')}</h2>
      <Problems problems={problems.filter((problem) => !fields.includes(problem.field ?? ''))} />
      <TextField
        name="name"
        label={t('ui.person.name')}
        value={name}
        onChange={setName}
        required
        lang="ja"
        problem={problemOf(problems, 'name')}
      />
      <SelectField
        name="section"
        label={t('ui.person.section')}
        value={section}
        onChange={setSection}
        options={sections.map((one) => ({ value: one.id, label: one.name }))}
        empty={t('ui.choose')}
        problem={problemOf(problems, 'section')}
      />
      <TextField
        name="email"
        label={t('ui.person.email')}
        value={email}
        onChange={setEmail}
        inputMode="email"
        problem={problemOf(problems, 'email')}
      />
      <TextField
        name="accounts"
        label={t('ui.person.accounts')}
        help={t('ui.person.accounts_help')}
        value={accounts}
        onChange={setAccounts}
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
                checked={roles.includes(role.value)}
                onChange={() =>
                  setRoles(
                    roles.includes(role.value) ? roles.filter((one) => one !== role.value) : [...roles, role.value],
                  )
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
          value={from}
          onChange={setFrom}
          placeholder={t('ui.field.date_example')}
          problem={problemOf(problems, 'from')}
        />
        <TextField
          name="until"
          label={t('ui.person.until')}
          value={until}
          onChange={setUntil}
          placeholder={t('ui.field.date_example')}
          problem={problemOf(problems, 'until')}
        />
      </div>
      <div className="flex gap-3">
        <Button type="submit" disabled={save.isPending} data-testid="save-person">
          {t('ui.save')}
        </Button>
        <Button weight="quiet" onClick={onClose}>
          {t('ui.cancel')}
        </Button>
      </div>
    </form>
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
  const [name, setName] = useState(section?.name ?? '');
  const [parent, setParent] = useState(section?.parent ?? '');
  const [body, setBody] = useState(section?.body ?? '');
  const save = useChange('section_save', () => {
    say(t('ui.saved'));
    onClose();
  });
  const problems = save.error?.problems ?? [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({
      section: {
        ...(section ? { id: section.id, revision: section.revision } : {}),
        name,
        parent: parent || null,
        body: body || null,
      },
    });
  };
  return (
    <form
      className="panel grid gap-3"
      onSubmit={submit}
      aria-label={section ? t('ui.section.change') : t('ui.section.add')}
    >
      <h2>{section ? t('ui.section.change') : t('ui.section.add')}</h2>
      <Problems problems={problems.filter((problem) => !['name', 'parent', 'body'].includes(problem.field ?? ''))} />
      <TextField
        name="name"
        label={t('ui.section.name')}
        value={name}
        onChange={setName}
        required
        lang="ja"
        problem={problemOf(problems, 'name')}
      />
      <SelectField
        name="parent"
        label={t('ui.section.parent')}
        value={parent}
        onChange={setParent}
        options={sections.filter((one) => one.id !== section?.id).map((one) => ({ value: one.id, label: one.name }))}
        empty={t('ui.none')}
        problem={problemOf(problems, 'parent')}
      />
      <TextField
        name="body"
        label={t('ui.section.body')}
        help={t('ui.section.body_help')}
        value={body}
        onChange={setBody}
        problem={problemOf(problems, 'body')}
      />
      <div className="flex gap-3">
        <Button type="submit" disabled={save.isPending} data-testid="save-section">
          {t('ui.save')}
        </Button>
        <Button weight="quiet" onClick={onClose}>
          {t('ui.cancel')}
        </Button>
      </div>
    </form>
  );
}
