/** The public list of accounts and the check of a saved page: what would be published and why not, and what a page says otherwise. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { SnsPageCheck, SnsPublicList } from '../../src/lib/generated';
import { place } from '../../src/lib/place';
import recordedCheck from '../fake/answers/sns_page_check.json';
import recordedFirst from '../fake/answers/sns_public_first.json';
import recordedList from '../fake/answers/sns_public_list.json';
import { CLEAN } from '../fake/publication';
import type { FakeOptions } from '../fake/transport';
import { open } from '../open';

const list = recordedList as unknown as SnsPublicList;
const first = recordedFirst as unknown as SnsPublicList;
const check = recordedCheck as unknown as SnsPageCheck;
const file = 'D:\\公開\\公式アカウント一覧.html';

test('the list of accounts leads to what the public sees', async () => {
  const { user } = open('/sns');
  await user.click(await screen.findByTestId('to-public'));
  await screen.findByTestId('public-state');
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('公開の一覧');
  expect(place()).toBe('/sns/public');
});

test('what would be published, what changed and what is held back stands there before anything is written', async () => {
  const { asked } = open('/sns/public');
  expect((await screen.findByTestId('public-state')).textContent).toContain('公表していない内容があります');
  const shown = within(screen.getByTestId('shown')).getAllByRole('link');
  expect(shown.map((link) => link.getAttribute('href'))).toEqual(list.accounts.map(({ id }) => `#/sns/${id}`));
  expect(
    within(screen.getByTestId('changes'))
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual(list.changes);
  const held = within(screen.getByTestId('held')).getAllByRole('listitem');
  expect(held.map((item) => item.textContent)).toEqual(list.held.map(({ name, text }) => `${name}${text}`));
  expect(screen.getByTestId('last-publication').textContent).toContain(list.folder);
  expect(asked('sns_publish')).toEqual([]);
});

test('the first publication says that there is none before it', async () => {
  open('/sns/public', { unpublished: true });
  expect((await screen.findByTestId('changes')).textContent).toContain('まだ公表していません');
  expect(screen.getByTestId('last-publication').textContent).toContain('まだありません');
  expect(first.last_on).toBeNull();
});

test('it is published with the contact that was typed, and then nothing is left to publish', async () => {
  const { user, asked } = open('/sns/public');
  const contact = await screen.findByLabelText(/^ページの下に載せる問合せ先/);
  await user.clear(contact);
  await user.type(contact, '広報課 内線12');
  await user.click(screen.getByTestId('publish'));
  const written = await screen.findByTestId('papers-written');
  expect(within(written).getAllByTestId('open-file')).toHaveLength(3);
  expect(written.textContent).toContain('sns-accounts.html');
  expect(asked('sns_publish')[0]?.request.contact).toBe('広報課 内線12');
  await waitFor(() => expect(screen.getByTestId('public-state').textContent).toContain('公表済み'));
});

test('a refused publication says why and leaves what was typed', async () => {
  const refuse = (name: string) => (name === 'sns_publish' ? [{ code: 'office_unnamed', field: null, args: {} }] : []);
  const { user } = open('/sns/public', { refuse });
  await user.type(await screen.findByLabelText(/^ページの下に載せる問合せ先/), ' 内線12');
  await user.click(screen.getByTestId('publish'));
  expect((await screen.findByTestId('problems')).textContent).toContain('ください');
  expect(screen.getByLabelText<HTMLTextAreaElement>(/^ページの下に載せる問合せ先/).value).toContain('内線12');
});

test('it is written to the same place again without asking where', async () => {
  const { user, asked } = open('/sns/public');
  await user.click(await screen.findByTestId('publish-again'));
  await screen.findByTestId('papers-written');
  expect(asked('sns_publish')[0]?.request.folder).toBe(list.folder);
});

test('the first publication has no place to go to again', async () => {
  open('/sns/public', { unpublished: true });
  await screen.findByTestId('publish');
  expect(screen.queryByTestId('publish-again')).toBeNull();
});

test('a contact that was typed is not lost without asking', async () => {
  const { user } = open('/sns/public');
  await user.type(await screen.findByLabelText(/^ページの下に載せる問合せ先/), ' 内線12');
  await user.click(screen.getAllByRole('link', { name: '公式SNS' })[0] as HTMLElement);
  expect(place()).toBe('/sns/public');
  await user.click(await screen.findByTestId('leave-stay'));
  expect(screen.getByLabelText<HTMLTextAreaElement>(/^ページの下に載せる問合せ先/).value).toContain('内線12');
});

async function look(options: FakeOptions = {}) {
  const window = open('/sns/check', { file, ...options });
  await window.user.click(await screen.findByTestId('choose-file'));
  await screen.findByTestId('numbers');
  return window;
}

test('a saved page is told in three tables, each with the way to the account', async () => {
  const { asked } = await look();
  expect(asked('sns_page_check').at(-1)?.request).toEqual({ file });
  const rows = (id: string) => within(screen.getByTestId(id)).getAllByRole('row').slice(1);
  const near = rows('near');
  expect(near).toHaveLength(check.near.length);
  for (const [at, link] of check.near.entries()) {
    expect(near[at]?.textContent).toContain(link.address);
    expect(
      within(near[at] as HTMLElement)
        .getByRole('link')
        .getAttribute('href'),
    ).toBe(`#/sns/${link.like}`);
  }
  expect(near.map((row) => row.textContent).join()).toContain('見間違えやすい文字');
  expect(near.map((row) => row.textContent).join()).toContain('別のアカウントの名前');
  expect(rows('strangers')).toHaveLength(check.strangers.length + check.hidden.length);
  const lacking = within(screen.getByTestId('missing')).getAllByRole('link');
  expect(lacking.map((link) => link.getAttribute('href'))).toEqual(check.missing.map((id) => `#/sns/${id}`));
});

test('a link that nobody knows becomes a new account with its address, a short link does not', async () => {
  const { user } = await look();
  const links = within(screen.getByTestId('strangers')).getAllByRole('link');
  expect(links).toHaveLength(check.strangers.length);
  await user.click(links[0] as HTMLElement);
  expect((await screen.findByLabelText<HTMLInputElement>('URL')).value).toBe(check.strangers[0]?.address);
});

test('a page that says what the register says is told to do so', async () => {
  await look({ file: CLEAN });
  expect(screen.getByTestId('page-clean').textContent).toContain('台帳と一致');
  for (const id of ['near', 'strangers', 'missing']) expect(screen.getByTestId(id).querySelector('table')).toBeNull();
});

test('what is no page is refused in words, and another file can be chosen', async () => {
  const refuse = (name: string) =>
    name === 'sns_page_check' ? [{ code: 'page_not_html', field: 'file', args: { file: '一覧.pdf' } }] : [];
  const { user } = open('/sns/check', { file, refuse });
  await user.click(await screen.findByTestId('choose-file'));
  expect((await screen.findByTestId('problems')).textContent).toContain('一覧.pdf');
  expect(screen.getByTestId('choose-file')).toBeTruthy();
});
