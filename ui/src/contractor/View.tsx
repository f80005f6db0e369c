/** One contractor: who it is, what is wrong, every record that names it, how they spell it, and what falls due. */
import { Fragment } from 'react';
import { DueDates } from '../due/Beside';
import { useAnswer } from '../lib/answers';
import { denseRange, figure, plainDate } from '../lib/date';
import type { CompanyView, PartyRow } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { go } from '../lib/place';
import { find, type Key, t } from '../lib/wording';
import { ButtonLink, Link, PrintButton } from '../parts/Button';
import { HistoryTable } from '../parts/HistoryTable';
import { Sign } from '../parts/Mark';
import { PageHead } from '../parts/PageHead';
import { Ready } from '../parts/Problems';

export function View({ id }: { id: string }) {
  const asked = useAnswer('contractor_show', { id }, { keep: true });
  return <Ready asked={asked}>{(view) => <Page view={view} />}</Ready>;
}

function Page({ view }: { view: CompanyView }) {
  const { company } = view;
  const edit = `/contractor/${company.id}/edit`;
  const open = view.merged_into === null;
  useKeys(open ? [{ caps: ['E'], label: t('ui.keys.edit'), on: ['e'], quiet: true, run: () => go(edit) }] : []);
  const tags: Key[] = [
    ...(view.suspended ? (['ui.contractor.suspended'] as const) : []),
    ...(view.abroad ? (['ui.contractor.abroad'] as const) : []),
    ...(view.kept ? [] : (['ui.contractor.named_only'] as const)),
  ];
  return (
    <>
      <PageHead
        title={company.name}
        crumbs={[
          { to: '/contractor', label: t('ui.nav.contractor') },
          { label: company.corporate_number ?? t('ui.contractor.number_missing') },
        ]}
        beside={tags.map((tag) => (
          <span key={tag} className="tag">
            {t(tag)}
          </span>
        ))}
        actions={
          <>
            <PrintButton />
            {open && (
              <ButtonLink to={edit} weight="filled" data-testid="edit">
                {t('ui.edit')}
              </ButtonLink>
            )}
          </>
        }
      />
      {view.merged_into && (
        <p
          role="status"
          data-testid="merged-into"
          className="mb-3 rounded-4 border border-line bg-accent-ground px-3 py-2"
        >
          {t('ui.contractor.merged_into')}{' '}
          <Link to={`/contractor/${view.merged_into.id}`}>{view.merged_into.title}</Link>
        </p>
      )}
      {!view.kept && <p className="mb-3 text-label">{t('ui.contractor.named_only_help')}</p>}
      {view.findings.length > 0 && (
        <ul className="mb-4" data-testid="findings">
          {view.findings.map((finding) => (
            <li key={finding.text} className="flex gap-1.5 py-1">
              <Sign shape="finding" place="mt-[calc((1lh-1rem)/2)] self-start" />
              <span>
                {finding.text}
                {finding.basis && <span className="ml-2 text-label">{finding.basis}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-5 gap-y-6 wide:grid-cols-[minmax(0,1fr)_312px]">
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-6">
          <Records title="ui.contractor.contracts" rows={view.contracts} />
          <Records title="ui.contractor.clouds" rows={view.clouds} />
          <Records title="ui.contractor.accounts" rows={view.accounts} />
          <section>
            <h2 className="mb-1">{t('ui.tab.history')}</h2>
            <HistoryTable rows={view.history} />
          </section>
        </div>
        <aside className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-6">
          <Facts view={view} />
          <Side view={view} />
          <section>
            <DueDates due={view.due} past={false} named />
          </section>
        </aside>
      </div>
    </>
  );
}

function Records({ title, rows }: { title: Key; rows: PartyRow[] }) {
  return (
    <section data-testid={title}>
      <h2 className="mb-1">
        {t(title)} <span className="text-label">{t('ui.items', { n: rows.length })}</span>
      </h2>
      {rows.length === 0 ? (
        <p className="text-label">{t('ui.contractor.none_of')}</p>
      ) : (
        <div className="overflow-x-auto">
          <table className="table" aria-label={t(title)}>
            <thead>
              <tr>
                <th scope="col">{t('ui.contractor.record')}</th>
                <th scope="col">{t('ui.contractor.role')}</th>
                <th scope="col">{t('ui.column.section')}</th>
                <th scope="col">{t('ui.contractor.period')}</th>
                <th scope="col" className="figure">
                  {t('ui.contractor.amount')}
                </th>
                <th scope="col" className="figure">
                  {t('ui.findings')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.id} ${row.role} ${row.written}`} className={row.running ? '' : 'text-label'}>
                  <td>
                    <Link to={`/${row.register}/${row.id}`}>{row.title}</Link>
                    {row.number && <div className="text-label">{row.number}</div>}
                  </td>
                  <td>{row.role}</td>
                  <td>{row.section}</td>
                  <td className="whitespace-nowrap">{denseRange(row.from_on, row.until_on)}</td>
                  <td className="figure">{row.amount_yen === null ? '' : figure(row.amount_yen)}</td>
                  <td className="figure">{row.findings === null ? '' : figure(row.findings)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Facts({ view }: { view: CompanyView }) {
  const { company } = view;
  const { parent } = company;
  const suspended = [company.suspended_from, company.suspended_until].some(Boolean)
    ? `${denseRange(company.suspended_from, company.suspended_until)} ${company.suspended_reason ?? ''}`
    : null;
  const pairs: [string, string | null][] = [
    ['corporate_number', company.corporate_number],
    ['representative', company.representative],
    ['address', company.address],
    ['country', company.country],
    ['suspended', suspended],
    ['note', company.note],
  ];
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1" data-testid="facts">
      {pairs
        .filter(([, text]) => text)
        .map(([field, text]) => (
          <Fragment key={field}>
            <dt className="text-label">{find(`contractor.${field}`)}</dt>
            <dd className="break-words">{text}</dd>
          </Fragment>
        ))}
      {(view.parent || parent.name || parent.country) && (
        <>
          <dt className="text-label">{find('contractor.parent')}</dt>
          <dd>
            {view.parent ? <Link to={`/contractor/${view.parent.id}`}>{view.parent.title}</Link> : parent.name}{' '}
            {parent.country}
          </dd>
        </>
      )}
      <dt className="text-label">{t('ui.contractor.amount')}</dt>
      <dd title={t('ui.contractor.amount_sum')}>{figure(view.amount_yen)}</dd>
    </dl>
  );
}

/** Certificates with the days they are still valid, whom to call, names of before and now. */
function Side({ view }: { view: CompanyView }) {
  const { company } = view;
  return (
    <>
      {view.certificates.length > 0 && (
        <section>
          <h2 className="mb-1">{t('ui.contractor.certificates')}</h2>
          <ul>
            {view.certificates.map((one) => (
              <li key={`${one.title} ${one.valid_until}`}>
                {one.title} {plainDate(one.valid_until)}{' '}
                {one.days !== null && (
                  <span className={one.days < 0 ? 'font-bold' : 'text-label'}>
                    {t(one.days < 0 ? 'ui.contractor.days_over' : 'ui.contractor.days_left', { n: Math.abs(one.days) })}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {company.contacts.length > 0 && (
        <section>
          <h2 className="mb-1">{t('ui.contractor.contacts')}</h2>
          <ul>
            {company.contacts.map((one) => (
              <li key={JSON.stringify(one)}>
                <span className="text-label">{t(`ui.contractor.contact.${one.purpose}`)}</span>{' '}
                {[one.section, one.name, one.phone, one.email].filter(Boolean).join(' ')}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2 className="mb-1">{t('ui.contractor.spellings_seen')}</h2>
        <ul data-testid="spellings">
          {view.spellings.map((one) => (
            <li key={`${one.name} ${one.corporate_number}`}>
              {one.name} <span className="text-label">{one.corporate_number}</span>{' '}
              <span className="whitespace-nowrap text-label">{t('ui.contractor.places', { n: one.count })}</span>
            </li>
          ))}
        </ul>
      </section>
      {company.former_names.length > 0 && (
        <section>
          <h2 className="mb-1">{t('ui.contractor.former')}</h2>
          <ul>
            {company.former_names.map((one) => (
              <li key={one.name}>
                {one.name} <span className="text-label">{plainDate(one.until)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {view.merged.length > 0 && (
        <section>
          <h2 className="mb-1">{t('ui.contractor.merged')}</h2>
          <ul>
            {view.merged.map((one) => (
              <li key={one.id}>
                <Link to={`/contractor/${one.id}`}>{one.title}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
