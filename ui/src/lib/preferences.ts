/** What a person has chosen for this window only: language, theme, single-letter keys. Kept in the window's own storage, never in the ledger. */
import { useSyncExternalStore } from 'react';

export type Language = 'ja' | 'en';
export type Theme = 'light' | 'contrast';
export interface Preferences {
  language: Language;
  theme: Theme;
  singleKeys: boolean;
}

const PLACE = 'sekisho.preferences';
const listeners = new Set<() => void>();
let current: Preferences = read();

function read(): Preferences {
  const start: Preferences = { language: 'ja', theme: 'light', singleKeys: true };
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE) ?? '{}') as Partial<Preferences>;
    return {
      language: kept.language === 'en' ? 'en' : 'ja',
      theme: kept.theme === 'contrast' ? 'contrast' : 'light',
      singleKeys: kept.singleKeys !== false,
    };
  } catch {
    return start;
  }
}

/** Puts theme and language on the document, where style sheet and screen reader find them. */
export function showPreferences(): void {
  document.documentElement.lang = current.language;
  document.documentElement.dataset.theme = current.theme;
}

export function preferences(): Preferences {
  return current;
}

export function language(): Language {
  return current.language;
}

export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(PLACE, JSON.stringify(current));
  } catch {
    // A window without storage keeps the choice until it is closed.
  }
  showPreferences();
  for (const listener of listeners) listener();
}

export function usePreferences(): Preferences {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, preferences);
}
