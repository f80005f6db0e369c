/** A month of due dates: weeks from Sunday, the days on which the office is closed, and the dates of the day that was chosen; also as a table of its days. */
import { useEffect } from 'react';
import { useAnswer } from '../lib/answers';
import { dayDate, figure, longDate, monthOf } from '../lib/date';
import type { DueDay, DueItem, DueMonth } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { find, type Key, t } from '../lib/wording';
import { Button } from '../parts/Button';
import { Problems } from '../parts/Problems';
import { DueTable } from './DueTable';
import { AsChoice, PicturePage, Turn, usePicture, usePrint, WhoChips } from './Frame';
import { placeOf } from './item';

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6].map((day) => `ui.weekday.${day}` as Key);
const FEW = 300;

export function Month() {
  const { params, set, conditions, asTable } = usePicture();
  const asked = useAnswer('due_month', { ...conditions, when: params.get('when') }, { keep: true });
  const month = asked.data;
  const day = params.get('day');
  const print = usePrint();
  const choose = (on: string | null) => set({ day: on });
  const name = month ? monthOf(`${month.month}-01`) : '';
  return (
    <PicturePage
      title={t('ui.month_view.title', { month: name })}
      count={month ? t('ui.items', { n: figure(month.total) }) : ''}
      testId="count-month"
      print={print}
      choice={<AsChoice />}
      filters={
        <>
          {month && <Turn of="month" shown={name} before={month.before} after={month.after} />}
          <WhoChips />
        </>
      }
      problems={asked.error?.problems ?? []}
    >
      {month && !asked.error && (
        <>
          {asTable ? <Days month={month} onChoose={choose} /> : <Weeks month={month} chosen={day} onChoose={choose} />}
          {day && <OfDay day={day} onClose={() => choose(null)} />}
        </>
      )}
    </PicturePage>
  );
}

function Weeks({
  month,
  chosen,
  onChoose,
}: {
  month: DueMonth;
  chosen: string | null;
  onChoose: (on: string) => void;
}) {
  const weeks = Array.from({ length: month.days.length / 7 }, (_, week) => month.days.slice(week * 7, week * 7 + 7));
  /** The one day that Tab reaches: the chosen one, today, or the first of the month. */
  const own = month.days.filter((day) => day.in_month);
  const reached = own.find(({ on }) => on === chosen) ?? own.find(({ on }) => on === month.today) ?? own[0];
  useKeys([
    {
      caps: [t('ui.cap.left'), t('ui.cap.right'), t('ui.cap.up'), t('ui.cap.down')],
      label: t('ui.keys.move_day'),
      on: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'],
      run: () => focusDay(reached?.on ?? ''),
    },
  ]);
  // The chosen day keeps the focus when the month is turned by keys.
  useEffect(() => {
    if (document.activeElement === document.body && chosen) focusDay(chosen);
  }, [chosen]);
  return (
    <div className="relative overflow-x-auto">
      <table className="month-table" aria-label={t('ui.month_view.title', { month: monthOf(`${month.month}-01`) })}>
        <thead>
          <tr>
            {WEEKDAYS.map((key) => (
              <th key={key} scope="col">
                {t(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]?.on}>
              {week.map((day) => (
                <td
                  key={day.on}
                  className={`${day.closed ? 'is-closed' : ''} ${day.in_month ? '' : 'is-outside'}`}
                  aria-current={day.on === month.today ? 'date' : undefined}
                  data-testid={`day-${day.on}`}
                >
                  <DayHead
                    day={day}
                    tab={day.on === reached?.on}
                    chosen={day.on === chosen}
                    onChoose={() => onChoose(day.on)}
                  />
                  <ul>
                    {day.items.map((item) => (
                      <li key={`${item.record.id}${item.rule}${item.what}`} className="one-line">
                        <Item item={item} />
                      </li>
                    ))}
                  </ul>
                  <More day={day} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** How many more dates a day has than are named. */
function More({ day }: { day: DueDay }) {
  const more = day.count - day.items.length;
  return more > 0 && <p className="text-label">{t('ui.month_view.more', { n: more })}</p>;
}

/** The number of a day, why the office is closed, and how much is due; chosen, its dates are listed below. */
function DayHead({ day, tab, chosen, onChoose }: { day: DueDay; tab: boolean; chosen: boolean; onChoose: () => void }) {
  return (
    <button
      type="button"
      className="inset-focus day-head"
      data-day={day.on}
      aria-pressed={chosen}
      tabIndex={tab ? 0 : -1}
      onClick={onChoose}
      onKeyDown={arrows}
    >
      <span className="sr-only">{dayDate(day.on)}</span>
      <b aria-hidden="true">{Number(day.on.slice(8))}</b>
      {day.closed_for && <span className="one-line text-label">{day.closed_for}</span>}
      {day.count > 0 && <span className="ml-auto whitespace-nowrap">{t('ui.items', { n: figure(day.count) })}</span>}
    </button>
  );
}

function Item({ item }: { item: DueItem }) {
  const to = placeOf(item);
  const words = `${item.title} ${item.record.title}`;
  const short = `${find(`due.${item.rule}.short`) ?? item.title} ${item.record.title}`;
  const colour = item.stage === 'overdue' ? 'text-finding' : '';
  if (to === null) return <span title={words}>{short}</span>;
  return (
    <a href={`#${to}`} title={words} className={`hover:underline ${colour}`}>
      {short}
    </a>
  );
}

function Days({ month, onChoose }: { month: DueMonth; onChoose: (on: string) => void }) {
  const days = month.days.filter((day) => day.in_month && (day.count > 0 || day.closed_for !== null));
  if (month.total === 0) return <p className="border-ink-2 border-t py-3 text-label">{t('ui.month_view.none')}</p>;
  return (
    <div className="relative overflow-x-auto">
      <table className="due-table table" aria-label={t('ui.picture.table')} data-testid="month-days">
        <thead>
          <tr>
            <th scope="col" className="w-36">
              {t('ui.month_view.day')}
            </th>
            <th scope="col" className="w-36">
              {t('ui.month_view.closed')}
            </th>
            <th scope="col" className="w-20 text-right!">
              {t('ui.month_view.count')}
            </th>
            <th scope="col">{t('ui.month_view.items')}</th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.on}>
              <td className="whitespace-nowrap">
                <button type="button" className="link" onClick={() => onChoose(day.on)}>
                  {dayDate(day.on)}
                </button>
              </td>
              <td>{day.closed_for ?? (day.closed ? t('ui.month_view.weekend') : '')}</td>
              <td className="text-right">{day.count > 0 ? figure(day.count) : t('ui.none')}</td>
              <td className="whitespace-normal!">
                {day.items.map((item) => (
                  <p key={`${item.record.id}${item.rule}${item.what}`}>
                    <Item item={item} />
                  </p>
                ))}
                <More day={day} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What falls due on the chosen day, and what can be done about it. */
function OfDay({ day, onClose }: { day: string; onClose: () => void }) {
  const { conditions } = usePicture();
  const asked = useAnswer('due_day', { ...conditions, on: day }, { keep: true });
  const list = asked.data;
  return (
    <section className="mt-4" aria-labelledby="of-day" data-testid="of-day">
      <div className="mb-1 flex flex-wrap items-baseline gap-3">
        <h2 id="of-day">{t('ui.month_view.of_day', { date: longDate(day) })}</h2>
        {list && <span className="text-label">{t('ui.items', { n: figure(list.total) })}</span>}
        <Button small weight="quiet" className="ml-auto" onClick={onClose}>
          {t('ui.month_view.close')}
        </Button>
      </div>
      <Problems problems={asked.error?.problems ?? []} />
      {list && <DueTable due={list.items} few={FEW} empty={t('ui.month_view.none_day')} />}
    </section>
  );
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** Arrows move over the days: by one, or by a week. */
function arrows(event: React.KeyboardEvent): void {
  const by = STEPS[event.key];
  if (by === undefined || event.altKey || event.ctrlKey) return;
  event.preventDefault();
  const days = [...document.querySelectorAll<HTMLElement>('[data-day]')];
  days[days.indexOf(event.currentTarget as HTMLElement) + by]?.focus();
}

function focusDay(on: string): void {
  document.querySelector<HTMLElement>(`[data-day="${on}"]`)?.focus();
}
