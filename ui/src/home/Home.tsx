/** The first screen: the oldest overdue duty, then the week, then the month; what is wrong, and who has how much to do. Not a dashboard. */
import { listPlace } from '../contract/filters';
import { DueTable } from '../due/DueTable';
import { useWhose, WhoseChoice } from '../due/Whose';
import { useAnswer } from '../lib/answers';
import { longDate, plainDate } from '../lib/date';
import type { FindingGroup, Home as HomeAnswer } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { go, useSearch } from '../lib/place';
import { t } from '../lib/wording';
import { Link, PrintButton } from '../parts/Button';
import { Sign } from '../parts/Mark';
import { PageHead } from '../parts/PageHead';
import { Ready } from '../parts/Problems';
import { FirstDay } from './FirstDay';

const FEW = 30;

export function Home() {
  const [whose] = useWhose();
  const [params] = useSearch();
  const [owner, section] = [params.get('owner'), params.get('section')];
  // Dates that nobody answers for have no name to ask for.
  const asked = useAnswer('home', { whose, owner: owner || null, section: section || null }, { keep: true });
  return <Ready asked={asked}>{(home) => (home.empty ? <FirstDay home={home} /> : <Today home={home} />)}</Ready>;
}

function Today({ home }: { home: HomeAnswer }) {
  useKeys([{ caps: ['N'], label: t('ui.keys.new'), on: ['n'], run: () => go('/contract/new'), quiet: true }]);
  const [whose] = useWhose();
  const [params] = useSearch();
  const owner = params.get('owner');
  const section = params.get('section');
  const due = home.due.filter((item) => (owner !== '' || !item.owner) && (section !== '' || !item.section));
  const filtered = owner !== null || section !== null;
  const who = [section, owner].filter(Boolean).join(t('ui.wide_space')) || t('ui.due.nobody');
  return (
    <>
      <PageHead
        title={t('ui.home.title', { date: longDate(home.today) })}
        beside={home.today}
        actions={
          <>
            <WhoseChoice />
            <PrintButton />
          </>
        }
        conditions={[whose !== 'all' && t(`ui.due.whose.${whose}`), filtered && who].filter(Boolean).join(' ')}
      />
      <Year home={home} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 wide:grid-cols-[minmax(0,1fr)_272px]">
        <div className="min-w-0">
          {filtered && (
            <p className="no-print mb-1">
              {t('ui.home.only', { who })}{' '}
              <Link to="/" className="ml-2">
                {t('ui.home.everyone')}
              </Link>
            </p>
          )}
          <DueTable due={due} few={FEW} empty={t(whose === 'mine' ? 'ui.due.none_mine' : 'ui.due.none')} />
          {home.due_total > home.due.length && (
            <p className="p-2 text-label">{t('ui.home.due_more', { n: home.due.length, total: home.due_total })}</p>
          )}
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-3">
          <section className="panel" aria-labelledby="to-check">
            <h2 id="to-check" className="mb-1">
              {t('ui.home.findings')}
            </h2>
            {home.findings.length === 0 && <p className="text-label">{t('ui.home.no_findings')}</p>}
            <ul>
              {home.findings.map((finding) => (
                <li key={finding.code} className="flex items-center gap-1.5 py-1">
                  <Sign shape={finding.query.unknown ? 'unknown' : 'finding'} />
                  <Link to={findingPlace(finding)} data-testid={`home-finding-${finding.code}`}>
                    {finding.text}
                  </Link>
                  <b className="ml-auto">{finding.count}</b>
                </li>
              ))}
            </ul>
          </section>
          <Orphans />
          {home.people.length > 0 && <People home={home} />}
        </div>
      </div>
    </>
  );
}

/** The list of the records with these findings. */
function findingPlace({ register, query }: FindingGroup): string {
  return register === 'contract' ? listPlace(query) : `/${register}?findings=true`;
}

/** Records whose people are gone; counted beside the page, so that the page need not wait. */
function Orphans() {
  const total = useAnswer('orphans', { limit: 0 }).data?.total ?? 0;
  if (total === 0) return null;
  return (
    <section className="panel flex items-center gap-1.5" aria-label={t('ui.orphan.link')}>
      <Sign shape="finding" />
      <Link to="/transfer" data-testid="home-orphans">
        {t('ui.orphan.link')}
      </Link>
      <b className="ml-auto">{total}</b>
    </section>
  );
}

function Year({ home }: { home: HomeAnswer }) {
  const most = Math.max(1, ...home.months.map((month) => month.count));
  const at = home.months.findIndex((month) => month.current);
  return (
    <section
      aria-label={t('ui.home.year')}
      className="mb-3 flex justify-between rounded-8 border border-line max-wide:flex-wrap"
    >
      <div className="w-36 shrink-0 px-3.5 py-3">
        <h2>{home.fiscal_year_text}</h2>
        <p className="text-label">{t('ui.home.by_month')}</p>
      </div>
      <ol className="grid min-w-0 flex-1 grid-cols-12 max-wide:order-last max-wide:basis-full max-wide:border-line max-wide:border-t">
        {home.months.map((month, n) => (
          <li
            key={month.month}
            className={`flex h-[102px] flex-col items-center border-line border-l pt-1 ${month.current ? 'bg-accent-ground font-bold text-accent' : ''}`}
            aria-current={month.current ? 'date' : undefined}
          >
            <span className={n < at ? 'text-label' : ''}>{t('ui.home.month', { n: month.month })}</span>
            <span className="flex flex-1 items-end" aria-hidden="true">
              <span
                className={`block w-6 border ${month.current ? 'border-accent bg-accent' : n < at ? 'border-control bg-quiet' : 'border-accent bg-bar'}`}
                style={{ height: Math.max(2, (44 * month.count) / most) }}
              />
            </span>
            <span className={n < at ? 'text-label' : ''}>
              {month.count}
              <span className="sr-only">{t('ui.home.month_count')}</span>
            </span>
          </li>
        ))}
      </ol>
      <div className="w-40 shrink-0 border-line px-3.5 py-3 wide:border-l">
        <p>{t('ui.home.ordinance')}</p>
        <b title={home.ordinance.on}>{plainDate(home.ordinance.on)}</b>
        <p className="text-label">
          {home.ordinance.days > 0 ? t('ui.due.in_days', { n: home.ordinance.days }) : t('ui.home.in_force')}
        </p>
      </div>
    </section>
  );
}

function People({ home }: { home: HomeAnswer }) {
  const small = (n: number) => (n === 0 ? <span className="text-label">0</span> : n);
  return (
    <section className="panel" aria-labelledby="by-person">
      <h2 id="by-person" className="mb-1">
        {t('ui.home.by_person')}
      </h2>
      <table className="table table-fixed [&_:is(td,th)]:pr-0! [&_:is(td,th)]:pl-1.5! [&_:is(td,th):first-child]:pl-0!">
        <thead>
          <tr>
            <th scope="col">{t('ui.home.person')}</th>
            <th scope="col" className="figure w-9 lang-en:w-11">
              {t('ui.home.overdue')}
            </th>
            <th scope="col" className="figure w-9 lang-en:w-11">
              {t('ui.home.week')}
            </th>
            <th scope="col" className="figure w-9 lang-en:w-11">
              {t('ui.home.month_short')}
            </th>
          </tr>
        </thead>
        <tbody>
          {home.people.map((person) => (
            <tr key={person.section + person.owner}>
              <td className="one-line" title={`${person.section} ${person.owner}`}>
                <a
                  className="hover:underline"
                  href={`#/?${new URLSearchParams({ section: person.section, owner: person.owner })}`}
                >
                  {person.section} {person.owner}
                </a>
              </td>
              <td className="figure">
                {person.overdue > 0 ? <b className="text-finding">{person.overdue}</b> : small(0)}
              </td>
              <td className="figure">{small(person.week)}</td>
              <td className="figure">{small(person.month)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
