/** The steps about an application beside applying and deciding: reviewing, sending back, taking back, and the frame of them all. Each says what it will do on its button. */
import type { FormEvent, ReactNode } from 'react';
import { useChange } from '../lib/answers';
import type { Problem } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { problemText } from '../lib/problem';
import { useTyped } from '../lib/typed';
import { t } from '../lib/wording';
import { Button, Link } from '../parts/Button';
import { AreaField } from '../parts/Field';
import { LeaveGuard } from '../parts/LeaveGuard';
import { say } from '../parts/notice';
import { Refusal } from '../parts/Problems';
import type { CaseView } from './case';

/** What a step is about. */
type About = Pick<CaseView, 'application'>;

/** One opinion, and the two ways it can send the application. */
export function Review({ view, filled }: { view: About; filled: boolean }) {
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

export function SendBack({ view }: { view: About }) {
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

export function Withdraw({ view }: { view: About }) {
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

/** The application in the version that is seen, with what is said. */
function stepOf({ application }: About, text: string) {
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
  titleId,
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
  titleId?: string;
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
  fix?: string | (() => void) | undefined;
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
      {title && <h2 id={titleId}>{title}</h2>}
      {problems.length > 0 && (
        <div>
          <Refusal problems={problems} onRead={change.readAgain} />
          {problems.some((problem) => problem.field) && <Fix fix={fix} />}
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

function Fix({ fix }: { fix: string | (() => void) | undefined }) {
  if (typeof fix === 'string') return <Link to={fix}>{t('ui.apply.fix')}</Link>;
  return (
    fix && (
      <button type="button" className="link" data-testid="fix" onClick={fix}>
        {t('ui.apply.fix')}
      </button>
    )
  );
}
