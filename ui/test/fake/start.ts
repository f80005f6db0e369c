/** Puts the fake where the desktop's bridge would be, so that the built window runs unchanged in a browser. Options come from the address: `?empty`, `?hard`, `?contracts=104318`, `?closed=key_wrong`, `?conflict`, `?unwritable`. */
import type { Transport } from '../../src/lib/call';
import type { Problem } from '../../src/lib/generated';
import { fakeTransport } from './transport';

const asked = new URLSearchParams(location.search);
const problem = (code: string, args: Record<string, string> = {}): Problem => ({ code, field: null, args });
const path = 'C:\\Users\\takahashi\\Sekisho\\sekisho.db';
let saves = 0;
const transport: Transport = fakeTransport({
  empty: asked.has('empty'),
  hard: asked.has('hard'),
  contracts: Number(asked.get('contracts')) || undefined,
  closed: asked.has('closed') ? [problem(asked.get('closed') ?? '', { path, found: '4', known: '3' })] : undefined,
  refuse: (name) => {
    if (/_save$/.test(name) && name !== 'annex_save' && asked.has('conflict') && saves++ === 0)
      return [problem('changed_elsewhere', { by: '佐藤 健一', at: '2026-11-26 10:15' })];
    if (name === 'annex_save' && asked.has('unwritable'))
      return [problem('folder_unwritable', { path: 'D:\\契約', detail: 'アクセスが拒否されました' })];
    return [];
  },
});

const bridge: Record<string, (args: Record<string, unknown>) => Promise<unknown>> = {
  startup: () => transport.startup(),
  recover: (args) => transport.recover(String(args.typed)),
  call: (args) => transport.call(String(args.name), args.request),
  choose_folder: () => transport.chooseFolder(),
  open_path: (args) => transport.openPath(String(args.path)),
};

Object.assign(globalThis, {
  isTauri: true,
  __TAURI_INTERNALS__: {
    invoke: (name: string, args: Record<string, unknown>) =>
      bridge[name]?.(args ?? {}) ?? Promise.reject({ problems: [{ code: 'unexpected', field: null, args: {} }] }),
  },
});
