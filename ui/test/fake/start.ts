/** Puts the fake where the desktop's bridge would be, so that the built window runs unchanged in a browser. Options come from the address: `?empty`, `?hard`, `?contracts=104318`, `?closed=key_wrong`, `?conflict`, `?unwritable`, `?cloud=decision`, `?contract=decision`, `?sns=decision`, `?method=own`, `?first-quarter`, `?unpublished`, `?file=…`, `?lines=104318`, `?slow=2000`, `?book=locked`, `?sheets`. */
import type { FileKind, Habits, Transport } from '../../src/lib/call';
import type { ImportPreview, Problem } from '../../src/lib/generated';
import { fakeTransport } from './transport';

const asked = new URLSearchParams(location.search);
const problem = (code: string, args: Record<string, string> = {}): Problem => ({ code, field: null, args });
const path = 'C:\\Users\\takahashi\\Sekisho\\sekisho.db';
let saves = 0;
const transport: Transport = fakeTransport({
  empty: asked.has('empty'),
  hard: asked.has('hard'),
  contracts: Number(asked.get('contracts')) || undefined,
  contract: (asked.get('contract') as 'decision' | null) ?? undefined,
  cloud: (asked.get('cloud') as 'decision' | null) ?? undefined,
  unpublished: asked.has('unpublished'),
  sns: (asked.get('sns') as 'decision' | null) ?? undefined,
  method: (asked.get('method') as 'own' | null) ?? undefined,
  firstQuarter: asked.has('first-quarter'),
  file: asked.get('file') ?? undefined,
  lines: Number(asked.get('lines')) || undefined,
  slow: Number(asked.get('slow')) || undefined,
  preview: asked.has('sheets') ? withSheets : undefined,
  closed: asked.has('closed') ? [problem(asked.get('closed') ?? '', { path, found: '4', known: '3' })] : undefined,
  refuse: (name) => {
    if (/_save$/.test(name) && name !== 'annex_save' && asked.has('conflict') && saves++ === 0)
      return [problem('changed_elsewhere', { by: '佐藤 健一', at: '2026-11-26 10:15' })];
    if (['import_preview', 'cloud_usage'].includes(name) && asked.has('book'))
      return [problem(asked.get('book') ?? '', { path: 'D:\\契約.xlsx', headings: 'ドメイン、ホスト名、接続先' })];
    if (name === 'annex_save' && asked.has('unwritable'))
      return [problem('folder_unwritable', { path: 'D:\\契約', detail: 'アクセスが拒否されました' })];
    return [];
  },
});

/** The file as one of several tables and a sheet that is not read, with a warning and a remembered reading. */
function withSheets(preview: ImportPreview): void {
  const [table] = preview.tables;
  if (!table) return;
  preview.sheets = [
    { name: '令和8年度', skipped: null },
    { name: '令和7年度', skipped: null },
    { name: '集計', skipped: '集計のシートです' },
  ];
  preview.tables = [
    { ...table, sheet: '令和8年度' },
    { ...table, sheet: '令和7年度', rows: 33 },
  ];
  for (const note of preview.notes) note.sheet_name = '令和8年度';
  preview.remembered = '契約検査課の台帳';
  preview.warnings = ['このファイルはパスワードで保護されたシートを含みます。見えている値だけを読みました。'];
}

const bridge: Record<string, (args: Record<string, unknown>) => Promise<unknown>> = {
  startup: () => transport.startup(),
  recover: (args) => transport.recover(String(args.typed)),
  call: (args) => transport.call(String(args.name), args.request),
  choose_file: (args) => transport.chooseFile(args.kinds as FileKind[]),
  choose_save: (args) => transport.chooseSave(String(args.name), args.kinds as FileKind[]),
  progress: () => transport.progress(),
  cancel: () => transport.cancel(),
  choose_folder: () => transport.chooseFolder(),
  'plugin:event|listen': async (args) => {
    heard.set(String(args.event), Number(args.handler));
    return heard.size;
  },
  'plugin:event|unlisten': async () => {},
  open_path: (args) => transport.openPath(String(args.path)),
  habits: () => transport.habits(),
  like: (args) => transport.like(args.likes as Habits),
};

const listeners: ((event: unknown) => void)[] = [];
const heard = new Map<string, number>();

Object.assign(globalThis, {
  isTauri: true,
  dropFile: (path: string) =>
    listeners[heard.get('tauri://drag-drop') ?? -1]?.({
      event: 'tauri://drag-drop',
      id: 0,
      payload: { paths: [path], position: { x: 0, y: 0 } },
    }),
  __TAURI_EVENT_PLUGIN_INTERNALS__: { unregisterListener: () => {} },
  __TAURI_INTERNALS__: {
    // The desktop's events: a listener is only counted, and a test lets files go through `dropFile`.
    transformCallback: (told: (event: unknown) => void) => {
      listeners.push(told);
      return listeners.length - 1;
    },
    unregisterCallback: () => {},
    metadata: { currentWindow: { label: 'main' }, currentWebview: { windowLabel: 'main', label: 'main' } },
    invoke: (name: string, args: Record<string, unknown>) =>
      bridge[name]?.(args ?? {}) ?? Promise.reject({ problems: [{ code: 'unexpected', field: null, args: {} }] }),
  },
});
