/** A due date: what tells it from others, where its record stands, who has to do it, and how it stands. Draws nothing. */
import type { DueItem } from '../lib/generated';
import { type Key, t } from '../lib/wording';

/** What tells a due date from every other. */
export function keyOf({ record, rule, what, due_on }: DueItem): string {
  return [record.type, record.id, rule, what ?? '', due_on].join('|');
}

/** The record's page; what the office itself has to do stands on none. */
export function placeOf({ record }: DueItem): string | null {
  return record.type === 'office' ? null : `/${record.type}/${record.id}`;
}

/** Section and person. */
export function whoOf({ section, owner }: Pick<DueItem, 'section' | 'owner'>): string {
  return [section, owner].filter(Boolean).join(' ') || t('ui.none');
}

/** Whether it is done or does not apply. */
export function isSettled({ act }: DueItem): boolean {
  return act !== null && act.state !== 'open';
}

/** Whether nobody is told of it until a later day. */
export function sleeps(item: DueItem, today: string): boolean {
  return !isSettled(item) && (item.act?.snoozed_until ?? '') > today;
}

/** Due dates under one heading of a list. */
export interface DueGroup {
  id: string;
  label: Key;
  items: DueItem[];
}

const WEEK = 7;
const MONTH = 31;

/** The groups of a list, nearest first; what was put off and what is settled stands at its end. */
export function groupsOf(items: DueItem[], today: string): DueGroup[] {
  const open = items.filter((item) => !isSettled(item) && !sleeps(item, today));
  const groups: DueGroup[] = [
    { id: 'overdue', label: 'ui.home.overdue', items: open.filter(({ days }) => days < 0) },
    { id: 'week', label: 'ui.home.due', items: open.filter(({ days }) => days >= 0 && days <= WEEK) },
    { id: 'month', label: 'ui.home.soon', items: open.filter(({ days }) => days > WEEK && days <= MONTH) },
    { id: 'later', label: 'ui.home.later', items: open.filter(({ days }) => days > MONTH) },
    { id: 'asleep', label: 'ui.due.asleep', items: items.filter((item) => sleeps(item, today)) },
    { id: 'settled', label: 'ui.due.settled', items: items.filter(isSettled) },
  ];
  return groups.filter((group) => group.items.length > 0);
}
