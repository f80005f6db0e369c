/** The list of contractors: one row for each company that stands behind records, with how much does. */
import type { CompanyRow } from '../lib/generated';
import { t } from '../lib/wording';
import { ButtonLink } from '../parts/Button';
import type { Column } from '../parts/Grid';
import { ListPage } from '../parts/ListPage';
import { CountMark } from '../parts/Mark';

const state = (row: CompanyRow) =>
  [row.suspended && t('ui.contractor.suspended'), row.abroad && t('ui.contractor.abroad')]
    .filter(Boolean)
    .join(t('ui.list_separator'));

const COLUMNS: Column<CompanyRow>[] = [
  { id: 'company', label: 'ui.contractor.group.company', sort: 'name', text: (row) => row.name },
  {
    id: 'corporate',
    label: 'ui.contractor.number',
    sort: 'corporate_number',
    text: (row) => row.corporate_number,
  },
  { id: 'contracts', label: 'ui.contractor.contracts', sort: 'contracts', text: (row) => String(row.contracts) },
  { id: 'running', label: 'ui.contractor.running', sort: 'running', text: (row) => String(row.running) },
  { id: 'clouds', label: 'ui.contractor.clouds', sort: 'clouds', text: (row) => String(row.clouds) },
  { id: 'accounts', label: 'ui.contractor.accounts', sort: 'accounts', text: (row) => String(row.accounts) },
  { id: 'status', label: 'ui.filter.status', text: state },
  {
    id: 'findings',
    label: 'ui.findings',
    sort: 'findings',
    text: (row) => String(row.findings),
    content: (row) => <CountMark shape="finding" count={row.findings} label={t('ui.findings')} />,
  },
];

/** A filter whose only value is that something holds. */
const flag = (name: string, label: Parameters<typeof t>[0]) => ({
  name,
  label,
  options: [{ value: 'true', label: t(label) }],
  flag: true,
});

export function List() {
  return (
    <ListPage
      name="contractor_list"
      place="/contractor"
      title="ui.nav.contractor"
      text="ui.contractor.filter"
      columns={COLUMNS}
      filters={[
        flag('findings', 'ui.filter.findings'),
        flag('running', 'ui.contractor.running_only'),
        flag('abroad', 'ui.contractor.abroad'),
        flag('suspended', 'ui.contractor.suspended'),
        flag('number_missing', 'ui.contractor.number_missing'),
      ]}
      add="ui.contractor.new"
      empty="ui.contractor.empty"
      actions={
        <>
          <ButtonLink to="/contractor/duplicates">{t('ui.contractor.duplicates')}</ButtonLink>
          <ButtonLink to="/contractor/concentration">{t('ui.contractor.concentration')}</ButtonLink>
        </>
      }
    />
  );
}
