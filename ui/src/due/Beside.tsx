/** The due dates of one record beside it, or of those of one company, each with what can be done about it. */
import { useRef, useState } from 'react';
import type { DueItem } from '../lib/generated';
import { t } from '../lib/wording';
import { Link } from '../parts/Button';
import { Disclosure } from '../parts/Disclosure';
import { askFirst } from '../parts/SmallForm';
import { ActForm } from './ActForm';
import { keyOf, placeOf } from './item';
import { Acted, DueLine } from './words';

const SHOWN = 8;

/** `past` is a record as it was on an earlier day, about which nothing can be done; `named` says which record each is of. */
export function DueDates({ due, past, named = false }: { due: DueItem[]; past: boolean; named?: boolean }) {
  const rest = due.slice(SHOWN);
  return (
    <>
      <h2 className="mb-1">{t('ui.due.title')}</h2>
      {due.length === 0 && <p className="text-label">{t('ui.due.none')}</p>}
      <Lines due={due.slice(0, SHOWN)} past={past} named={named} />
      {rest.length > 0 && (
        <Disclosure label={t('ui.home.show_rest', { n: rest.length })}>
          <Lines due={rest} past={past} named={named} />
        </Disclosure>
      )}
    </>
  );
}

function Lines({ due, past, named }: { due: DueItem[]; past: boolean; named: boolean }) {
  const [doing, setDoing] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  /** After a form was closed the focus goes back to what opened it, or to what took its place. */
  const close = (at: number) => {
    setDoing(null);
    setTimeout(() => {
      if (document.activeElement !== document.body) return;
      const buttons = list.current?.querySelectorAll<HTMLElement>('[data-testid=act]') ?? [];
      buttons[Math.min(at, buttons.length - 1)]?.focus();
    }, 50);
  };
  return (
    <ul ref={list} className="divide-y divide-line" data-testid="due-dates">
      {due.map((item, at) => {
        const key = keyOf(item);
        return (
          <li key={key} className="py-1.5">
            <DueLine due={item}>
              {!past && (
                <button
                  type="button"
                  className="link no-print shrink-0"
                  data-testid="act"
                  aria-expanded={doing === key}
                  onClick={() => askFirst(() => setDoing(key))}
                >
                  {t('ui.due.act')}
                  <span className="sr-only">{t('ui.due.of', { title: item.title, record: item.record.title })}</span>
                </button>
              )}
            </DueLine>
            {named && (
              <Link to={placeOf(item) ?? '/due'} className="block break-words">
                {item.record.title}
              </Link>
            )}
            <Acted due={item} />
            {!past && doing === key && (
              <div className="no-print mt-1">
                <ActForm item={item} step="done" onClose={() => close(at)} />
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
