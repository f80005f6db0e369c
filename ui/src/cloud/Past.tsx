/** The applications of a cloud use, newest first: what was applied for, by whom, and how it was decided. */
import { denseDate } from '../lib/date';
import type { CloudView } from '../lib/generated';
import { t } from '../lib/wording';
import { ApplicationMark } from './words';

export function Past({ view }: { view: CloudView }) {
  if (view.past.length === 0) return <p className="text-label">{t('ui.cloud.past.none')}</p>;
  return (
    <div className="overflow-x-auto">
      <table className="table" aria-label={t('ui.cloud.tab.past')}>
        <thead>
          <tr>
            <th scope="col">{t('ui.cloud.past.kind')}</th>
            <th scope="col">{t('ui.cloud.past.applied')}</th>
            <th scope="col">{t('ui.filter.status')}</th>
            <th scope="col">{t('ui.cloud.past.decided')}</th>
            <th scope="col">{t('ui.cloud.approval_number')}</th>
            <th scope="col">{t('ui.history.hash')}</th>
          </tr>
        </thead>
        <tbody>
          {view.past.map((one) => (
            <tr key={one.id} data-testid={`past-${one.id}`}>
              <td>{one.kind_text}</td>
              <td title={one.applied_on}>
                {denseDate(one.applied_on)} {one.applicant}
              </td>
              <td className="whitespace-nowrap">
                <ApplicationMark state={one.state} text={one.state_text} />
              </td>
              <td title={one.decided_on ?? undefined}>
                {one.decided_on ? `${denseDate(one.decided_on)} ${one.decided_by ?? ''}` : t('ui.none')}
              </td>
              <td>{one.number ?? t('ui.none')}</td>
              <td className="text-label" title={one.hash}>
                {one.hash.slice(0, 8)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
