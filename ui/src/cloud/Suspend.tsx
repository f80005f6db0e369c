/** The suspension of a cloud use, and letting it go on: steps that need no application. */
import { Panel, textOf } from '../approval/Steps';
import { useChange } from '../lib/answers';
import type { CloudView } from '../lib/generated';
import { useTyped } from '../lib/typed';
import { t } from '../lib/wording';
import { Button } from '../parts/Button';
import { AreaField, TextField } from '../parts/Field';
import { say } from '../parts/notice';
import { Refusal } from '../parts/Problems';

export function Suspend({ view }: { view: CloudView }) {
  const { cloud } = view;
  const { values, changed, type } = useTyped({ on: '', reason: '' });
  const change = useChange('cloud_suspend', () => say(t('ui.suspend.done')));
  const problems = change.error?.problems ?? [];
  return (
    <Panel
      action={t('ui.suspend.do')}
      testId="do-suspend"
      changed={changed}
      change={change}
      problems={problems.filter((problem) => !((problem.field ?? '') in values))}
      onSend={() =>
        change.send({ id: cloud.id, revision: cloud.revision, reason: values.reason, on: values.on || null })
      }
    >
      <AreaField
        name="suspend-reason"
        label={t('ui.suspend.reason')}
        value={values.reason}
        onChange={(reason) => type({ reason })}
        rows={2}
        problem={textOf(problems, 'reason')}
        required
      />
      <TextField
        name="suspend-on"
        label={t('ui.suspend.on')}
        help={t('ui.suspend.on_help')}
        value={values.on}
        onChange={(on) => type({ on })}
        placeholder={t('ui.field.date_example')}
        problem={textOf(problems, 'on')}
      />
    </Panel>
  );
}

export function Resume({ view }: { view: CloudView }) {
  const { cloud } = view;
  const change = useChange('cloud_resume', () => say(t('ui.resume.done')));
  return (
    <div className="panel">
      <Refusal problems={change.error?.problems ?? []} onRead={change.readAgain} />
      <p className="mb-2">{t('ui.resume.text')}</p>
      <Button
        className="w-full"
        disabled={change.isPending}
        data-testid="do-resume"
        onClick={() => void change.send({ id: cloud.id, revision: cloud.revision })}
      >
        {t('ui.resume.do')}
      </Button>
    </div>
  );
}
