/** The cells to be corrected or confirmed, as a table under the sheet: what was typed, what happened, and a repair. A repair only asks for another look; nothing is saved. */
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { figure } from '../lib/date';
import type { ImportPreview, PreviewNote } from '../lib/generated';
import { isImeKey } from '../lib/keys';
import { t } from '../lib/wording';
import { Button } from '../parts/Button';
import { Disclosure } from '../parts/Disclosure';
import { Mark } from '../parts/Mark';
import type { Repair } from './reading';

/** A suggestion longer than this is named by "this value". */
const SHORT = 14;

export function Notes({
  preview,
  repairs,
  at,
  list,
  onPoint,
  onRepair,
  onUndo,
  onSheet,
}: {
  preview: ImportPreview;
  repairs: Repair[];
  /** The note pointed at, or -1. */
  at: number;
  list: RefObject<HTMLElement | null>;
  onPoint: (place: number) => void;
  onRepair: (note: PreviewNote, value: string) => void;
  onUndo: (repair: Repair) => void;
  /** Back into the sheet. */
  onSheet: () => void;
}) {
  const { notes, notes_total: total, tables } = preview;
  const [editing, setEditing] = useState<string | null>(null);
  const repaired = useRef<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: after a repair the next one stands in its place
  useEffect(() => {
    if (repaired.current === null) return;
    const next = Math.min(repaired.current, notes.length - 1);
    repaired.current = null;
    setEditing(null);
    if (next < 0) onSheet();
    else list.current?.querySelector<HTMLElement>(`[data-note="${next}"] [data-repair]`)?.focus();
  }, [preview]);
  if (total === 0 && repairs.length === 0) return null;
  const sheets = tables.length > 1;
  const repair = (note: PreviewNote, place: number, value: string) => {
    repaired.current = place;
    onRepair(note, value);
  };
  return (
    <section ref={list} aria-labelledby="notes" className="sheet-notes">
      <div className="flex shrink-0 flex-wrap items-baseline gap-x-4">
        <h2 id="notes">
          {t('ui.import.notes')}
          <span className="ml-4" data-testid="notes-count">
            {t('ui.items', { n: figure(total) })}
          </span>
        </h2>
        <span className="text-label">{t(total === 0 ? 'ui.import.notes_none' : 'ui.import.notes_optional')}</span>
      </div>
      <div className="sheet-notes-list">
        {notes.length > 0 && (
          <table className="table sheet-notes-table">
            <thead>
              <tr>
                <th scope="col">{t('ui.import.column.action')}</th>
                {sheets && <th scope="col">{t('ui.import.column.sheet')}</th>}
                <th scope="col" className="figure">
                  {t('ui.import.column.row')}
                </th>
                <th scope="col">{t('ui.import.column.heading')}</th>
                <th scope="col">{t('ui.import.column.value')}</th>
                <th scope="col">{t('ui.import.column.message')}</th>
                <th scope="col">
                  <span className="sr-only">{t('ui.import.column.repair')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {notes.map((note, place) => {
                const id = `${note.sheet} ${note.row} ${note.column} ${note.code}`;
                return (
                  <tr
                    key={id}
                    data-note={place}
                    data-testid={`note-${note.row}`}
                    aria-current={place === at || undefined}
                    className={place === at ? 'bg-accent-ground' : ''}
                  >
                    <td>
                      <Mark shape={note.rejected ? 'rejected' : 'unknown'} bold={note.rejected}>
                        {t(note.rejected ? 'ui.import.show.rejected' : 'ui.import.show.asked')}
                      </Mark>
                    </td>
                    {sheets && <td className="whitespace-nowrap">{note.sheet_name}</td>}
                    <td className="figure">
                      <button
                        type="button"
                        className="link"
                        aria-label={t('ui.import.show_row', { row: note.row })}
                        onClick={() => onPoint(place)}
                      >
                        {note.row}
                      </button>
                    </td>
                    <td className="min-w-16">{note.heading}</td>
                    <td className="min-w-24 wide:min-w-31 max-w-56 break-all font-bold">
                      {note.value.trim() || t('ui.import.blank')}
                    </td>
                    <td className="min-w-36">{note.message}</td>
                    <td className="sheet-repair">
                      {editing === id ? (
                        <Typed
                          note={note}
                          onRepair={(value) => repair(note, place, value)}
                          onLeave={() => setEditing(null)}
                        />
                      ) : (
                        <Ways
                          note={note}
                          onRepair={(value) => repair(note, place, value)}
                          onType={() => setEditing(id)}
                        />
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
        {total > notes.length && (
          <p className="py-1 text-label">{t('ui.import.notes_more', { n: figure(total - notes.length) })}</p>
        )}
        <Repairs repairs={repairs} onUndo={onUndo} />
      </div>
    </section>
  );
}

/** What can be done about a note: take what is proposed, choose, or type. */
function Ways({
  note,
  onRepair,
  onType,
}: {
  note: PreviewNote;
  onRepair: (value: string) => void;
  onType: () => void;
}) {
  const { suggestion, choices } = note;
  const of = (what: string) => t('ui.import.repair_of', { row: note.row, heading: note.heading, what });
  const type = t(note.value.trim() ? 'ui.import.type' : 'ui.import.type_blank');
  return (
    <div className="flex flex-wrap justify-end gap-x-4">
      {suggestion !== null && (
        <button
          type="button"
          data-repair
          data-testid={`suggestion-${note.row}`}
          className="link"
          title={suggestion}
          aria-label={of(t('ui.import.take', { value: suggestion }))}
          onClick={() => onRepair(suggestion)}
        >
          {suggestion.length > SHORT ? t('ui.import.take_this') : t('ui.import.take', { value: suggestion })}
        </button>
      )}
      {choices.length > 0 && (
        <MenuTrigger>
          <AriaButton
            {...{ 'data-repair': true }}
            data-testid={`choices-${note.row}`}
            className="link"
            aria-label={of(t('ui.import.choose_value'))}
          >
            {t('ui.import.choose_value')}
          </AriaButton>
          <Popover className="menu" offset={4}>
            <Menu aria-label={of(t('ui.import.choose_value'))} onAction={(key) => onRepair(String(key))}>
              {choices.map((choice) => (
                <MenuItem key={choice} id={choice} className="menu-item" textValue={choice}>
                  {choice}
                </MenuItem>
              ))}
            </Menu>
          </Popover>
        </MenuTrigger>
      )}
      <button
        type="button"
        data-repair
        data-testid={`type-${note.row}`}
        className="link"
        aria-label={of(type)}
        onClick={onType}
      >
        {type}
      </button>
    </div>
  );
}

/** The value in the person's own typing; it starts with what the sheet has. */
function Typed({
  note,
  onRepair,
  onLeave,
}: {
  note: PreviewNote;
  onRepair: (value: string) => void;
  onLeave: () => void;
}) {
  const [value, setValue] = useState(note.value);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onRepair(value);
  };
  const leave = () => {
    const row = field.current?.closest('tr');
    onLeave();
    setTimeout(() => row?.querySelector<HTMLElement>('[data-repair]')?.focus());
  };
  return (
    <form className="flex justify-end gap-2" onSubmit={submit}>
      <input
        ref={field}
        name="repair"
        className="input min-h-7 w-44 py-0"
        autoComplete="off"
        aria-label={t('ui.import.repair_of', { row: note.row, heading: note.heading, what: t('ui.import.type') })}
        value={value}
        onChange={(event) => setValue(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || isImeKey(event)) return;
          event.preventDefault();
          leave();
        }}
      />
      <Button small type="submit" data-testid="repair">
        {t('ui.import.repair')}
      </Button>
    </form>
  );
}

function Repairs({ repairs, onUndo }: { repairs: Repair[]; onUndo: (repair: Repair) => void }) {
  if (repairs.length === 0) return null;
  return (
    <div className="py-1.5" data-testid="repairs">
      <Disclosure label={t('ui.import.repairs', { n: repairs.length })}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col" className="figure">
                {t('ui.import.column.row')}
              </th>
              <th scope="col">{t('ui.import.column.heading')}</th>
              <th scope="col">{t('ui.import.column.value')}</th>
              <th scope="col">{t('ui.import.column.repaired')}</th>
              <th scope="col">
                <span className="sr-only">{t('ui.import.column.repair')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {repairs.map((repair) => (
              <tr key={`${repair.sheet} ${repair.row} ${repair.column}`}>
                <td className="figure">{repair.row}</td>
                <td>{repair.heading}</td>
                <td className="break-all">{repair.before || t('ui.import.blank')}</td>
                <td className="break-all font-bold">{repair.value || t('ui.import.blank')}</td>
                <td className="text-right">
                  <button
                    type="button"
                    className="link"
                    data-testid={`undo-${repair.row}`}
                    aria-label={t('ui.import.repair_of', {
                      row: repair.row,
                      heading: repair.heading,
                      what: t('ui.import.repair_undo'),
                    })}
                    onClick={() => onUndo(repair)}
                  >
                    {t('ui.import.repair_undo')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Disclosure>
    </div>
  );
}
