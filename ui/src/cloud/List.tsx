/** The list of cloud uses: whose approval stands, whose has lapsed, and when each is to be checked. */
import { useAnswer } from '../lib/answers';
import { denseDate } from '../lib/date';
import type { CloudRow } from '../lib/generated';
import { t } from '../lib/wording';
import type { Column } from '../parts/Grid';
import { ListPage } from '../parts/ListPage';
import { CountMark } from '../parts/Mark';
import { OutsideLinks } from './outside/Links';
import { StatusMark, standings, standingText, statuses } from './words';

const COLUMNS: Column<CloudRow>[] = [
  { id: 'number', label: 'ui.column.number', sort: 'number', text: (row) => row.number },
  { id: 'service', label: 'ui.field.service', sort: 'service', text: (row) => row.service },
  { id: 'provider', label: 'ui.cloud.provider', sort: 'provider', text: (row) => row.provider },
  { id: 'section', label: 'ui.column.section', sort: 'section', text: (row) => row.section },
  { id: 'manager', label: 'ui.field.manager', sort: 'manager', text: (row) => row.manager },
  {
    id: 'status',
    label: 'ui.filter.status',
    sort: 'status',
    text: standingText,
    content: (row) => <StatusMark row={row} />,
  },
  {
    id: 'expires',
    label: 'ui.field.expires_on',
    sort: 'stands_until',
    text: (row) => denseDate(row.stands_until ?? row.expires_on),
    title: (row) => row.stands_until ?? row.expires_on ?? undefined,
  },
  {
    id: 'check',
    label: 'ui.case.next_check',
    sort: 'next_check_on',
    text: (row) => denseDate(row.next_check_on),
    title: (row) => row.next_check_on ?? undefined,
  },
  {
    id: 'findings',
    label: 'ui.findings',
    sort: 'findings',
    text: (row) => String(row.findings),
    content: (row) => <CountMark shape="finding" count={row.findings} label={t('ui.findings')} />,
  },
];

export function List() {
  const sections = useAnswer('section_list', {}).data ?? [];
  return (
    <ListPage
      name="cloud_list"
      place="/cloud"
      title="ui.nav.cloud"
      text="ui.cloud.filter"
      columns={COLUMNS}
      filters={[
        { name: 'standing', label: 'ui.cloud.standing', options: standings() },
        { name: 'status', label: 'ui.filter.status', options: statuses() },
        {
          name: 'findings',
          label: 'ui.filter.state',
          options: [{ value: 'true', label: t('ui.filter.findings') }],
          flag: true,
        },
        {
          name: 'section',
          label: 'ui.filter.section',
          options: sections.map((section) => ({ value: section.name, label: section.name })),
        },
      ]}
      add="ui.cloud.new"
      empty="ui.cloud.empty"
      actions={<OutsideLinks />}
    />
  );
}
