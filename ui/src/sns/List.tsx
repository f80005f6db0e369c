/** The list of official accounts. */
import { useAnswer } from '../lib/answers';
import { denseDate } from '../lib/date';
import type { SnsRow } from '../lib/generated';
import type { Column } from '../parts/Grid';
import { ListPage } from '../parts/ListPage';
import { PageLinks } from './PageLinks';
import { media, mediumText, StatusMark, standings, standingText, statuses } from './words';

const COLUMNS: Column<SnsRow>[] = [
  { id: 'account', label: 'ui.sns.account', sort: 'name', text: (row) => row.name },
  { id: 'medium', label: 'ui.field.medium', sort: 'medium', text: (row) => mediumText(row.medium) },
  {
    id: 'handle',
    label: 'ui.field.handle',
    sort: 'handle',
    text: (row) => row.handle ?? row.url,
    title: (row) => row.url ?? undefined,
  },
  { id: 'section', label: 'ui.column.section', sort: 'section', text: (row) => row.section },
  { id: 'owner', label: 'ui.sns.owner', sort: 'owner', text: (row) => row.owner },
  {
    id: 'status',
    label: 'ui.filter.status',
    sort: 'status',
    text: standingText,
    content: (row) =>
      row.standing === 'lapsed' ? <StatusMark {...row} text={standingText(row)} /> : standingText(row),
  },
  {
    id: 'opened',
    label: 'ui.field.opened_on',
    sort: 'opened_on',
    text: (row) => denseDate(row.opened_on),
    title: (row) => row.opened_on ?? undefined,
  },
  {
    id: 'posted',
    label: 'ui.field.last_post_on',
    sort: 'last_post_on',
    text: (row) => denseDate(row.last_post_on),
    title: (row) => row.last_post_on ?? undefined,
  },
];

export function List() {
  const sections = useAnswer('section_list', {}).data ?? [];
  return (
    <ListPage
      name="sns_list"
      place="/sns"
      title="ui.nav.sns"
      text="ui.sns.filter"
      columns={COLUMNS}
      filters={[
        { name: 'medium', label: 'ui.field.medium', options: media() },
        { name: 'standing', label: 'ui.sns.standing', options: standings() },
        { name: 'status', label: 'ui.filter.status', options: statuses() },
        {
          name: 'section',
          label: 'ui.filter.section',
          options: sections.map((section) => ({ value: section.name, label: section.name })),
        },
      ]}
      add="ui.sns.new"
      empty="ui.sns.empty"
      actions={<PageLinks />}
    />
  );
}
