/** Due dates as a table in groups: each row leads to its record, and what is done about a date is said below its row. Rows are moved over, opened and acted on by keys. */
import { Fragment, type ReactNode, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useAnswer } from '../lib/answers';
import type { DueItem, DueStep } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { t } from '../lib/wording';
import { askFirst } from '../parts/SmallForm';
import { ActForm } from './ActForm';
import { groupsOf, isSettled, keyOf, placeOf, whoOf } from './item';
import { Acted, Distance, dueDay } from './words';

export function DueTable({
  due,
  empty,
  few,
  choosing,
}: {
  due: DueItem[];
  /** What is said where there is none. */
  empty: ReactNode;
  /** Rows that are shown until the others are asked for. */
  few: number;
  /** Rows are chosen while this is given, by their keys. */
  choosing?: { chosen: ReadonlySet<string>; onChange: (chosen: ReadonlySet<string>) => void } | undefined;
}) {
  const today = useAnswer('status', {}, { keep: true }).data?.today ?? '';
  const [all, setAll] = useState(false);
  const [doing, setDoing] = useState<{ key: string; step: DueStep; at: number } | null>(null);
  /** The place that has the focus after a form was closed, also once its row has gone: newer answers are drawn later. */
  const back = useRef<{ at: number; tried: boolean; rows: number } | null>(null);
  // Paper has no button for the rest.
  useEffect(() => {
    const whole = () => flushSync(() => setAll(true));
    window.addEventListener('beforeprint', whole);
    return () => window.removeEventListener('beforeprint', whole);
  }, []);
  const groups = groupsOf(due, today);
  const rows = groups.flatMap(({ items }) => items);
  const shown = new Set(all ? rows : rows.slice(0, few));
  useEffect(() => {
    const wanted = back.current;
    if (!wanted) return;
    const there = dueRows();
    if (!wanted.tried || document.activeElement === document.body)
      focusRow(there[Math.min(wanted.at, there.length - 1)]);
    wanted.tried = true;
    if (there.length !== wanted.rows) back.current = null;
  });
  const act = (key: string, step: DueStep) =>
    askFirst(() => {
      back.current = null;
      setDoing({ key, step, at: dueRows().findIndex((row) => row.dataset.dueRow === key) });
    });
  const onKey = (step: DueStep) => {
    // A letter that is typed at a button of a form is meant for nothing outside it.
    if (inForm()) return;
    const row = rowAtFocus();
    const item = due.find((one) => keyOf(one) === row?.dataset.dueRow);
    if (item) act(keyOf(item), isSettled(item) ? 'reopen' : step);
    else focusRow(dueRows()[0]);
  };
  useKeys([
    {
      caps: [t('ui.cap.up'), t('ui.cap.down')],
      label: t('ui.keys.move'),
      on: ['j', 'k', 'ArrowDown', 'ArrowUp'],
      run: (key) => {
        if (!inForm()) moveRow(key === 'j' || key === 'ArrowDown' ? 1 : -1);
      },
    },
    { caps: ['Enter'], label: t('ui.keys.open'), on: [] },
    ...(choosing
      ? [{ caps: ['X'], label: t('ui.keys.choose'), on: ['x'], run: () => choose(rowAtFocus()?.dataset.dueRow) }]
      : []),
    { caps: ['D'], label: t('ui.keys.done'), on: ['d'], run: () => onKey('done') },
    { caps: ['S'], label: t('ui.keys.snooze'), on: ['s'], run: () => onKey('snooze') },
    { caps: ['H'], label: t('ui.keys.hand_on'), on: ['h'], run: () => onKey('hand_on') },
  ]);
  const choose = (key: string | undefined) => {
    if (!choosing || !key) return;
    const next = new Set(choosing.chosen);
    if (!next.delete(key)) next.add(key);
    choosing.onChange(next);
  };
  const keys = rows.map(keyOf);
  const allChosen = choosing !== undefined && keys.length > 0 && keys.every((key) => choosing.chosen.has(key));
  const columns = choosing ? 7 : 6;
  const close = (at: number) => {
    back.current = { at, tried: false, rows: dueRows().length };
    setDoing(null);
  };
  if (due.length === 0) return <p className="border-ink-2 border-t py-3 text-label">{empty}</p>;
  return (
    <div className="relative overflow-x-auto">
      <table className="due-table table" id="due" aria-label={t('ui.due.title')} onKeyDown={arrows}>
        <thead>
          <tr>
            {choosing && (
              <th scope="col" className="no-print w-9">
                <input
                  type="checkbox"
                  className="size-4 align-middle"
                  aria-label={t('ui.letter.choose_all')}
                  data-testid="choose-all"
                  checked={allChosen}
                  onChange={() => choosing.onChange(new Set(allChosen ? [] : keys))}
                />
              </th>
            )}
            <th scope="col" className="w-[6.5rem]">
              {t('ui.due.on')}
            </th>
            <th scope="col" className="w-28">
              {t('ui.due.left')}
            </th>
            <th scope="col">{t('ui.due.what')}</th>
            <th scope="col">{t('ui.due.record')}</th>
            <th scope="col" className="w-[21%]">
              {t('ui.due.who')}
            </th>
            <th scope="col" className="no-print w-12 lang-en:w-24">
              <span className="sr-only">{t('ui.due.act')}</span>
            </th>
          </tr>
        </thead>
        {groups.map((group) => {
          const members = group.items.filter((item) => shown.has(item));
          if (members.length === 0) return null;
          return (
            <tbody key={group.id} data-testid={`due-${group.id}`}>
              <tr className="group">
                <th scope="colgroup" colSpan={columns}>
                  {t(group.label)}
                  <span className="ml-4">{t('ui.items', { n: group.items.length })}</span>
                </th>
              </tr>
              {members.map((item) => {
                const key = keyOf(item);
                return (
                  <Fragment key={key}>
                    <Row
                      item={item}
                      open={doing?.key === key}
                      onAct={(step) => act(key, step)}
                      chosen={choosing && { on: choosing.chosen.has(key), toggle: () => choose(key) }}
                    />
                    {item.act && (
                      <tr>
                        <td colSpan={columns - 4} />
                        <td colSpan={4} className="pt-0!">
                          <Acted due={item} />
                        </td>
                      </tr>
                    )}
                    {doing?.key === key && (
                      <tr className="no-print">
                        <td colSpan={columns} className="p-0!">
                          <ActForm key={doing.step} item={item} step={doing.step} onClose={() => close(doing.at)} />
                        </td>
                      </tr>
                    )}
                  </Fragment>
                );
              })}
            </tbody>
          );
        })}
      </table>
      {due.length > shown.size && (
        <button type="button" className="link no-print m-2" onClick={() => setAll(true)}>
          {t('ui.home.show_rest', { n: due.length - shown.size })}
        </button>
      )}
    </div>
  );
}

function Row({
  item,
  open,
  onAct,
  chosen,
}: {
  item: DueItem;
  open: boolean;
  onAct: (step: DueStep) => void;
  chosen: { on: boolean; toggle: () => void } | undefined;
}) {
  const to = placeOf(item);
  const settled = isSettled(item);
  const who = whoOf(item);
  return (
    <tr
      data-due-row={keyOf(item)}
      data-testid={`due-row-${item.rule}`}
      className={`due-row hover:bg-quiet ${item.act ? '[&>td]:border-b-0!' : ''}`}
      aria-current={open ? 'true' : undefined}
    >
      {chosen && (
        <td className="no-print">
          <input
            type="checkbox"
            className="size-4 align-middle"
            aria-label={t('ui.letter.choose', { title: item.title, record: item.record.title })}
            data-testid="choose"
            checked={chosen.on}
            onChange={chosen.toggle}
          />
        </td>
      )}
      <td className="whitespace-nowrap" title={item.due_on}>
        {dueDay(item)}
      </td>
      <td className="whitespace-nowrap">
        <Distance due={item} />
      </td>
      <td className="one-line" title={item.title}>
        {item.title}
      </td>
      <td className="one-line" title={item.record.title}>
        {to === null ? (
          item.record.title
        ) : (
          <a href={`#${to}`} data-row-focus="" className="hover:underline">
            {item.record.title}
          </a>
        )}
      </td>
      <td className="one-line" title={who}>
        {who}
      </td>
      <td className="no-print whitespace-nowrap px-1! text-right">
        <button
          type="button"
          className="link"
          data-row-focus={to === null ? '' : undefined}
          data-testid="act"
          aria-expanded={open}
          onClick={() => onAct(settled ? 'reopen' : 'done')}
        >
          {t(settled ? 'ui.due.reopen' : 'ui.due.act')}
          <span className="sr-only">{t('ui.due.of', { title: item.title, record: item.record.title })}</span>
        </button>
      </td>
    </tr>
  );
}

/** Arrows move over the rows also while a link of a row has the focus. */
function arrows(event: React.KeyboardEvent): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const target = event.target as HTMLElement;
  if (by === 0 || event.altKey || event.ctrlKey || !target.closest('[data-due-row]')) return;
  event.preventDefault();
  moveRow(by);
}

const inForm = (): boolean => document.activeElement?.closest('form') != null;

const dueRows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-due-row]')];

const rowAtFocus = (): HTMLElement | null => document.activeElement?.closest<HTMLElement>('[data-due-row]') ?? null;

function focusRow(row: HTMLElement | undefined): void {
  row?.querySelector<HTMLElement>('[data-row-focus]')?.focus();
}

function moveRow(by: number): void {
  const rows = dueRows();
  const at = rows.indexOf(rowAtFocus() as HTMLElement);
  focusRow(rows[Math.max(0, Math.min(rows.length - 1, at + by))]);
}
