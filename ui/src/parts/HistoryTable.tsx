/** Rows of the history: when, who, what was done, and each changed field with its value before and after. */
import { Fragment, useState } from 'react';
import { instant } from '../lib/date';
import type { HistoryRow } from '../lib/generated';
import { find, t } from '../lib/wording';
import { Link } from './Button';
import { Arrow } from './Disclosure';

/** The name of a record's field in words; a field without words keeps its own name. */
export function fieldName(field: string, register?: string): string {
  if (register === 'incident') {
    const own = find(`incident_field.${field}`) ?? find(`ui.incident.${field.replace(/\.\d+/, '')}`);
    if (own) return own;
  }
  if (register === 'risk_method') return find(`ui.risk.field.${field}`) ?? find(`ui.field.${field}`) ?? field;
  const inSubcontract = /^subcontracts\.\d+\.(\w+)$/.exec(field)?.[1];
  if (inSubcontract) return find(`matter_field.${inSubcontract}`) ?? field;
  const fact = find(`fact.${field.replace(/^facts\./, '')}.label`);
  return find(`ui.field.${field}`) ?? find(`cloud_field.${field}`) ?? fact ?? field;
}

export function HistoryTable({ rows, records = false }: { rows: HistoryRow[]; records?: boolean }) {
  const [open, setOpen] = useState<number | null>(null);
  if (rows.length === 0) return <p className="text-label">{t('ui.history.none')}</p>;
  return (
    <div className="overflow-x-auto">
      <table className="table">
        <thead>
          <tr>
            <th scope="col" className="figure w-16">
              {t('ui.history.seq')}
            </th>
            <th scope="col">{t('ui.history.at')}</th>
            <th scope="col">{t('ui.history.by')}</th>
            <th scope="col">{t('ui.history.op')}</th>
            {records && <th scope="col">{t('ui.history.record')}</th>}
            <th scope="col">{t('ui.history.hash')}</th>
            <th scope="col">{t('ui.history.changes')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Fragment key={row.seq}>
              <tr data-testid={`history-${row.seq}`}>
                <td className="figure">{row.seq}</td>
                <td className="whitespace-nowrap" title={row.at}>
                  {instant(row.at)}
                </td>
                <td>{row.by}</td>
                <td>{row.op_text}</td>
                {records && (
                  <td>
                    {['contract', 'cloud', 'sns', 'contractor', 'incident'].includes(row.register) && row.record ? (
                      <Link to={`/${row.register}/${row.record}`}>{row.title ?? row.record}</Link>
                    ) : (
                      (row.title ?? t('ui.none'))
                    )}
                  </td>
                )}
                <td title={row.hash} className="whitespace-nowrap text-label">
                  {row.hash.slice(0, 8)}
                </td>
                <td>
                  {row.changes.length === 0 ? (
                    t('ui.none')
                  ) : (
                    <button
                      type="button"
                      className="link inline-flex items-center gap-2 whitespace-nowrap"
                      aria-expanded={open === row.seq}
                      onClick={() => setOpen(open === row.seq ? null : row.seq)}
                    >
                      {t('ui.items', { n: row.changes.length })}
                      <Arrow open={open === row.seq} />
                    </button>
                  )}
                </td>
              </tr>
              {open === row.seq && (
                <tr>
                  <td colSpan={records ? 7 : 6} className="bg-quiet">
                    <dl className="grid grid-cols-[minmax(8rem,max-content)_minmax(0,1fr)] gap-x-4 gap-y-1">
                      {row.changes.map((change) => (
                        <Fragment key={change.field}>
                          <dt className="text-ink-2">{fieldName(change.field, row.register)}</dt>
                          <dd className="break-words">
                            <del className="text-ink-2">{change.before ?? t('ui.none')}</del>
                            <span aria-hidden="true"> {t('ui.arrow')} </span>
                            <ins className="font-bold no-underline">{change.after ?? t('ui.none')}</ins>
                          </dd>
                        </Fragment>
                      ))}
                    </dl>
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}
