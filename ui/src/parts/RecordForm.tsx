/** The plain form of a register: groups of fields over the record as it stands. What was typed goes to the ledger as typed, and nothing else is sent; saving is explicit. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { forget, useAnswer } from '../lib/answers';
import { type AnswerOf, call, type RequestOf, refused } from '../lib/call';
import type { Problem } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { go, openGates } from '../lib/place';
import { problemText } from '../lib/problem';
import { type Key, t } from '../lib/wording';
import { Button, Cap } from './Button';
import { type Difference, Elsewhere } from './Elsewhere';
import { FormControl, type FormField, type FormRecord, recorded, shown, type Typed } from './FormControl';
import { LeaveGuard } from './LeaveGuard';
import { say, saySide } from './notice';
import { type Crumb, PageHead } from './PageHead';
import { Refusal } from './Problems';

/** Fields under a heading. */
export interface FormGroup {
  title: Key;
  fields: FormField[];
}

type FormRegister = 'cloud' | 'sns';

/** The draft: what was typed and nothing else, but for facts, which are all sent anew. */
export function draftOf(record: FormRecord, typed: Typed): { id: string | null; revision: number } & Typed {
  const draft: Typed = {};
  for (const [field, value] of Object.entries(typed)) {
    const [outer = '', inner] = field.split('.');
    const sent = value === '' ? null : value;
    if (inner === undefined) draft[outer] = sent;
    else if (outer === 'facts') draft.facts = { ...record.facts, ...(draft.facts as object), [inner]: sent };
    else draft[outer] = { ...(draft[outer] as object), [inner]: sent };
  }
  return { ...draft, id: record.id || null, revision: record.revision };
}

export function RecordForm({
  register,
  start,
  title,
  crumbs,
  groups,
}: {
  register: FormRegister;
  start: FormRecord;
  title: string;
  crumbs: Crumb[];
  groups: FormGroup[];
}) {
  const [base, setBase] = useState(start);
  const [typed, setTyped] = useState<Typed>({});
  const [problems, setProblems] = useState<Problem[]>([]);
  const [elsewhere, setElsewhere] = useState<Difference[] | null>(null);
  const [saving, setSaving] = useState(false);
  const people = useAnswer('person_list', {}).data ?? [];
  const sections = useAnswer('section_list', {}).data ?? [];
  const client = useQueryClient();
  const form = useRef<HTMLDivElement>(null);
  const here = base.id ? `/${register}/${base.id}` : `/${register}`;
  const count = Object.keys(typed).length;
  const fields = groups.flatMap((group) => group.fields);
  useEffect(() => {
    saySide(count > 0 ? t('ui.edit.unsaved', { n: count }) : t('ui.edit.unchanged'));
  }, [count]);
  useEffect(() => {
    if (problems.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problems]);

  const onType = (field: string, value: unknown) =>
    setTyped((now) => {
      const { [field]: _, ...rest } = now;
      const before = recorded(base, field) ?? null;
      const same = before === value || (typeof value === 'string' && shown(base, {}, field) === value);
      return same ? rest : { ...rest, [field]: value };
    });
  const save = async (): Promise<string | null> => {
    if (saving) return null;
    setSaving(true);
    setProblems([]);
    try {
      const name = `${register}_save` as const;
      const request = { draft: draftOf(base, typed) } as RequestOf<typeof name>;
      const saved = recordOf(await call(name, request));
      openGates();
      await forget(client);
      setTyped({});
      say(t('ui.saved'));
      return saved.id;
    } catch (error) {
      setProblems(refused(error).problems);
      return null;
    } finally {
      setSaving(false);
    }
  };
  /** Somebody else saved: what was typed is put over the newest record. */
  const readAgain = async () => {
    try {
      const now = recordOf(await call(`${register}_show`, { id: base.id }));
      const values = (record: FormRecord, field: string) => shown(record, {}, field);
      const both = fields.map(({ name }) => ({ field: name, before: values(base, name), now: values(now, name) }));
      setElsewhere(both.filter((one) => one.before !== one.now));
      setBase(now);
      setProblems([]);
    } catch (error) {
      setProblems(refused(error).problems);
    }
  };
  const saveAndGo = async () => {
    const id = await save();
    if (id) go(`/${register}/${id}`);
  };
  useKeys([
    { caps: ['Ctrl', 'S'], label: t('ui.keys.save'), on: ['Ctrl+s'], run: () => void saveAndGo() },
    { caps: ['Esc'], label: t('ui.keys.leave'), on: ['Escape'], run: () => go(here) },
  ]);
  // A name in a list of names stands in that list's field.
  const fieldOf = (problem: Problem) =>
    fields.find(({ name }) => problem.field === name || problem.field?.startsWith(`${name}.`))?.name;
  const problemOf = (name: string): string | null => {
    const found = problems.find((problem) => fieldOf(problem) === name);
    return found ? problemText(found) : null;
  };
  const offered = {
    people: people.map((person) => person.name),
    sections: sections.map((section) => section.name),
  };
  const control = (field: FormField) => (
    <FormControl
      key={field.name}
      field={field}
      text={shown(base, typed, field.name)}
      value={field.name in typed ? typed[field.name] : (recorded(base, field.name) ?? null)}
      problem={problemOf(field.name)}
      offered={field.offered && offered[field.offered]}
      onType={(value) => onType(field.name, value)}
    />
  );
  return (
    <div ref={form}>
      <LeaveGuard changes={saving ? 0 : count} save={async () => (await save()) !== null} />
      <PageHead
        title={title}
        crumbs={crumbs}
        actions={
          <>
            <Button data-testid="cancel" onClick={() => go(here)}>
              {t('ui.cancel')}
            </Button>
            <Button weight="filled" data-testid="save" disabled={saving} onClick={() => void saveAndGo()}>
              {saving ? t('ui.saving') : t('ui.save')}
              <span aria-hidden="true" className="font-normal">
                {t('ui.cap.ctrl_s')}
              </span>
            </Button>
          </>
        }
      />
      <Refusal problems={problems.filter((problem) => !fieldOf(problem))} onRead={readAgain} />
      {elsewhere && <Elsewhere differences={elsewhere} typed={typed} />}
      <div className="mb-6 grid max-w-4xl gap-5">
        {groups.map((group) => (
          <fieldset key={group.title}>
            <legend className="mb-2 w-full border-ink-2 border-b pb-1 font-bold text-ink-2">{t(group.title)}</legend>
            <div className="grid gap-x-4 gap-y-3 wide:grid-cols-6">{group.fields.map(control)}</div>
          </fieldset>
        ))}
      </div>
      <p className="sr-only" aria-live="polite">
        {count > 0 ? t('ui.edit.unsaved', { n: count }) : ''}
      </p>
      <p className="no-print mt-4 flex items-center gap-2 text-label">
        <Cap>{t('ui.cap.ctrl_s')}</Cap> {t('ui.edit.foot')}
      </p>
    </div>
  );
}

function recordOf(view: AnswerOf<'cloud_show'> | AnswerOf<'sns_show'>): FormRecord {
  return 'cloud' in view ? view.cloud : view.sns;
}
