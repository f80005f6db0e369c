/** The form of one reminder rule. Of a shipped one only what an office may say differently; an own one whole. */
import { useEffect, useRef, useState } from 'react';
import { useChange } from '../lib/answers';
import { problem } from '../lib/call';
import type { Anchor, Problem, Recipient, ReminderSettings, Rule } from '../lib/generated';
import { openGates } from '../lib/place';
import { fieldProblem, lastPart } from '../lib/problem';
import { useTyped } from '../lib/typed';
import { t } from '../lib/wording';
import { Button } from '../parts/Button';
import { SelectField, TextField } from '../parts/Field';
import { Mark } from '../parts/Mark';
import { say } from '../parts/notice';
import { SmallForm } from '../parts/SmallForm';
import {
  ANCHORS,
  anchorName,
  type HeldRule,
  RECIPIENTS,
  readDays,
  readFigure,
  recipientName,
  ruleTitle,
  whenFacts,
  withoutRule,
  withRule,
} from './rules';

export function RuleForm({
  held,
  settings,
  shipped,
  onClose,
}: {
  held: HeldRule;
  settings: ReminderSettings;
  shipped: Rule | undefined;
  onClose: () => void;
}) {
  const { rule, own } = held;
  const frame = useRef<HTMLDivElement>(null);
  const [unread, setUnread] = useState<Problem[]>([]);
  const { values, changed, type } = useTyped({
    title: rule.title,
    anchor: rule.anchors[0] ?? 'contract_start',
    months: figureText(rule.months),
    days: figureText(rule.days),
    lead_days: rule.lead_days.join(t('ui.list_separator')),
    to: rule.to,
    again_days: rule.again_days ? String(rule.again_days) : '',
    escalate_after: rule.escalate ? String(rule.escalate.after_days) : '',
    escalate_to: rule.escalate?.to ?? [],
    off: held.off,
  });
  const save = useChange('reminder_save', () => {
    say(t('ui.saved'));
    openGates();
    onClose();
  });
  useEffect(() => {
    frame.current?.querySelector<HTMLElement>('input:not([type=checkbox])')?.focus();
  }, []);
  const send = async () => {
    const read = readFigures(values);
    setUnread(read.problems);
    if (read.problems.length > 0) return false;
    const { lead_days, months, days, again_days, after_days } = read;
    const escalate = after_days === null ? null : { after_days, to: values.escalate_to };
    const next: Rule = own
      ? { ...rule, title: values.title, anchors: [values.anchor as Anchor], months, days, lead_days, to: values.to }
      : { ...rule, lead_days, to: values.to };
    return save.send(
      withRule(settings, { ...held, rule: { ...next, again_days, escalate }, off: values.off }, shipped),
    );
  };
  const shown = ['title', 'anchors', 'months', 'days', 'lead_days', 'to', 'again_days', 'escalate_after', 'escalate'];
  const problems = unread.length > 0 ? unread : (save.error?.problems ?? []);
  const conditions = whenFacts(rule);
  const title = t('ui.reminder.form', { title: ruleTitle(held) || t('ui.reminder.new') });
  const known = own ? settings.own.some(({ id }) => id === rule.id) : held.changed || held.off;
  return (
    <div ref={frame} className="sticky left-0 max-w-[calc(100vw-2rem)]">
      <SmallForm
        title={title}
        className="grid gap-2.5 border-accent border-l-4 bg-quiet px-3 py-2.5"
        changed={changed}
        change={save}
        problems={problems.filter((one) => !shown.includes(lastPart(one)))}
        action={t('ui.save')}
        testId="save-rule"
        onSave={send}
        onClose={onClose}
        beside={
          known && (
            <Button
              small
              weight="quiet"
              data-testid="reset-rule"
              onClick={() => void save.send(withoutRule(settings, rule.id))}
            >
              {t(own ? 'ui.reminder.remove' : 'ui.reminder.reset')}
            </Button>
          )
        }
      >
        {own && (
          <div className="grid gap-2.5 wide:grid-cols-[2fr_2fr_1fr_1fr]">
            <TextField
              name="title"
              label={t('ui.reminder.what')}
              value={values.title}
              onChange={(title) => type({ title })}
              required
              problem={fieldProblem(problems, 'title')}
            />
            <SelectField
              name="anchors"
              label={t('ui.reminder.anchor')}
              value={values.anchor}
              onChange={(anchor) => type({ anchor: anchor as Anchor })}
              options={ANCHORS.map((value) => ({ value, label: anchorName(value) }))}
              problem={fieldProblem(problems, 'anchors')}
            />
            <TextField
              name="months"
              label={t('ui.reminder.months')}
              help={t('ui.reminder.days_help')}
              value={values.months}
              onChange={(months) => type({ months })}
              inputMode="numeric"
              problem={fieldProblem(problems, 'months')}
            />
            <TextField
              name="days"
              label={t('ui.reminder.days')}
              help={t('ui.reminder.days_help')}
              value={values.days}
              onChange={(days) => type({ days })}
              inputMode="numeric"
              problem={fieldProblem(problems, 'days')}
            />
          </div>
        )}
        <div className="grid gap-2.5 wide:grid-cols-2">
          <TextField
            name="lead_days"
            label={t('ui.reminder.lead_days')}
            help={t('ui.reminder.lead_help')}
            value={values.lead_days}
            onChange={(lead_days) => type({ lead_days })}
            problem={fieldProblem(problems, 'lead_days')}
          />
          <TextField
            name="again_days"
            label={t('ui.reminder.again_days')}
            help={t('ui.reminder.again_help')}
            value={values.again_days}
            onChange={(again_days) => type({ again_days })}
            inputMode="numeric"
            problem={fieldProblem(problems, 'again_days')}
          />
        </div>
        <Whom
          label={t('ui.reminder.to')}
          name="to"
          to={values.to}
          onChange={(to) => type({ to })}
          problem={fieldProblem(problems, 'to')}
        />
        <div className="grid gap-2.5 wide:grid-cols-2">
          <TextField
            name="escalate_after"
            label={t('ui.reminder.escalate_after')}
            help={t('ui.reminder.escalate_help')}
            value={values.escalate_after}
            onChange={(escalate_after) => type({ escalate_after })}
            inputMode="numeric"
            problem={fieldProblem(problems, 'escalate_after')}
          />
          <Whom
            label={t('ui.reminder.escalate')}
            name="escalate"
            to={values.escalate_to}
            onChange={(escalate_to) => type({ escalate_to })}
            problem={fieldProblem(problems, 'escalate')}
          />
        </div>
        {rule.when != null && (
          <p data-testid="rule-when">{t('ui.reminder.when', { facts: conditions.join(t('ui.list_separator')) })}</p>
        )}
        {!own && (
          <Check
            label={t('ui.reminder.off')}
            testId="rule-off"
            on={values.off}
            onChange={() => type({ off: !values.off })}
          />
        )}
      </SmallForm>
    </div>
  );
}

/** Roles to choose, each by a box. */
function Whom({
  label,
  name,
  to,
  onChange,
  problem,
}: {
  label: string;
  name: string;
  to: Recipient[];
  onChange: (to: Recipient[]) => void;
  problem: string | null;
}) {
  return (
    <fieldset>
      <legend className="font-bold">{label}</legend>
      <div className="flex flex-wrap gap-x-4">
        {RECIPIENTS.map((one) => (
          <Check
            key={one}
            label={recipientName(one)}
            testId={`${name}-${one}`}
            on={to.includes(one)}
            onChange={() => onChange(toggled(to, one))}
          />
        ))}
      </div>
      {problem && (
        <p data-testid={`problem-${name}`}>
          <Mark shape="finding">
            <span className="whitespace-normal">{problem}</span>
          </Mark>
        </p>
      )}
    </fieldset>
  );
}

function Check({ label, testId, on, onChange }: { label: string; testId: string; on: boolean; onChange: () => void }) {
  return (
    <label className="inline-flex min-h-7 items-center gap-1.5">
      <input type="checkbox" className="size-4" checked={on} data-testid={testId} onChange={onChange} />
      {label}
    </label>
  );
}

const figureText = (n: number): string => (n === 0 ? '' : String(n));

const toggled = (all: Recipient[], one: Recipient): Recipient[] =>
  RECIPIENTS.filter((to) => (to === one ? !all.includes(to) : all.includes(to)));

/** The figures as typed; what cannot be read is a problem of its field, and so is more than one where one is meant. */
function readFigures(typed: Record<'lead_days' | 'months' | 'days' | 'again_days' | 'escalate_after', string>) {
  const problems: Problem[] = [];
  const one = (field: keyof typeof typed, least?: number): number => {
    const found = readFigure(typed[field]);
    if ('wrong' in found) problems.push(problem('figure_unreadable', field, { value: found.wrong }));
    else if (least === undefined || found.days >= least) return found.days;
    else problems.push(problem('figure_negative', field, { value: String(found.days) }));
    return 0;
  };
  const lead = readDays(typed.lead_days);
  if ('wrong' in lead) problems.push(problem('days_unreadable', 'lead_days', { value: lead.wrong }));
  const [again, after] = [one('again_days', 0), one('escalate_after', 0)];
  return {
    lead_days: 'days' in lead ? lead.days : [],
    months: one('months'),
    days: one('days'),
    again_days: again > 0 ? again : null,
    after_days: after > 0 ? after : null,
    problems,
  };
}
