/** Entering and changing a contract. Holds the draft as typed; the ledger reads it while one types and says how it was understood, what it objects to, and what the answers change. Saving is explicit. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { forget, useAnswer } from '../lib/answers';
import { call, refused } from '../lib/call';
import type { ContractView, Problem } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { go, openGates, useSearch } from '../lib/place';
import { problemText } from '../lib/problem';
import { t } from '../lib/wording';
import { Button, Cap } from '../parts/Button';
import { type Difference, Elsewhere } from '../parts/Elsewhere';
import { FactsForm } from '../parts/FactsForm';
import { LeaveGuard } from '../parts/LeaveGuard';
import { say, saySide } from '../parts/notice';
import { PageHead } from '../parts/PageHead';
import { Ready, Refusal } from '../parts/Problems';
import { Basics, FIELDS } from './Basics';
import { ChangePanel } from './ChangePanel';
import { differences } from './differences';
import { changes, draft, type Typed, type as typeInto } from './draft';
import { nameOf } from './View';

const PAUSE = 250;

export function Edit({ id }: { id: string }) {
  const asked = useAnswer('contract_show', { id });
  return <Ready asked={asked}>{(view) => <Form key={id} start={view} isNew={false} />}</Ready>;
}

export function New() {
  const asked = useAnswer('contract_blank', {});
  return <Ready asked={asked}>{(view) => <Form start={view} isNew />}</Ready>;
}

/** What the person sees of a draft while typing: the answer of the last pause. */
function useCheck(base: ContractView, typed: Typed, isNew: boolean) {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);
  return useQuery({
    queryKey: ['contract_check', base.contract.id, base.contract.revision, settled],
    queryFn: () => call('contract_check', { draft: draft(base.contract, settled, isNew) }),
    placeholderData: (former) => former,
    gcTime: 0,
  });
}

function Form({ start, isNew }: { start: ContractView; isNew: boolean }) {
  const [base, setBase] = useState(start);
  const [elsewhere, setElsewhere] = useState<Difference[] | null>(null);
  const [typed, setTyped] = useState<Typed>({});
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [objections, setObjections] = useState<Problem[]>([]);
  const [saving, setSaving] = useState(false);
  const [lastFact, setLastFact] = useState<string | null>(null);
  const [params, setParams] = useSearch();
  const client = useQueryClient();
  const form = useRef<HTMLDivElement>(null);
  const factsOnly = params.get('part') === 'facts';
  const count = changes(typed);
  const check = useCheck(base, typed, isNew);
  const view = check.data?.view ?? base;
  const here = isNew ? '/contract' : `/contract/${base.contract.id}`;

  useEffect(() => {
    saySide(count > 0 ? t('ui.edit.unsaved', { n: count }) : t('ui.edit.unchanged'));
  }, [count]);

  useEffect(() => {
    if (objections.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [objections]);
  const onType = (field: string, value: unknown) => {
    setTyped((now) => typeInto(base.contract, now, field, value));
    // From here on the check says what is wrong with the fields.
    setObjections((now) => (now.some((problem) => problem.field) ? now.filter((problem) => !problem.field) : now));
  };
  const onTouch = (field: string) => setTouched((now) => (now.has(field) ? now : new Set(now).add(field)));
  const problems = useMemo(() => {
    const live = (check.data?.problems ?? []).filter((problem) => problem.field && touched.has(problem.field));
    const seen = new Set(live.map((problem) => `${problem.code}${problem.field}`));
    return [...live, ...objections.filter((problem) => !seen.has(`${problem.code}${problem.field}`))];
  }, [check.data, objections, touched]);
  const problemOf = (field: string): string | null => {
    const found = problems.find((problem) => problem.field === field);
    return found ? problemText(found) : null;
  };
  const placed = (problem: Problem) =>
    problem.field !== null && ((!factsOnly && FIELDS.has(problem.field)) || problem.field.startsWith('facts.'));

  const save = async (): Promise<ContractView | null> => {
    if (saving) return null;
    setSaving(true);
    setObjections([]);
    try {
      const saved = await call('contract_save', { draft: draft(base.contract, typed, isNew) });
      openGates();
      await forget(client);
      setTyped({});
      say(t('ui.saved'));
      return saved;
    } catch (error) {
      const found = refused(error).problems;
      setObjections(found);
      setTouched(new Set(found.map((problem) => problem.field ?? '')));
      return null;
    } finally {
      setSaving(false);
    }
  };
  /** Somebody else saved: what was typed is put over the newest record. */
  const readAgain = async () => {
    try {
      const now = await call('contract_show', { id: base.contract.id });
      setElsewhere(differences(base, now));
      setBase(now);
      setObjections([]);
    } catch (error) {
      setObjections(refused(error).problems);
    }
  };
  const saveAndGo = async () => {
    const saved = await save();
    if (saved) go(`/contract/${saved.contract.id}`);
  };
  useKeys([
    { caps: ['Y'], label: t('ui.yes'), on: [] },
    { caps: ['N'], label: t('ui.no'), on: [] },
    { caps: ['U'], label: t('ui.unanswered'), on: [] },
    { caps: ['Tab'], label: t('ui.keys.next_question'), on: [] },
    { caps: ['Ctrl', 'S'], label: t('ui.keys.save'), on: ['Ctrl+s'], run: () => void saveAndGo() },
    { caps: ['F8'], label: t('ui.keys.next_problem'), on: ['F8'], quiet: true, run: () => nextProblem(form.current) },
    { caps: ['Esc'], label: t('ui.keys.leave'), on: ['Escape'], quiet: true, run: () => go(here) },
  ]);
  const crumbs = isNew
    ? [{ to: '/contract', label: t('ui.nav.contract') }, { label: t('ui.contract.new_crumb') }]
    : [
        { to: '/contract', label: t('ui.nav.contract') },
        { to: here, label: nameOf(base.contract) },
      ];
  return (
    <div ref={form}>
      <LeaveGuard changes={saving ? 0 : count} save={async () => (await save()) !== null} />
      <PageHead
        title={factsOnly ? t('ui.edit.facts_title') : isNew ? t('ui.edit.new_title') : t('ui.edit.title')}
        beside={factsOnly ? t('ui.edit.facts_beside') : null}
        crumbs={crumbs}
        actions={
          <>
            {factsOnly && (
              <Button weight="quiet" onClick={() => setParams({ part: null, fact: null })}>
                {t('ui.edit.all')}
              </Button>
            )}
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
      <div className="grid gap-6 wide:grid-cols-[minmax(0,1fr)_328px]">
        <div>
          {!factsOnly && (
            <Basics
              contract={base.contract}
              typed={typed}
              normal={check.data?.normal ?? {}}
              onType={onType}
              onTouch={onTouch}
              problemOf={problemOf}
            />
          )}
          <FactsForm
            questions={view.questions}
            typed={typed}
            problemOf={problemOf}
            lastFact={lastFact}
            change={check.data?.change ?? null}
            onAnswer={(fact, value) => {
              setLastFact(fact);
              onType(`facts.${fact}`, value);
            }}
          />
        </div>
        <ChangePanel
          base={base}
          view={view}
          change={check.data?.change ?? null}
          typed={typed}
          waiting={check.isFetching}
        />
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

function nextProblem(form: HTMLElement | null): void {
  const fields = [...(form?.querySelectorAll<HTMLElement>('[aria-invalid="true"]') ?? [])];
  const at = fields.indexOf(document.activeElement as HTMLElement);
  fields[(at + 1) % Math.max(fields.length, 1)]?.focus();
}
