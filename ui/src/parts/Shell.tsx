/** The frame around every screen: rail, top bar, status bar. Shows only what can be opened now. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useAnswer } from '../lib/answers';
import { onPlace } from '../lib/call';
import { figure } from '../lib/date';
import { useKeys, useShownKeys } from '../lib/keys';
import { go, usePath, useSearch } from '../lib/place';
import { type Key, t } from '../lib/wording';
import { Cap, Link } from './Button';
import { KeyList } from './KeyList';
import { Mark } from './Mark';
import { saySide, useNotice, useSide } from './notice';
import { SearchField } from './SearchField';

interface Item {
  to: string;
  id: string;
  label: Key;
  count?: number;
}

export function Shell({ children }: { children: ReactNode }) {
  const [path] = usePath();
  const [keysShown, setKeysShown] = useState(false);
  const [menu, setMenu] = useState(false);
  const main = useRef<HTMLElement>(null);
  const search = useRef<HTMLInputElement>(null);
  useKeys([
    { caps: ['?'], label: t('ui.keys.all'), on: ['?'], run: () => setKeysShown(true) },
    {
      caps: ['Ctrl', 'K'],
      label: t('ui.keys.search'),
      on: ['Ctrl+k'],
      run: () => search.current?.focus(),
      quiet: true,
    },
    {
      caps: ['Alt', t('ui.cap.left')],
      label: t('ui.keys.back'),
      on: ['Alt+ArrowLeft'],
      run: () => history.back(),
      quiet: true,
    },
    { caps: ['Ctrl', 'P'], label: t('ui.print'), on: [], quiet: true },
  ]);
  // A notification or the tray leads here.
  useEffect(() => onPlace(go), []);
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page starts at its top, with the focus in it
  useEffect(() => {
    setMenu(false);
    saySide('');
    if (first.current) first.current = false;
    else if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [path]);
  return (
    <div className="shell grid min-h-dvh grid-cols-[minmax(0,1fr)] wide:h-dvh wide:grid-cols-[176px_minmax(0,1fr)] wide:grid-rows-[48px_minmax(0,1fr)_28px] wide:overflow-hidden">
      <button type="button" className="btn sr-only focus:not-sr-only" onClick={() => main.current?.focus()}>
        {t('ui.skip')}
      </button>
      <Rail path={path} open={menu} />
      <TopBar search={search} menu={menu} onMenu={() => setMenu(!menu)} />
      <main
        id="main"
        ref={main}
        tabIndex={-1}
        className="shell-main relative order-3 min-w-0 px-4 py-4 wide:order-none wide:col-start-2 wide:row-start-2 wide:overflow-y-auto wide:px-6"
      >
        {children}
      </main>
      <StatusBar />
      <KeyList open={keysShown} onClose={() => setKeysShown(false)} />
    </div>
  );
}

function Rail({ path, open }: { path: string; open: boolean }) {
  const status = useAnswer('status', {}, { keep: true }).data;
  const groups: { label: Key | null; items: Item[] }[] = [
    {
      label: null,
      items: [
        { to: '/', id: 'home', label: 'ui.nav.home', count: status?.overdue },
        { to: '/inbox', id: 'inbox', label: 'ui.nav.inbox', count: status?.waiting },
      ],
    },
    {
      label: 'ui.nav.registers',
      items: [
        { to: '/contract', id: 'contract', label: 'ui.nav.contract', count: status?.contracts },
        { to: '/cloud', id: 'cloud', label: 'ui.nav.cloud', count: status?.clouds },
        { to: '/sns', id: 'sns', label: 'ui.nav.sns', count: status?.sns },
        { to: '/contractor', id: 'contractor', label: 'ui.nav.contractor' },
        { to: '/risk', id: 'risk', label: 'ui.nav.risk' },
        { to: '/incident', id: 'incident', label: 'ui.nav.incident' },
      ],
    },
    {
      label: 'ui.nav.ahead',
      items: [{ to: '/due', id: 'due', label: 'ui.nav.due', count: status?.due }],
    },
    { label: 'ui.nav.papers', items: [{ to: '/catalogue', id: 'catalogue', label: 'ui.nav.catalogue' }] },
    {
      label: 'ui.nav.order',
      items: [
        { to: '/people', id: 'people', label: 'ui.nav.people' },
        { to: '/transfer', id: 'transfer', label: 'ui.nav.transfer' },
        { to: '/import', id: 'import', label: 'ui.nav.import' },
        { to: '/history', id: 'history', label: 'ui.nav.history' },
        { to: '/settings', id: 'settings', label: 'ui.nav.settings' },
      ],
    },
  ];
  return (
    <nav
      id="rail"
      aria-label={t('ui.nav.label')}
      className={`${open ? 'block' : 'hidden'} order-2 border-line border-b bg-quiet pb-4 wide:order-none wide:row-span-3 wide:block wide:overflow-y-auto wide:border-r wide:border-b-0`}
    >
      <p className="hidden h-12 items-baseline gap-2 px-4 pt-3 wide:flex">
        <span className="font-bold text-[1.125rem]">{t('ui.app')}</span>
        <span className="one-line text-label">{status?.office}</span>
      </p>
      {groups.map((group) => (
        <div key={group.label ?? 'top'} className="mb-3">
          {group.label && <p className="flex h-8 items-center px-4 text-label">{t(group.label)}</p>}
          <ul>
            {group.items.map((item) => {
              const here = path === item.to || (item.to !== '/' && path.startsWith(`${item.to}/`));
              return (
                <li key={item.id}>
                  <a
                    href={`#${item.to}`}
                    data-testid={`nav-${item.id}`}
                    aria-current={here ? 'page' : undefined}
                    className={`inset-focus flex h-[34px] items-center justify-between border-l-4 pr-3.5 pl-3 ${here ? 'border-accent bg-accent-ground font-bold text-accent' : 'border-transparent hover:underline'}`}
                  >
                    <span>{t(item.label)}</span>
                    {item.count ? <span className="font-normal">{figure(item.count)}</span> : null}
                  </a>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function TopBar({
  search,
  menu,
  onMenu,
}: {
  search: React.RefObject<HTMLInputElement | null>;
  menu: boolean;
  onMenu: () => void;
}) {
  const status = useAnswer('status', {}, { keep: true }).data;
  const [path] = usePath();
  const [params] = useSearch();
  return (
    <header className="no-print order-1 flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 border-line border-b px-4 py-1 wide:order-none wide:col-start-2 wide:row-start-1 wide:flex-nowrap wide:px-6 wide:py-0">
      <button
        type="button"
        className="btn btn-small wide:hidden"
        aria-expanded={menu}
        aria-controls="rail"
        onClick={onMenu}
      >
        {t('ui.nav.menu')}
      </button>
      <search className="w-[25rem] min-w-40 shrink">
        <SearchField
          label={t('ui.search.label')}
          placeholder={t('ui.search.placeholder')}
          value={path === '/contract' ? (params.get('text') ?? '') : ''}
          onEnter={(text) => go(`/contract?${new URLSearchParams({ text })}`)}
          cap={['Ctrl', 'K']}
          field={search}
          testId="search"
        />
      </search>
      <div className="ml-auto flex items-center gap-5">
        {status && status.findings > 0 && (
          <Link
            to="/contract?findings=true"
            className="text-finding no-underline hover:underline"
            data-testid="top-findings"
          >
            <Mark shape="finding">
              {t('ui.findings')} <b className="ml-1 text-ink">{figure(status.findings)}</b>
            </Mark>
          </Link>
        )}
        {status && status.unknown > 0 && (
          <Link
            to="/contract?unknown=true"
            className="text-unknown no-underline hover:underline"
            data-testid="top-unknown"
          >
            <Mark shape="unknown">
              {t('ui.unknowns')} <b className="ml-1 text-ink">{figure(status.unknown)}</b>
            </Mark>
          </Link>
        )}
        {status && status.waiting > 0 && (
          <Link to="/inbox" className="text-ink-2 no-underline hover:underline" data-testid="top-waiting">
            <Mark shape="review">
              {t('ui.waiting')} <b className="ml-1 text-ink">{figure(status.waiting)}</b>
            </Mark>
          </Link>
        )}
        <span className="border-line border-l pl-5">{status?.user}</span>
      </div>
    </header>
  );
}

function StatusBar() {
  const keys = useShownKeys();
  const notice = useNotice();
  const side = useSide();
  const status = useAnswer('status', {}, { keep: true }).data;
  return (
    <footer className="no-print order-4 flex min-h-7 items-center justify-between gap-4 border-line border-t bg-quiet px-4 text-ink-2 wide:order-none wide:col-start-2 wide:row-start-3 wide:px-6">
      <ul
        className="flex min-w-0 flex-wrap items-center gap-x-4 overflow-hidden wide:h-7"
        aria-label={t('ui.keys.title')}
      >
        {keys
          .filter((key) => !key.quiet)
          .sort((a, b) => Number(a.caps[0] === '?') - Number(b.caps[0] === '?'))
          .map((key) => (
            <li key={key.label + key.caps.join()} className="flex h-7 items-center gap-1.5 whitespace-nowrap">
              {key.caps.map((cap) => (
                <Cap key={cap}>{cap}</Cap>
              ))}
              {key.label}
            </li>
          ))}
      </ul>
      <div className="flex shrink-0 gap-3">
        <span role="status" data-testid="notice">
          {notice}
        </span>
        <span>{side || (status ? t('ui.status.rows', { n: figure(status.rows) }) : '')}</span>
      </div>
    </footer>
  );
}
