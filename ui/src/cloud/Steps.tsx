/** The steps about an application beside its decision: applying, reviewing, sending back, taking back; and the suspension of a use. Each says what it will do on its button. */
import type { FormEvent, ReactNode } from 'react';
import { useChange } from '../lib/answers';
import type { ApplicationKind, CloudView, Problem } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { problemText } from '../lib/problem';
import { useTyped } from '../lib/typed';
import { find, t } from '../lib/wording';
import { Button, Link } from '../parts/Button';
import { AreaField, TextField } from '../parts/Field';
import { LeaveGuard } from '../parts/LeaveGuard';
import { say } from '../parts/notice';
import { Refusal } from '../parts/Problems';
import { Segments } from '../parts/Segments';

interface Step {
  view: CloudView;
  filled: boolean;
}

export function Apply({ view, filled }: Step) {
  const { cloud, may } = view;
  const { values, changed, type } = useTyped({ kind: may.apply[0] as ApplicationKind, reason: '' });
  const change = useChange('cloud_apply', () => say(t('ui.apply.done')));
  const problems = change.error?.problems ?? [];
  const again = view.application?.state === 'returned';
  return (
    <Panel
      title={t(again ? 'ui.apply.again' : 'ui.apply.title')}
      action={t(again ? 'ui.apply.again' : 'ui.apply.do', { kind: find(`application_kind.${values.kind}`) ?? '' })}
      testId="do-apply"
      filled={filled}
      changed={changed}
      change={change}
      problems={problems.filter((problem) => problem.field !== 'reason')}
      onSend={() => change.send({ id: cloud.id, revision: cloud.revision, ...values, reason: values.reason || null })}
      fix={`/cloud/${cloud.id}/edit`}
    >
      {may.apply.length > 1 && (
        <Segments
          name="kind"
          testId="apply-kind"
          labelledBy="step-do-apply"
          segments={may.apply.map((kind) => ({ id: kind, label: find(`application_kind.${kind}`) ?? kind }))}
          value={values.kind}
          onChange={(kind) => type({ kind: kind as ApplicationKind })}
        />
      )}
      {values.kind === 'end' && <p className="text-label">{t('ui.apply.end_help')}</p>}
      <AreaField
        name="apply-reason"
        label={t(again ? 'ui.apply.answer' : 'ui.apply.reason')}
        value={values.reason}
        onChange={(reason) => type({ reason })}
        problem={textOf(problems, 'reason')}
      />
    </Panel>
  );
}

/** One opinion, and the two ways it can send the application. */
export function Review({ view, filled }: Step) {
  const { values, changed, type } = useTyped({ text: '' });
  const review = useChange('application_review', () => say(t('ui.review.done')));
  const back = useChange('application_return', () => say(t('ui.return.done')));
  const step = stepOf(view, values.text);
  const problems = [...(review.error?.problems ?? []), ...(back.error?.problems ?? [])];
  const isPending = review.isPending || back.isPending;
  if (!step) return null;
  return (
    <Panel
      title={t('ui.review.title')}
      action={t('ui.review.do')}
      testId="do-review"
      filled={filled}
      changed={changed}
      change={{
        isPending,
        readAgain: async () => {
          await review.readAgain();
          back.reset();
        },
      }}
      problems={problems.filter((problem) => problem.field !== 'text')}
      onSend={() => {
        back.reset();
        return review.send(step);
      }}
      beside={
        <Button
          disabled={isPending}
          data-testid="do-return"
          onClick={() => {
            review.reset();
            void back.send(step);
          }}
        >
          {t('ui.return.do')}
        </Button>
      }
    >
      <AreaField
        name="review-text"
        label={t('ui.review.opinion')}
        help={t('ui.review.help')}
        value={values.text}
        onChange={(text) => type({ text })}
        problem={textOf(problems, 'text')}
        required
      />
    </Panel>
  );
}

export function SendBack({ view }: { view: CloudView }) {
  const { values, changed, type } = useTyped({ text: '' });
  const change = useChange('application_return', () => say(t('ui.return.done')));
  const problems = change.error?.problems ?? [];
  const step = stepOf(view, values.text);
  if (!step) return null;
  return (
    <Panel
      action={t('ui.return.do')}
      testId="do-return"
      changed={changed}
      change={change}
      problems={problems.filter((problem) => problem.field !== 'text')}
      onSend={() => change.send(step)}
    >
      <AreaField
        name="return-text"
        label={t('ui.return.reason')}
        value={values.text}
        onChange={(text) => type({ text })}
        problem={textOf(problems, 'text')}
        required
      />
    </Panel>
  );
}

export function Withdraw({ view }: { view: CloudView }) {
  const { values, changed, type } = useTyped({ text: '' });
  const change = useChange('application_withdraw', () => say(t('ui.withdraw.done')));
  const step = stepOf(view, values.text);
  if (!step) return null;
  return (
    <Panel
      action={t('ui.withdraw.do')}
      testId="do-withdraw"
      changed={changed}
      change={change}
      problems={change.error?.problems ?? []}
      onSend={() => change.send(step)}
    >
      <AreaField
        name="withdraw-text"
        label={t('ui.withdraw.reason')}
        value={values.text}
        onChange={(text) => type({ text })}
        rows={2}
      />
    </Panel>
  );
}

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

/** The application in the version that is seen, with what is said. */
function stepOf({ application }: CloudView, text: string) {
  return application && { id: application.id, revision: application.revision, text: text || null };
}

/** The problem of a field in words. */
export function textOf(problems: Problem[], field: string): string | null {
  const found = problems.find((problem) => problem.field === field);
  return found ? problemText(found) : null;
}

/** The frame of a step. The filled one is the step of the screen, and Ctrl+Enter takes it. */
export function Panel({
  title,
  action,
  testId,
  filled = false,
  idle = false,
  changed,
  change,
  problems,
  onSend,
  beside,
  fix,
  children,
}: {
  title?: string;
  action: string;
  testId: string;
  filled?: boolean;
  /** Whether something is still to be chosen. */
  idle?: boolean;
  changed: boolean;
  change: { isPending: boolean; readAgain: () => Promise<void> };
  problems: Problem[];
  onSend: () => Promise<boolean>;
  beside?: ReactNode;
  /** Where what is missing can be filled in. */
  fix?: string;
  children: ReactNode;
}) {
  const { isPending } = change;
  const send = () => {
    if (!isPending && !idle) void onSend();
  };
  useKeys(filled ? [{ caps: ['Ctrl', 'Enter'], label: action, on: ['Ctrl+Enter'], run: send }] : []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  return (
    <form
      onSubmit={submit}
      aria-label={title ?? action}
      className={`grid gap-3 ${filled ? 'rounded-8 border border-accent px-3.5 py-3' : ''}`}
      data-testid={`panel-${testId}`}
    >
      <LeaveGuard changes={changed && !isPending ? 1 : 0} />
      {title && <h2 id={`step-${testId}`}>{title}</h2>}
      {problems.length > 0 && (
        <div>
          <Refusal problems={problems} onRead={change.readAgain} />
          {fix && problems.some((problem) => problem.field) && <Link to={fix}>{t('ui.apply.fix')}</Link>}
        </div>
      )}
      {children}
      <Button
        type="submit"
        weight={filled ? 'filled' : 'outlined'}
        className="w-full whitespace-normal!"
        disabled={isPending || idle}
        data-testid={testId}
      >
        {action}
      </Button>
      {beside}
    </form>
  );
}
