/** The record that somebody confirmed a requirement: when, by what it can be seen, and a remark. */
import { useAnswer } from '../lib/answers';
import { denseDate } from '../lib/date';
import type { Confirmation, Problem } from '../lib/generated';
import { fieldProblem, lastPart } from '../lib/problem';
import { useTyped } from '../lib/typed';
import { t } from '../lib/wording';
import { TextField } from './Field';
import { SmallForm } from './SmallForm';

export function ConfirmationForm({
  confirmation,
  change,
  onSave,
  onClose,
}: {
  confirmation: Confirmation | null;
  change: { isPending: boolean; error: { problems: Problem[] } | null; readAgain: () => Promise<void> };
  onSave: (typed: Omit<Confirmation, 'requirement'>) => Promise<boolean>;
  onClose: () => void;
}) {
  const today = useAnswer('status', {}).data?.today ?? null;
  const { values, changed, type } = useTyped({
    on: denseDate(confirmation?.on ?? today),
    source: confirmation?.source ?? '',
    note: confirmation?.note ?? '',
  });
  const problems = change.error?.problems ?? [];
  return (
    <SmallForm
      title={t(confirmation ? 'ui.confirmation.change' : 'ui.confirmation.add')}
      className="mt-3 grid gap-2 border-line border-t pt-3"
      changed={changed}
      change={change}
      problems={problems.filter((problem) => !(lastPart(problem) in values))}
      action={t('ui.confirmation.save')}
      testId="save-confirmation"
      onSave={() => onSave({ ...values, note: values.note || null })}
      onClose={onClose}
    >
      <div className="grid gap-3 wide:grid-cols-[10rem_1fr]">
        <TextField
          name="on"
          label={t('ui.confirmation.on')}
          value={values.on}
          onChange={(on) => type({ on })}
          placeholder={t('ui.field.date_example')}
          problem={fieldProblem(problems, 'on')}
        />
        <TextField
          name="source"
          label={t('ui.confirmation.source')}
          help={t('ui.confirmation.source_help')}
          value={values.source}
          onChange={(source) => type({ source })}
          required
          problem={fieldProblem(problems, 'source')}
        />
      </div>
      <TextField
        name="note"
        label={t('ui.contract.note')}
        value={values.note}
        onChange={(note) => type({ note })}
        problem={fieldProblem(problems, 'note')}
      />
    </SmallForm>
  );
}
