/** Transfers in the window: nothing is written before the button, what is not decided stays in sight, and any successor can be changed. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { TransferPreview } from '../../src/lib/generated';
import recorded from '../fake/answers/transfer_preview.json';
import type { FakeOptions } from '../fake/transport';
import { open } from '../open';

const preview = recorded as unknown as TransferPreview;
const giver = preview.moves.find((moved) =>
  moved.records.some((record) => record.successor),
) as TransferPreview['moves'][number];
const undecided = preview.moves.find((moved) =>
  moved.records.some((record) => !record.successor),
) as TransferPreview['moves'][number];
const person = preview.successors.find((one) => one.name === '三枝 直人') as TransferPreview['successors'][number];
const label = (one: typeof person) => `${one.name}（${one.section}・${one.held}件）`;

async function look(options: FakeOptions = {}) {
  const window = open('/transfer', { file: 'D:\\人事\\異動者一覧.csv', ...options });
  await window.user.click(await screen.findByTestId('choose-list'));
  await screen.findByTestId('counts');
  return window;
}

test('a list is reviewed before anything is written', async () => {
  const { asked } = await look();
  const { people, records, open: left } = preview.counts;
  expect(screen.getByTestId('counts').textContent).toContain(`${people}人・記録${records}件・後任未定${left}件`);
  const block = within(screen.getByTestId(`leaver-${giver.row}`));
  for (const record of giver.records) {
    const row = block.getByTestId(`record-${giver.row}-${record.id}`);
    expect(row.textContent).toContain(record.successor_name);
    expect(row.textContent).toContain(record.reason_text);
    expect(row.textContent).toContain(record.duties_text);
  }
  expect(screen.getByTestId('questions').textContent).toContain('暦にない日付');
  expect(screen.getByTestId('others').textContent).toContain('三浦 葵');
  expect(asked('transfer_apply')).toEqual([]);
});

test('what is not decided keeps the button shut until somebody says that it may stay', async () => {
  const { user, asked } = await look();
  const button = screen.getByTestId<HTMLButtonElement>('apply');
  expect(button.disabled).toBe(true);
  await user.click(screen.getByTestId('leave-open'));
  await waitFor(() => expect(button.disabled).toBe(false));
  expect(button.textContent).toBe(`${preview.counts.records - preview.counts.open}件を引き継ぐ`);
  await user.click(button);
  await screen.findByTestId('done');
  expect(asked('transfer_apply')[0]?.request).toMatchObject({ leave_open: true, token: preview.token });
  expect(screen.getByTestId('still-open').textContent).toContain('渡辺 大輔');
});

test('one successor for everything of a person, and then the sheets', async () => {
  const { user, asked } = await look();
  await user.click(screen.getByTestId(`change-all-${undecided.row}`));
  const field = await screen.findByTestId('successor');
  await user.type(field, '三枝');
  expect(asked('transfer_preview')).toHaveLength(1);
  await user.clear(field);
  await user.type(field, label(person));
  const block = within(screen.getByTestId(`leaver-${undecided.row}`));
  await waitFor(() => expect(block.getAllByText(person.name)).toHaveLength(undecided.records.length));
  expect(asked('transfer_preview').at(-1)?.request.choices).toEqual([{ row: undecided.row, successor: person.key }]);
  // Everybody has a successor, but a row of the list still cannot be used.
  const button = screen.getByTestId<HTMLButtonElement>('apply');
  expect(button.disabled).toBe(true);
  await user.click(screen.getByTestId('leave-open'));
  await waitFor(() => expect(button.disabled).toBe(false));
  await user.click(button);
  await user.click(await screen.findByTestId('write-papers'));
  await screen.findByTestId('files');
  expect(asked('transfer_papers')[0]?.request.batch).toBeTruthy();
});

test('the successor of one record is changed without touching the others', async () => {
  const { user, asked } = await look();
  const record = giver.records[0] as TransferPreview['moves'][number]['records'][number];
  await user.click(screen.getByTestId(`change-${giver.row}-${record.id}`));
  await user.type(await screen.findByTestId('successor'), label(person));
  const row = screen.getByTestId(`record-${giver.row}-${record.id}`);
  await waitFor(() => expect(row.textContent).toContain(person.name));
  expect(asked('transfer_preview').at(-1)?.request.choices).toEqual([
    { row: giver.row, register: record.register, id: record.id, successor: person.key },
  ]);
  expect(screen.getAllByText(person.name)).toHaveLength(1);
});

test('a plan that changed meanwhile is read again, and what was chosen stays', async () => {
  let times = 0;
  const { user, asked } = await look({
    refuse: (name) =>
      name === 'transfer_apply' && times++ === 0
        ? [{ code: 'changed_elsewhere', field: null, args: { by: '佐藤 健一', at: '10:15' } }]
        : [],
  });
  await user.click(screen.getByTestId('leave-open'));
  await user.click(screen.getByTestId('apply'));
  const before = asked('transfer_preview').length;
  await user.click(await screen.findByTestId('read-again'));
  await waitFor(() => expect(asked('transfer_preview').length).toBeGreaterThan(before));
  await waitFor(() => expect(screen.queryByTestId('problems')).toBeNull());
  await user.click(screen.getByTestId('apply'));
  await screen.findByTestId('done');
});

test('a file that is no list says so and another can be chosen', async () => {
  const { user } = open('/transfer', {
    refuse: (name) => (name === 'transfer_preview' ? [{ code: 'transfer_no_sections', field: 'file', args: {} }] : []),
  });
  await user.click(await screen.findByTestId('choose-list'));
  expect((await screen.findByTestId('problems')).textContent).toContain('新所属');
  expect(screen.getByTestId<HTMLButtonElement>('choose-list').disabled).toBe(false);
});

test('records whose people are gone are told on the first screen and listed beside the lists', async () => {
  const { user } = open('/');
  await user.click(await screen.findByTestId('home-orphans'));
  const orphans = await screen.findByTestId('orphans');
  expect(orphans.textContent).toContain('担当者');
});
