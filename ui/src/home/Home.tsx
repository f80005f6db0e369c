/** The first screen: the oldest overdue duty, then the week, then the month; what is wrong, and who has how much to do. Not a dashboard. */
import { useState } from 'react';
import { Distance } from '../contract/Aside';
import { listPlace } from '../contract/filters';
import { useAnswer } from '../lib/answers';
import { dayDate, longDate, plainDate } from '../lib/date';
import type { DueItem, Home as HomeAnswer } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { go, useSearch } from '../lib/place';
import { type Key, t } from '../lib/wording';
import { Link, PrintButton } from '../parts/Button';
import { Sign } from '../parts/Mark';
import { PageHead } from '../parts/PageHead';
import { Ready } from '../parts/Problems';
import { FirstDay } from './FirstDay';

export function Home() {
  const asked = useAnswer('home', {});
  return <Ready asked={asked}>{(home) => (home.empty ? <FirstDay home={home} /> : <Today home={home} />)}</Ready>;
}

function Today({ home }: { home: HomeAnswer }) {
  useKeys([
    {
      caps: [t('ui.cap.up'), t('ui.cap.down')],
      label: t('ui.keys.move'),
      on: ['j', 'k', 'ArrowDown', 'ArrowUp'],
      run: (key) => moveRow(key === 'j' || key === 'ArrowDown' ? 1 : -1),
    },
    { caps: ['Enter'], label: t('ui.keys.open'), on: [] },
    { caps: ['N'], label: t('ui.keys.new'), on: ['n'], run: () => go('/contract/new') },
  ]);
  const [params] = useSearch();
  const owner = params.get('owner');
  const section = params.get('section');
  const due = home.due.filter(
    (item) =>
      (owner === null || (item.owner ?? '') === owner) && (section === null || (item.section ?? '') === section),
  );
  const filtered = owner !== null || section !== null;
  return (
    <>
      <PageHead
        title={t('ui.home.title', { date: longDate(home.today) })}
        beside={home.today}
        actions={<PrintButton />}
        conditions={filtered ? [section, owner].filter(Boolean).join(' ') : undefined}
      />
      <Year home={home} />
      <div className="grid gap-4 wide:grid-cols-[minmax(0,1fr)_272px]">
        <div className="min-w-0">
          {filtered && (
            <p className="no-print mb-1">
              {t('ui.home.only', { who: [section, owner].filter(Boolean).join(t('ui.wide_space')) })}{' '}
              <Link to="/" className="ml-2">
                {t('ui.home.everyone')}
              </Link>
            </p>
          )}
          <DueTable due={due} />
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
                  <Link to={listPlace(finding.query)} data-testid={`home-finding-${finding.code}`}>
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

const GROUPS: { stage: DueItem['stage'][]; label: Key }[] = [
  { stage: ['overdue'], label: 'ui.home.overdue' },
  { stage: ['due'], label: 'ui.home.due' },
  { stage: ['soon'], label: 'ui.home.soon' },
  { stage: ['later'], label: 'ui.home.later' },
];
const FEW = 30;

function DueTable({ due }: { due: DueItem[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? due : due.slice(0, FEW);
  if (due.length === 0) return <p className="border-ink-2 border-t py-3 text-label">{t('ui.due.none')}</p>;
  return (
    <div className="overflow-x-auto">
      <table className="table" id="due" aria-label={t('ui.due.title')}>
        <thead>
          <tr>
            <th scope="col">{t('ui.due.on')}</th>
            <th scope="col">{t('ui.due.left')}</th>
            <th scope="col">{t('ui.due.what')}</th>
            <th scope="col">{t('ui.due.record')}</th>
            <th scope="col">{t('ui.due.who')}</th>
          </tr>
        </thead>
        {GROUPS.map((group) => {
          const members = shown.filter((item) => group.stage.includes(item.stage));
          if (members.length === 0) return null;
          const whole = due.filter((item) => group.stage.includes(item.stage)).length;
          return (
            <tbody key={group.label}>
              <tr className="group">
                <th scope="colgroup" colSpan={5}>
                  {t(group.label)}
                  <span className="ml-4">{t('ui.items', { n: whole })}</span>
                </th>
              </tr>
              {members.map((item) => (
                <tr key={item.rule + item.record.id + item.due_on} className="hover:bg-quiet">
                  <td className="whitespace-nowrap" title={item.due_on}>
                    {item.days > 120 ? longDate(item.due_on) : dayDate(item.due_on)}
                  </td>
                  <td className="whitespace-nowrap">
                    <Distance due={item} />
                  </td>
                  <td className="one-line max-w-44" title={item.title}>
                    {item.title}
                  </td>
                  <td className="one-line max-w-52" title={item.record.title}>
                    <a href={`#/contract/${item.record.id}`} data-due-row="" className="hover:underline">
                      {item.record.title}
                    </a>
                  </td>
                  <td className="one-line max-w-42" title={[item.section, item.owner].filter(Boolean).join(' ')}>
                    {[item.section, item.owner].filter(Boolean).join(' ') || t('ui.none')}
                  </td>
                </tr>
              ))}
            </tbody>
          );
        })}
      </table>
      {due.length > shown.length && (
        <button type="button" className="link m-2" onClick={() => setAll(true)}>
          {t('ui.home.show_rest', { n: due.length - shown.length })}
        </button>
      )}
    </div>
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

function moveRow(by: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-due-row]')];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  rows[Math.max(0, Math.min(rows.length - 1, at + by))]?.focus();
}
