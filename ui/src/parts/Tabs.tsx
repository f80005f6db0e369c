/** Tabs of one page. The chosen tab is the caller's, usually part of the URL. */
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { isImeKey } from '../lib/keys';

export interface Tab {
  id: string;
  label: string;
  count?: number;
}

export function Tabs({
  label,
  tabs,
  chosen,
  onChoose,
  className,
  children,
}: {
  label: string;
  tabs: Tab[];
  chosen: string;
  onChoose: (id: string) => void;
  /** Of the panel. */
  className?: string;
  children: ReactNode;
}) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (isImeKey(event)) return;
    const at = tabs.findIndex((tab) => tab.id === chosen);
    const by: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, Home: -at, End: tabs.length - 1 - at };
    const step = by[event.key];
    if (step === undefined || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    onChoose(next.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
  };
  return (
    <>
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        className="no-print mb-3 flex flex-wrap border-line border-b"
        onKeyDown={onKeyDown}
      >
        {tabs.map((tab) => {
          const here = tab.id === chosen;
          return (
            <button
              key={tab.id}
              type="button"
              role="tab"
              id={`tab-${tab.id}`}
              data-tab={tab.id}
              data-testid={`tab-${tab.id}`}
              aria-selected={here}
              aria-controls={here ? `panel-${tab.id}` : undefined}
              tabIndex={here ? 0 : -1}
              className={`inset-focus -mb-px border-b-3 px-3 py-1.5 ${here ? 'border-accent font-bold text-accent' : 'border-transparent hover:underline'}`}
              onClick={() => onChoose(tab.id)}
            >
              {tab.label}
              {tab.count ? ` ${tab.count}` : ''}
            </button>
          );
        })}
      </div>
      <div role="tabpanel" id={`panel-${chosen}`} aria-labelledby={`tab-${chosen}`} className={className}>
        {children}
      </div>
    </>
  );
}
