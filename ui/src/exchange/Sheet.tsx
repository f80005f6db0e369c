/** The sheet as an ARIA grid over virtual rows: the fields above the clerk's own headings, every line with its row number, the cells in doubt framed where they stand. It knows lines, not the file. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { figure } from '../lib/date';
import type { Action, FieldChoice, ImportPreview, PreviewChange, PreviewColumn, PreviewLine } from '../lib/generated';
import { isImeKey } from '../lib/keys';
import { type Key, t } from '../lib/wording';
import { Mark, type Shape, Sign } from '../parts/Mark';
import { type Asked, useLines, useLocate } from './lines';
import { template } from './widths';

export const ACTIONS: Record<Action, { shape: Shape; key: Key }> = {
  create: { shape: 'create', key: 'ui.import.show.create' },
  update: { shape: 'update', key: 'ui.import.show.update' },
  unchanged: { shape: 'same', key: 'ui.import.show.unchanged' },
  rejected: { shape: 'rejected', key: 'ui.import.show.rejected' },
};

/** What the page may ask of the sheet. */
export interface SheetHold {
  move: (by: number) => void;
  /** Brings a cell into sight, if its row is among the lines shown. */
  reveal: (row: number, column: number) => Promise<void>;
}

const HEAD = 34;
const LINE = 27;
/** A line with what would change in its record. */
const TALL = 50;

export function Sheet({
  preview,
  asked,
  unread,
  hold,
  onField,
  onRepair,
  onPoint,
}: {
  preview: ImportPreview;
  asked: Asked;
  /** Whether columns that are not read are shown. */
  unread: boolean;
  hold: RefObject<SheetHold | null>;
  onField: (heading: string, field: string | null) => void;
  /** The person wants to correct this row. */
  onRepair: (row: number) => void;
  onPoint: (row: number, column: number) => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(-1);
  const count = preview.total;
  const height = asked.show === 'update' ? TALL : LINE;
  const grid = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
    // The headings stand before the lines and stay at the top: what is hidden is at the bottom, with the bar for scrolling sideways.
    scrollPaddingEnd: HEAD + 18,
  });
  const items = grid.getVirtualItems();
  const line = useLines(asked, items[0]?.index ?? 0, items.at(-1)?.index ?? 0);
  const locate = useLocate(asked, count);
  const columns = useMemo(
    () => preview.columns.filter((column) => unread || column.field !== null),
    [preview.columns, unread],
  );
  const lastRow = Number(/\d*$/.exec(preview.tables[preview.table]?.range ?? '')?.[0]);
  const layout = useMemo(() => template(columns, preview.lines, lastRow), [columns, preview.lines, lastRow]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height of all rows changed
  useEffect(() => grid.measure(), [height]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other lines begin at their top
  useEffect(() => {
    setActive(-1);
    scroller.current?.scrollTo({ top: 0 });
  }, [asked.turn, asked.table, asked.show]);

  const at = Math.min(count - 1, active);
  const to = (next: number) => {
    if (count === 0) return;
    const place = Math.max(0, Math.min(count - 1, next));
    setActive(place);
    grid.scrollToIndex(place, { align: 'auto' });
  };
  hold.current = {
    move: (by) => to(at + by),
    reveal: async (row, column) => {
      const place = await locate(row);
      if (place === null) return;
      to(place);
      const head = scroller.current?.querySelector<HTMLElement>(`[data-column="${column}"]`);
      const box = scroller.current;
      if (!head || !box) return;
      const [from, until] = [head.offsetLeft - layout.fixed, head.offsetLeft + head.offsetWidth];
      if (from < box.scrollLeft) box.scrollTo({ left: from });
      else if (until > box.scrollLeft + box.clientWidth) box.scrollTo({ left: until - box.clientWidth });
    },
  };
  const screenful = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / height) - 2);
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (isImeKey(event) || event.ctrlKey || event.altKey || event.target !== event.currentTarget) return;
    const step: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: screenful,
      PageUp: -screenful,
      Home: -count,
      End: count,
    };
    const by = step[event.key];
    const sideways = event.key === 'ArrowRight' ? 120 : event.key === 'ArrowLeft' ? -120 : 0;
    if (by !== undefined) {
      event.preventDefault();
      to(at + by);
    } else if (sideways !== 0) {
      event.preventDefault();
      scroller.current?.scrollBy({ left: sideways });
    } else if (event.key === 'Enter' && at >= 0) {
      const row = line(at)?.row;
      if (row === undefined) return;
      event.preventDefault();
      onRepair(row);
    }
  };
  const there = items.some((item) => item.index === at);
  return (
    <>
      <div
        ref={scroller}
        role="grid"
        aria-label={t('ui.import.grid')}
        aria-rowcount={count + 1}
        aria-colcount={columns.length + 2}
        aria-activedescendant={there ? `line-${at}` : undefined}
        tabIndex={0}
        data-testid="sheet"
        className="sheet-grid grid-list"
        style={
          { height: HEAD + grid.getTotalSize() + 18, '--sheet-action': `${layout.action}px` } as React.CSSProperties
        }
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" className="sticky top-0 z-10" style={{ minWidth: layout.width }}>
          <div role="row" aria-rowindex={1} className="sheet-row sheet-head" style={layout.columns}>
            <div role="columnheader" aria-colindex={1} className="sheet-cell sheet-fixed">
              <span className="sr-only">{t('ui.import.column.action')}</span>
            </div>
            <div role="columnheader" aria-colindex={2} className="sheet-cell sheet-number">
              <span className="sr-only">{t('ui.import.column.row')}</span>
            </div>
            {columns.map((column, place) => (
              <Heading
                key={column.index}
                column={column}
                at={place + 3}
                fields={preview.fields}
                onField={(field) => onField(column.heading, field)}
              />
            ))}
          </div>
        </div>
        <div role="rowgroup" className="relative" style={{ height: grid.getTotalSize(), minWidth: layout.width }}>
          {items.map((item) => (
            <Line
              key={item.index}
              at={item.index}
              start={item.start}
              height={height}
              line={line(item.index)}
              columns={columns}
              layout={layout.columns}
              active={item.index === at}
              onActive={setActive}
              onPoint={onPoint}
            />
          ))}
        </div>
      </div>
      {count === 0 && <p className="py-3 text-label">{t('ui.import.no_lines')}</p>}
      <Detail line={height === TALL ? undefined : line(at)} />
    </>
  );
}

/** What the ledger reads a heading as, and the menu to read it otherwise. */
function Heading({
  column,
  at,
  fields,
  onField,
}: {
  column: PreviewColumn;
  at: number;
  fields: FieldChoice[];
  onField: (field: string | null) => void;
}) {
  const heading = column.heading || column.letters;
  const field = column.field_text ?? t('ui.import.not_read');
  return (
    <div
      role="columnheader"
      aria-colindex={at}
      data-column={column.index}
      className={`sheet-cell ${column.right ? 'justify-end' : ''}`}
    >
      <MenuTrigger>
        <AriaButton
          data-testid={`heading-${column.letters}`}
          aria-label={t('ui.import.heading', { heading, field })}
          className={`inset-focus inline-flex max-w-full items-center gap-1.5 font-bold hover:underline ${column.field === null ? 'text-label' : 'text-accent'}`}
        >
          <span className="one-line">{field}</span>
          <svg aria-hidden="true" viewBox="0 0 10 10" className="size-2 shrink-0">
            <path d="m1 3 4 4 4-4" fill="none" stroke="currentColor" strokeWidth="1.5" />
          </svg>
        </AriaButton>
        <Popover className="menu max-w-80" offset={4}>
          <p className="border-line border-b px-2.5 pt-1 pb-1.5 text-label">
            {t('ui.import.heading_of', { heading })}
            <span className="one-line block">{column.examples.join(t('ui.list_separator'))}</span>
          </p>
          <Menu
            aria-label={t('ui.import.heading_choose', { heading })}
            selectionMode="single"
            selectedKeys={[column.field ?? '']}
            onSelectionChange={(keys) => {
              const [chosen] = keys === 'all' ? [] : [...keys];
              if (chosen !== undefined) onField(String(chosen) || null);
            }}
          >
            <MenuItem id="" className="menu-item" textValue={t('ui.import.not_read')}>
              {t('ui.import.not_read')}
            </MenuItem>
            {fields.map((choice) => (
              <MenuItem key={choice.field} id={choice.field} className="menu-item" textValue={choice.text}>
                {choice.text}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
    </div>
  );
}

const Line = memo(function Line({
  at,
  start,
  height,
  line,
  columns,
  layout,
  active,
  onActive,
  onPoint,
}: {
  at: number;
  start: number;
  height: number;
  line: PreviewLine | undefined;
  columns: PreviewColumn[];
  layout: React.CSSProperties;
  active: boolean;
  onActive: (at: number) => void;
  onPoint: (row: number, column: number) => void;
}) {
  const style = { transform: `translateY(${start}px)`, height, ...layout };
  const common = { id: `line-${at}`, 'aria-rowindex': at + 2, 'aria-selected': active, style };
  if (!line) {
    return (
      <div role="row" {...common} className="sheet-row absolute inset-x-0 top-0">
        <div role="gridcell" aria-colindex={1} className="sheet-cell sheet-fixed text-label">
          {t('ui.reading')}
        </div>
      </div>
    );
  }
  const rows = line.last_row > line.row ? t('ui.import.rows', { from: line.row, to: line.last_row }) : line.row;
  const number = (
    <div role="gridcell" aria-colindex={2} className="sheet-cell sheet-number">
      {rows}
    </div>
  );
  if (line.kind === 'skipped') {
    const text = line.cells.map((cell) => cell.text).join(t('ui.wide_space'));
    const more = line.last_row - line.row;
    return (
      <div
        role="row"
        {...common}
        className="sheet-row sheet-quiet absolute inset-x-0 top-0"
        onMouseDown={() => onActive(at)}
      >
        <div role="gridcell" aria-colindex={1} className="sheet-cell sheet-fixed">
          {t('ui.import.skipped_line')}
        </div>
        {number}
        <div
          role="gridcell"
          aria-colindex={3}
          aria-colspan={columns.length}
          className="sheet-cell"
          style={{ gridColumn: '3 / -1' }}
          title={text}
        >
          <span className="one-line sticky left-[calc(var(--sheet-action)+58px)]">
            {more > 0 ? t('ui.import.skipped_more', { text, n: more }) : text}
          </span>
        </div>
      </div>
    );
  }
  const heading = line.kind === 'heading';
  const action = line.action && ACTIONS[line.action];
  const cells = new Map(line.cells.map((cell) => [cell.column, cell]));
  const changes = new Map(line.changes.map((change) => [change.field, change]));
  return (
    <div
      role="row"
      {...common}
      data-testid={`line-${line.row}`}
      className={`sheet-row absolute inset-x-0 top-0 ${height === TALL ? 'sheet-tall' : ''} ${heading ? 'sheet-quiet font-bold text-ink' : ''}`}
      onMouseDown={() => onActive(at)}
    >
      <div role="gridcell" aria-colindex={1} className="sheet-cell sheet-fixed">
        {heading && t('ui.import.heading_line')}
        {action &&
          (line.asked && line.action !== 'rejected' ? (
            <span title={t('ui.import.asked_of', { action: t(action.key) })}>
              <Mark shape="unknown">{t('ui.import.show.asked')}</Mark>
              <span className="sr-only">{t(action.key)}</span>
            </span>
          ) : (
            <Mark shape={action.shape} bold={line.action === 'rejected'}>
              {t(action.key)}
            </Mark>
          ))}
      </div>
      {number}
      {columns.map((column, place) => {
        const cell = cells.get(column.index);
        const change = column.field === null ? undefined : changes.get(column.field);
        const doubt = cell?.code ? (cell.rejected ? 'rejected' : 'asked') : null;
        const text = cell?.text.trim() || (doubt ? t('ui.import.blank') : '');
        return (
          <div
            key={column.index}
            role="gridcell"
            aria-colindex={place + 3}
            className={`sheet-cell ${column.right && !heading ? 'justify-end' : ''} ${column.field === null ? 'text-label' : ''} ${doubt ? `sheet-${doubt}` : cell?.corrected ? 'sheet-corrected' : change ? 'sheet-changed' : ''}`}
            title={change ? changeText(change) : text}
            onClick={doubt ? () => onPoint(line.row, column.index) : undefined}
          >
            {doubt && <Sign shape={doubt === 'asked' ? 'unknown' : 'rejected'} />}
            {doubt && <span className="sr-only">{t(`ui.import.show.${doubt}`)}</span>}
            {cell?.corrected && !doubt && <span className="sr-only">{t('ui.import.corrected')}</span>}
            {change && <span className="sr-only">{t('ui.import.changed')}</span>}
            <span className="one-line">{text}</span>
          </div>
        );
      })}
      {height === TALL && (
        <div
          role="gridcell"
          aria-colindex={3}
          aria-colspan={columns.length}
          className="sheet-cell sheet-second"
          style={{ gridColumn: '3 / -1' }}
        >
          <span className="sticky left-[calc(var(--sheet-action)+58px)]">{changesText(line.changes)}</span>
        </div>
      )}
    </div>
  );
});

/** The active line in words, so that what changes is read without a pointer. */
function Detail({ line }: { line: PreviewLine | undefined }) {
  const action = line?.action ? ACTIONS[line.action] : null;
  return (
    <p className="one-line min-h-6 pt-1 text-ink-2" data-testid="line-detail">
      {line && action && (line.changes.length > 0 || line.asked)
        ? t('ui.import.detail', {
            row: line.row,
            action: t(action.key),
            text: line.changes.length > 0 ? changesText(line.changes) : t('ui.import.detail_asked'),
          })
        : ''}
    </p>
  );
}

function changeText({ text, before, after }: PreviewChange): string {
  return t('ui.import.change', {
    field: text,
    before: before || t('ui.import.blank'),
    after: after || t('ui.import.blank'),
  });
}

function changesText(changes: PreviewChange[]): string {
  const words = changes.slice(0, 6).map(changeText);
  if (changes.length > 6) words.push(t('ui.more', { n: figure(changes.length - 6) }));
  return words.join(t('ui.wide_space'));
}
