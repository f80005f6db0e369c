/** A requirement in a list: its state, its number and its title; opened, what its register says of it. And the way through such a list by J and K. */
import { type ReactNode, type RefObject, useEffect } from 'react';
import type { Severity } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { t } from '../lib/wording';
import { Arrow } from './Disclosure';

interface Row {
  id: string;
  title: string;
  state: string;
  severity: Severity;
  basis_text: string;
}

export function RequirementItem({
  row,
  mark,
  short,
  open,
  onToggle,
  children,
}: {
  row: Row;
  mark: ReactNode;
  /** The reason of the state in the fewest words, as long as it is closed. */
  short: string;
  open: boolean;
  onToggle: () => void;
  children: ReactNode;
}) {
  const panel = `panel-${row.id}`;
  return (
    <li
      id={`requirement-${row.id}`}
      data-testid={`requirement-${row.id}`}
      className={open ? 'my-1 rounded-8 border border-accent border-l-4' : 'border-line border-b'}
    >
      <h3 className="font-normal">
        <button
          type="button"
          data-head={row.state}
          aria-expanded={open}
          aria-controls={open ? panel : undefined}
          className={`inset-focus flex min-h-[33px] w-full items-center gap-3 text-left ${open ? 'px-3 pt-2' : 'hover:bg-quiet'}`}
          onClick={onToggle}
        >
          <span className="w-20 shrink-0 lang-en:w-28">{mark}</span>
          <span className="w-12 shrink-0 text-label">{row.id}</span>
          <span className={open ? 'min-w-0 flex-1 font-bold' : 'one-line max-w-[65%] shrink-0'}>{row.title}</span>
          {open ? (
            <span className="tag">
              {t('ui.requirement.severity', {
                severity: t(row.severity === 'must' ? 'ui.severity.must' : 'ui.severity.should'),
                basis: row.basis_text,
              })}
            </span>
          ) : (
            <span className="one-line flex-1 text-right text-label" title={short}>
              {short}
            </span>
          )}
          <Arrow open={open} />
        </button>
      </h3>
      {open && (
        <div id={panel} className="px-3 pb-3">
          {children}
        </div>
      )}
    </li>
  );
}

/** J and K walk through the heads of the list; the one that the address opens stays in sight, also when its state moves it. */
export function useRequirementWalk(list: RefObject<HTMLElement | null>, asked: string | null, rows: Row[]): void {
  const move = (by: number) => {
    const heads = [...(list.current?.querySelectorAll<HTMLElement>('[data-head]') ?? [])];
    const at = heads.indexOf(document.activeElement as HTMLElement);
    heads[at < 0 ? 0 : Math.max(0, Math.min(heads.length - 1, at + by))]?.focus();
  };
  useKeys([
    {
      caps: ['J', 'K'],
      label: t('ui.keys.move_requirement'),
      on: ['j', 'k'],
      run: (key) => move(key === 'j' ? 1 : -1),
    },
  ]);
  const moved = rows.find((row) => row.id === asked)?.state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the state is what moves it
  useEffect(() => {
    if (asked && asked !== '-') document.getElementById(`requirement-${asked}`)?.scrollIntoView?.({ block: 'nearest' });
  }, [asked, moved]);
}
