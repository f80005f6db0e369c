/** One official account: where it is, who answers for it, how it is kept. */
import { useAnswer } from '../lib/answers';
import type { SnsView } from '../lib/generated';
import { useSearch } from '../lib/place';
import { t } from '../lib/wording';
import { Link } from '../parts/Button';
import { Ready } from '../parts/Problems';
import { day, holder, RecordPage, yesNo } from '../parts/RecordPage';
import { useCloudName } from './words';

export function View({ id }: { id: string }) {
  const [params] = useSearch();
  const on = params.get('on');
  const asked = useAnswer('sns_show', { id, on }, { keep: true });
  return (
    <>
      {on !== null && asked.error && <Link to={`/sns/${id}`}>{t('ui.as_of.back')}</Link>}
      <Ready asked={asked}>{(view) => <Page view={view} />}</Ready>
    </>
  );
}

function Page({ view }: { view: SnsView }) {
  const { sns } = view;
  const cloud = useCloudName(sns.cloud);
  return (
    <RecordPage
      register="sns"
      id={sns.id}
      revision={sns.revision}
      title={sns.name}
      list="ui.nav.sns"
      crumb={view.medium_text}
      status={view.status_text}
      asOf={view.as_of}
      groups={[
        {
          title: 'ui.sns.group.custody',
          pairs: [
            [t('ui.field.section'), sns.section],
            [t('ui.sns.owner'), holder(sns.owner, sns.owner_since)],
            [t('ui.field.deputy'), sns.deputy],
            [t('ui.field.operators'), sns.operators.join(t('ui.list_separator'))],
          ],
        },
        {
          title: 'ui.sns.group.account',
          pairs: [
            [t('ui.field.medium'), view.medium_text],
            [t('ui.field.handle'), sns.handle],
            [t('ui.field.url'), sns.url],
            [t('ui.field.purpose'), sns.purpose],
            [t('ui.field.publishable'), yesNo(sns.publishable)],
            [t('ui.field.listed_url'), sns.listed_url],
          ],
        },
        {
          title: 'ui.sns.group.keeping',
          pairs: [
            [t('ui.field.mfa'), yesNo(sns.mfa)],
            [t('ui.field.shared_login'), yesNo(sns.shared_login)],
            [t('ui.field.recovery_holder'), sns.recovery_holder],
            [t('ui.field.credentials_changed_on'), day(sns.credentials_changed_on)],
            ...view.facts.map((fact): [string, string] => [fact.label, fact.text]),
          ],
        },
        {
          title: 'ui.sns.group.life',
          pairs: [
            [t('ui.filter.status'), view.status_text],
            [t('ui.field.opened_on'), day(sns.opened_on)],
            [t('ui.field.last_post_on'), day(sns.last_post_on)],
            ...(sns.closed_on ? [[t('ui.sns.closed_on'), day(sns.closed_on)] as [string, React.ReactNode]] : []),
            [
              t('ui.field.contract'),
              view.contract_title && <Link to={`/contract/${sns.contract}`}>{view.contract_title}</Link>,
            ],
            [t('ui.sns.cloud'), cloud && <Link to={`/cloud/${sns.cloud}`}>{cloud}</Link>],
            [t('ui.field.note'), sns.note],
          ],
        },
      ]}
    />
  );
}
