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
  year: string;
  short: string;
  m: number;
  d: number;
  month: string;
  w: string;
}

/** Whether the text is a date as the ledger writes it. */
export function isIso(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}

/** Japanese counts years by era, English does not. */
function parts(iso: string): Parts | null {
  if (!isIso(iso)) return null;
  const [y = 0, m = 0, d = 0] = iso.split('-').map(Number);
  const era = ERAS.find((candidate) => iso >= candidate.from);
  if (!era) return null;
  const n = y - era.first + 1;
  const western = language() === 'en';
  return {
    year: western ? String(y) : t(era.long) + (n === 1 ? t('ui.era.first_year') : n),
    short: western ? String(y) : t(era.short) + n,
    m,
    d,
    month: t(MONTHS[m - 1] ?? 'ui.month.1'),
    w: t(WEEKDAYS[new Date(Date.UTC(y, m - 1, d)).getUTCDay()] ?? 'ui.weekday.0'),
  };
}

function show(iso: string | null, key: Key): string {
  if (!iso) return '';
  const p = parts(iso);
  return p ? t(key, { year: p.year, month: p.month, d: p.d, w: p.w }) : iso;
}

/** With era, year and weekday, for text. */
export const longDate = (iso: string | null): string => show(iso, 'ui.date.long');
/** With era and year, without weekday. */
export const plainDate = (iso: string | null): string => show(iso, 'ui.date.plain');
/** Month, day and weekday, where the year is clear. */
export const dayDate = (iso: string | null): string => show(iso, 'ui.date.day');
/** The month of a day, with its year. */
export const monthOf = (iso: string | null): string => show(iso, 'ui.date.month');
/** The shortest form, for dense columns; the ISO form in English. */
export function denseDate(iso: string | null): string {
  if (!iso) return '';
  const p = parts(iso);
  if (!p) return iso;
  const figures = (n: number) => (language() === 'en' ? String(n).padStart(2, '0') : n);
  return t('ui.date.dense', { year: p.short, m: figures(p.m), d: figures(p.d) });
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
  return t('ui.date.fiscal_year', { year: p.year });
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
