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
  recipientName,
  ruleTitle,
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
    const { lead_days, months, days, again_days } = read;
    const next: Rule = own
      ? { ...rule, title: values.title, anchors: [values.anchor as Anchor], months, days, lead_days, to: values.to }
      : { ...rule, lead_days, to: values.to };
    return save.send(withRule(settings, { ...held, rule: { ...next, again_days }, off: values.off }, shipped));
  };
  const shown = ['title', 'anchors', 'months', 'days', 'lead_days', 'to', 'again_days'];
  const problems = unread.length > 0 ? unread : (save.error?.problems ?? []);
  const toProblem = fieldProblem(problems, 'to');
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
        <fieldset>
          <legend className="font-bold">{t('ui.reminder.to')}</legend>
          <div className="flex flex-wrap gap-x-4">
            {RECIPIENTS.map((to) => (
              <Check
                key={to}
                label={recipientName(to)}
                testId={`to-${to}`}
                on={values.to.includes(to)}
                onChange={() => type({ to: toggled(values.to, to) })}
              />
            ))}
          </div>
          {toProblem && (
            <p data-testid="problem-to">
              <Mark shape="finding">
                <span className="whitespace-normal">{toProblem}</span>
              </Mark>
            </p>
          )}
        </fieldset>
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

/** The figures as typed; what cannot be read is a problem of its field. */
function readFigures(typed: { lead_days: string; months: string; days: string; again_days: string }) {
  const problems: Problem[] = [];
  const read = (field: keyof typeof typed): number[] => {
    const found = readDays(typed[field]);
    if ('days' in found) return found.days;
    problems.push(problem('days_unreadable', field, { value: found.wrong }));
    return [];
  };
  const lead_days = read('lead_days');
  const [months = 0] = read('months');
  const [days = 0] = read('days');
  const [again_days = 0] = read('again_days');
  return { lead_days, months, days, again_days: again_days > 0 ? again_days : null, problems };
}
