/** Entering and correcting a cloud use. Applying and approving are steps of their own and not here. */
import { useAnswer } from '../lib/answers';
import type { Cloud } from '../lib/generated';
import { find, t } from '../lib/wording';
import { Ready } from '../parts/Problems';
import { type FormGroup, RecordForm } from '../parts/RecordForm';
import { statuses } from './words';

const CLASSES = ['1', '2', '3C', '3B', '3A'];

function groups(): FormGroup[] {
  const label = (name: string) => find(`ui.field.${name}`) ?? find(`fact.${name.replace('facts.', '')}.label`) ?? name;
  const fact = (name: string) => ({ name: `facts.${name}`, label: label(`facts.${name}`) });
  return [
    {
      title: 'ui.cloud.group.use',
      fields: [
        { name: 'service', label: label('service'), required: true, wide: 4 },
        { name: 'number', label: label('number') },
        { name: 'section', label: label('section'), offered: 'sections' },
        { name: 'manager', label: label('manager'), offered: 'people' },
        { name: 'manager_since', label: label('manager_since'), kind: 'date', help: t('ui.field.since_help') },
        { name: 'purpose', label: label('purpose'), kind: 'area', wide: 6 },
        { name: 'url', label: label('url'), wide: 4 },
        { name: 'users', label: label('users'), numeric: true },
      ],
    },
    {
      title: 'ui.cloud.provider',
      fields: [
        { name: 'provider.name', label: label('provider.name'), wide: 4 },
        { name: 'provider.corporate_number', label: label('corporate_number'), numeric: true },
        { name: 'provider.country', label: label('country'), wide: 3 },
        { name: 'provider.parent_country', label: label('parent_country'), wide: 3 },
      ],
    },
    {
      title: 'ui.cloud.group.approval',
      fields: [
        { name: 'status', label: t('ui.filter.status'), kind: 'choice', options: statuses() },
        { name: 'decided_on', label: t('ui.cloud.decided_on'), kind: 'date' },
        { name: 'expires_on', label: label('expires_on'), kind: 'date' },
        { name: 'conditions', label: label('conditions'), kind: 'area', wide: 6 },
        { name: 'ended_on', label: label('ended_on'), kind: 'date' },
      ],
    },
    {
      title: 'ui.contract.facts',
      fields: [
        {
          ...fact('confidentiality'),
          kind: 'choice',
          options: CLASSES.map((value) => ({ value, label: find(`fact.confidentiality.value.${value}`) ?? value })),
          empty: t('ui.unanswered'),
          wide: 6,
        },
        { ...fact('handles_personal_info'), kind: 'yes_no', wide: 3 },
        { ...fact('handles_my_number'), kind: 'yes_no', wide: 3 },
        { name: 'note', label: label('note'), kind: 'area', wide: 6 },
      ],
    },
  ];
}

const BLANK = { id: '', revision: 0, status: 'draft', facts: {}, provider: {} } as unknown as Cloud;

export function Edit({ id }: { id: string }) {
  const asked = useAnswer('cloud_show', { id });
  return (
    <Ready asked={asked}>
      {({ cloud }) => (
        <RecordForm
          key={id}
          register="cloud"
          start={cloud}
          title={t('ui.cloud.edit')}
          crumbs={[
            { to: '/cloud', label: t('ui.nav.cloud') },
            { to: `/cloud/${id}`, label: cloud.service },
          ]}
          groups={groups()}
        />
      )}
    </Ready>
  );
}

export function New() {
  return (
    <RecordForm
      register="cloud"
      start={BLANK}
      title={t('ui.cloud.new')}
      crumbs={[{ to: '/cloud', label: t('ui.nav.cloud') }, { label: t('ui.cloud.new_crumb') }]}
      groups={groups()}
    />
  );
}
