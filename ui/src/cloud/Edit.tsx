/** The application form of a cloud use. Holds the draft as typed; the ledger reads it while one types and says what this use needs, why, and whether saving would reopen the approval. Saving is explicit. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { forget, useAnswer } from '../lib/answers';
import { call, refused } from '../lib/call';
import type { CloudView, Problem } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { go, openGates } from '../lib/place';
import { problemText } from '../lib/problem';
import { t } from '../lib/wording';
import { Button, Cap } from '../parts/Button';
import { type Difference, Elsewhere } from '../parts/Elsewhere';
import { FactsForm } from '../parts/FactsForm';
import { recorded, shown, type Typed } from '../parts/FormControl';
import { LeaveGuard } from '../parts/LeaveGuard';
import { say, saySide } from '../parts/notice';
import { PageHead } from '../parts/PageHead';
import { Ready, Refusal } from '../parts/Problems';
import { draftOf } from '../parts/RecordForm';
import { Aside } from './FormAside';
import { Parts } from './FormParts';

const PAUSE = 250;

export function Edit({ id }: { id: string }) {
  const asked = useAnswer('cloud_show', { id });
  return <Ready asked={asked}>{(view) => <Form key={id} start={view} />}</Ready>;
}

export function New() {
  const asked = useAnswer('cloud_blank', {});
  return <Ready asked={asked}>{(view) => <Form start={view} />}</Ready>;
}

/** What the ledger says of the draft: the answer of the last pause. */
function useCheck(base: CloudView, typed: Typed) {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);
  return useQuery({
    queryKey: ['cloud_check', base.cloud.id, base.cloud.revision, settled],
    queryFn: () => call('cloud_check', { draft: draftOf(base.cloud, settled) }),
    placeholderData: (former) => former,
    gcTime: 0,
  });
}

function Form({ start }: { start: CloudView }) {
  const [base, setBase] = useState(start);
  const [typed, setTyped] = useState<Typed>({});
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [objections, setObjections] = useState<Problem[]>([]);
  const [elsewhere, setElsewhere] = useState<Difference[] | null>(null);
  const [saving, setSaving] = useState(false);
  const [lastFact, setLastFact] = useState<string | null>(null);
  const client = useQueryClient();
  const form = useRef<HTMLDivElement>(null);
  const { cloud } = base;
  const isNew = cloud.id === '';
  const here = isNew ? '/cloud' : `/cloud/${cloud.id}`;
  const count = Object.keys(typed).length;
  const check = useCheck(base, typed);
  const view = check.data?.view ?? base;
  useEffect(() => {
    saySide(count > 0 ? t('ui.edit.unsaved', { n: count }) : t('ui.edit.unchanged'));
  }, [count]);
  useEffect(() => {
    if (objections.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [objections]);

  const onType = (field: string, value: unknown) => {
    setTyped((now) => {
      const { [field]: _, ...rest } = now;
      const before = recorded(cloud, field) ?? null;
      const same =
        JSON.stringify(before) === JSON.stringify(value) ||
        (typeof value === 'string' && shown(cloud, {}, field) === value);
      return same ? rest : { ...rest, [field]: value };
    });
    // From here on the check says what is wrong with the field.
    setObjections((now) => now.filter((problem) => !problem.field));
  };
  const onLeave = (field: string) => setTouched((now) => (now.has(field) ? now : new Set(now).add(field)));
  const problems = useMemo(() => {
    const seen = (field: string) => touched.has(field) || touched.has(field.split('.')[0] ?? '');
    const live = (check.data?.problems ?? []).filter((problem) => problem.field && seen(problem.field));
    const said = new Set(live.map((problem) => `${problem.code}${problem.field}`));
    return [...live, ...objections.filter((problem) => !said.has(`${problem.code}${problem.field}`))];
  }, [check.data, objections, touched]);
  const problemOf = (field: string): string | null => {
    const found = problems.find((problem) => problem.field === field);
    return found ? problemText(found) : null;
  };
  const save = async (): Promise<string | null> => {
    if (saving) return null;
    setSaving(true);
    setObjections([]);
    try {
      const saved = await call('cloud_save', { draft: draftOf(cloud, typed) });
      openGates();
      await forget(client);
      setTyped({});
      say(t('ui.saved'));
      return saved.cloud.id;
    } catch (error) {
      const found = refused(error).problems;
      setObjections(found);
      setTouched((now) => new Set([...now, ...found.map((problem) => problem.field ?? '')]));
      return null;
    } finally {
      setSaving(false);
    }
  };
  /** Somebody else saved: what was typed is put over the newest record. */
  const readAgain = async () => {
    try {
      const now = await call('cloud_show', { id: cloud.id });
      setElsewhere(differences(base, now));
      setBase(now);
      setObjections([]);
    } catch (error) {
      setObjections(refused(error).problems);
    }
  };
  const saveAndGo = async () => {
    const id = await save();
    if (id) go(`/cloud/${id}`);
  };
  useKeys([
    { caps: ['Y'], label: t('ui.yes'), on: [] },
    { caps: ['N'], label: t('ui.no'), on: [] },
    { caps: ['U'], label: t('ui.unanswered'), on: [] },
    { caps: ['Ctrl', 'S'], label: t('ui.keys.save'), on: ['Ctrl+s'], run: () => void saveAndGo() },
    { caps: ['Esc'], label: t('ui.keys.leave'), on: ['Escape'], run: () => go(here) },
  ]);
  const shownFields = () =>
    new Set([...(form.current?.querySelectorAll('[name]') ?? [])].map((one) => one.getAttribute('name')));
  const placed = (problem: Problem) =>
    problem.field !== null && (problem.field.startsWith('facts.') || shownFields().has(problem.field));
  return (
    <div ref={form}>
      <LeaveGuard changes={saving ? 0 : count} save={async () => (await save()) !== null} />
      <PageHead
        title={t(isNew ? 'ui.cloud.new' : 'ui.cloud.edit')}
        crumbs={
          isNew
            ? [{ to: '/cloud', label: t('ui.nav.cloud') }, { label: t('ui.cloud.new_crumb') }]
            : [
                { to: '/cloud', label: t('ui.nav.cloud') },
                { to: here, label: cloud.service },
              ]
        }
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
      <Refusal problems={problems.filter((problem) => !placed(problem))} onRead={readAgain} />
      {elsewhere && <Elsewhere differences={elsewhere} typed={typed} />}
      <div className="grid gap-6 wide:grid-cols-[minmax(0,1fr)_312px]">
        <Parts base={base} view={view} typed={typed} problemOf={problemOf} onType={onType} onLeave={onLeave}>
          <FactsForm
            questions={view.questions}
            typed={typed}
            problemOf={problemOf}
            lastFact={lastFact}
            change={null}
            onAnswer={(fact, value) => {
              setLastFact(fact);
              onType(`facts.${fact}`, value);
            }}
          />
        </Parts>
        <Aside view={view} reopens={check.data?.reopens ?? []} waiting={check.isFetching} />
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

/** The fields in which two readings of a use differ; a list is told as one. */
function differences(before: CloudView, now: CloudView): Difference[] {
  const text = (value: unknown): string =>
    value !== null && typeof value === 'object' && Object.keys(value).length > 0
      ? t('ui.items', { n: Object.keys(value).length })
      : '';
  const flat = ({ cloud }: CloudView): [string, string, string][] => {
    const fields = Object.keys(cloud).filter((field) => !['id', 'revision', 'facts', 'provider'].includes(field));
    const inner = (outer: 'facts' | 'provider') => Object.keys(cloud[outer]).map((field) => `${outer}.${field}`);
    return [...fields, ...inner('facts'), ...inner('provider')].map((field) => {
      const value = recorded(cloud, field);
      const plain = value === null || typeof value !== 'object';
      return [field, JSON.stringify(value ?? null), plain ? shown(cloud, {}, field) : text(value)];
    });
  };
  const old = new Map(flat(before).map(([field, exact, words]) => [field, { exact, words }]));
  return flat(now)
    .filter(([field, exact]) => (old.get(field)?.exact ?? 'null') !== exact)
    .map(([field, , words]) => ({ field, before: old.get(field)?.words ?? '', now: words }));
}
