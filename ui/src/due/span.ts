/** Where a day lies in the months of a picture, and how what runs is told in words. Draws nothing. */
import { denseDate } from '../lib/date';
import type { SpanState, TimelineRow } from '../lib/generated';
import { find, t } from '../lib/wording';

const DAY = 86_400_000;
const at = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / DAY;

/** A day as a part of the months that are shown, at its beginning; the day after its last is 1. */
export function part(first: string, last: string, iso: string): number {
  const length = at(last) - at(first) + 1;
  return Math.min(1, Math.max(0, (at(iso) - at(first)) / length));
}

/** A part as SVG and CSS write it. */
export const percent = (share: number): string => `${Math.round(share * 10_000) / 100}%`;

/** The day after. */
export function dayAfter(iso: string): string {
  return new Date((at(iso) + 1) * DAY).toISOString().slice(0, 10);
}

/** The months between two days, each with its number, its year and where it begins. */
export function monthsOf(first: string, last: string): { year: number; month: number; first: string }[] {
  const months: { year: number; month: number; first: string }[] = [];
  for (let [year, month] = first.split('-').map(Number) as [number, number]; ; month += 1) {
    if (month > 12) [year, month] = [year + 1, 1];
    const begins = `${year}-${String(month).padStart(2, '0')}-01`;
    if (begins > last) return months;
    months.push({ year, month, first: begins });
  }
}

export const stateName = (state: SpanState): string => find(`span.${state}`) ?? state;

/** A row by name: the certificate, or number and title of the record. */
export function nameOf({ certificate, record }: TimelineRow): string {
  return certificate ?? [record.number, record.title].filter(Boolean).join(' ');
}

/** Since when and until when. */
export function periodOf({ starts_on, ends_on, state }: TimelineRow): string {
  if (!starts_on && !ends_on) return state === 'undated' ? t('ui.none') : t('ui.timeline.open_end');
  const until = ends_on ? denseDate(ends_on) : t('ui.timeline.open_end');
  return t('ui.date.range', { from: denseDate(starts_on), until });
}
