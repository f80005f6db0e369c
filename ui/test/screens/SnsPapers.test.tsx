/** The papers of an official account: which it calls for, what each lacks, and that what was written can be opened. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { SnsView } from '../../src/lib/generated';
import snsClosed from '../fake/answers/sns_closed.json';
import snsShow from '../fake/answers/sns_show.json';
import { open } from '../open';

const busy = snsShow as unknown as SnsView;
const closed = snsClosed as unknown as SnsView;
const at = (view: SnsView, more = '') => `/sns/${view.sns.id}?tab=papers${more}`;

test('one paper is written, or all that the account calls for, and each can be opened', async () => {
  const { user, asked } = open(at(busy));
  await user.click(await screen.findByTestId('write-policy'));
  expect((await screen.findByTestId('papers-written')).textContent).toContain('policy.docx');
  await user.click(screen.getByTestId('write-papers'));
  await waitFor(() => expect(screen.getByTestId('papers-written').querySelectorAll('li')).toHaveLength(4));
  expect(within(screen.getByTestId('papers-written')).getAllByTestId('open-file')).toHaveLength(4);
  expect(asked('sns_papers').map(({ request }) => [request.id, request.kinds])).toEqual([
    [busy.sns.id, ['policy']],
    [busy.sns.id, null],
  ]);
});

test('a paper that lacks something says which fields, and leads to them', async () => {
  const lacking = { kind: 'policy' as const, text: '運用ポリシー', wanted: true, lacks: ['hours', 'reply_policy'] };
  open(at(busy), { changeSns: (view) => Object.assign(view, { papers: [lacking] }) });
  const row = await screen.findByTestId('paper-policy');
  const links = within(row).getAllByRole('link');
  expect(links.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
    ['運用時間・対応時間', `#/sns/${busy.sns.id}/edit?field=hours`],
    ['返信・DMの方針', `#/sns/${busy.sns.id}/edit?field=reply_policy`],
  ]);
  expect(screen.getByTestId('write-policy')).toBeTruthy();
});

test('a closed account calls for its notice alone', async () => {
  open(at(closed), { sns: 'closed' });
  expect(within(await screen.findByTestId('paper-notice')).getByTestId('write-notice')).toBeTruthy();
  for (const kind of ['policy', 'procedure', 'card']) {
    expect(screen.getByTestId(`paper-${kind}`).textContent).toContain('廃止したアカウントには要りません');
    expect(screen.queryByTestId(`write-${kind}`)).toBeNull();
  }
});

test('of an account as it was on a day nothing is written', async () => {
  open(at(busy, '&on=2026-10-01'));
  await screen.findByTestId('paper-notice');
  expect(screen.queryByTestId('write-papers')).toBeNull();
  expect(screen.queryByTestId('write-notice')).toBeNull();
});

test('a folder that takes nothing is told', async () => {
  const refuse = (name: string) =>
    name === 'sns_papers' ? [{ code: 'folder_unwritable', field: null, args: { path: 'D:\\' } }] : [];
  const { user } = open(at(busy), { refuse });
  await user.click(await screen.findByTestId('write-card'));
  expect((await screen.findByTestId('problems')).textContent).toContain('D:\\');
  expect(screen.queryByTestId('papers-written')).toBeNull();
});
