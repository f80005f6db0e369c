/** The list of cloud uses. */
import { useAnswer } from '../lib/answers';
import { denseDate } from '../lib/date';
import type { CloudRow } from '../lib/generated';
import type { Column } from '../parts/Grid';
import { ListPage } from '../parts/ListPage';
import { statuses, statusText } from './words';

const COLUMNS: Column<CloudRow>[] = [
  { id: 'number', label: 'ui.column.number', sort: 'number', text: (row) => row.number },
  { id: 'service', label: 'ui.field.service', sort: 'service', text: (row) => row.service },
  { id: 'provider', label: 'ui.cloud.provider', sort: 'provider', text: (row) => row.provider },
  { id: 'section', label: 'ui.column.section', sort: 'section', text: (row) => row.section },
  { id: 'manager', label: 'ui.field.manager', sort: 'manager', text: (row) => row.manager },
  { id: 'status', label: 'ui.filter.status', sort: 'status', text: (row) => statusText(row.status) },
  {
    id: 'decided',
    label: 'ui.cloud.decided_on',
    sort: 'decided_on',
    text: (row) => denseDate(row.decided_on),
    title: (row) => row.decided_on ?? undefined,
  },
  {
    id: 'expires',
    label: 'ui.field.expires_on',
    sort: 'expires_on',
    text: (row) => denseDate(row.expires_on),
    title: (row) => row.expires_on ?? undefined,
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
        { name: 'status', label: 'ui.filter.status', options: statuses() },
        {
          name: 'section',
          label: 'ui.filter.section',
          options: sections.map((section) => ({ value: section.name, label: section.name })),
        },
      ]}
      add="ui.cloud.new"
      empty="ui.cloud.empty"
    />
  );
}
