/** The only door to the ledger: `call(name, request)`. Knows the desktop's bridge and nothing about registers or screens; a test may put another transport in its place. */
import { invoke, isTauri } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { getCurrentWebview } from '@tauri-apps/api/webview';
import type { Commands, Problem } from './generated';
import { language } from './preferences';

export type CommandName = keyof Commands;
export type RequestOf<N extends CommandName> = Commands[N][0];
export type AnswerOf<N extends CommandName> = Commands[N][1];

/** Whether the ledger could be opened, and if not, why. */
export interface Startup {
  ok: boolean;
  problems: Problem[];
}

/** A kind of files in a dialog: its name in words, and how such files end. */
export interface FileKind {
  name: string;
  endings: string[];
}

/** Where a long operation is; `stage` is a locale key below `progress.`, a total of 0 is not known. */
export interface ProgressInfo {
  stage: string;
  done: number;
  total: number;
}

/** A file held over the window, let go there, or taken away again. */
export type Drop = { over: boolean; path?: string };

/** What this person likes on this computer, and whether it has a tray. */
export interface Habits {
  starts_at_log_on: boolean;
  stays_in_tray: boolean;
  has_tray: boolean;
}

/** What the window needs from the desktop. */
export interface Transport {
  startup(): Promise<Startup>;
  recover(typed: string): Promise<void>;
  call(name: string, request: unknown): Promise<unknown>;
  chooseFolder(): Promise<string | null>;
  chooseFile(kinds: FileKind[]): Promise<string | null>;
  chooseSave(name: string, kinds: FileKind[]): Promise<string | null>;
  progress(): Promise<ProgressInfo | null>;
  cancel(): Promise<void>;
  onFileDrop(told: (drop: Drop) => void): Promise<() => void>;
  openPath(path: string): Promise<void>;
  habits(): Promise<Habits | null>;
  like(likes: Habits): Promise<Habits>;
  onPlace(told: (place: string) => void): Promise<() => void>;
}

/** A refused command: every problem at once, none of them worded. */
export class Refused extends Error {
  constructor(readonly problems: Problem[]) {
    super(problems.map((problem) => problem.code).join(', '));
  }
}

const desktop: Transport = {
  startup: () => invoke('startup'),
  recover: (typed) => invoke('recover', { typed }),
  call: (name, request) => invoke('call', { name, request, lang: language() }),
  chooseFolder: () => invoke('choose_folder'),
  chooseFile: (kinds) => invoke('choose_file', { kinds }),
  chooseSave: (name, kinds) => invoke('choose_save', { name, kinds }),
  progress: () => invoke('progress'),
  cancel: () => invoke('cancel'),
  onFileDrop: (told) =>
    getCurrentWebview().onDragDropEvent(({ payload }) => {
      if (payload.type === 'drop') told({ over: false, path: payload.paths[0] });
      else told({ over: payload.type !== 'leave' });
    }),
  openPath: (path) => invoke('open_path', { path }),
  habits: () => invoke('habits'),
  like: (likes) => invoke('like', { likes }),
  onPlace: (told) => listen<string>('place', ({ payload }) => told(payload)),
};

const absent: Transport = {
  startup: () => Promise.resolve({ ok: false, problems: [problem('no_desktop')] }),
  recover: () => Promise.reject({ problems: [problem('no_desktop')] }),
  call: () => Promise.reject({ problems: [problem('no_desktop')] }),
  chooseFolder: () => Promise.resolve(null),
  chooseFile: () => Promise.resolve(null),
  chooseSave: () => Promise.resolve(null),
  progress: () => Promise.resolve(null),
  cancel: () => Promise.resolve(),
  onFileDrop: () => Promise.resolve(() => {}),
  openPath: () => Promise.resolve(),
  habits: () => Promise.resolve(null),
  like: () => Promise.reject({ problems: [problem('no_desktop')] }),
  onPlace: () => Promise.resolve(() => {}),
};

let replaced: Transport | null = null;

/** Puts another transport in place of the desktop (tests, work in a browser). */
export function setTransport(transport: Transport | null): void {
  replaced = transport;
}

function transport(): Transport {
  return replaced ?? (isTauri() ? desktop : absent);
}

/** Asks the ledger; rejects with [`Refused`]. */
export async function call<N extends CommandName>(name: N, request: RequestOf<N>): Promise<AnswerOf<N>> {
  try {
    return (await transport().call(name, request)) as AnswerOf<N>;
  } catch (error) {
    throw refused(error);
  }
}

/** Opens the ledger, or says why it cannot be opened. */
export async function startup(): Promise<Startup> {
  try {
    return await transport().startup();
  } catch (error) {
    return { ok: false, problems: refused(error).problems };
  }
}

/** Puts a printed recovery key back in the place of the machine's own; rejects with [`Refused`]. */
export async function recover(typed: string): Promise<void> {
  try {
    await transport().recover(typed);
  } catch (error) {
    throw refused(error);
  }
}

/** Asks the person for a folder; null when none was chosen. */
export async function chooseFolder(): Promise<string | null> {
  try {
    return await transport().chooseFolder();
  } catch (error) {
    throw refused(error);
  }
}

/** Asks the person for a file to read; null when none was chosen. */
export async function chooseFile(kinds: FileKind[]): Promise<string | null> {
  try {
    return await transport().chooseFile(kinds);
  } catch (error) {
    throw refused(error);
  }
}

/** Asks the person where to write a file; null when they gave it up. */
export async function chooseSave(name: string, kinds: FileKind[]): Promise<string | null> {
  try {
    return await transport().chooseSave(name, kinds);
  } catch (error) {
    throw refused(error);
  }
}

/** How far the operation under way is; null if there is none, or if it cannot be told. */
export async function progress(): Promise<ProgressInfo | null> {
  try {
    return await transport().progress();
  } catch {
    return null;
  }
}

/** Asks the operation under way to stop; its own call then rejects with `import_cancelled`. */
export async function cancel(): Promise<void> {
  try {
    await transport().cancel();
  } catch (error) {
    throw refused(error);
  }
}

/** What this person likes on this computer; null where there is no desktop. */
export async function habits(): Promise<Habits | null> {
  try {
    return await transport().habits();
  } catch {
    return null;
  }
}

/** Likes something else from now on; rejects with [`Refused`]. */
export async function like(likes: Habits): Promise<Habits> {
  try {
    return await transport().like(likes);
  } catch (error) {
    throw refused(error);
  }
}

/** Tells of places that a notification or the tray leads to, until the answered function is called. */
export function onPlace(told: (place: string) => void): () => void {
  return until((heard) => transport().onPlace(heard), told);
}

/** Hears events of the desktop until the answered function is called. */
function until<T>(hear: (told: (value: T) => void) => Promise<() => void>, told: (value: T) => void): () => void {
  let off: (() => void) | null = null;
  let over = false;
  hear((value) => over || told(value)).then(
    (stop) => {
      if (over) stop();
      else off = stop;
    },
    () => {
      // Without the system's events everything can still be reached by hand.
    },
  );
  return () => {
    over = true;
    off?.();
  };
}

/** Tells of files dropped on the window, until the answered function is called. */
export function onFileDrop(told: (drop: Drop) => void): () => void {
  return until((heard) => transport().onFileDrop(heard), told);
}

/** Opens a written file with the program the person uses for it. */
export async function openPath(path: string): Promise<void> {
  try {
    await transport().openPath(path);
  } catch (error) {
    throw refused(error);
  }
}

/** A problem made on this side of the bridge. */
export function problem(code: string, field: string | null = null, args: Record<string, string> = {}): Problem {
  return { code, field, args };
}

/** Whatever went wrong, as problems. */
export function refused(error: unknown): Refused {
  if (error instanceof Refused) return error;
  if (typeof error === 'object' && error !== null && 'problems' in error && Array.isArray(error.problems)) {
    return new Refused(error.problems as Problem[]);
  }
  return new Refused([problem('unexpected', null, { detail: String(error) })]);
}
