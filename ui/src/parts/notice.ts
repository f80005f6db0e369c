/** One short message in the status bar: what was just done. Not for problems. */
import { useSyncExternalStore } from 'react';

let text = '';
let side = '';
let old: ReturnType<typeof setTimeout> | undefined;
const STAYS = 20_000;
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

/** Says what was done, until the next message or until it is old. */
export function say(next: string): void {
  clearTimeout(old);
  text = next;
  if (next) old = setTimeout(() => say(''), STAYS);
  tell();
}

/** What the screen says about itself at the right of the status bar. */
export function saySide(next: string): void {
  if (side === next) return;
  side = next;
  tell();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useNotice = (): string => useSyncExternalStore(subscribe, () => text);
export const useSide = (): string => useSyncExternalStore(subscribe, () => side);
