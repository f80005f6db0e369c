/** Puts the fake where the desktop's bridge would be, so that the built window runs unchanged in a browser. Options come from the address: `?empty`, `?contracts=104318`, `?closed`. */
import type { Transport } from '../../src/lib/call';
import { fakeTransport } from './transport';

const asked = new URLSearchParams(location.search);
const transport: Transport = fakeTransport({
  empty: asked.has('empty'),
  contracts: Number(asked.get('contracts')) || undefined,
  closed: asked.has('closed') ? [{ code: 'key_wrong', field: null, args: { path: 'sekisho.db' } }] : undefined,
});

const bridge: Record<string, (args: Record<string, unknown>) => Promise<unknown>> = {
  startup: () => transport.startup(),
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
