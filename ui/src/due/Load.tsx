/** What falls to each section, and to each person of one, in the months of a fiscal year: figures with bars, of which the dark part is overdue. The table is the picture. */
import { useAnswer } from '../lib/answers';
import { figure, fiscalYear } from '../lib/date';
import type { DueLoad, LoadMonth, LoadRow } from '../lib/generated';
import { t } from '../lib/wording';
import { Link } from '../parts/Button';
import { PicturePage, Turn, turnsOf, usePicture, usePrint, WhoChips } from './Frame';

/** The highest bar. */
const HIGH = 20;

export function Load() {
  const { params, conditions } = usePicture();
  const asked = useAnswer('due_load', { ...conditions, when: params.get('when') }, { keep: true });
  const load = asked.data;
  const print = usePrint();
  return (
    <PicturePage
      title={t('ui.load.title', { year: load ? fiscalYear(load.year) : '' })}
      count={load ? t('ui.items', { n: figure(load.all.total.count) }) : ''}
      testId="count-load"
      print={print}
      filters={
        <>
          {load && <Turn of="year" {...turnsOf(load.year)} />}
          <WhoChips />
        </>
      }
      problems={asked.error?.problems ?? []}
    >
      {load && !asked.error && <Sections load={load} />}
    </PicturePage>
  );
}

function Sections({ load }: { load: DueLoad }) {
  const { params, set } = usePicture();
  const open = params.get('open');
  if (load.all.total.count === 0) return <p className="border-ink-2 border-t py-3 text-label">{t('ui.load.none')}</p>;
  const most = Math.max(1, ...load.sections.flatMap((section) => section.months.map((month) => month.count)));
  const current = load.months.indexOf(load.today.slice(0, 7));
  return (
    <>
      <p className="mb-1 text-label">{t('ui.load.help')}</p>
      <div className="relative overflow-x-auto">
        <table className="load-table table" aria-label={t('ui.load.title', { year: fiscalYear(load.year) })}>
          <thead>
            <tr>
              <th scope="col" className="w-44">
                {t('ui.load.section')}
              </th>
              <th scope="col">{t('ui.picture.overdue')}</th>
              <th scope="col">{t('ui.load.total')}</th>
              <th scope="col" className="w-24">
                {t('ui.load.earlier')}
              </th>
              {load.months.map((month, at) => (
                <th key={month} scope="col" aria-current={at === current ? 'date' : undefined}>
                  {t(`ui.month.${Number(month.slice(5)) as 1}`)}
                </th>
              ))}
            </tr>
          </thead>
          {load.sections.map((section) => {
            const key = section.of_office ? 'office' : (section.name ?? '');
            const shown = open === key;
            const name = section.name ?? t('ui.load.no_section');
            return (
              <tbody key={key} data-testid="load-section">
                <Row row={section} most={most}>
                  {section.people.length > 0 && (
                    <button
                      type="button"
                      className="no-print mr-1 size-6"
                      aria-expanded={shown}
                      aria-label={t('ui.load.people', { name })}
                      data-testid="open-section"
                      onClick={() => set({ open: shown ? null : key })}
                    >
                      {shown ? '▾' : '▸'}
                    </button>
                  )}
                  {section.name && !section.of_office ? (
                    <Link to={listOf({ section: section.name })}>{name}</Link>
                  ) : (
                    name
                  )}
                </Row>
                {shown &&
                  section.people.map((person) => (
                    <Row key={person.name} row={person} most={most}>
                      <span className="pl-7">
                        {person.name ? (
                          <Link to={listOf({ section: section.name ?? '', owner: person.name })}>{person.name}</Link>
                        ) : (
                          t('ui.load.no_person')
                        )}
                      </span>
                    </Row>
                  ))}
              </tbody>
            );
          })}
          <tbody>
            <Row row={load.all} most={null}>
              <b>{t('ui.load.all')}</b>
            </Row>
          </tbody>
        </table>
      </div>
    </>
  );
}

/** The list of what falls to somebody. */
function listOf(who: Record<string, string>): string {
  const asked = new URLSearchParams(Object.entries(who).filter(([, name]) => name));
  return `/due?${asked}`;
}

function Row({ row, most, children }: { row: LoadRow; most: number | null; children: React.ReactNode }) {
  const { total, earlier } = row;
  return (
    <tr>
      <th scope="row" className="one-line font-normal">
        {children}
      </th>
      <td className={total.overdue > 0 ? 'font-bold text-finding' : 'text-label'}>{figure(total.overdue)}</td>
      <td className="font-bold">{figure(total.count)}</td>
      <td className={earlier > 0 ? 'text-finding' : 'text-label'}>{figure(earlier)}</td>
      {row.months.map((month, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a month is its place in the year
        <td key={at} className={month.count > 0 ? '' : 'text-label'}>
          {most !== null && <Bar month={month} most={most} />}
          {figure(month.count)}
          {month.overdue > 0 && (
            <span className="sr-only">{t('ui.load.of_overdue', { n: figure(month.overdue) })}</span>
          )}
        </td>
      ))}
    </tr>
  );
}

/** The bar of a month; overdue is its dark lower part. */
function Bar({ month, most }: { month: LoadMonth; most: number }) {
  const height = (count: number) => (HIGH * count) / most;
  const whole = height(month.count);
  const late = height(month.overdue);
  return (
    <svg aria-hidden="true" width="20" height={HIGH + 2} className="mx-auto block">
      {month.count > 0 && (
        <rect
          x="1"
          y={HIGH + 1 - whole}
          width="18"
          height={Math.max(1, whole)}
          fill="var(--bar)"
          stroke="var(--accent)"
        />
      )}
      {month.overdue > 0 && (
        <rect x="1" y={HIGH + 1 - late} width="18" height={Math.max(2, late)} fill="var(--finding)" />
      )}
    </svg>
  );
}
