/** What is done about one due date: done, does not apply, put off, handed on; or opened again. Stands where the date stands, never over the page. Which of it the ledger takes is the ledger's. */
import { useEffect, useId, useRef, useState } from 'react';
import { useAnswer, useChange } from '../lib/answers';
import type { DueItem, DueStep } from '../lib/generated';
import { openGates } from '../lib/place';
import { fieldProblem, lastPart } from '../lib/problem';
import { useTyped } from '../lib/typed';
import { type Key, t } from '../lib/wording';
import { AreaField, SelectField, TextField } from '../parts/Field';
import { say } from '../parts/notice';
import { Segments } from '../parts/Segments';
import { SmallForm } from '../parts/SmallForm';

/** What each step is called, what it asks for, the verb that takes it, and what is said afterwards. */
const STEPS: Record<DueStep, { label: Key; note: Key; action: Key; said: Key; needed: boolean }> = {
  done: {
    label: 'ui.due.step.done',
    note: 'ui.due.note.done',
    action: 'ui.due.do.done',
    said: 'ui.due.said.done',
    needed: true,
  },
  not_applicable: {
    label: 'ui.due.step.not_applicable',
    note: 'ui.due.note.not_applicable',
    action: 'ui.due.do.not_applicable',
    said: 'ui.due.said.not_applicable',
    needed: true,
  },
  snooze: {
    label: 'ui.due.step.snooze',
    note: 'ui.due.note.snooze',
    action: 'ui.due.do.snooze',
    said: 'ui.due.said.snooze',
    needed: true,
  },
  hand_on: {
    label: 'ui.due.step.hand_on',
    note: 'ui.due.note.hand_on',
    action: 'ui.due.do.hand_on',
    said: 'ui.due.said.hand_on',
    needed: false,
  },
  reopen: {
    label: 'ui.due.step.reopen',
    note: 'ui.due.note.reopen',
    action: 'ui.due.do.reopen',
    said: 'ui.due.said.reopen',
    needed: false,
  },
};
/** The steps about what is open, in the order in which they are offered. */
const OPEN: DueStep[] = ['done', 'not_applicable', 'snooze', 'hand_on'];

export function ActForm({ item, step: first, onClose }: { item: DueItem; step: DueStep; onClose: () => void }) {
  const [step, setStep] = useState(first);
  const label = useId();
  const frame = useRef<HTMLDivElement>(null);
  const { values, changed, type } = useTyped({ note: '', until: '', person: '', section: '' });
  const people = useAnswer('person_list', {}).data ?? [];
  const sections = useAnswer('section_list', {}).data ?? [];
  const { record, rule, what, due_on, act } = item;
  const { note, action, said, needed } = STEPS[step];
  const change = useChange('due_act', () => {
    say(t(said));
    openGates();
    onClose();
  });
  useEffect(() => {
    frame.current?.querySelector<HTMLElement>('textarea, input:not([type=radio])')?.focus();
  }, []);
  const problems = change.error?.problems ?? [];
  const shown = step === 'snooze' ? ['note', 'until'] : step === 'hand_on' ? ['note', 'person', 'section'] : ['note'];
  const send = () =>
    change.send({
      register: record.type,
      record: record.id,
      rule,
      what,
      due_on,
      step,
      note: values.note || null,
      until: step === 'snooze' ? values.until || null : null,
      person: step === 'hand_on' ? values.person || null : null,
      section: step === 'hand_on' ? values.section || null : null,
      revision: act?.revision ?? 0,
    });
  const title = t('ui.due.form', { title: item.title });
  return (
    <div ref={frame} className="sticky left-0 max-w-[calc(100vw-2rem)] whitespace-normal">
      <SmallForm
        title={title}
        className="grid gap-2.5 border-accent border-l-4 bg-quiet px-3 py-2.5"
        changed={changed}
        change={change}
        problems={problems.filter((problem) => !shown.includes(lastPart(problem)))}
        action={t(action)}
        testId="save-act"
        onSave={send}
        onClose={onClose}
      >
        <span id={label} className="sr-only">
          {title}
        </span>
        {step !== 'reopen' && (
          <div>
            <Segments
              name="step"
              testId="act"
              labelledBy={label}
              segments={OPEN.map((id) => ({ id, label: t(STEPS[id].label) }))}
              value={step}
              onChange={(id) => {
                change.reset();
                setStep(id as DueStep);
              }}
              wrap
            />
          </div>
        )}
        {step === 'hand_on' && (
          <div className="grid gap-2.5 wide:grid-cols-2">
            <TextField
              name="person"
              label={t('ui.due.to_person')}
              help={t('ui.due.to_person_help')}
              value={values.person}
              onChange={(person) => type({ person, section: sectionOf(people, person) ?? values.section })}
              options={people.filter((one) => !one.until).map((one) => one.name)}
              lang="ja"
              problem={fieldProblem(problems, 'person')}
            />
            <SelectField
              name="section"
              label={t('ui.due.to_section')}
              value={values.section}
              onChange={(section) => type({ section })}
              options={sections.map(({ name }) => ({ value: name, label: name }))}
              empty={t('ui.choose')}
              problem={fieldProblem(problems, 'section')}
            />
          </div>
        )}
        {step === 'snooze' && (
          <TextField
            name="until"
            label={t('ui.due.until')}
            help={t('ui.due.until_help')}
            value={values.until}
            onChange={(until) => type({ until })}
            placeholder={t('ui.field.date_example')}
            required
            className="max-w-72"
            problem={fieldProblem(problems, 'until')}
          />
        )}
        <AreaField
          name="note"
          label={t(note)}
          value={values.note}
          onChange={(note) => type({ note })}
          rows={2}
          required={needed}
          problem={fieldProblem(problems, 'note')}
        />
      </SmallForm>
    </div>
  );
}

/** The section of the only person of this name. */
function sectionOf(people: { name: string; section: string | null }[], name: string): string | null {
  const found = people.filter((one) => one.name === name);
  return found.length === 1 ? (found[0]?.section ?? null) : null;
}
