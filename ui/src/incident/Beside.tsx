/** The incidents that happened in a record of another register, beside it, and the way to record one. */
import { useAnswer } from '../lib/answers';
import type { Link as RecordLink } from '../lib/generated';
import { t } from '../lib/wording';
import { Link } from '../parts/Button';
import { Mark } from '../parts/Mark';

export function Incidents({ register, id }: { register: 'contract' | 'cloud' | 'sns'; id: string }) {
  const asked = useAnswer('incident_of', { register, id }, { enabled: id !== '' });
  const links: RecordLink[] = asked.data ?? [];
  return (
    <div data-testid="incidents">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 className="mb-1">{t('ui.nav.incident')}</h2>
        <Link to={`/incident/new?${register}=${id}`} className="no-print" data-testid="new-incident">
          {t('ui.incident.new')}
        </Link>
      </div>
      {asked.data && links.length === 0 && <p className="text-label">{t('ui.incident.of.none')}</p>}
      <ul className="divide-y divide-line">
        {links.map((link) => (
          <li key={link.id} className="flex flex-wrap items-baseline justify-between gap-x-3 py-1">
            <Link to={`/incident/${link.id}`} className="break-words">
              {link.title}
            </Link>
            {link.open ? (
              <Mark shape="review">{t('ui.incident.open')}</Mark>
            ) : (
              <Mark shape="closed">{t('ui.incident.closed')}</Mark>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
