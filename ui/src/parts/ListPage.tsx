/** The list of a register: one filter bar whose state is the URL, the grid under it, and the whole list as a paper. Which columns and filters there are is the register's. */
import { type ReactNode, useRef, useState } from 'react';
import { call, type RequestOf } from '../lib/call';
import { figure } from '../lib/date';
import { useKeys } from '../lib/keys';
import { go, useSearch } from '../lib/place';
import { type ConditionsOf, type ListName, type RowOf, useRows } from '../lib/rows';
import { type Key, t } from '../lib/wording';
import { ButtonLink, PrintButton } from './Button';
import { Chip } from './Chip';
import { type Column, Grid, type GridState } from './Grid';
import { saySide } from './notice';
import { PageHead } from './PageHead';
import { PrintedRows } from './PrintedRows';
import { Problems } from './Problems';
import { SearchField } from './SearchField';

/** A printed list ends here; more belongs in a spreadsheet. */
const PRINTED = 2000;

/** A filter of one value. */
export interface Filter {
  /** The word of the URL and of the question to the ledger. */
  name: string;
  label: Key;
  options: { value: string; label: string }[];
  /** Its only value is that something holds. */
  flag?: boolean;
  /** The value that holds until another one is chosen, or none is. */
  usual?: string;
}

/** In the address: no value, where one is usual. */
const ANY = 'any';

export function ListPage<N extends ListName>({
  name,
  place,
  title,
  text,
  columns,
  order,
  filters,
  add,
  empty,
  actions,
}: {
  name: N;
  place: string;
  title: Key;
  /** What the words of the filter are looked for in. */
  text: Key;
  columns: Column<RowOf<N>>[];
  /** The order of the list; without it the first column that sorts, smallest first. */
  order?: { sort: string; descending: boolean };
  filters: Filter[];
  add: Key;
  empty: Key;
  /** Links to what else can be done with the whole register. */
  actions?: ReactNode;
}) {
  const [params, setParams] = useSearch();
  const usual = order ?? { sort: columns.find((column) => column.sort)?.sort ?? '', descending: false };
  const sort = columns.find((column) => column.sort === params.get('sort'))?.sort ?? usual.sort;
  /** Whether a column that the address only names stands with its largest first. */
  const falls = (column: string) => column === usual.sort && usual.descending;
  const value = (filter: Filter) => {
    const asked = params.get(filter.name) ?? filter.usual;
    return filter.options.find((option) => option.value === asked)?.value ?? null;
  };
  const conditions = {
    text: params.get('text') ?? '',
    ...Object.fromEntries(filters.map((filter) => [filter.name, filter.flag ? value(filter) && true : value(filter)])),
    sort,
    descending: params.has('descending') ? params.get('descending') === 'true' : falls(sort),
  } as unknown as ConditionsOf<N>;
  const words = [
    params.get('text') && t('ui.filter.has', { label: t(text), value: params.get('text') ?? '' }),
    ...filters.map((filter) => filter.options.find((option) => option.value === value(filter))?.label),
  ].filter(Boolean);
  const shown = new URLSearchParams(filters.filter((one) => one.usual).map((one) => [one.name, ANY])).toString();
  const clear = shown ? `${place}?${shown}` : place;
  const filter = useRef<HTMLInputElement>(null);
  const move = useRef<((by: number) => void) | null>(null);
  const [state, setState] = useState<GridState<RowOf<N>> | null>(null);
  const [printed, setPrinted] = useState<RowOf<N>[]>([]);
  const first = useRows(name, conditions, 0, 0);
  const told = (next: GridState<RowOf<N>>) => {
    setState(next);
    saySide(
      first.total === 0
        ? ''
        : t('ui.list.position', { first: next.first, last: next.last, total: figure(first.total) }),
    );
  };
  const print = async () => {
    const { rows } = await call(name, { ...conditions, offset: 0, limit: PRINTED } as RequestOf<N>);
    setPrinted(rows);
    setTimeout(() => window.print(), 50);
  };
  const grid = () => document.querySelector<HTMLElement>('[role="grid"]');
  const open = (more = '') => state?.row && go(`${place}/${state.row.id}${more}`);
  useKeys([
    {
      caps: [t('ui.cap.up'), t('ui.cap.down')],
      label: t('ui.keys.move'),
      on: ['j', 'k', 'ArrowDown', 'ArrowUp'],
      run: (key) => {
        grid()?.focus();
        move.current?.(key === 'j' || key === 'ArrowDown' ? 1 : -1);
      },
    },
    { caps: ['Enter'], label: t('ui.keys.open'), on: ['Enter'], run: () => open() },
    { caps: ['E'], label: t('ui.keys.edit'), on: ['e'], run: () => open('/edit') },
    { caps: ['/'], label: t('ui.keys.filter'), on: ['/'], run: () => filter.current?.focus() },
    { caps: ['N'], label: t('ui.keys.new'), on: ['n'], run: () => go(`${place}/new`) },
    { caps: ['Ctrl', 'P'], label: t('ui.print'), on: ['Ctrl+p'], run: print, quiet: true },
  ]);
  const none = first.ready && first.total === 0;
  return (
    <div className="paper-wide flex flex-col wide:h-full">
      <PageHead
        title={t(title)}
        beside={
          <span data-testid="count-rows" role="status">
            {first.ready
              ? words.length > 0
                ? t('ui.list.records', { total: figure(first.total), all: figure(first.all) })
                : t('ui.list.records_all', { total: figure(first.total) })
              : ''}
          </span>
        }
        conditions={words.join(t('ui.list_separator'))}
        actions={
          <>
            {actions}
            <PrintButton onPress={print} />
            <ButtonLink to={`${place}/new`} weight="filled" data-testid="new-record">
              {t(add)}
            </ButtonLink>
          </>
        }
      />
      <search className="no-print mb-2 flex flex-wrap items-center gap-2" aria-label={t('ui.filter.label')}>
        <div className="w-66">
          <SearchField
            label={t(text)}
            placeholder={t(text)}
            value={params.get('text') ?? ''}
            onSearch={(typed) => setParams({ text: typed })}
            onEnter={(typed) => {
              setParams({ text: typed });
              grid()?.focus();
            }}
            onLeave={() => grid()?.focus()}
            cap={['/']}
            field={filter}
            testId="filter-text"
          />
        </div>
        {filters.map((one) => (
          <Chip
            key={one.name}
            label={t(one.label)}
            testId={`filter-${one.name}`}
            value={value(one)}
            options={one.options}
            onChange={(chosen) =>
              setParams({ [one.name]: chosen === one.usual ? null : (chosen ?? (one.usual && ANY) ?? null) })
            }
          />
        ))}
      </search>
      <Problems problems={first.problems} />
      {none && (
        <div className="py-8 text-center">
          <p className="mb-4">{t(first.all === 0 ? empty : 'ui.list.no_match')}</p>
          {first.all > 0 && (
            <ButtonLink to={clear} data-testid="filter-clear">
              {t('ui.list.clear')}
            </ButtonLink>
          )}
        </div>
      )}
      <div className={`no-print min-h-0 flex-1 flex-col ${none ? 'hidden' : 'flex'} max-wide:h-[70vh]`}>
        <Grid
          name={name}
          label={t(title)}
          place={place}
          columns={columns}
          conditions={conditions}
          total={first.total}
          onSort={(sort, descending) =>
            setParams({
              sort: sort === usual.sort ? null : sort,
              descending: descending === falls(sort) ? null : String(descending),
            })
          }
          onState={told}
          move={move}
        />
      </div>
      <PrintedRows columns={columns} rows={printed} total={first.total} />
    </div>
  );
}
