/** Entering and correcting an official account. There is no field for a password: this is no place to keep one. */
import { useAnswer } from '../lib/answers';
import type { Sns } from '../lib/generated';
import { find, t } from '../lib/wording';
import { Ready } from '../parts/Problems';
import { type FormGroup, RecordForm } from '../parts/RecordForm';
import { media, statuses, useCloudName } from './words';

function groups(cloud: string | null = null): FormGroup[] {
  const label = (name: string) => find(`ui.field.${name}`) ?? name;
  return [
    {
      title: 'ui.sns.group.account',
      fields: [
        { name: 'name', label: t('ui.sns.account'), required: true, wide: 4 },
        { name: 'medium', label: label('medium'), kind: 'choice', options: media(), empty: t('ui.sns.medium_by_url') },
        { name: 'url', label: label('url'), help: t('ui.sns.url_help'), wide: 4 },
        { name: 'handle', label: label('handle') },
        { name: 'purpose', label: label('purpose'), kind: 'area', wide: 6 },
        { name: 'publishable', label: label('publishable'), kind: 'yes_no', wide: 3 },
        { name: 'listed_url', label: label('listed_url'), wide: 3 },
      ],
    },
    {
      title: 'ui.sns.group.custody',
      fields: [
        { name: 'section', label: label('section'), offered: 'sections' },
        { name: 'owner', label: t('ui.sns.owner'), offered: 'people' },
        { name: 'owner_since', label: label('owner_since'), kind: 'date', help: t('ui.field.since_help') },
        { name: 'deputy', label: label('deputy'), offered: 'people' },
        { name: 'operators', label: label('operators'), kind: 'names', help: t('ui.sns.operators_help'), wide: 4 },
      ],
    },
    {
      title: 'ui.sns.group.keeping',
      fields: [
        { name: 'mfa', label: label('mfa'), kind: 'yes_no', wide: 3 },
        { name: 'shared_login', label: label('shared_login'), kind: 'yes_no', wide: 3 },
        { name: 'recovery_holder', label: label('recovery_holder'), offered: 'people', wide: 3 },
        { name: 'credentials_changed_on', label: label('credentials_changed_on'), kind: 'date', wide: 3 },
      ],
    },
    {
      title: 'ui.sns.group.life',
      fields: [
        { name: 'status', label: t('ui.filter.status'), kind: 'choice', options: statuses(), wide: 3 },
        { name: 'opened_on', label: label('opened_on'), kind: 'date', wide: 3 },
        { name: 'last_post_on', label: label('last_post_on'), kind: 'date', wide: 3 },
        { name: 'closed_on', label: t('ui.sns.closed_on'), kind: 'date', wide: 3 },
        { name: 'cloud', label: t('ui.sns.cloud'), kind: 'link', links: 'cloud', linked: cloud },
        { name: 'note', label: label('note'), kind: 'area', wide: 6 },
      ],
    },
  ];
}

const BLANK = { id: '', revision: 0, status: 'applied', operators: [], facts: {} } as unknown as Sns;

export function Edit({ id }: { id: string }) {
  const asked = useAnswer('sns_show', { id });
  return <Ready asked={asked}>{({ sns }) => <Form key={id} sns={sns} />}</Ready>;
}

function Form({ sns }: { sns: Sns }) {
  return (
    <RecordForm
      register="sns"
      start={sns}
      title={t('ui.sns.edit')}
      crumbs={[
        { to: '/sns', label: t('ui.nav.sns') },
        { to: `/sns/${sns.id}`, label: sns.name },
      ]}
      groups={groups(useCloudName(sns.cloud))}
    />
  );
}

export function New() {
  return (
    <RecordForm
      register="sns"
      start={BLANK}
      title={t('ui.sns.new')}
      crumbs={[{ to: '/sns', label: t('ui.nav.sns') }, { label: t('ui.sns.new_crumb') }]}
      groups={groups()}
    />
  );
}
