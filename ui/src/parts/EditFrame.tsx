/** The frame of every page on which a record is entered or changed: what was typed over the record as it stands, what the ledger says of it while one types, saving, the question before leaving, and the newest record once somebody else has saved. Saving is explicit. Which fields there are is the register's. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { forget } from '../lib/answers';
import { refused } from '../lib/call';
import type { Problem } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { go, openGates } from '../lib/place';
import { problemText } from '../lib/problem';
import { t } from '../lib/wording';
import { Button, Cap } from './Button';
import { type Difference, Elsewhere } from './Elsewhere';
import { type FormRecord, type Typed, typeOver } from './FormControl';
import { LeaveGuard } from './LeaveGuard';
import { say, saySide } from './notice';
import { PageHead } from './PageHead';
import { Refusal } from './Problems';

/** Milliseconds without a key before the ledger is asked about the draft. */
const PAUSE = 250;
/** Milliseconds after a field was left before its problem appears, so that what was pressed to leave it does not move away from under the pointer. */
const PRESS = 200;

/** What a register brings along: `V` is a record as its page shows it, `C` what the ledger says of a draft. */
export interface Editable<V, C extends { problems: Problem[] }> {
  register: 'contract' | 'cloud' | 'sns' | 'contractor' | 'incident';
  /** The record itself; one that is new has an empty id. */
  record: (view: V) => FormRecord;
  /** What the record is called on the way back to it. */
  name: (view: V) => string;
  /** How the record's value of a field is written, where it is not written plainly. */
  shown?: (view: V, field: string) => string;
  /** What the ledger says while one types; without it the problems of a save stay until the next one. */
  check?: (view: V, typed: Typed) => Promise<C>;
  save: (view: V, typed: Typed) => Promise<V>;
  read: (id: string) => Promise<V>;
  /** The fields in which two readings of the record differ. */
  differences: (before: V, now: V) => Difference[];
}

/** A record while it is edited. */
export interface Edited<V, C> {
  /** The record as it stands. */
  base: V;
  isNew: boolean;
  typed: Typed;
  /** What the ledger said of the draft at the last pause. */
  check: C | undefined;
  waiting: boolean;
  problems: Problem[];
  problemOf: (field: string) => string | null;
  onType: (field: string, value: unknown) => void;
  /** From here on the check says what is wrong with the field. */
  onLeave: (field: string) => void;
  /** The fact that was answered last, and the way to answer one. */
  lastFact: string | null;
  onAnswer: (fact: string, value: unknown) => void;
  /** Puts what was typed over a newer record. */
  setBase: (view: V) => void;
  readAgain: () => Promise<void>;
  /** Saves and answers whether that worked. */
  save: () => Promise<boolean>;
  saveAndGo: () => Promise<void>;
  saving: boolean;
  /** Where the page leads back to, and where the list of the register is. */
  here: string;
  list: string;
  name: string;
  register: 'contract' | 'cloud' | 'sns' | 'contractor' | 'incident';
  elsewhere: Difference[] | null;
  form: RefObject<HTMLDivElement | null>;
}

/** Edits a record; `first` is typed already when the page opens. */
export function useEdit<V, C extends { problems: Problem[] }>(
  of: Editable<V, C>,
  start: V,
  first: Typed = {},
): Edited<V, C> {
  const [base, setBase] = useState(start);
  const [typed, setTyped] = useState(first);
  const [settled, setSettled] = useState(first);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [objections, setObjections] = useState<Problem[]>([]);
  const [elsewhere, setElsewhere] = useState<Difference[] | null>(null);
  const [saving, setSaving] = useState(false);
  const [lastFact, setLastFact] = useState<string | null>(null);
  const client = useQueryClient();
  const form = useRef<HTMLDivElement>(null);
  // Fields that were left a moment ago; a page that is gone marks none of them.
  const left = useRef(new Set<ReturnType<typeof setTimeout>>());
  const record = of.record(base);
  const list = `/${of.register}`;

  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);
  useEffect(() => {
    const waiting = left.current;
    return () => waiting.forEach(clearTimeout);
  }, []);
  const check = useQuery({
    queryKey: [`${of.register}_check`, record.id, record.revision, settled],
    queryFn: () => of.check?.(base, settled),
    enabled: of.check !== undefined,
    placeholderData: (former) => former,
    gcTime: 0,
  });
  useEffect(() => {
    if (objections.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [objections]);

  const onType = (field: string, value: unknown) => {
    setTyped((now) => typeOver(record, now, field, value, of.shown?.(base, field)));
    // From here on the check says what is wrong with the fields.
    if (of.check)
      setObjections((now) => (now.some((problem) => problem.field) ? now.filter((problem) => !problem.field) : now));
  };
  const problems = useMemo(() => {
    const seen = (field: string) => touched.has(field) || touched.has(field.split('.')[0] ?? '');
    const live = (check.data?.problems ?? []).filter((problem) => problem.field && seen(problem.field));
    const said = new Set(live.map((problem) => `${problem.code}${problem.field}`));
    return [...live, ...objections.filter((problem) => !said.has(`${problem.code}${problem.field}`))];
  }, [check.data, objections, touched]);
  const save = async (): Promise<V | null> => {
    if (saving) return null;
    setSaving(true);
    setObjections([]);
    try {
      const saved = await of.save(base, typed);
      openGates();
      await forget(client);
      setTyped({});
      say(t('ui.saved'));
      return saved;
    } catch (error) {
      const found = refused(error).problems;
      setObjections(found);
      setTouched((now) => new Set([...now, ...found.map((problem) => problem.field ?? '')]));
      return null;
    } finally {
      setSaving(false);
    }
  };
  return {
    base,
    isNew: record.id === '',
    typed,
    check: check.data,
    waiting: check.isFetching,
    problems,
    problemOf: (field) => {
      // A name in a list of names stands in that list's field.
      const found =
        problems.find((problem) => problem.field === field) ??
        problems.find((problem) => problem.field?.startsWith(`${field}.`));
      return found ? problemText(found) : null;
    },
    onType,
    onLeave: (field) => {
      const later = setTimeout(() => {
        left.current.delete(later);
        setTouched((now) => (now.has(field) ? now : new Set(now).add(field)));
      }, PRESS);
      left.current.add(later);
    },
    lastFact,
    onAnswer: (fact, value) => {
      setLastFact(fact);
      onType(`facts.${fact}`, value);
    },
    setBase,
    readAgain: async () => {
      try {
        const now = await of.read(record.id);
        setElsewhere(of.differences(base, now));
        setBase(now);
        setObjections([]);
      } catch (error) {
        setObjections(refused(error).problems);
      }
    },
    save: async () => (await save()) !== null,
    saveAndGo: async () => {
      const saved = await save();
      if (saved !== null) go(`${list}/${of.record(saved).id}`);
    },
    saving,
    here: record.id === '' ? list : `${list}/${record.id}`,
    list,
    name: of.name(base),
    register: of.register,
    elsewhere,
    form,
  };
}

/** Head and foot of the page, and what stands between the head and the fields while something is wrong. */
export function EditFrame<V, C>({
  edit,
  title,
  beside,
  actions,
  facts = false,
  children,
}: {
  edit: Edited<V, C>;
  title: string;
  beside?: ReactNode;
  /** What can be done besides saving and leaving. */
  actions?: ReactNode;
  /** Whether questions about facts are asked, which have keys of their own. */
  facts?: boolean;
  children: ReactNode;
}) {
  const { form, here, register, saving, typed } = edit;
  const count = Object.keys(typed).length;
  const unsaved = count > 0 ? t('ui.edit.unsaved', { n: count }) : null;
  useEffect(() => {
    saySide(unsaved ?? t('ui.edit.unchanged'));
  }, [unsaved]);
  useKeys([
    ...(facts
      ? [
          { caps: ['Y'], label: t('ui.yes'), on: [] },
          { caps: ['N'], label: t('ui.no'), on: [] },
          { caps: ['U'], label: t('ui.unanswered'), on: [] },
          { caps: ['Tab'], label: t('ui.keys.next_question'), on: [] },
        ]
      : []),
    { caps: ['Ctrl', 'S'], label: t('ui.keys.save'), on: ['Ctrl+s'], run: () => void edit.saveAndGo() },
    { caps: ['F8'], label: t('ui.keys.next_problem'), on: ['F8'], quiet: true, run: () => nextProblem(form.current) },
    { caps: ['Esc'], label: t('ui.keys.leave'), on: ['Escape'], quiet: facts, run: () => go(here) },
  ]);
  const way = { to: edit.list, label: t(`ui.nav.${register}`) };
  return (
    <div ref={form}>
      <LeaveGuard changes={saving ? 0 : count} save={edit.save} />
      <PageHead
        title={title}
        beside={beside}
        crumbs={[way, edit.isNew ? { label: t(`ui.${register}.new_crumb`) } : { to: here, label: edit.name }]}
        actions={
          <>
            {actions}
            <Button data-testid="cancel" onClick={() => go(here)}>
              {t('ui.cancel')}
            </Button>
            <Button weight="filled" data-testid="save" disabled={saving} onClick={() => void edit.saveAndGo()}>
              {saving ? t('ui.saving') : t('ui.save')}
              <span aria-hidden="true" className="font-normal">
                {t('ui.cap.ctrl_s')}
              </span>
            </Button>
          </>
        }
      />
      <Refusal problems={edit.problems.filter((problem) => !isPlaced(problem, form.current))} onRead={edit.readAgain} />
      {edit.elsewhere && <Elsewhere register={register} differences={edit.elsewhere} typed={typed} />}
      {children}
      <p className="sr-only" aria-live="polite">
        {unsaved}
      </p>
      <p className="no-print mt-4 flex items-center gap-2 text-label">
        <Cap>{t('ui.cap.ctrl_s')}</Cap> {t('ui.edit.foot')}
      </p>
    </div>
  );
}

/** Whether a problem stands under a field of the form; those of facts stand in their questions. */
function isPlaced({ field }: Problem, form: HTMLElement | null): boolean {
  if (field === null) return false;
  if (field.startsWith('facts.')) return true;
  const names = [...(form?.querySelectorAll('[name]') ?? [])].map((one) => one.getAttribute('name'));
  return names.some((name) => name === field || field.startsWith(`${name}.`));
}

function nextProblem(form: HTMLElement | null): void {
  const fields = [...(form?.querySelectorAll<HTMLElement>('[aria-invalid="true"]') ?? [])];
  const at = fields.indexOf(document.activeElement as HTMLElement);
  fields[(at + 1) % Math.max(fields.length, 1)]?.focus();
}
