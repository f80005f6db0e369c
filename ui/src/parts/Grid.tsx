/** The list of a register as an ARIA grid over virtual rows: one focus, arrow keys and J/K, sorting in the heading. It knows rows, not filters. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, type ReactNode, type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { isImeKey } from '../lib/keys';
import { go } from '../lib/place';
import { type ConditionsOf, type ListName, type Order, type RowOf, useRows } from '../lib/rows';
import { type Key, t } from '../lib/wording';

/** A column: what it shows of a row, and by which word the ledger sorts it. */
export interface Column<Row> {
  id: string;
  label: Key;
  sort?: string;
  end?: boolean;
  /** One line of text; an empty one is a dash. */
  text?: (row: Row) => string | null;
  /** Anything else. */
  content?: (row: Row) => ReactNode;
  /** In place of the text, for who stays over it. */
  title?: (row: Row) => string | undefined;
}

const narrow = typeof matchMedia === 'function' ? matchMedia('(max-width: 68.7rem)') : null;
/** Whether rows stand in several lines, on a small window or at a large zoom. */
function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      narrow?.addEventListener('change', listener);
      return () => narrow?.removeEventListener('change', listener);
    },
    () => narrow?.matches ?? false,
  );
}

/** Where each list was left: the row and the scroll position, by its conditions. */
const left = new Map<string, { active: number; top: number }>();

export interface GridState<Row> {
  active: number;
  first: number;
  last: number;
  row: Row | undefined;
}

export function Grid<N extends ListName>({
  name,
  label,
  place: records,
  part = '',
  columns,
  conditions,
  total: count,
  onSort,
  onState,
  move,
}: {
  name: N;
  label: string;
  /** Where the records are opened, such as `/contract`. */
  place: string;
  /** The part of a record's page that this list is about, such as `?tab=risk`. */
  part?: string;
  columns: Column<RowOf<N>>[];
  conditions: ConditionsOf<N>;
  total: number;
  /** Of a list that can be sorted. */
  onSort?: (sort: string, descending: boolean) => void;
  onState: (state: GridState<RowOf<N>>) => void;
  /** Filled with a function that moves the active row. */
  move: RefObject<((by: number) => void) | null>;
}) {
  const kind = name.replace(/_(list|overview)$/, '');
  const scroller = useRef<HTMLDivElement>(null);
  const place = `${name} ${JSON.stringify(conditions)}`;
  const isNarrow = useNarrow();
  const height = isNarrow ? 84 : 36;
  const kept = left.get(place);
  const active = useRef(kept?.active ?? 0);
  const [, redraw] = useState(0);
  const grid = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
    initialOffset: kept?.top ?? 0,
    scrollPaddingEnd: 34,
  });
  const items = grid.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const rows = useRows(name, conditions, first, last);
  if (count > 0 && active.current >= count) active.current = count - 1;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height of all rows changed
  useEffect(() => grid.measure(), [height]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other conditions are another list
  useEffect(() => {
    const there = left.get(place);
    active.current = there?.active ?? 0;
    scroller.current?.scrollTo({ top: there?.top ?? 0 });
    return () => {
      left.set(place, { active: active.current, top: grid.scrollOffset ?? 0 });
    };
  }, [place]);

  const height0 = scroller.current?.clientHeight ?? 0;
  const top = grid.scrollOffset ?? 0;
  const seen = Math.min(count, Math.floor((top + Math.max(height0 - 34, height)) / height));
  const row = rows.row(active.current);
  const state = { row, active: active.current, first: count === 0 ? 0 : Math.floor(top / height) + 1, last: seen };
  const signature = JSON.stringify([count, active.current, row?.id, state.first, seen]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when what it says has changed
  useEffect(() => {
    onState(state);
  }, [signature]);

  const to = (at: number) => {
    if (count === 0) return;
    active.current = Math.max(0, Math.min(count - 1, at));
    left.set(place, { active: active.current, top });
    grid.scrollToIndex(active.current, { align: 'auto' });
    onState({ ...state, active: active.current, row: rows.row(active.current) });
    redraw((n) => n + 1);
  };
  move.current = (by) => to(active.current + by);
  const screenful = Math.max(1, Math.floor(height0 / height) - 2);
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
    if (by !== undefined) {
      event.preventDefault();
      to(active.current + by);
    } else if (event.key === 'Enter' && row) {
      event.preventDefault();
      go(`${records}/${row.id}${part}`);
    }
  };

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      aria-activedescendant={
        row && active.current >= first && active.current <= last ? `row-${active.current}` : undefined
      }
      tabIndex={0}
      data-testid={`${kind}-grid`}
      className={`grid-list grid-${kind} min-h-0 flex-1 overflow-auto ${isNarrow ? 'is-narrow' : ''}`}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className="sticky top-0 z-10 bg-ground">
        <div role="row" aria-rowindex={1} className="grid-row grid-head">
          {columns.map((column, at) => (
            <Heading key={column.id} column={column} at={at + 1} conditions={conditions} onSort={onSort} />
          ))}
        </div>
      </div>
      <div role="rowgroup" className="relative" style={{ height: grid.getTotalSize() }}>
        {items.map((item) => (
          <Row
            key={item.index}
            at={item.index}
            start={item.start}
            height={height}
            row={rows.row(item.index)}
            kind={kind}
            place={records}
            part={part}
            columns={columns as Column<{ id: string }>[]}
            active={item.index === active.current}
            onPoint={to}
          />
        ))}
      </div>
    </div>
  );
}

function Heading({
  column,
  at,
  conditions,
  onSort,
}: {
  column: { id: string; label: Key; sort?: string; end?: boolean };
  at: number;
  conditions: Order;
  onSort: ((sort: string, descending: boolean) => void) | undefined;
}) {
  const className = `cell cell-${column.id} ${column.end ? 'justify-end' : ''}`;
  if (!onSort) {
    return (
      <div role="columnheader" aria-colindex={at} className={`${className} font-bold text-ink-2`}>
        {t(column.label)}
      </div>
    );
  }
  const mine = column.sort === conditions.sort;
  return (
    <div
      role="columnheader"
      aria-colindex={at}
      aria-sort={mine ? (conditions.descending ? 'descending' : 'ascending') : 'none'}
      className={className}
    >
      <button
        type="button"
        className="inset-focus inline-flex items-center gap-2 font-bold text-ink-2 hover:underline"
        data-testid={`sort-${column.id}`}
        onClick={() => column.sort && onSort(column.sort, mine && !conditions.descending)}
      >
        {t(column.label)}
        {mine && (
          <svg aria-hidden="true" viewBox="0 0 10 12" className={`size-3 ${conditions.descending ? 'rotate-180' : ''}`}>
            <path d="M5 11V1M1.5 4.5 5 1l3.5 3.5" fill="none" stroke="currentColor" strokeWidth="1.4" />
          </svg>
        )}
      </button>
    </div>
  );
}

const Row = memo(function Row({
  at,
  start,
  height,
  row,
  kind,
  place,
  part,
  columns,
  active,
  onPoint,
}: {
  at: number;
  start: number;
  height: number;
  row: { id: string } | undefined;
  kind: string;
  place: string;
  part: string;
  columns: Column<{ id: string }>[];
  active: boolean;
  onPoint: (at: number) => void;
}) {
  const style = { transform: `translateY(${start}px)`, height };
  if (!row) {
    return (
      <div
        role="row"
        id={`row-${at}`}
        aria-rowindex={at + 2}
        className="grid-row absolute inset-x-0 top-0"
        style={style}
      >
        <div role="gridcell" aria-colindex={1} className="cell text-label">
          {t('ui.reading')}
        </div>
      </div>
    );
  }
  return (
    <div
      role="row"
      id={`row-${at}`}
      aria-rowindex={at + 2}
      aria-selected={active}
      data-testid={`${kind}-row-${row.id}`}
      className="grid-row absolute inset-x-0 top-0 cursor-pointer hover:bg-quiet"
      style={style}
      onMouseDown={() => onPoint(at)}
      onClick={() => go(`${place}/${row.id}${part}`)}
    >
      {columns.map((column, index) => {
        const text = column.text?.(row) || t('ui.none');
        return (
          <div
            key={column.id}
            role="gridcell"
            aria-colindex={index + 1}
            className={`cell cell-${column.id}`}
            title={column.title ? column.title(row) : column.text && text}
          >
            {column.content ? column.content(row) : <span className="one-line">{text}</span>}
          </div>
        );
      })}
    </div>
  );
});
