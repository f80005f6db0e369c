/** What stands around the management card: what may be posted, what the public sees, who is called when the account is taken over, and who answered for it when. Reads only. */
import { type ReactNode, useId } from 'react';
import { useAnswer } from '../lib/answers';
import { plainDate } from '../lib/date';
import type { SnsView } from '../lib/generated';
import { t } from '../lib/wording';
import { Unsaid } from './Card';
import { Standing, State } from './State';
import { badgeText, label } from './words';

function Panel({
  title,
  beside,
  testId,
  children,
}: {
  title: string;
  beside?: ReactNode;
  testId: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="keep panel" data-testid={testId}>
      <div className="mb-1 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id={id}>{title}</h2>
        {beside && <span className="text-label">{beside}</span>}
      </div>
      {children}
    </section>
  );
}

/** Two short lists; information of class 2 and above is in the second whatever the office says. */
export function Posting({ view }: { view: SnsView }) {
  const { posting, policy_on, reply_policy, hours, frequency, audience, purpose } = view.sns;
  const more: [string, ReactNode][] = [
    [label('purpose'), purpose],
    [label('audience'), audience],
    [label('frequency'), frequency],
    [label('hours'), hours],
    [label('reply_policy'), reply_policy],
    [label('posting.approver'), posting.approver],
  ];
  return (
    <Panel
      title={t('ui.sns.posting')}
      testId="posting"
      beside={policy_on && t('ui.sns.policy_from', { date: plainDate(policy_on) })}
    >
      <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
        <Lines title={label('posting.allowed')} lines={posting.allowed} testId="allowed">
          <State view={view} fields={['posting.allowed']} requirements={['SN-08']} />
        </Lines>
        <Lines title={label('posting.forbidden')} lines={[t('ui.sns.never'), ...posting.forbidden]} testId="forbidden">
          <State view={view} fields={['posting.forbidden', 'facts.confidentiality']} requirements={['SN-04']} />
        </Lines>
      </div>
      <dl className="mt-3 grid gap-x-4 gap-y-1 border-line border-t pt-2 sm:grid-cols-[8.25rem_minmax(0,1fr)]">
        {more
          .filter(([, content]) => content)
          .map(([title, content]) => (
            <div key={title} className="contents">
              <dt className="text-ink-2">{title}</dt>
              <dd className="whitespace-pre-line break-words">{content}</dd>
            </div>
          ))}
      </dl>
    </Panel>
  );
}

function Lines({
  title,
  lines,
  testId,
  children,
}: {
  title: string;
  lines: string[];
  testId: string;
  children: ReactNode;
}) {
  return (
    <div className="min-w-0">
      <div className="mb-1 flex justify-between gap-3 border-line border-b">
        <h3>{title}</h3>
        {children}
      </div>
      {lines.length > 0 ? (
        <ul className="list-disc pl-5" data-testid={testId}>
          {lines.map((line) => (
            <li key={line} className="break-words">
              {line}
            </li>
          ))}
        </ul>
      ) : (
        <Unsaid />
      )}
    </div>
  );
}

/** What the public sees: whether it can tell that the account is the office's, and whether it lives. */
export function Public({ view }: { view: SnsView }) {
  const { sns, days_since_post } = view;
  const date = (iso: string | null) => iso && <time dateTime={iso}>{plainDate(iso)}</time>;
  const rows: { name: string; fields: string[]; requirements: string[]; said?: boolean; content: ReactNode }[] = [
    {
      name: t('ui.sns.public.listed'),
      fields: ['listed_url', 'url'],
      requirements: ['SN-02'],
      content: sns.listed_url && t('ui.sns.public.is_listed'),
    },
    {
      name: t('ui.sns.public.named'),
      fields: ['profile_named'],
      requirements: ['SN-02'],
      content:
        sns.profile_named !== null && t(sns.profile_named ? 'ui.sns.public.is_named' : 'ui.sns.public.not_named'),
    },
    {
      name: t('ui.sns.public.policy'),
      fields: ['policy_on', 'policy_url'],
      requirements: ['SN-10'],
      content: sns.policy_on && t('ui.date.from', { date: plainDate(sns.policy_on) }),
    },
    { name: label('badge'), fields: ['badge'], requirements: ['SN-19'], content: sns.badge && badgeText(sns.badge) },
    {
      name: label('last_post_on'),
      fields: ['last_post_on'],
      requirements: ['SN-11'],
      said: sns.last_post_on !== null || undefined,
      content: sns.last_post_on && (
        <>
          {date(sns.last_post_on)}
          {days_since_post !== null && (
            <span className="ml-2" data-testid="days-since-post">
              {t('ui.sns.days_ago', { n: days_since_post })}
            </span>
          )}
        </>
      ),
    },
    {
      name: t('ui.sns.public.terms'),
      fields: ['terms_checked_on'],
      requirements: ['SN-20'],
      content: date(sns.terms_checked_on),
    },
    {
      name: t('ui.sns.public.watched'),
      fields: ['watched_on'],
      requirements: ['SN-24'],
      content: date(sns.watched_on),
    },
  ];
  return (
    <Panel title={t('ui.sns.public')} testId="public">
      <dl>
        {rows.map(({ name, content, ...of }) => (
          <div
            key={name}
            data-testid={`public-${of.fields[0]}`}
            className="flex flex-wrap justify-between gap-x-3 border-line border-t py-1.5"
          >
            <dt>
              <Standing view={view} {...of}>
                {name}
              </Standing>
            </dt>
            <dd className="ml-auto min-w-0 break-words text-ink-2">{content || t('ui.unanswered')}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

/** Who is called when the account is taken over, in order. */
export function Response({ view }: { view: SnsView }) {
  const { response } = view.sns;
  return (
    <Panel
      title={t('ui.sns.response')}
      testId="response"
      beside={<State view={view} fields={['response']} requirements={['SN-06']} />}
    >
      {response.length === 0 ? (
        <Unsaid />
      ) : (
        <ol>
          {response.map((step, at) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: a step has no identity but its place
              key={at}
              className="grid grid-cols-[1.75rem_minmax(0,1fr)] border-line border-t py-1.5"
            >
              <span aria-hidden="true" className="font-bold">
                {at + 1}
              </span>
              <div className="min-w-0 break-words">
                <b>{step.contact}</b>
                {step.phone && <span className="ml-3 whitespace-nowrap">{step.phone}</span>}
                {step.task && <div className="text-ink-2">{step.task}</div>}
              </div>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}

/** Who answered for it when, newest first, as the history has it. */
export function HandedOver({ id }: { id: string }) {
  const holders = useAnswer('record_holders', { register: 'sns', id }).data;
  if (!holders || holders.length === 0) return null;
  return (
    <Panel title={t('ui.sns.handed_over')} testId="holders">
      <ol className="border-line border-l-2 pl-3">
        {holders.map((holder) => (
          <li key={`${holder.from} ${holder.holder} ${holder.section} ${holder.written_on}`} className="mb-2 last:mb-0">
            <div>
              {holder.from && <b className="mr-3">{plainDate(holder.from)}</b>}
              {holder.holder ?? t('ui.holders.nobody')}
            </div>
            <div className="text-label">
              {[
                holder.section,
                holder.until && t('ui.date.until', { date: plainDate(holder.until) }),
                holder.by_op_text,
              ]
                .filter(Boolean)
                .join(t('ui.wide_space'))}
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** How it is suspended, and how it ends. */
export function Ending({ view }: { view: SnsView }) {
  const { suspension, closing } = view.sns;
  const pairs: [string, ReactNode][] = [
    [label('suspension.on'), suspension?.on && plainDate(suspension.on)],
    [label('suspension.reason'), suspension?.reason],
    [label('closing.on'), closing?.on && plainDate(closing.on)],
    [label('closing.reason'), closing?.reason],
    [label('closing.successor'), closing?.successor],
    [label('closing.deleted_on'), closing?.deleted_on && plainDate(closing.deleted_on)],
    [label('closing.links_removed_on'), closing?.links_removed_on && plainDate(closing.links_removed_on)],
  ];
  if (!suspension && !closing) return null;
  return (
    <Panel
      title={t('ui.sns.group.ending')}
      testId="ending"
      beside={
        closing && (
          <State view={view} fields={['closing.deleted_on', 'closing.links_removed_on']} requirements={['SN-12']} />
        )
      }
    >
      <dl className="dl">
        {pairs
          .filter(([, content]) => content)
          .map(([title, content]) => (
            <div key={title} className="contents">
              <dt>{title}</dt>
              <dd className="break-words">{content}</dd>
            </div>
          ))}
      </dl>
    </Panel>
  );
}
