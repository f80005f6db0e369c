/** Which company stands behind how much that is not over. The table is the picture: each row has its bar. */
import { useAnswer } from '../lib/answers';
import { figure } from '../lib/date';
import type { ConcentrationRow } from '../lib/generated';
import { t } from '../lib/wording';
import { Link, PrintButton } from '../parts/Button';
import { PageHead } from '../parts/PageHead';
import { Ready } from '../parts/Problems';

const all = (row: ConcentrationRow) => row.contracts + row.below + row.clouds + row.accounts;

export function Concentration() {
  const asked = useAnswer('contractor_concentration', {}, { keep: true });
  const found = asked.data;
  return (
    <>
      <PageHead
        title={t('ui.contractor.concentration')}
        crumbs={[{ to: '/contractor', label: t('ui.nav.contractor') }, { label: t('ui.contractor.concentration') }]}
        beside={
          found
            ? t('ui.contractor.concentration.total', { total: figure(found.total), records: figure(found.records) })
            : ''
        }
        actions={<PrintButton />}
      />
      <Ready asked={asked}>
        {({ rows }) => (rows.length === 0 ? <p>{t('ui.contractor.concentration.none')}</p> : <Bars rows={rows} />)}
      </Ready>
    </>
  );
}

function Bars({ rows }: { rows: ConcentrationRow[] }) {
  const most = Math.max(1, ...rows.map(all));
  return (
    <>
      <p className="mb-2 text-label">{t('ui.contractor.concentration.text')}</p>
      <div className="overflow-x-auto">
        <table className="table" aria-label={t('ui.contractor.concentration')}>
          <thead>
            <tr>
              <th scope="col">{t('ui.contractor.group.company')}</th>
              <th scope="col" className="figure">
                {t('ui.contractor.contracts')}
              </th>
              <th scope="col" className="figure">
                {t('ui.contractor.concentration.below')}
              </th>
              <th scope="col" className="figure">
                {t('ui.contractor.clouds')}
              </th>
              <th scope="col" className="figure">
                {t('ui.contractor.accounts')}
              </th>
              <th scope="col" className="figure">
                {t('ui.contractor.concentration.sections')}
              </th>
              <th scope="col" className="figure">
                {t('ui.contractor.amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td className="min-w-56">
                  <Link to={`/contractor/${row.id}`}>{row.name}</Link>
                  <svg aria-hidden="true" className="block h-2 w-full" preserveAspectRatio="none" viewBox="0 0 100 1">
                    <rect width={(100 * all(row)) / most} height="1" className="fill-accent" />
                  </svg>
                </td>
                <td className="figure">{figure(row.contracts)}</td>
                <td className="figure">{figure(row.below)}</td>
                <td className="figure">{figure(row.clouds)}</td>
                <td className="figure">{figure(row.accounts)}</td>
                <td className="figure">{figure(row.sections)}</td>
                <td className="figure">{figure(row.amount_yen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
