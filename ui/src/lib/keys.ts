/** Keys: one guard for the input method, one table of what the screen's keys do. Single letters never fire while something is being typed and can be switched off. */
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { preferences } from './preferences';

/** True while an input method owns the key: the Enter that confirms a conversion arrives with keyCode 229 on some engines. */
export function isImeKey(event: { isComposing?: boolean; keyCode?: number; nativeEvent?: KeyboardEvent }): boolean {
  const native = event.nativeEvent ?? event;
  return native.isComposing === true || native.keyCode === 229;
}

/** One key of a screen: its caps, what it does in words, and what it does. */
export interface ScreenKey {
  caps: string[];
  label: string;
  /** Keys as `event.key`, with `Ctrl+` or `Alt+` before it. */
  on: string[];
  run?: (key: string) => void;
  /** Not shown in the status bar, only in the list of all keys. */
  quiet?: boolean;
}

let stacks: { id: number; keys: ScreenKey[] }[] = [];
let shown: ScreenKey[] = [];
let next = 1;
const listeners = new Set<() => void>();

function tell(): void {
  shown = stacks.flatMap((entry) => entry.keys);
  for (const listener of listeners) listener();
}

/** The keys that work now, for the status bar and the list of keys. */
export function useShownKeys(): ScreenKey[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
}

/** Makes keys work while the calling component is on the screen. */
export function useKeys(keys: ScreenKey[]): void {
  const id = useRef(0);
  const signature = keys.map((key) => `${key.caps.join(' ')}=${key.label}`).join('|');
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    id.current = next++;
    const entry = { id: id.current, keys: latest.current };
    stacks = [...stacks, entry];
    tell();
    return () => {
      stacks = stacks.filter((candidate) => candidate.id !== entry.id);
      tell();
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature says when the words of the keys changed
  useEffect(() => {
    stacks = stacks.map((entry) => (entry.id === id.current ? { id: entry.id, keys: latest.current } : entry));
    tell();
  }, [signature]);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isImeKey(event)) return;
      const name = keyName(event);
      const key = latest.current.find((candidate) => candidate.on.includes(name));
      if (!key?.run) return;
      if (isSingle(event) && (!preferences().singleKeys || isTyping(event.target) || dialogOpen())) return;
      if (!isSingle(event) && event.key !== 'Escape' && dialogOpen()) return;
      if (isPlainMove(event) && ownsKey(event.target)) return;
      event.preventDefault();
      key.run(name);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

function keyName(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${key}`;
}

function isSingle(event: KeyboardEvent): boolean {
  return event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
}

function isPlainMove(event: KeyboardEvent): boolean {
  return /^(Arrow|Enter|Home|End|Page)/.test(event.key) && !event.ctrlKey && !event.altKey;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

function ownsKey(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input,textarea,select,button,a,[role="menu"],[role="dialog"]') !== null
  );
}

function dialogOpen(): boolean {
  return document.querySelector('[role="dialog"],[role="alertdialog"],[role="menu"]') !== null;
}
