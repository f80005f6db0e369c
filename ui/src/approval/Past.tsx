/** The applications about a record, newest first: what was applied for, by whom, and how it was decided. */
import { denseDate } from '../lib/date';
import type { PastApplication } from '../lib/generated';
import { t } from '../lib/wording';
import { ApplicationMark } from './words';

export function Past({ past }: { past: PastApplication[] }) {
  if (past.length === 0) return <p className="text-label">{t('ui.case.past.none')}</p>;
  return (
    <div className="overflow-x-auto">
      <table className="table" aria-label={t('ui.case.past.title')}>
        <thead>
          <tr>
            <th scope="col">{t('ui.case.past.kind')}</th>
            <th scope="col">{t('ui.case.past.applied')}</th>
            <th scope="col">{t('ui.filter.status')}</th>
            <th scope="col">{t('ui.case.past.decided')}</th>
            <th scope="col">{t('ui.case.approval_number')}</th>
            <th scope="col">{t('ui.history.hash')}</th>
          </tr>
        </thead>
        <tbody>
          {past.map((one) => (
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
