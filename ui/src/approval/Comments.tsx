/** What was said about the application, oldest first, and the box to say something more. */
import { useId, useRef } from 'react';
import { useChange } from '../lib/answers';
import { instant } from '../lib/date';
import type { Comment } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { problemText } from '../lib/problem';
import { useTyped } from '../lib/typed';
import { find, t } from '../lib/wording';
import { Button } from '../parts/Button';
import { AreaField, SelectField } from '../parts/Field';
import { LeaveGuard } from '../parts/LeaveGuard';
import { say } from '../parts/notice';
import { Refusal } from '../parts/Problems';
import type { CaseView } from './case';

interface Requirement {
  value: string;
  label: string;
}

type About = Pick<CaseView, 'application' | 'may'>;

/** `requirements` are those that a remark can be about. */
export function Comments({ view, requirements = [] }: { view: About; requirements?: Requirement[] }) {
  const title = useId();
  const comments = view.application?.comments ?? [];
  const writes = view.application !== null && view.may.comment;
  if (comments.length === 0 && !writes) return null;
  return (
    <section aria-labelledby={title} className="mb-6" data-testid="comments">
      <h2 id={title} className="mb-1">
        {t('ui.case.comments')}
      </h2>
      {comments.map((comment) => (
        <Said key={comment.by.at} comment={comment} named />
      ))}
      {comments.length === 0 && <p className="text-label">{t('ui.case.comments_none')}</p>}
      {writes && view.application && <Box key={view.application.id} view={view} requirements={requirements} />}
    </section>
  );
}

/** One remark, with who made it when; a step of the application says what it was. */
export function Said({ comment, named = false }: { comment: Comment; named?: boolean }) {
  const step = comment.step && find(`ui.case.step.${comment.step}`);
  return (
    <article className="mb-2">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <b>{[comment.by.section, comment.by.name].filter(Boolean).join(t('ui.wide_space'))}</b>
        <span className="text-label">{instant(comment.by.at)}</span>
        {step && <span className="tag">{step}</span>}
        {named && comment.requirement && <span className="text-label">{comment.requirement}</span>}
      </div>
      <p className="whitespace-pre-line break-words">{comment.text}</p>
    </article>
  );
}

function Box({ view, requirements }: { view: About; requirements: Requirement[] }) {
  const form = useRef<HTMLFormElement>(null);
  const { values, changed, type, forget } = useTyped({ text: '', requirement: '' });
  const send = useChange('application_comment', () => {
    forget();
    say(t('ui.case.comment_saved'));
  });
  const problems = send.error?.problems ?? [];
  const { application } = view;
  useKeys([
    {
      caps: ['M'],
      label: t('ui.keys.comment'),
      on: ['m'],
      run: () => form.current?.querySelector<HTMLElement>('textarea')?.focus(),
    },
  ]);
  if (!application) return null;
  const text = problems.find((problem) => problem.field === 'text');
  return (
    <form
      ref={form}
      className="no-print mt-3 grid gap-2"
      aria-label={t('ui.case.comment')}
      onSubmit={(event) => {
        event.preventDefault();
        void send.send({
          id: application.id,
          revision: application.revision,
          text: values.text,
          requirement: values.requirement || null,
        });
      }}
    >
      <LeaveGuard changes={changed && !send.isPending ? 1 : 0} />
      <Refusal problems={problems.filter((problem) => problem.field !== 'text')} onRead={send.readAgain} />
      <AreaField
        name="comment"
        label={t('ui.case.comment')}
        value={values.text}
        onChange={(next) => type({ text: next })}
        rows={2}
        problem={text ? problemText(text) : null}
      />
      <div className="flex flex-wrap items-end justify-between gap-3">
        {requirements.length > 0 && (
          <SelectField
            name="comment-requirement"
            label={t('ui.case.comment_about')}
            value={values.requirement}
            onChange={(requirement) => type({ requirement })}
            options={requirements}
            empty={t('ui.case.comment_whole')}
            className="min-w-0 max-w-md flex-1"
          />
        )}
        <Button type="submit" disabled={send.isPending} data-testid="save-comment">
          {t('ui.case.comment_save')}
        </Button>
      </div>
    </form>
  );
}
