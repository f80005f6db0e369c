/** A proxy's log beside the approvals: what was found is told with the way on, what is left out is compared again, and headings can be named. */
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { UsageReport } from '../../src/lib/generated';
import { place } from '../../src/lib/place';
import recorded from '../fake/answers/cloud_usage.json';
import type { FakeOptions } from '../fake/transport';
import { open } from '../open';

const report = recorded as UsageReport;
const known = report.unapproved.find((row) => row.known_service) as UsageReport['unapproved'][number];
const refused = report.unapproved.find((row) => row.cloud) as UsageReport['unapproved'][number];
const file = 'D:\\ログ\\プロキシ集計.csv';
const last = <T,>(list: T[]): T => list.at(-1) as T;

afterEach(() => localStorage.removeItem('sekisho.ignored'));

async function look(options: FakeOptions = {}) {
  const window = open('/cloud/usage', { file, ...options });
  await window.user.click(await screen.findByTestId('choose-file'));
  await screen.findByTestId('numbers');
  return window;
}

test('before a file is chosen the page says what is needed, that nothing leaves, and what a host does not tell', async () => {
  const { asked } = open('/cloud/usage');
  expect((await screen.findByTestId('drop')).textContent).toContain('外には何も送りません');
  expect(screen.getByText(/何を送ったかは分かりません/)).toBeTruthy();
  expect(screen.getByText(/^接続先（/)).toBeTruthy();
  expect(asked('cloud_usage')).toEqual([]);
});

test('an application made from a host begins with its address and the name of its service', async () => {
  const { user, asked } = await look();
  await user.click(within(screen.getByTestId(`host-${known.host}`)).getByRole('link'));
  expect((await screen.findByLabelText<HTMLInputElement>(/サービス名/)).value).toBe(known.known_service);
  expect(screen.getByLabelText<HTMLInputElement>('URL').value).toBe(known.host);
  await user.click(screen.getByTestId('save'));
  await waitFor(() =>
    expect(asked('cloud_save')[0]?.request.draft).toMatchObject({ service: known.known_service, url: known.host }),
  );
});

test('numbers stand on top, and each host with its service, accesses and last day', async () => {
  const { asked } = await look();
  expect(last(asked('cloud_usage')).request).toMatchObject({ file, ignore: [] });
  expect(screen.getByTestId('number-ui.usage.unapproved').textContent).toBe(`${report.unapproved.length}件`);
  expect(screen.getByTestId('number-ui.usage.rows').textContent).toBe(`${report.rows}件`);
  const row = screen.getByTestId(`host-${known.host}`);
  expect(row.textContent).toContain(known.known_service);
  expect(row.textContent).toContain(String(known.count));
  expect(screen.getByTestId('unreadable').textContent).toContain(`${report.unreadable}行`);
});

test('a host of a use that is not approved leads to its record, one of no use to an application', async () => {
  await look();
  const own = within(screen.getByTestId(`host-${refused.host}`));
  expect(own.getByText(refused.cloud?.status_text ?? '')).toBeTruthy();
  expect(own.getByRole('link').getAttribute('href')).toBe(`#/cloud/${refused.cloud?.id}`);
  const other = within(screen.getByTestId(`host-${known.host}`));
  expect(other.getByRole('link').getAttribute('href')).toMatch(/^#\/cloud\/new\?/);
});

test('approved uses that nobody uses, and those that cannot be compared, lead to their records', async () => {
  await look();
  for (const [part, uses] of [
    ['unused', report.unused],
    ['without', report.without_host],
  ] as const) {
    expect(uses.length).toBeGreaterThan(0);
    const links = within(screen.getByTestId(part)).getAllByRole('link');
    expect(links.map((link) => link.getAttribute('href'))).toEqual(uses.map((use) => `#/cloud/${use.id}`));
  }
});

test('a host that is ignored is left out at once, stands in the list, and is left out the next time', async () => {
  const { user, asked } = await look();
  await user.click(screen.getByTestId(`ignore-${known.host}`));
  await waitFor(() => expect(screen.queryByTestId(`host-${known.host}`)).toBeNull());
  expect(last(asked('cloud_usage')).request.ignore).toEqual([known.host]);
  const field = screen.getByLabelText<HTMLTextAreaElement>('無視する接続先');
  expect(field.value).toBe(known.host);
  await user.type(field, '\ncity.shiomi.lg.jp');
  expect(last(asked('cloud_usage')).request.ignore).toEqual([known.host]);
  await user.click(screen.getByTestId('compare'));
  await waitFor(() => expect(last(asked('cloud_usage')).request.ignore).toEqual([known.host, 'city.shiomi.lg.jp']));
  expect(localStorage.getItem('sekisho.ignored')).toBe(`${known.host}\ncity.shiomi.lg.jp`);
});

test('a host that cannot be read is refused under its field, beside what was found before', async () => {
  const { user } = await look({
    refuse: (name, request) =>
      name === 'cloud_usage' && (request.ignore as string[]).includes('社内')
        ? [{ code: 'host_unreadable', field: 'ignore', args: { value: '社内' } }]
        : [],
  });
  await user.type(screen.getByLabelText('無視する接続先'), '社内');
  await user.click(screen.getByTestId('compare'));
  expect((await screen.findByTestId('problem-ignore')).textContent).toContain('社内');
  expect(screen.queryByTestId('problems')).toBeNull();
  expect(screen.getByTestId(`host-${known.host}`)).toBeTruthy();
});

test('other destinations are folded and open with those that are not shown', async () => {
  const { user } = await look();
  const [other] = report.others as [UsageReport['others'][number]];
  expect(screen.queryByTestId(`host-${other.host}`)).toBeNull();
  await user.click(screen.getByRole('button', { name: `その他の接続先（${report.others.length}件）` }));
  expect(screen.getByTestId(`host-${other.host}`)).toBeTruthy();
});

test('a table without known headings is read again with those that the person names', async () => {
  const { user, asked } = open('/cloud/usage', {
    file,
    refuse: (name, request) =>
      name === 'cloud_usage' && Object.keys(request.mapping as object).length === 0
        ? [{ code: 'list_no_headings', field: 'file', args: { headings: 'ドメイン、ホスト' } }]
        : [],
  });
  await user.click(await screen.findByTestId('choose-file'));
  expect((await screen.findByTestId('problems')).textContent).toContain('ドメイン、ホスト');
  await user.type(screen.getByLabelText(/^接続先/), ' つなぎ先 ');
  await user.type(screen.getByLabelText('件数'), '度数');
  await user.click(screen.getByTestId('read-headings'));
  await screen.findByTestId('numbers');
  expect(last(asked('cloud_usage')).request.mapping).toEqual({ つなぎ先: 'host', 度数: 'count' });
});

test('whoever comes back from a record finds the same comparison', async () => {
  const { user, asked } = await look();
  const here = place();
  expect(new URLSearchParams(here.split('?')[1]).get('file')).toBe(file);
  await user.click(within(screen.getByTestId(`host-${refused.host}`)).getByRole('link'));
  await waitFor(() => expect(place()).toBe(`/cloud/${refused.cloud?.id}`));
  location.hash = here;
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  await screen.findByTestId('numbers');
  expect(asked('choose_file')).toHaveLength(1);
});

test('the same file chosen again is read again, and a dropped one like a chosen one', async () => {
  const drop: NonNullable<FakeOptions['drop']> = {};
  const { user, asked } = await look({ drop });
  expect(asked('cloud_usage')).toHaveLength(1);
  await user.click(screen.getByTestId('choose-other'));
  await waitFor(() => expect(asked('cloud_usage')).toHaveLength(2));
  drop.now?.({ over: false, path: 'D:\\ログ\\10月.xlsx' });
  await waitFor(() => expect(last(asked('cloud_usage')).request.file).toBe('D:\\ログ\\10月.xlsx'));
});

test('a reading that is stopped leaves the page as before', async () => {
  const { user } = open('/cloud/usage', { file, slow: 4000 });
  await user.click(await screen.findByTestId('choose-file'));
  await user.click(await screen.findByTestId('stop'));
  await waitFor(() => expect(screen.queryByTestId('working')).toBeNull());
  await waitFor(() => expect(place()).toBe('/cloud/usage'));
  expect(screen.queryByTestId('problems')).toBeNull();
  expect(screen.getByTestId('choose-file')).toBeTruthy();
});
