/** A list on paper: the texts of its columns, as many rows as were fetched for it, and how many are left out. */
import { figure } from '../lib/date';
import { t } from '../lib/wording';
import type { Column } from './Grid';

export function PrintedRows<R extends { id: string }>({
  columns,
  rows,
  total,
}: {
  columns: Column<R>[];
  rows: R[];
  total: number;
}) {
  if (rows.length === 0) return null;
  return (
    <div className="print-only">
      <table className="table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id}>{t(column.label)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {columns.map((column) => (
                <td key={column.id}>{column.text?.(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length < total && <p>{t('ui.list.printed_part', { shown: figure(rows.length), total: figure(total) })}</p>}
    </div>
  );
}
