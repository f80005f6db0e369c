/** What the computer does beside the ledger, for the fake of the desktop: what a person likes on it, where files are written and opened, and the way to lead the window to a place. */
import type { Transport } from '../../src/lib/call';

/** Filled with the way to lead the window to a place, as a notification does. */
export interface Lead {
  now?: (place: string) => void;
}

export interface OwnOptions {
  lead?: Lead;
  /** Told of every call. */
  onCall?: (name: string, request: unknown) => void;
}

/** A computer with a tray, on which nothing is switched on yet. */
export function habits(
  options: OwnOptions,
): Pick<Transport, 'habits' | 'like' | 'onPlace' | 'chooseSave' | 'openPath'> {
  let likes = { starts_at_log_on: false, stays_in_tray: false, has_tray: true };
  return {
    chooseSave: async (name, kinds) => {
      options.onCall?.('choose_save', { name, kinds });
      return `D:\\契約\\${name}`;
    },
    openPath: async (path) => options.onCall?.('open_path', path),
    habits: async () => likes,
    like: async (next) => {
      options.onCall?.('like', next);
      likes = next;
      return likes;
    },
    onPlace: async (told) => {
      if (options.lead) options.lead.now = told;
      return () => {};
    },
  };
}
