/** A table of small records inside a contract, with one form in place to add, change or take one away. Saving goes through the contract. */
import { type ReactNode, useId, useState } from 'react';
import { useChange } from '../lib/answers';
import { problem } from '../lib/call';
import { denseDate, isIso } from '../lib/date';
import type { Contract, ContractView, Problem } from '../lib/generated';
import { problemText } from '../lib/problem';
import { useTyped } from '../lib/typed';
import { type Key, t } from '../lib/wording';
import { Button } from '../parts/Button';
import { SelectField, TextField } from '../parts/Field';
import { say } from '../parts/notice';
import { YesNo } from '../parts/Segments';
import { SmallForm } from '../parts/SmallForm';
import { withLists } from './draft';
import { triText } from './records';

export interface Column {
  field: string;
  label: Key;
  kind?: 'text' | 'date' | 'figure' | 'choice' | 'tri';
  options?: { value: string; label: string }[];
  offers?: string[];
  required?: boolean;
  /** Only in the form; the table has no room for it. */
  detail?: boolean;
  start?: string;
  /** What a decision settled is not typed. */
  settled?: (row: Row) => boolean;
}

type List =
  | 'subcontracts'
  | 'certificates'
  | 'inspections'
  | 'measures'
  | 'workers'
  | 'information'
  | 'deliverables'
  | 'domains';
/** A record as its table and its form see it. */
export type Row = Record<string, unknown>;

/** A row as it was when its form was opened; a row has no identity but its place. */
interface Opened {
  at: number | null;
  row: Row;
}

export function RecordTable({
  view,
  list,
  title,
  add,
  columns,
  state,
  below,
}: {
  view: ContractView;
  list: List;
  title: string;
  add: string;
  columns: Column[];
  /** A further column that tells how a row stands. */
  state?: { label: Key; cell: (row: Row) => ReactNode };
  /** What stands below the table; it can open the form of a row. */
  below?: (change: (at: number) => void) => ReactNode;
}) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [moved, setMoved] = useState(false);
  const rows = view.contract[list] as unknown as Row[];
  const past = view.as_of !== null;
  const done = () => {
    setOpened(null);
    say(t('ui.saved'));
  };
  const save = useChange('contract_save', done);
  const edit = (next: Opened | null) => {
    save.reset();
    setMoved(false);
    setOpened(next);
  };
  const put = async ({ at, row }: Opened, next: Row[]): Promise<boolean> => {
    const other = at !== null && JSON.stringify(rows[at]) !== JSON.stringify(row);
    setMoved(other);
    return !other && save.send({ draft: withLists(view.contract, { [list]: next } as Partial<Contract>) });
  };
  const cell = (row: Row, column: Column): string => {
    const value = row[column.field];
    if (column.kind === 'tri') return triText(value as boolean | null);
    if (value === null || value === undefined || value === '') return t('ui.none');
    if (column.kind === 'choice')
      return column.options?.find((option) => option.value === String(value))?.label ?? String(value);
    return isIso(String(value)) ? denseDate(String(value)) : String(value);
  };
  const start: Row = Object.fromEntries(columns.map((column) => [column.field, column.start ?? null]));
  return (
    <section aria-label={title}>
      <div className="mb-2 flex items-center justify-between gap-4">
        <h2>{title}</h2>
        {!past && (
          <Button
            small
            data-testid={`add-${list}`}
            disabled={opened !== null}
            onClick={() => edit({ at: null, row: start })}
          >
            {add}
          </Button>
        )}
      </div>
      {rows.length > 0 ? (
        <div className="overflow-x-auto">
          <table className="table" aria-label={title}>
            <thead>
              <tr>
                {columns
                  .filter((column) => !column.detail)
                  .map((column) => (
                    <th key={column.field} scope="col" className="lang-en:whitespace-normal!">
                      {t(column.label)}
                    </th>
                  ))}
                {state && <th scope="col">{t(state.label)}</th>}
                <td className="no-print border-b-ink-2!" />
              </tr>
            </thead>
            <tbody>
              {rows.map((row, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: these records have no identity but their place
                <tr key={at} data-testid={`${list}-${at}`}>
                  {columns
                    .filter((column) => !column.detail)
                    .map((column) => (
                      <td
                        key={column.field}
                        className="whitespace-pre-line break-words"
                        title={isIso(String(row[column.field])) ? String(row[column.field]) : undefined}
                      >
                        {cell(row, column)}
                      </td>
                    ))}
                  {state && <td>{state.cell(row)}</td>}
                  <td className="no-print whitespace-nowrap text-right">
                    {!past && (
                      <button
                        type="button"
                        className="link disabled:text-label disabled:no-underline"
                        disabled={opened !== null}
                        aria-label={t('ui.record.edit_this', { name: cell(row, columns[0] as Column) })}
                        onClick={() => edit({ at, row })}
                      >
                        {t('ui.edit')}
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <p className="text-label">{t('ui.record.none')}</p>
      )}
      {opened && (
        <RecordForm
          key={opened.at ?? 'new'}
          title={opened.at === null ? add : t('ui.record.change')}
          columns={columns}
          row={opened.row}
          problems={[...(moved ? [problem('row_changed')] : []), ...(save.error?.problems ?? [])]}
          change={save}
          onSave={(row) =>
            put(opened, opened.at === null ? [...rows, row] : rows.map((old, at) => (at === opened.at ? row : old)))
          }
          onRemove={
            opened.at === null
              ? undefined
              : () =>
                  put(
                    opened,
                    rows.filter((_, at) => at !== opened.at),
                  )
          }
          onClose={() => edit(null)}
        />
      )}
      {below?.((at) => edit({ at, row: rows[at] as Row }))}
    </section>
  );
}

function RecordForm({
  title,
  columns,
  row,
  problems,
  change,
  onSave,
  onRemove,
  onClose,
}: {
  title: string;
  columns: Column[];
  row: Row;
  problems: Problem[];
  change: { isPending: boolean; readAgain: () => Promise<void> };
  onSave: (row: Row) => Promise<boolean>;
  onRemove: (() => Promise<boolean>) | undefined;
  onClose: () => void;
}) {
  const id = useId();
  const { values, changed, type } = useTyped<Row>(row);
  const fieldOf = (problem: Problem) => problem.field?.split('.').at(-1);
  const save = () =>
    onSave(Object.fromEntries(Object.entries(values).map(([field, value]) => [field, value === '' ? null : value])));
  return (
    <SmallForm
      title={title}
      heading={<h3 className="mb-2">{title}</h3>}
      className="panel mt-3"
      changed={changed}
      change={change}
      problems={problems.filter((problem) => !columns.some((column) => column.field === fieldOf(problem)))}
      action={t('ui.save')}
      testId="save-record"
      onSave={save}
      onClose={onClose}
      beside={
        onRemove && (
          <Button small weight="quiet" data-testid="remove-record" onClick={() => void onRemove()}>
            {t('ui.record.remove')}
          </Button>
        )
      }
    >
      <div className="mb-3 grid gap-3 wide:grid-cols-3">
        {columns
          .filter((column) => !column.settled?.(row))
          .map((column) => {
            const found = problems.find((problem) => fieldOf(problem) === column.field);
            const value = values[column.field];
            const common = {
              name: column.field,
              label: t(column.label),
              required: column.required,
              problem: found ? problemText(found) : null,
            };
            const set = (next: unknown) => type({ [column.field]: next });
            if (column.kind === 'tri') {
              return (
                <div key={column.field}>
                  <div id={`${id}${column.field}`} className="mb-0.5 font-bold">
                    {t(column.label)}
                  </div>
                  <YesNo
                    name={column.field}
                    testId={`record-${column.field}`}
                    labelledBy={`${id}${column.field}`}
                    value={(value as boolean | null) ?? null}
                    onChange={set}
                  />
                </div>
              );
            }
            if (column.kind === 'choice') {
              return (
                <SelectField
                  key={column.field}
                  {...common}
                  value={String(value ?? '')}
                  onChange={set}
                  options={column.options ?? []}
                  empty={t('ui.choose')}
                />
              );
            }
            const text = value === null || value === undefined ? '' : String(value);
            return (
              <TextField
                key={column.field}
                {...common}
                value={isIso(text) ? denseDate(text) : text}
                onChange={set}
                options={column.offers}
                inputMode={column.kind === 'figure' ? 'numeric' : undefined}
                placeholder={column.kind === 'date' ? t('ui.field.date_example') : undefined}
              />
            );
          })}
      </div>
    </SmallForm>
  );
}
