/** The way from a record to the company that stands behind one of its places; nothing where the name fits several. */
import { useAnswer } from '../lib/answers';
import type { Register } from '../lib/generated';
import { t } from '../lib/wording';
import { Link } from '../parts/Button';

export function Behind({ register, id, place }: { register: Register; id: string; place: string }) {
  const asked = useAnswer('contractor_of', { register, id }, { enabled: id !== '' });
  const company = asked.data?.find((party) => party.place === place)?.company;
  if (!company) return null;
  return (
    <Link to={`/contractor/${company.id}`} className="no-print" data-testid="company" title={company.title}>
      {t('ui.contractor.behind')}
    </Link>
  );
}
