/** The URL is the state: path and search both live behind the `#`. Also the gates through which a page with unsaved changes may be left. Knows no screen. */
import { useCallback, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
/** Answers whether the place may be left for another. */
type Gate = (to: string, from: string) => boolean;
let gates: Gate[] = [];
let last = read();

function read(): string {
  const hash = typeof location === 'undefined' ? '' : location.hash.replace(/^#/, '');
  return hash.startsWith('/') ? hash : `/${hash}`;
}

function changed(): void {
  const next = read();
  if (next === last) return;
  if (!gates.every((gate) => gate(next, last))) {
    location.hash = last;
    return;
  }
  last = next;
  for (const listener of listeners) listener();
}

if (typeof window !== 'undefined') window.addEventListener('hashchange', changed);

/** A place without its search part. */
export function path(place: string): string {
  return place.split('?')[0] ?? '/';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Goes to a place such as `/contract?text=…`. */
export function go(to: string, options: { replace?: boolean } = {}): void {
  if (options.replace) {
    history.replaceState(history.state, '', `#${to}`);
    changed();
  } else {
    location.hash = to;
    changed();
  }
}

/** Asks `gate` before the place changes, until the answered function is called. */
export function addGate(gate: Gate): () => void {
  gates = [...gates, gate];
  return () => {
    gates = gates.filter((other) => other !== gate);
  };
}

/** Lets the place be left whatever was typed: it is saved, or was given up. */
export function openGates(): void {
  gates = [];
}

/** The whole place, for remembering scroll positions. */
export function place(): string {
  return last;
}

/** The path, in the shape wouter expects of a location hook. */
export function usePath(): [string, (to: string, options?: { replace?: boolean }) => void] {
  const value = useSyncExternalStore(subscribe, () => path(last));
  return [value, useCallback((to, options) => go(to, options), [])];
}

/** The search part without its `?`. */
export function useSearchText(): string {
  return useSyncExternalStore(subscribe, () => last.split('?')[1] ?? '');
}

/** The search part as parameters, and a setter that keeps the others. */
export function useSearch(): [URLSearchParams, (change: Record<string, string | null>) => void] {
  const text = useSearchText();
  const set = useCallback((change: Record<string, string | null>) => {
    const next = new URLSearchParams(last.split('?')[1] ?? '');
    for (const [name, value] of Object.entries(change)) {
      if (value === null || value === '') next.delete(name);
      else next.set(name, value);
    }
    const search = next.toString();
    go(path(last) + (search ? `?${search}` : ''), { replace: true });
  }, []);
  return [new URLSearchParams(text), set];
}
