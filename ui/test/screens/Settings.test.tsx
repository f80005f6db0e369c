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

test('days on which the office is closed are sent as typed, and each problem stands under its field', async () => {
  let saves = 0;
  const { user, asked } = open('/settings', {
    refuse: (name) =>
      name === 'office_save' && saves++ === 0
        ? [
            { code: 'month_day_unreadable', field: 'calendar.closed_from', args: { value: '年末' } },
            { code: 'date_unreadable', field: 'calendar.days.2.on', args: { value: 'お盆' } },
          ]
        : [],
  });
  const from = await screen.findByLabelText<HTMLInputElement>('年末年始の始め');
  expect(from.value).toBe('12/29');
  expect(screen.getByLabelText<HTMLInputElement>('年末年始の終わり').value).toBe('1/3');
  await user.clear(from);
  await user.type(from, '年末');
  await user.click(screen.getByTestId('add-calendar.days'));
  const added = within(screen.getByTestId('calendar.days-2'));
  await user.type(added.getByLabelText(/^日/), 'お盆');
  await user.selectOptions(added.getByLabelText('区分'), 'open');
  await user.type(added.getByLabelText(/^理由/), '休日窓口');
  await user.click(screen.getByTestId('save'));
  expect((await screen.findByTestId('problem-calendar.closed_from')).textContent).toContain('「年末」');
  expect(screen.getByTestId('problem-calendar.days.2.on').textContent).toContain('「お盆」');
  expect(screen.queryByTestId('problems')).toBeNull();
  await user.click(screen.getByTestId('remove-calendar.days-0'));
  await user.click(screen.getByTestId('save'));
  await waitFor(() => expect(asked('office_save')).toHaveLength(2));
  expect(asked('office_save')[1]?.request.office).toEqual({
    ...office,
    calendar: {
      closed_from: '年末',
      closed_until: '01-03',
      days: [office.calendar.days[1], { on: 'お盆', closed: false, name: '休日窓口' }],
    },
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
