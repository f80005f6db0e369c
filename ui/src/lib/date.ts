/** Dates and figures as people read them. Only shows: what was typed is read by the ledger. The engine's own Japanese calendar is not used, because its output differs between engines. */
import { language } from './preferences';
import { type Key, t } from './wording';

const ERAS: { from: string; first: number; long: Key; short: Key }[] = [
  { from: '2019-05-01', first: 2019, long: 'ui.era.reiwa', short: 'ui.era.reiwa_short' },
  { from: '1989-01-08', first: 1989, long: 'ui.era.heisei', short: 'ui.era.heisei_short' },
  { from: '1926-12-25', first: 1926, long: 'ui.era.showa', short: 'ui.era.showa_short' },
];
const WEEKDAYS: Key[] = [
  'ui.weekday.0',
  'ui.weekday.1',
  'ui.weekday.2',
  'ui.weekday.3',
  'ui.weekday.4',
  'ui.weekday.5',
  'ui.weekday.6',
];
const MONTHS: Key[] = [
  'ui.month.1',
  'ui.month.2',
  'ui.month.3',
  'ui.month.4',
  'ui.month.5',
  'ui.month.6',
  'ui.month.7',
  'ui.month.8',
  'ui.month.9',
  'ui.month.10',
  'ui.month.11',
  'ui.month.12',
];

interface Parts {
  era: Key;
  short: Key;
  n: string;
  y: number;
  m: number;
  d: number;
  month: string;
  w: string;
}

/** Whether the text is a date as the ledger writes it. */
export function isIso(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}

function parts(iso: string): Parts | null {
  if (!isIso(iso)) return null;
  const [y = 0, m = 0, d = 0] = iso.split('-').map(Number);
  const era = ERAS.find((candidate) => iso >= candidate.from);
  if (!era) return null;
  const year = y - era.first + 1;
  const weekday = new Date(Date.UTC(y, m - 1, d)).getUTCDay();
  return {
    era: era.long,
    short: era.short,
    n: year === 1 ? t('ui.era.first_year') : String(year),
    y,
    m,
    d,
    month: t(MONTHS[m - 1] ?? 'ui.month.1'),
    w: t(WEEKDAYS[weekday] ?? 'ui.weekday.0'),
  };
}

function show(iso: string | null, key: Key): string {
  if (!iso) return '';
  const p = parts(iso);
  if (!p) return iso;
  return t(key, { era: t(p.era), short: t(p.short), n: p.n, y: p.y, m: p.m, d: p.d, month: p.month, w: p.w, iso });
}

/** With era, year and weekday, for text. */
export const longDate = (iso: string | null): string => show(iso, 'ui.date.long');
/** With era and year, without weekday. */
export const plainDate = (iso: string | null): string => show(iso, 'ui.date.plain');
/** Month, day and weekday, where the year is clear. */
export const dayDate = (iso: string | null): string => show(iso, 'ui.date.day');
/** The shortest form, for dense columns. The first year of an era is written as a figure. */
export function denseDate(iso: string | null): string {
  if (!iso) return '';
  if (language() === 'en') return iso;
  const p = parts(iso);
  if (!p) return iso;
  const n = p.n === t('ui.era.first_year') ? '1' : p.n;
  return t('ui.date.dense', { short: t(p.short), n, m: p.m, d: p.d });
}
/** A range in a dense column. */
export function denseRange(from: string | null, until: string | null): string {
  if (!from && !until) return t('ui.none');
  return t('ui.date.range', { from: denseDate(from), until: denseDate(until) });
}

/** The fiscal year (from April) as people say it. */
export function fiscalYear(year: number): string {
  const p = parts(`${year}-05-01`);
  if (!p) return String(year);
  return t('ui.date.fiscal_year', { era: t(p.era), n: p.n, y: year });
}

/** Days from today, said as a distance. */
export function distance(days: number): string {
  if (days < 0) return t('ui.due.overdue_days', { n: -days });
  if (days === 0) return t('ui.due.today');
  return t('ui.due.in_days', { n: days });
}

/** A figure with separators. */
export function figure(value: number): string {
  return value.toLocaleString('en-US');
}

/** An instant of the history, to the minute, in the office's own time. */
export function instant(at: string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  const two = (n: number) => String(n).padStart(2, '0');
  const iso = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${denseDate(iso)} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
