/** A due date in words: the day, how far it is, and what was done about it by whom. */
import type { ReactNode } from 'react';
import { dayDate, denseDate, distance } from '../lib/date';
import type { DueItem } from '../lib/generated';
import { t } from '../lib/wording';
import { Mark } from '../parts/Mark';

/** Beyond so many days the year is said too. */
const FAR = 120;

/** The day; its year only where it is not clear, and then in short. */
export function dueDay({ days, due_on }: DueItem): string {
  return Math.abs(days) > FAR ? denseDate(due_on) : dayDate(due_on);
}

/** A due date with its distance and what is to be done, and at its end what can be done about it. */
export function DueLine({ due, children }: { due: DueItem; children?: ReactNode }) {
  return (
    <>
      <div className="flex items-baseline justify-between gap-2">
        <b title={due.due_on}>{dueDay(due)}</b>
        <Distance due={due} />
      </div>
      <div className="flex items-baseline justify-between gap-2">
        <span>{due.title}</span>
        {children}
      </div>
    </>
  );
}

/** How far a due date is, with its mark. */
export function Distance({ due }: { due: DueItem }) {
  if (due.act?.state === 'done') return <Mark shape="met">{t('ui.due.state.done')}</Mark>;
  if (due.act?.state === 'not_applicable') return <Mark shape="waived">{t('ui.due.state.not_applicable')}</Mark>;
  if (due.stage === 'overdue')
    return (
      <Mark shape="overdue" bold>
        {distance(due.days)}
      </Mark>
    );
  if (due.stage === 'due') return <Mark shape="soon">{distance(due.days)}</Mark>;
  return <span className="whitespace-nowrap text-label">{distance(due.days)}</span>;
}

/** What was done about a due date, by whom and when: done, does not apply, put off, handed on, opened again. */
export function Acted({ due }: { due: DueItem }) {
  const { act } = due;
  if (!act) return null;
  const open = act.state === 'open';
  const words = [
    open && act.snoozed_until && t('ui.due.state.snoozed', { date: denseDate(act.snoozed_until) }),
    open && (act.person || act.section) && t('ui.due.state.handed', { who: whom(act) }),
    open && !act.snoozed_until && !act.person && !act.section && t('ui.due.state.open'),
  ].filter(Boolean);
  return (
    <p className="whitespace-normal break-words text-label" data-testid="acted">
      {words.length > 0 && <span className="mr-2 text-ink-2">{words.join(t('ui.list_separator'))}</span>}
      {act.note && <span className="mr-2 text-ink-2">{act.note}</span>}
      <span className="whitespace-nowrap">{t('ui.due.by', { date: denseDate(act.on), who: act.by })}</span>
    </p>
  );
}

function whom({ section, person }: { section: string | null; person: string | null }): string {
  return [section, person].filter(Boolean).join(' ');
}
