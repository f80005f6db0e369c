/** What the list of contracts shows of each. */
import { denseDate, denseRange, figure } from '../lib/date';
import type { ContractRow } from '../lib/generated';
import { t } from '../lib/wording';
import type { Column } from '../parts/Grid';
import { CountMark, Mark } from '../parts/Mark';

export const COLUMNS: Column<ContractRow>[] = [
  { id: 'number', label: 'ui.column.number', sort: 'number', text: (row) => row.number },
  { id: 'title', label: 'ui.column.title', sort: 'title', text: (row) => row.title },
  { id: 'contractor', label: 'ui.column.contractor', sort: 'contractor', text: (row) => row.contractor },
  { id: 'section', label: 'ui.column.section', sort: 'section', text: (row) => row.section },
  {
    id: 'period',
    label: 'ui.column.period',
    sort: 'starts_on',
    text: (row) => denseRange(row.starts_on, row.ends_on),
    title: (row) => t('ui.date.range', { from: row.starts_on ?? '', until: row.ends_on ?? '' }),
  },
  {
    id: 'amount',
    label: 'ui.column.amount',
    sort: 'amount_yen',
    end: true,
    text: (row) => (row.amount_yen === null ? null : figure(row.amount_yen)),
  },
  {
    id: 'due',
    label: 'ui.column.due',
    sort: 'next_due',
    title: (row) => (row.next_due ? `${row.next_due.on} ${row.next_due.title}` : undefined),
    content: (row) => <Due row={row} />,
  },
  {
    id: 'findings',
    label: 'ui.column.findings',
    sort: 'findings',
    content: (row) => (
      <>
        <span className="w-11">
          <CountMark shape="finding" count={row.findings} label={t('ui.findings')} />
        </span>
        <span>
          <CountMark shape="unknown" count={row.unknown} label={t('ui.unknowns')} />
        </span>
      </>
    ),
  },
];

function Due({ row }: { row: ContractRow }) {
  if (!row.next_due) return t('ui.none');
  return (
    <span className="one-line">
      {row.next_due.overdue ? (
        <Mark shape="overdue" bold>
          <span className="sr-only">{t('ui.due.overdue')}</span> {denseDate(row.next_due.on)}
        </Mark>
      ) : (
        denseDate(row.next_due.on)
      )}{' '}
      {row.next_due.title}
    </span>
  );
}
