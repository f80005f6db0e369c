/** How a person wants a file understood: its characters, its headings, the cells they corrected. Pure; what the file says is the ledger's to tell. */
import type {
  Correction,
  Encoding,
  ImportCounts,
  ImportPreview,
  ImportRequest,
  PreviewNote,
  Register,
} from '../lib/generated';
import type { Key } from '../lib/wording';

/** The registers a file can be read into, with their page of records. */
export const REGISTERS: { id: Register; label: Key; list: string }[] = [
  { id: 'contract', label: 'ui.import.register.contract', list: '/contract' },
  { id: 'cloud', label: 'ui.import.register.cloud', list: '/cloud' },
  { id: 'sns', label: 'ui.import.register.sns', list: '/sns' },
  { id: 'contractor', label: 'ui.import.register.contractor', list: '/contractor' },
  { id: 'incident', label: 'ui.import.register.incident', list: '/incident' },
  { id: 'person', label: 'ui.import.register.person', list: '/people' },
  { id: 'section', label: 'ui.import.register.section', list: '/people' },
];

/** A corrected cell, with what is needed to show it and to take it back. */
export interface Repair extends Correction {
  sheetName: string;
  heading: string;
  /** As typed in the sheet. */
  before: string;
}

/** A file as a person wants it understood. */
export interface Reading {
  file: string;
  encoding: Encoding | null;
  /** Decided by the person; null leaves it to the ledger. */
  mapping: Record<string, string | null> | null;
  repairs: Repair[];
}

export function readingOf(file: string): Reading {
  return { file, encoding: null, mapping: null, repairs: [] };
}

/** The same for the ledger. */
export function importRequest(register: Register, { file, encoding, mapping, repairs }: Reading): ImportRequest {
  const corrections = repairs.map(({ sheet, row, column, value }) => ({ sheet, row, column, value }));
  return { register, file, encoding, mapping, corrections: corrections.length > 0 ? corrections : null };
}

const same = (a: Correction | PreviewNote, b: Correction | PreviewNote) =>
  a.sheet === b.sheet && a.row === b.row && a.column === b.column;

/** With another value in the cell of a note; a second correction of a cell replaces the first. */
export function withRepair(reading: Reading, note: PreviewNote, value: string): Reading {
  const former = reading.repairs.find((repair) => same(repair, note));
  const repair: Repair = {
    sheet: note.sheet,
    row: note.row,
    column: note.column,
    value,
    sheetName: note.sheet_name,
    heading: note.heading,
    before: former?.before ?? note.value,
  };
  return { ...reading, repairs: [...reading.repairs.filter((other) => !same(other, note)), repair] };
}

/** With the cell as typed in the sheet again. */
export function withoutRepair(reading: Reading, repair: Repair): Reading {
  return { ...reading, repairs: reading.repairs.filter((other) => !same(other, repair)) };
}

/** With a heading read as another field, or not at all. What a remembered mapping decided so far is kept: the ledger uses either that one or this. */
export function withField(reading: Reading, preview: ImportPreview, heading: string, field: string | null): Reading {
  const shown = Object.fromEntries(preview.columns.map((column) => [column.heading, column.field]));
  const kept = reading.mapping ?? (preview.remembered === null ? {} : shown);
  return { ...reading, mapping: { ...kept, [heading]: field } };
}

/** How many records an import would write. */
export function writes(counts: ImportCounts): number {
  return counts.create + counts.update;
}

/** The place of the next cell to be corrected, from the first again after the last; -1 where there is none. */
export function nextNote(notes: PreviewNote[], at: number): number {
  return notes.length === 0 ? -1 : (at + 1) % notes.length;
}

/** The place of the first note of a row, and of a column of it if one is named; -1 where there is none. */
export function noteAt(notes: PreviewNote[], table: number, row: number, column?: number): number {
  return notes.findIndex(
    (note) => note.table === table && note.row === row && (column === undefined || note.column === column),
  );
}
