/** How wide the columns of a sheet stand: as their usual values need, within bounds, so that one long title does not push the others away. */
import type { PreviewColumn, PreviewLine } from '../lib/generated';
import { language } from '../lib/preferences';
import { t } from '../lib/wording';

/** The columns at the left that stay: what becomes of the row, and its number. */
const ACTION = { ja: 92, en: 108 };
const NUMBER = 52;
const [LEAST, MOST, HEADING] = [60, 172, 112];
/** Of a half-width and of a full-width character. */
const [HALF, FULL] = [7.8, 14];
const AROUND = 14;

/** Widths of a table's columns as a style, their least sum, and the part that stays in place. */
export function template(columns: PreviewColumn[], lines: PreviewLine[], lastRow: number) {
  const action = ACTION[language()];
  const number = Math.max(NUMBER, length(String(lastRow)) + AROUND);
  const data = lines.filter((line) => line.kind === 'data').slice(0, 200);
  const widths = columns.map((column) => width(column, data));
  return {
    columns: {
      gridTemplateColumns: [`${action}px ${number}px`, ...widths.map((px) => `minmax(${px}px, ${px}fr)`)].join(' '),
    },
    width: action + number + widths.reduce((sum, px) => sum + px, 0),
    action,
    fixed: action + number,
  };
}

function width(column: PreviewColumn, data: PreviewLine[]): number {
  const texts = data.map((line) => line.cells.find((cell) => cell.column === column.index)?.text ?? '');
  const sizes = (texts.some(Boolean) ? texts.filter(Boolean) : column.examples).map(length).sort((a, b) => a - b);
  const usual = sizes[Math.floor(sizes.length * 0.75)] ?? 0;
  const heading = Math.min(HEADING, length(column.field_text ?? t('ui.import.not_read')) + AROUND + 14);
  return Math.round(Math.min(MOST, Math.max(LEAST, heading, usual + AROUND)));
}

/** In pixels, as nearly as can be said without drawing. */
function length(text: string): number {
  let sum = 0;
  for (const sign of text) sum += (sign.codePointAt(0) ?? 0) > 0xff ? FULL : HALF;
  return sum;
}
