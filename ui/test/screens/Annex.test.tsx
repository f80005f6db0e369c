/** Making the annexes: a paper that could not be written says why. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import record from '../fake/answers/contract_show.json';
import { open } from '../open';

const place = `/contract/${record.contract.id}/annex`;

test('papers are written into the chosen folder and can be opened', async () => {
  const { user, asked } = open(place);
  await user.click(await screen.findByTestId('write-word'));
  const written = await screen.findAllByTestId('written-file');
  expect(asked('annex_save')[0]?.request).toMatchObject({ id: record.contract.id, folder: 'D:\\契約\\特記事項\\' });
  await user.click(within(written[0] as HTMLElement).getByRole('button'));
  expect(asked('open_path')[0]?.request).toBe((written[0] as HTMLElement).dataset.path);
});

test('a folder that cannot be written shows the problem and no paper as written', async () => {
  const problem = { code: 'folder_unwritable', field: null, args: { path: 'D:\\契約', detail: '拒否' } };
  const { user } = open(place, { refuse: (name) => (name === 'annex_save' ? [problem] : []) });
  await user.click(await screen.findByTestId('write-word'));
  expect((await screen.findByRole('alert')).textContent).toBe(
    'フォルダー「D:\\契約」に書き込めません（拒否）。別のフォルダーを選んでください。',
  );
  expect(screen.queryByTestId('written-file')).toBeNull();
  expect(screen.getByTestId<HTMLButtonElement>('write-word').disabled).toBe(false);
});

test('only the papers that are ticked are written', async () => {
  const { user, asked } = open(place);
  const box = within(await screen.findByTestId('include-f20')).getByRole('checkbox');
  await user.click(box);
  await waitFor(() => expect(screen.queryByTestId('tab-f20')).toBeNull());
  await user.click(screen.getByTestId('write-word'));
  await screen.findAllByTestId('written-file');
  expect(asked('annex_save')[0]?.request.kinds).not.toContain('f20');
});
