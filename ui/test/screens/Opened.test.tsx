/** A ledger that cannot be opened: why, and what to do; no page asks it anything. */
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { open } from '../open';

const path = 'C:\\Sekisho\\sekisho.db';

test.each([
  ['key_wrong', '鍵が違います'],
  ['ledger_damaged', '控えから戻してください'],
  ['ledger_newer', '新しい版で開いてください'],
  ['ledger_missing', '見つかりません'],
])('%s is explained', async (code, words) => {
  const { asked } = open('/', { closed: [{ code, field: null, args: { path, found: '4', known: '3' } }] });
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain(words);
  expect(alert.textContent).toContain(path);
  expect(alert.textContent).not.toMatch(/\{\w+\}/);
  expect(screen.getByTestId('open-again')).toBeTruthy();
  expect(asked('home')).toEqual([]);
});

test('trying again opens the ledger once the reason is gone', async () => {
  const closed = [{ code: 'ledger_missing', field: null, args: { path } }];
  const { user } = open('/', { closed });
  await screen.findByRole('alert');
  closed.length = 0;
  await user.click(screen.getByTestId('open-again'));
  expect(await screen.findByRole('heading', { level: 1, name: /^今日/ })).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a lost key is put back from its printed recovery key', async () => {
  const { user } = open('/', { closed: [{ code: 'key_missing', field: null, args: { path } }] });
  const field = await screen.findByLabelText(/回復キー/);
  await user.type(field, 'なにか');
  await user.click(screen.getByTestId('recover'));
  expect((await screen.findByTestId('problem-recovery')).textContent).toContain('1番目の組');
  expect((field as HTMLTextAreaElement).value).toBe('なにか');
  await user.clear(field);
  await user.type(field, 'KKKK7-KKKK7');
  await user.click(screen.getByTestId('recover'));
  expect(await screen.findByRole('heading', { level: 1, name: /^今日/ })).toBeTruthy();
});

test('a damaged ledger asks for no key', async () => {
  open('/', { closed: [{ code: 'ledger_damaged', field: null, args: { path } }] });
  await screen.findByRole('alert');
  expect(screen.queryByTestId('recover')).toBeNull();
});
