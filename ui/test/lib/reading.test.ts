/** How a file is to be understood: corrections, mapping, the way through what is to be corrected. */
import { expect, test } from 'vitest';
import {
  importRequest,
  nextNote,
  noteAt,
  readingOf,
  withField,
  withoutRepair,
  withRepair,
  writes,
} from '../../src/exchange/reading';
import { template } from '../../src/exchange/widths';
import type { ImportPreview, PreviewNote } from '../../src/lib/generated';
import recorded from '../fake/answers/import_preview.json';

const preview = recorded as unknown as ImportPreview;
const [first, second] = preview.notes as [PreviewNote, PreviewNote];
const start = readingOf('D:\\契約\\台帳 R8.xlsx');

test('a file is read as the ledger thinks until somebody decides otherwise', () => {
  expect(importRequest('contract', start)).toEqual({
    register: 'contract',
    file: 'D:\\契約\\台帳 R8.xlsx',
    encoding: null,
    mapping: null,
    corrections: null,
  });
});

test('a cell corrected twice has the last value, and goes back to what the sheet has', () => {
  const once = withRepair(start, first, 'R9.2.28');
  const twice = withRepair(once, { ...first, value: 'R9.2.28' }, 'R9.3.31');
  expect(twice.repairs).toHaveLength(1);
  expect(twice.repairs[0]).toMatchObject({ before: first.value, value: 'R9.3.31' });
  expect(importRequest('contract', twice).corrections).toEqual([
    { sheet: first.sheet, row: first.row, column: first.column, value: 'R9.3.31' },
  ]);
  expect(withoutRepair(twice, { ...first, sheetName: '', before: '' })).toEqual(start);
});

test('taking one correction back keeps the others', () => {
  const both = withRepair(withRepair(start, first, 'a'), second, 'b');
  const [one] = both.repairs;
  expect(one && withoutRepair(both, one).repairs.map((repair) => repair.value)).toEqual(['b']);
});

test('a decision about one heading leaves the others to the ledger', () => {
  const once = withField(start, preview, '備考', 'note');
  expect(once.mapping).toEqual({ 備考: 'note' });
  expect(withField(once, preview, '契約日', null).mapping).toEqual({ 備考: 'note', 契約日: null });
});

test('a change of a remembered reading keeps what was remembered', () => {
  const remembered = { ...preview, remembered: '契約検査課の台帳' };
  const mapping = withField(start, remembered, '備考', 'note').mapping;
  const expected = Object.fromEntries(preview.columns.map((column) => [column.heading, column.field]));
  expect(mapping).toEqual({ ...expected, 備考: 'note' });
});

test('what is written is what is new and what changes', () => {
  expect(writes({ rows: 9, create: 3, update: 2, unchanged: 1, rejected: 3, asked: 4, skipped: 5 })).toBe(5);
});

test('the way through what is to be corrected begins again after the last', () => {
  const { notes } = preview;
  expect(nextNote(notes, -1)).toBe(0);
  expect(nextNote(notes, notes.length - 1)).toBe(0);
  expect(nextNote([], 0)).toBe(-1);
});

test('a row finds its note, another cell of it does not', () => {
  expect(noteAt(preview.notes, first.table, first.row)).toBe(0);
  expect(noteAt(preview.notes, first.table, first.row, first.column + 1)).toBe(-1);
  expect(noteAt(preview.notes, first.table + 1, first.row)).toBe(-1);
});

test('one long title does not make its column wide, and no column vanishes', () => {
  const columns = preview.columns.slice(0, 1);
  const line = (text: string) => ({
    row: 1,
    last_row: 1,
    kind: 'data' as const,
    action: null,
    asked: false,
    cells: [{ column: columns[0]?.index ?? 0, text, code: null, rejected: false, corrected: false }],
    changes: [],
  });
  const width = (texts: string[]) => template(columns, texts.map(line), 60).width;
  const short = width(Array(20).fill('R8-001'));
  expect(width([...Array(20).fill('R8-001'), 'あ'.repeat(300)])).toBe(short);
  expect(width(Array(20).fill('あ'.repeat(300)))).toBeLessThan(short + 130);
  expect(width([''])).toBeGreaterThan(200);
});
