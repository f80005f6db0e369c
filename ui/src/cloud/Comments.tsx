/** What was said about the application, oldest first, and the box to say something more. */
import { useRef } from 'react';
import { useChange } from '../lib/answers';
import { instant } from '../lib/date';
import type { CloudView, Comment } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { problemText } from '../lib/problem';
import { useTyped } from '../lib/typed';
import { find, t } from '../lib/wording';
import { Button } from '../parts/Button';
import { AreaField, SelectField } from '../parts/Field';
import { LeaveGuard } from '../parts/LeaveGuard';
import { say } from '../parts/notice';
import { Refusal } from '../parts/Problems';
import { requirementName } from './words';

export function Comments({ view }: { view: CloudView }) {
  const comments = view.application?.comments ?? [];
  const writes = view.application !== null && view.may.comment && view.as_of === null;
  if (comments.length === 0 && !writes) return null;
  return (
    <section aria-labelledby="comments" className="mb-6" data-testid="comments">
      <h2 id="comments" className="mb-1">
        {t('ui.cloud.comments')}
      </h2>
      {comments.map((comment) => (
        <Said key={comment.by.at} comment={comment} named />
      ))}
      {comments.length === 0 && <p className="text-label">{t('ui.cloud.comments_none')}</p>}
      {writes && view.application && <Box key={view.application.id} view={view} />}
    </section>
  );
}

/** One remark, with who made it when; a step of the application says what it was. */
export function Said({ comment, named = false }: { comment: Comment; named?: boolean }) {
  const step = comment.step && find(`ui.cloud.step.${comment.step}`);
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

function Box({ view }: { view: CloudView }) {
  const form = useRef<HTMLFormElement>(null);
  const { values, changed, type, forget } = useTyped({ text: '', requirement: '' });
  const send = useChange('application_comment', () => {
    forget();
    say(t('ui.cloud.comment_saved'));
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
      aria-label={t('ui.cloud.comment')}
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
        label={t('ui.cloud.comment')}
        value={values.text}
        onChange={(next) => type({ text: next })}
        rows={2}
        problem={text ? problemText(text) : null}
      />
      <div className="flex flex-wrap items-end justify-between gap-3">
        <SelectField
          name="comment-requirement"
          label={t('ui.cloud.comment_about')}
          value={values.requirement}
          onChange={(requirement) => type({ requirement })}
          options={view.requirements.map((row) => ({ value: row.id, label: requirementName(view, row.id) }))}
          empty={t('ui.cloud.comment_whole')}
          className="min-w-0 max-w-md flex-1"
        />
        <Button type="submit" disabled={send.isPending} data-testid="save-comment">
          {t('ui.cloud.comment_save')}
        </Button>
      </div>
    </form>
  );
}
