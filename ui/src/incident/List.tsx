/** The list of incidents: those that are open, the newest first, each with the day of its next report. */
import { ExportButton } from '../exchange/Export';
import { useAnswer } from '../lib/answers';
import { denseDate, figure } from '../lib/date';
import type { IncidentRow } from '../lib/generated';
import { t } from '../lib/wording';
import { ButtonLink } from '../parts/Button';
import type { Column } from '../parts/Grid';
import { ListPage } from '../parts/ListPage';
import { CountMark, Mark } from '../parts/Mark';
import { reportedText, stateText } from './words';

const COLUMNS: Column<IncidentRow>[] = [
  { id: 'number', label: 'ui.incident.number', sort: 'number', text: (row) => row.number },
  { id: 'title', label: 'ui.incident.title', sort: 'title', text: (row) => row.title },
  {
    id: 'known',
    label: 'ui.incident.known_on',
    sort: 'known_on',
    text: (row) => denseDate(row.known_on),
    title: (row) => row.known_on ?? undefined,
  },
  { id: 'section', label: 'ui.column.section', sort: 'section', text: (row) => row.section },
  { id: 'owner', label: 'ui.incident.owner', sort: 'owner', text: (row) => row.owner },
  {
    id: 'persons',
    label: 'ui.incident.persons',
    end: true,
    text: (row) => (row.persons === null ? null : figure(row.persons)),
  },
  {
    id: 'reported',
    label: 'ui.incident.reported',
    text: (row) => reportedText(row.reported),
    content: (row) =>
      row.reported === null ? <Mark shape="unknown">{reportedText(null)}</Mark> : reportedText(row.reported),
  },
  {
    id: 'next',
    label: 'ui.incident.next_on',
    text: (row) => denseDate(row.next_on),
    title: (row) => row.next_on ?? undefined,
    content: (row) => <Next row={row} />,
  },
  {
    id: 'findings',
    label: 'ui.findings',
    text: (row) => String(row.findings),
    content: (row) => <CountMark shape="finding" count={row.findings} label={t('ui.findings')} />,
  },
  { id: 'status', label: 'ui.incident.state', sort: 'closed_on', text: (row) => stateText(row.closed_on) },
];

function Next({ row }: { row: IncidentRow }) {
  const { next_on: on, next_days: days } = row;
  if (on === null || days === null) return t('ui.none');
  if (days >= 0) return denseDate(on);
  return (
    <Mark shape="overdue" bold>
      <span className="sr-only">{t('ui.due.overdue')}</span> {denseDate(on)}
    </Mark>
  );
}

export function List() {
  const sections = useAnswer('section_list', {}).data ?? [];
  return (
    <ListPage
      name="incident_list"
      place="/incident"
      title="ui.nav.incident"
      text="ui.incident.filter"
      columns={COLUMNS}
      order={{ sort: 'known_on', descending: true }}
      filters={[
        {
          name: 'state',
          label: 'ui.incident.state',
          options: (['open', 'closed'] as const).map((value) => ({ value, label: t(`ui.incident.${value}`) })),
          usual: 'open',
        },
        {
          name: 'section',
          label: 'ui.filter.section',
          options: sections.map((section) => ({ value: section.name, label: section.name })),
        },
      ]}
      add="ui.incident.new"
      empty="ui.incident.empty"
      actions={
        <>
          <ButtonLink to="/import/incident" weight="quiet" data-testid="to-import">
            {t('ui.nav.import')}
          </ButtonLink>
          <ExportButton registers={['incident']} />
        </>
      }
    />
  );
}
