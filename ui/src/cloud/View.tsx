/** One cloud use: what it is, who manages it, until when it is approved. */
import { useAnswer } from '../lib/answers';
import { figure } from '../lib/date';
import type { CloudView } from '../lib/generated';
import { useSearch } from '../lib/place';
import { t } from '../lib/wording';
import { Link } from '../parts/Button';
import { Ready } from '../parts/Problems';
import { day, holder, RecordPage } from '../parts/RecordPage';

export function View({ id }: { id: string }) {
  const [params] = useSearch();
  const on = params.get('on');
  const asked = useAnswer('cloud_show', { id, on }, { keep: true });
  return (
    <>
      {on !== null && asked.error && <Link to={`/cloud/${id}`}>{t('ui.as_of.back')}</Link>}
      <Ready asked={asked}>{(view) => <Page view={view} />}</Ready>
    </>
  );
}

function Page({ view }: { view: CloudView }) {
  const { cloud } = view;
  const provider = cloud.provider;
  return (
    <RecordPage
      register="cloud"
      id={cloud.id}
      revision={cloud.revision}
      title={cloud.service}
      list="ui.nav.cloud"
      crumb={cloud.number ?? t('ui.contract.no_number')}
      status={view.status_text}
      asOf={view.as_of}
      groups={[
        {
          title: 'ui.cloud.group.use',
          pairs: [
            [t('ui.field.number'), cloud.number],
            [t('ui.field.section'), cloud.section],
            [t('ui.field.manager'), holder(cloud.manager, cloud.manager_since)],
            [t('ui.field.purpose'), cloud.purpose],
            [t('ui.field.users'), cloud.users === null ? null : figure(cloud.users)],
            [t('ui.field.url'), cloud.url],
            [
              t('ui.field.contract'),
              view.contract_title && <Link to={`/contract/${cloud.contract}`}>{view.contract_title}</Link>,
            ],
            [t('ui.field.note'), cloud.note],
          ],
        },
        {
          title: 'ui.cloud.group.approval',
          pairs: [
            [t('ui.filter.status'), view.status_text],
            [t('ui.cloud.decided_on'), day(cloud.decided_on)],
            [t('ui.field.expires_on'), day(cloud.expires_on)],
            [t('ui.field.conditions'), cloud.conditions],
            ...(cloud.ended_on ? [[t('ui.field.ended_on'), day(cloud.ended_on)] as [string, React.ReactNode]] : []),
          ],
        },
        {
          title: 'ui.cloud.provider',
          pairs: [
            [t('ui.field.provider.name'), provider.name],
            [t('ui.field.corporate_number'), provider.corporate_number],
            [t('ui.field.country'), provider.country],
            [t('ui.field.parent_country'), provider.parent_country],
          ],
        },
        { title: 'ui.contract.facts', pairs: view.facts.map((fact) => [fact.label, fact.text]) },
      ]}
    />
  );
}
