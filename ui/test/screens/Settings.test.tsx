/** The settings keep what was typed; the recovery key is seen only by whoever asks for it. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import office from '../fake/answers/office_show.json';
import recovery from '../fake/answers/recovery_show.json';
import { open } from '../open';

test('after somebody else saved, what was typed is saved over the newest', async () => {
  let saves = 0;
  const { user, asked } = open('/settings', {
    refuse: (name) =>
      name === 'office_save' && saves++ === 0
        ? [{ code: 'changed_elsewhere', field: null, args: { by: '佐藤 健一', at: '10:15' } }]
        : [],
  });
  await user.type(await screen.findByLabelText(/^長の職名/), '職務代理者');
  await user.selectOptions(screen.getByLabelText(/^接続詞/), 'hiragana');
  await user.click(screen.getByTestId('save'));
  await user.click(await screen.findByTestId('read-again'));
  await waitFor(() => expect(screen.queryByTestId('problems')).toBeNull());
  expect(asked('office_show')).toHaveLength(2);
  await user.click(screen.getByTestId('save'));
  await waitFor(() => expect(asked('office_save')).toHaveLength(2));
  expect(asked('office_save')[1]?.request.office).toEqual({
    ...office,
    head_title: `${office.head_title}職務代理者`,
    style: { ...office.style, conjunction: 'hiragana' },
  });
});

test('the key is neither asked for nor shown before the button, and gone after hiding', async () => {
  const { user, asked } = open('/settings');
  const button = await screen.findByTestId('recovery-show');
  expect(asked('recovery_show')).toEqual([]);
  await user.click(button);
  const list = (await screen.findAllByTestId('recovery-key'))[0] as HTMLElement;
  const groups = within(list).getAllByRole('listitem');
  expect(groups.map((group) => group.textContent).join('-')).toBe(recovery.text);
  expect(screen.getAllByText(/金庫に保管してください/)[0]?.textContent).toContain('PCのそば');
  await user.click(screen.getByTestId('recovery-hide'));
  expect(document.body.textContent).not.toContain(recovery.text.slice(0, 5));
});

test('the sheet to print names the ledger and the key, and prints on its button', async () => {
  window.print = vi.fn();
  const { user } = open('/settings');
  await user.click(await screen.findByTestId('recovery-show'));
  await user.click(await screen.findByTestId('recovery-print'));
  expect(window.print).toHaveBeenCalledOnce();
  const sheet = screen.getByTestId('recovery-sheet');
  expect(sheet.parentElement).toBe(document.body);
  expect(sheet.textContent).toContain('sekisho.db');
  expect(sheet.querySelectorAll('li')).toHaveLength(recovery.text.split('-').length);
});

test('leaving the settings forgets the key', async () => {
  const { user } = open('/settings');
  await user.click(await screen.findByTestId('recovery-show'));
  await screen.findByTestId('recovery-sheet');
  await user.click(screen.getByTestId('nav-people'));
  await screen.findByRole('heading', { level: 1, name: '所属と担当者' });
  expect(screen.queryByTestId('recovery-sheet')).toBeNull();
});
