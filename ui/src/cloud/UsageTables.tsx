/** The tables of a comparison with a log: hosts, and cloud uses. */
import { denseDate, figure } from '../lib/date';
import type { UsedCloud, UsedHost } from '../lib/generated';
import { t } from '../lib/wording';
import { Link } from '../parts/Button';

/** Hosts with what is known of them; `plain` where nothing is. */
export function Hosts({
  hosts,
  onIgnore,
  plain = false,
}: {
  hosts: UsedHost[];
  onIgnore: (host: string) => void;
  plain?: boolean;
}) {
  return (
    <div className="overflow-x-auto">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('ui.usage.host')}</th>
            {!plain && <th scope="col">{t('ui.usage.service')}</th>}
            <th scope="col" className="figure">
              {t('ui.usage.count')}
            </th>
            <th scope="col">{t('ui.usage.last_on')}</th>
            <th scope="col" className="no-print">
              <span className="sr-only">{t('ui.usage.do')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {hosts.map((row) => (
            <tr key={row.host} data-testid={`host-${row.host}`}>
              <td className="break-all font-bold">{row.host}</td>
              {!plain && (
                <td>
                  {row.cloud ? (
                    <>
                      <Link to={`/cloud/${row.cloud.id}`}>{row.cloud.service}</Link>{' '}
                      <span className="tag">{row.cloud.status_text}</span>{' '}
                      <span className="text-ink-2">{row.cloud.section}</span>
                    </>
                  ) : (
                    row.known_service
                  )}
                </td>
              )}
              <td className="figure">{figure(row.count)}</td>
              <td className="whitespace-nowrap" title={row.last_on ?? undefined}>
                {denseDate(row.last_on) || t('ui.none')}
              </td>
              <td className="no-print">
                <div className="flex justify-end gap-4 whitespace-nowrap">
                  {!plain && !row.cloud && (
                    <Link to={newUse(row)} aria-label={t('ui.usage.of', { host: row.host, what: t('ui.usage.apply') })}>
                      {t('ui.usage.apply')}
                    </Link>
                  )}
                  <button
                    type="button"
                    className="link"
                    data-testid={`ignore-${row.host}`}
                    aria-label={t('ui.usage.of', { host: row.host, what: t('ui.usage.ignore_do') })}
                    onClick={() => onIgnore(row.host)}
                  >
                    {t('ui.usage.ignore_do')}
                  </button>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The application form with what the log tells of a use. */
function newUse({ host, known_service: service }: UsedHost): string {
  return `/cloud/new?${new URLSearchParams({ ...(service ? { service } : {}), url: host })}`;
}

/** Cloud uses; `counted` with their accesses. */
export function Uses({ uses, counted = false }: { uses: UsedCloud[]; counted?: boolean }) {
  return (
    <div className="overflow-x-auto">
      <table className="table">
        <thead>
          <tr>
            <th scope="col" className="w-24">
              {t('ui.column.number')}
            </th>
            <th scope="col">{t('ui.field.service')}</th>
            <th scope="col">{t('ui.column.section')}</th>
            <th scope="col">{t('ui.filter.status')}</th>
            {counted && (
              <th scope="col" className="figure">
                {t('ui.usage.count')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {uses.map((use) => (
            <tr key={use.id}>
              <td className="whitespace-nowrap">{use.number ?? t('ui.none')}</td>
              <td>
                <Link to={`/cloud/${use.id}`}>{use.service}</Link>
              </td>
              <td>{use.section ?? t('ui.none')}</td>
              <td>{use.status_text}</td>
              {counted && <td className="figure">{figure(use.count)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
