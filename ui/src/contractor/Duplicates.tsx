/** Companies that may be one, the likeliest first, each with why and the way to compare them. */
import { useAnswer } from '../lib/answers';
import type { Side } from '../lib/generated';
import { t } from '../lib/wording';
import { Link, PrintButton } from '../parts/Button';
import { PageHead } from '../parts/PageHead';
import { Ready } from '../parts/Problems';

export function Duplicates() {
  const asked = useAnswer('contractor_duplicates', {}, { keep: true });
  return (
    <>
      <PageHead
        title={t('ui.contractor.duplicates')}
        crumbs={[{ to: '/contractor', label: t('ui.nav.contractor') }, { label: t('ui.contractor.duplicates') }]}
        beside={<span data-testid="count-duplicates">{asked.data ? t('ui.items', { n: asked.data.total }) : ''}</span>}
        actions={<PrintButton />}
      />
      <Ready asked={asked}>
        {({ pairs }) =>
          pairs.length === 0 ? (
            <p>{t('ui.contractor.duplicates.none')}</p>
          ) : (
            <>
              <p className="mb-2 text-label">{t('ui.contractor.duplicates.text')}</p>
              <div className="overflow-x-auto">
                <table className="table" aria-label={t('ui.contractor.duplicates')}>
                  <thead>
                    <tr>
                      <th scope="col">{t('ui.contractor.duplicates.one')}</th>
                      <th scope="col">{t('ui.contractor.duplicates.other')}</th>
                      <th scope="col">{t('ui.contractor.duplicates.why')}</th>
                      <th scope="col">{t('ui.contractor.duplicates.review')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {pairs.map(({ one, other, reasons }) => (
                      <tr key={`${one.id} ${other.id}`}>
                        <Company side={one} />
                        <Company side={other} />
                        <td>{reasons.map((reason) => reason.text).join(t('ui.list_separator'))}</td>
                        <td>
                          <Link to={`/contractor/merge/${one.id}/${other.id}`} data-testid="review">
                            {t('ui.contractor.duplicates.review')}
                            <span className="sr-only">{`${one.name} ${other.name}`}</span>
                          </Link>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </>
          )
        }
      </Ready>
    </>
  );
}

function Company({ side }: { side: Side }) {
  return (
    <td>
      <Link to={`/contractor/${side.id}`}>{side.name}</Link>
      <div className="text-label">
        {[side.corporate_number, side.address, t('ui.contractor.places', { n: side.named })].filter(Boolean).join(' ')}
      </div>
    </td>
  );
}
