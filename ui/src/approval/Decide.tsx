/** The decision: its outcome, the conditions one by one, how long it holds, and where there is a check sheet the exceptions that are granted. It is bound to exactly what is seen; the button repeats the choice. */
import { useId, useState } from 'react';
import { useAnswer, useChange } from '../lib/answers';
import type { Exception, Outcome } from '../lib/generated';
import { useTyped } from '../lib/typed';
import { t } from '../lib/wording';
import { Button } from '../parts/Button';
import { AreaField, SelectField, TextField } from '../parts/Field';
import { say } from '../parts/notice';
import { Texts } from '../parts/Texts';
import type { CaseView, Deciding } from './case';
import { Panel, textOf } from './Steps';
import { outcomeText } from './words';

type Choice = Outcome | 'returned';
const CHOICES: Choice[] = ['approved', 'conditional', 'returned', 'refused'];
const ACTIONS = {
  approved: 'ui.decide.do_approved',
  conditional: 'ui.decide.do_conditional',
  returned: 'ui.decide.do_returned',
  refused: 'ui.decide.do_refused',
} as const;

export function Decide({
  view,
  filled,
  hinders = [],
  wanted = [],
  nameOf = (id) => id,
  expiresHelp,
  checkHelp,
}: { view: CaseView; filled: boolean } & Deciding) {
  const { application, may } = view;
  const [outcome, setOutcome] = useState<Choice | null>(null);
  const start = {
    conditions: [''],
    exceptions: [] as Exception[],
    expires_on: '',
    next_check_on: '',
    note: '',
    acting: may.act && !may.decide,
    absent: '',
    why: '',
  };
  const { values, changed, type } = useTyped(start);
  const people = (useAnswer('person_list', {}).data ?? [])
    .filter((person) => person.roles.includes('approver'))
    .map((person) => person.name);
  const decide = useChange('application_decide', () => say(t('ui.decide.done')));
  const back = useChange('application_return', () => say(t('ui.return.done')));
  if (!application) return null;
  const problems = [...(decide.error?.problems ?? []), ...(back.error?.problems ?? [])];
  const own = ['conditions', 'note', 'text', 'expires_on', 'next_check_on', 'acting', 'exceptions'];
  const approves = outcome === 'approved' || outcome === 'conditional';
  const lasts = ['new', 'change', 'renewal'].includes(application.kind);
  const send = async () => {
    const { id, revision } = application;
    decide.reset();
    back.reset();
    if (outcome === null) return false;
    if (outcome === 'returned') return back.send({ id, revision, text: values.note || null });
    return decide.send({
      id,
      revision,
      hash: view.hash,
      outcome,
      conditions: outcome === 'conditional' ? values.conditions : [],
      exceptions: approves ? values.exceptions : [],
      expires_on: values.expires_on || null,
      next_check_on: values.next_check_on || null,
      acting: values.acting ? { absent: values.absent, reason: values.why } : null,
      note: values.note || null,
    });
  };
  return (
    <Panel
      title={t(may.decide ? 'ui.decide.title' : 'ui.decide.act')}
      action={t(outcome ? ACTIONS[outcome] : 'ui.decide.do')}
      idle={outcome === null}
      testId="do-decide"
      filled={filled}
      changed={changed || outcome !== null}
      change={{
        isPending: decide.isPending || back.isPending,
        readAgain: async () => {
          await decide.readAgain();
          back.reset();
        },
      }}
      problems={problems.filter((problem) => !own.includes(problem.field ?? ''))}
      onSend={send}
    >
      <fieldset>
        <legend className="mb-1 text-label">{t('ui.decide.who', { name: may.name })}</legend>
        <div className="grid grid-cols-2 gap-x-3 gap-y-1">
          {CHOICES.map((choice) => (
            <label
              key={choice}
              className={`inline-flex min-h-7 items-center gap-1.5 ${outcome === choice ? 'font-bold' : ''}`}
              data-testid={`decide-${choice}`}
            >
              <input
                type="radio"
                name="outcome"
                className="size-4 shrink-0"
                checked={outcome === choice}
                onChange={() => setOutcome(choice)}
              />
              {outcomeText(choice)}
            </label>
          ))}
        </div>
      </fieldset>
      {approves && lasts && <Standing hinders={hinders} outcome={outcome as Outcome} granted={values.exceptions} />}
      {outcome === 'conditional' && (
        <Conditions
          conditions={values.conditions}
          problem={textOf(problems, 'conditions')}
          onType={(conditions) => type({ conditions })}
        />
      )}
      {approves && lasts && (
        <>
          <Exceptions
            hinders={hinders}
            wanted={wanted}
            nameOf={nameOf}
            outcome={outcome as Outcome}
            granted={values.exceptions}
            problem={textOf(problems, 'exceptions')}
            onType={(exceptions) => type({ exceptions })}
          />
          <div className="grid grid-cols-2 gap-3">
            <TextField
              name="expires_on"
              label={t('ui.decide.expires_on')}
              help={expiresHelp}
              value={values.expires_on}
              onChange={(expires_on) => type({ expires_on })}
              placeholder={t('ui.field.date_example')}
              problem={textOf(problems, 'expires_on')}
            />
            <TextField
              name="next_check_on"
              label={t('ui.case.next_check')}
              help={checkHelp}
              value={values.next_check_on}
              onChange={(next_check_on) => type({ next_check_on })}
              placeholder={t('ui.field.date_example')}
              problem={textOf(problems, 'next_check_on')}
            />
          </div>
        </>
      )}
      {outcome !== null && (
        <AreaField
          name="note"
          label={t(approves ? 'ui.field.note' : 'ui.decide.reason')}
          value={values.note}
          onChange={(note) => type({ note })}
          rows={2}
          required={!approves}
          problem={textOf(problems, 'note') ?? textOf(problems, 'text')}
        />
      )}
      {outcome !== null && outcome !== 'returned' && (
        <div className="grid gap-2">
          {may.decide && (
            <label className="inline-flex items-center gap-1.5" data-testid="acting">
              <input
                type="checkbox"
                className="size-4"
                checked={values.acting}
                onChange={(event) => type({ acting: event.target.checked })}
              />
              {t('ui.decide.act')}
            </label>
          )}
          {values.acting && (
            <>
              <TextField
                name="absent"
                label={t('ui.decide.absent')}
                value={values.absent}
                onChange={(absent) => type({ absent })}
                options={people}
                required
                problem={textOf(problems, 'acting')}
              />
              <TextField
                name="acting-reason"
                label={t('ui.decide.acting_reason')}
                value={values.why}
                onChange={(why) => type({ why })}
                required
              />
            </>
          )}
        </div>
      )}
      {approves && <p className="text-label">{t('ui.decide.bound')}</p>}
    </Panel>
  );
}

/** What still stands in the way of this outcome. */
function Standing({
  hinders,
  outcome,
  granted,
}: {
  hinders: NonNullable<Deciding['hinders']>;
  outcome: Outcome;
  granted: Exception[];
}) {
  const left = hinders.filter(
    (one) =>
      one.blocks.includes(outcome) &&
      !(one.exceptable && granted.some((exception) => exception.requirement === one.requirement)),
  );
  if (left.length === 0) return null;
  return (
    <section className="rounded-4 bg-finding-ground px-2 py-1.5" data-testid="stands-in-the-way">
      <h3 className="mb-1">{t('ui.decide.hinders', { n: left.length, outcome: outcomeText(outcome) })}</h3>
      <Texts texts={left.slice(0, 3).map((one) => one.text)} />
      {left.length > 3 && <p className="mt-1">{t('ui.decide.hinders_more', { n: left.length - 3 })}</p>}
    </section>
  );
}

function Conditions({
  conditions,
  problem,
  onType,
}: {
  conditions: string[];
  problem: string | null;
  onType: (conditions: string[]) => void;
}) {
  return (
    <div className="grid gap-2">
      {conditions.map((condition, at) => (
        <AreaField
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no identity but its place
          key={at}
          name={`condition-${at}`}
          label={t('ui.decide.condition', { n: at + 1 })}
          value={condition}
          onChange={(text) => onType(conditions.map((one, other) => (other === at ? text : one)))}
          rows={2}
          problem={at === 0 ? problem : null}
        />
      ))}
      <div className="flex gap-4">
        <button type="button" className="link" data-testid="add-condition" onClick={() => onType([...conditions, ''])}>
          {t('ui.decide.condition_add')}
        </button>
        {conditions.length > 1 && (
          <button type="button" className="link" onClick={() => onType(conditions.slice(0, -1))}>
            {t('ui.decide.condition_remove')}
          </button>
        )}
      </div>
    </div>
  );
}

/** Exceptions: those that were applied for, and whatever else stands in the way and can be excepted. */
function Exceptions({
  hinders,
  wanted: applied,
  nameOf,
  outcome,
  granted,
  problem,
  onType,
}: {
  hinders: NonNullable<Deciding['hinders']>;
  wanted: NonNullable<Deciding['wanted']>;
  nameOf: (id: string) => string;
  outcome: Outcome;
  granted: Exception[];
  problem: string | null;
  onType: (granted: Exception[]) => void;
}) {
  const title = useId();
  const wanted = applied.map((one) => one.requirement);
  const others = hinders
    .filter((one) => one.exceptable && one.blocks.includes(outcome))
    .map((one) => one.requirement ?? '');
  const open = [...new Set([...wanted, ...others])].filter(
    (id) => !granted.some((exception) => exception.requirement === id),
  );
  const reasonOf = (id: string) => applied.find((one) => one.requirement === id)?.reason ?? '';
  if (open.length === 0 && granted.length === 0) return null;
  return (
    <section aria-labelledby={title} className="grid gap-2" data-testid="exceptions">
      <h3 id={title}>{t('ui.decide.exceptions')}</h3>
      {wanted
        .filter((id) => open.includes(id))
        .map((id) => (
          <div key={id}>
            {t('ui.decide.wanted', { requirement: nameOf(id), reason: reasonOf(id) })}{' '}
            <button
              type="button"
              className="link"
              data-testid={`grant-${id}`}
              onClick={() => onType([...granted, { requirement: id, reason: reasonOf(id) }])}
            >
              {t('ui.decide.grant')}
            </button>
          </div>
        ))}
      {granted.map((exception) => (
        <div key={exception.requirement}>
          <AreaField
            name={`exception-${exception.requirement}`}
            label={nameOf(exception.requirement)}
            help={t('ui.decide.exception_help')}
            value={exception.reason}
            onChange={(reason) =>
              onType(granted.map((one) => (one.requirement === exception.requirement ? { ...one, reason } : one)))
            }
            rows={2}
            problem={exception.reason.trim() === '' ? problem : null}
          />
          <Button
            small
            weight="quiet"
            onClick={() => onType(granted.filter((one) => one.requirement !== exception.requirement))}
          >
            {t('ui.decide.grant_not')}
          </Button>
        </div>
      ))}
      {open.some((id) => !wanted.includes(id)) && (
        <SelectField
          name="exception-add"
          label={t('ui.decide.exception_add')}
          value=""
          onChange={(id) => id && onType([...granted, { requirement: id, reason: '' }])}
          options={open.filter((id) => !wanted.includes(id)).map((id) => ({ value: id, label: nameOf(id) }))}
          empty={t('ui.choose')}
        />
      )}
    </section>
  );
}
