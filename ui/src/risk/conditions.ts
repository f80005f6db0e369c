/** What the list of risks is narrowed by: as it stands in the URL, as the ledger is asked, and the places to which the picture leads. */
import type { Moved, RiskQuery } from '../lib/generated';
import { MOVES } from './words';

/** The conditions of the list; those of the picture beside the words and the section that also narrow the picture. */
export interface Conditions extends Pick<RiskQuery, 'text' | 'section'> {
  level: number | null;
  inherent: number | null;
  measures: number | null;
  moved: Moved | null;
}

/** What a part of the picture stands for. */
export type Part = { inherent: number; measures: number } | { level: number } | { moved: Moved };

export function readConditions(params: URLSearchParams): Conditions {
  const number = (name: string, least: number) => {
    const value = Number(params.get(name) ?? Number.NaN);
    return Number.isInteger(value) && value >= least && value <= 4 ? value : null;
  };
  return {
    text: params.get('text') ?? '',
    section: params.get('section'),
    level: number('level', 0),
    inherent: number('inherent', 0),
    measures: number('measures', 1),
    moved: MOVES.find((moved) => moved === params.get('moved')) ?? null,
  };
}

/** Whether the list is narrowed to exactly this part. */
export function isChosen(conditions: Conditions, part: Part): boolean {
  const { level, inherent, measures, moved } = { level: null, inherent: null, measures: null, moved: null, ...part };
  return (
    conditions.level === level &&
    conditions.inherent === inherent &&
    conditions.measures === measures &&
    conditions.moved === moved
  );
}

/** The list narrowed to a part, so that it has as many rows as the part says; from there a second step leads back. */
export function placeOf(conditions: Conditions, part: Part): string {
  const next = new URLSearchParams();
  if (conditions.text) next.set('text', conditions.text);
  if (conditions.section) next.set('section', conditions.section);
  if (!isChosen(conditions, part)) {
    for (const [name, value] of Object.entries(part)) next.set(name, String(value));
  }
  const search = next.toString();
  return search ? `/risk?${search}` : '/risk';
}

/** The day from which there will be a comparison, where nothing was known at the end of the last quarter, given by its last day: the first of the next quarter. */
export function comparedFrom(until: string): string {
  const [year = 0, month = 1] = until.split('-').map(Number);
  return new Date(Date.UTC(year, month + 3, 1)).toISOString().slice(0, 10);
}
