/** A look at what an import would do: the sheet as the clerk knows it, what becomes of each row, and the cells to be corrected under it. Nothing is saved before the one filled button. */
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { figure } from '../lib/date';
import type { Encoding, ImportPreview, PreviewNote, Problem, Register } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { type Key, t } from '../lib/wording';
import { Button } from '../parts/Button';
import { Mark, type Shape, Sign } from '../parts/Mark';
import { saySide } from '../parts/notice';
import { PageHead } from '../parts/PageHead';
import { Problems } from '../parts/Problems';
import type { Asked, Shown } from './lines';
import { Notes } from './Notes';
import { nextNote, noteAt, REGISTERS, type Reading, withField, withoutRepair, withRepair, writes } from './reading';
import { Sheet, type SheetHold } from './Sheet';

const CHIPS: { show: Shown; label: Key; shape: Shape | null; on: string }[] = [
  { show: 'all', label: 'ui.import.show.all', shape: null, on: 'chip-on' },
  { show: 'create', label: 'ui.import.show.create', shape: 'create', on: 'chip-on' },
  { show: 'update', label: 'ui.import.show.update', shape: 'update', on: 'chip-on' },
  { show: 'unchanged', label: 'ui.import.show.unchanged', shape: 'same', on: 'chip-on' },
  { show: 'rejected', label: 'ui.import.show.rejected', shape: 'rejected', on: 'chip-on' },
  { show: 'asked', label: 'ui.import.show.asked', shape: 'unknown', on: 'chip-on' },
];

export function Preview({
  register,
  preview,
  asked,
  wanted,
  reading,
  problems,
  running,
  working,
  over,
  onReading,
  onShow,
  onTable,
  onRun,
  onChoose,
  onClose,
}: {
  register: Register;
  preview: ImportPreview;
  /** What the preview answers. */
  asked: Asked;
  /** The lines asked for last, which may not be answered yet. */
  wanted: Shown;
  reading: Reading;
  problems: Problem[];
  running: boolean;
  working: ReactNode;
  over: boolean;
  onReading: (reading: Reading) => void;
  onShow: (show: Shown) => void;
  onTable: (table: number) => void;
  onRun: (remember: string | null) => void;
  onChoose: () => void;
  onClose: () => void;
}) {
  const [at, setAt] = useState(-1);
  const [unread, setUnread] = useState(false);
  const [name, setName] = useState('');
  const hold = useRef<SheetHold | null>(null);
  const list = useRef<HTMLElement>(null);
  const why = useId();
  const { counts, notes, tables } = preview;
  const table = tables[preview.table];
  const count = writes(counts);
  useEffect(() => saySide(t('ui.import.side')), []);

  const current = Math.min(at, notes.length - 1);
  /** Shows a note in the list and its cell in the sheet. */
  const point = (place: number, focus = true) => {
    const note = notes[place];
    if (!note) return;
    setAt(place);
    if (note.table === preview.table) void hold.current?.reveal(note.row, note.column);
    else onTable(note.table);
    const row = list.current?.querySelector<HTMLElement>(`[data-note="${place}"]`);
    row?.scrollIntoView?.({ block: 'nearest' });
    if (focus) row?.querySelector<HTMLElement>('[data-repair]')?.focus({ preventScroll: true });
  };
  const repairRow = (row: number) => {
    const place = noteAt(notes, preview.table, row);
    if (place >= 0) point(place);
  };
  const grid = () => document.querySelector<HTMLElement>('[role="grid"]');
  useKeys([
    {
      caps: [t('ui.cap.up'), t('ui.cap.down')],
      label: t('ui.import.keys.move'),
      on: ['j', 'k', 'ArrowDown', 'ArrowUp'],
      run: (key) => {
        grid()?.focus();
        hold.current?.move(key === 'j' || key === 'ArrowDown' ? 1 : -1);
      },
    },
    { caps: ['F8'], label: t('ui.import.keys.next'), on: ['F8'], run: () => point(nextNote(notes, current)) },
    { caps: ['Enter'], label: t('ui.import.keys.repair'), on: [] },
    { caps: ['Esc'], label: t('ui.import.keys.back'), on: ['Escape'], run: onClose },
  ]);

  const repair = (note: PreviewNote, value: string) => onReading(withRepair(reading, note, value));
  const unreadColumns = preview.columns.filter((column) => column.field === null);
  const place = table
    ? [preview.file_name, table.sheet && t('ui.import.sheet', { name: table.sheet }), rangeText(table.range)]
    : [preview.file_name];
  return (
    <div
      className={`flex flex-col wide:h-full ${over ? 'outline-3 outline-accent outline-dashed outline-offset-4' : ''}`}
    >
      <PageHead
        title={t('ui.import.title')}
        beside={
          <span className="flex flex-wrap gap-x-3" data-testid="import-file">
            {place.filter(Boolean).map((text) => (
              <span key={text} className="one-line max-w-60" title={text}>
                {text}
              </span>
            ))}
          </span>
        }
        actions={
          <>
            <span id={why} className="text-label" data-testid="import-state">
              {count === 0 ? nothingToWrite(preview) : t('ui.import.nothing_yet')}
            </span>
            <Button data-testid="choose-other" disabled={running} onClick={onChoose}>
              {t('ui.import.choose_other')}
            </Button>
            <Button
              weight="filled"
              data-testid="run"
              aria-describedby={why}
              disabled={count === 0 || working !== null}
              onClick={() => onRun(name.trim() || null)}
            >
              {t('ui.import.run', { n: figure(count) })}
            </Button>
          </>
        }
      />
      {working}
      <div inert={running} className="flex min-h-0 flex-1 flex-col">
        <Problems problems={problems} />
        <Warnings warnings={preview.warnings} />
        <div className="mb-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one row of buttons */}
          <div role="group" aria-label={t('ui.import.show.label')} className="flex flex-wrap gap-2">
            {CHIPS.map(({ show, label, shape, on }) => (
              <button
                key={show}
                type="button"
                aria-pressed={wanted === show}
                data-testid={`show-${show}`}
                className={`chip gap-1.5 ${wanted === show ? on : ''} ${edge(show, wanted === show, counts[show === 'all' ? 'rows' : show])}`}
                onClick={() => onShow(show)}
              >
                {shape && <Sign shape={shape} />}
                {t(label)} {figure(counts[show === 'all' ? 'rows' : show])}
              </button>
            ))}
          </div>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-label">
            <span>
              {t('ui.import.into_register', {
                register: t(REGISTERS.find((one) => one.id === register)?.label ?? 'ui.import.title'),
              })}
            </span>
            <span>{t('ui.import.skipped', { n: figure(counts.skipped) })}</span>
            {table?.unit && <span>{t('ui.import.unit', { unit: table.unit })}</span>}
          </div>
        </div>
        <SheetTabs preview={preview} onTable={onTable} />
        <div className="mb-1.5 flex min-h-7 flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <div className="flex min-w-0 flex-1 items-center gap-2">
            {unreadColumns.length > 0 && (
              <>
                <span className="one-line text-label" title={headings(unreadColumns)}>
                  {t('ui.import.unread', { n: unreadColumns.length, list: headings(unreadColumns) })}
                </span>
                <button
                  type="button"
                  className="link shrink-0"
                  aria-pressed={unread}
                  data-testid="show-unread"
                  onClick={() => setUnread(!unread)}
                >
                  {t(unread ? 'ui.import.unread_hide' : 'ui.import.unread_show')}
                </button>
              </>
            )}
          </div>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
            {preview.encoding && (
              <EncodingChoice
                found={preview.encoding}
                chosen={reading.encoding}
                onChange={(encoding) => onReading({ ...reading, encoding })}
              />
            )}
            <Remember remembered={reading.mapping ? null : preview.remembered} name={name} onName={setName} />
          </div>
        </div>
        <Sheet
          preview={preview}
          asked={asked}
          unread={unread}
          hold={hold}
          onField={(heading, field) => onReading(withField(reading, preview, heading, field))}
          onRepair={repairRow}
          onPoint={(row, column) => {
            const found = noteAt(notes, preview.table, row, column);
            if (found >= 0) point(found, false);
          }}
        />
        <Notes
          preview={preview}
          repairs={reading.repairs}
          at={current}
          list={list}
          onPoint={(place) => point(place, false)}
          onRepair={repair}
          onUndo={(one) => onReading(withoutRepair(reading, one))}
          onSheet={() => grid()?.focus()}
        />
      </div>
    </div>
  );
}

/** Colours of state only where there is something of it. */
function edge(show: Shown, on: boolean, count: number): string {
  if (on || count === 0) return '';
  if (show === 'rejected') return 'border-finding text-finding';
  return show === 'asked' ? 'border-unknown-line text-unknown' : '';
}

function headings(columns: { heading: string; letters: string }[]): string {
  return columns.map(({ heading, letters }) => heading || letters).join(t('ui.list_separator'));
}

function rangeText(range: string): string {
  const [from, to] = range.split(':');
  return to ? t('ui.import.range', { from: from ?? '', to }) : range;
}

function nothingToWrite({ counts, tables }: ImportPreview): string {
  if (tables.length === 0 || counts.rows === 0) return t('ui.import.none.rows');
  return t(counts.rejected > 0 ? 'ui.import.none.rejected' : 'ui.import.none.unchanged');
}

function Warnings({ warnings }: { warnings: string[] }) {
  if (warnings.length === 0) return null;
  return (
    <ul
      data-testid="warnings"
      className="mb-2 max-h-24 shrink-0 overflow-y-auto rounded-6 border border-unknown-line bg-unknown-ground px-3 py-1"
    >
      {warnings.map((warning) => (
        <li key={warning}>
          <Mark shape="unknown">
            <span className="whitespace-normal">{warning}</span>
          </Mark>
        </li>
      ))}
    </ul>
  );
}

function EncodingChoice({
  found,
  chosen,
  onChange,
}: {
  found: Encoding;
  chosen: Encoding | null;
  onChange: (encoding: Encoding | null) => void;
}) {
  const names: Record<Encoding, Key> = {
    utf8: 'ui.import.encoding.utf8',
    cp932: 'ui.import.encoding.cp932',
    utf16_le: 'ui.import.encoding.utf16',
    utf16_be: 'ui.import.encoding.utf16',
  };
  return (
    <label className="flex items-center gap-2 whitespace-nowrap">
      {t('ui.import.encoding.label')}
      <select
        name="encoding"
        className="input min-h-7 w-auto py-0"
        value={chosen ?? ''}
        onChange={(event) => onChange((event.target.value || null) as Encoding | null)}
      >
        <option value="">
          {chosen ? t('ui.import.encoding.auto') : t('ui.import.encoding.found', { name: t(names[found]) })}
        </option>
        <option value="utf8">{t('ui.import.encoding.utf8')}</option>
        <option value="cp932">{t('ui.import.encoding.cp932')}</option>
      </select>
    </label>
  );
}

/** The tables of the file and the sheets that are not read, where there is more than one. */
function SheetTabs({ preview, onTable }: { preview: ImportPreview; onTable: (table: number) => void }) {
  const skipped = preview.sheets.filter((sheet) => sheet.skipped !== null);
  if (preview.tables.length < 2 && skipped.length === 0) return null;
  return (
    <div className="mb-1.5 flex flex-wrap items-center gap-x-4 gap-y-1">
      {preview.tables.length > 1 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one row of joined buttons
        <div role="group" aria-label={t('ui.import.sheets')} className="seg seg-wrap">
          {preview.tables.map((table, at) => (
            <button
              // biome-ignore lint/suspicious/noArrayIndexKey: a table is known by its place in the file
              key={at}
              type="button"
              className="inset-focus"
              aria-pressed={at === preview.table}
              data-testid={`table-${at}`}
              onClick={() => onTable(at)}
            >
              {t('ui.import.sheet_rows', { name: table.sheet, n: figure(table.rows) })}
            </button>
          ))}
        </div>
      )}
      {skipped.length > 0 && (
        <span className="text-label" data-testid="sheets-skipped">
          {t('ui.import.sheets_skipped', {
            list: skipped
              .map(({ name, skipped: reason }) => t('ui.import.sheet_skipped', { name, why: reason ?? '' }))
              .join(t('ui.list_separator')),
          })}
        </span>
      )}
    </div>
  );
}

/** Which remembered reading was used, and a name to remember this one by. */
function Remember({
  remembered,
  name,
  onName,
}: {
  remembered: string | null;
  name: string;
  onName: (name: string) => void;
}) {
  const help = useId();
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      {remembered && <span data-testid="remembered">{t('ui.import.remembered', { name: remembered })}</span>}
      <label className="flex items-center gap-2 whitespace-nowrap">
        {t('ui.import.remember')}
        <input
          name="remember"
          className="input min-h-7 w-44 py-0"
          autoComplete="off"
          aria-describedby={help}
          title={t('ui.import.remember_help')}
          value={name}
          onChange={(event) => onName(event.target.value)}
        />
      </label>
      <span id={help} className="sr-only">
        {t('ui.import.remember_help')}
      </span>
    </div>
  );
}
