/** A contract as it is, and as it was: the past is for reading. */
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { place } from '../../src/lib/place';
import record from '../fake/answers/contract_show.json';
import { open } from '../open';

const here = `/contract/${record.contract.id}`;

test('unmet requirements come first and the first is open', async () => {
  open(here);
  const rows = await screen.findAllByTestId(/^requirement-[A-Z]/);
  const missing = record.requirements.filter((row) => row.state === 'missing').map((row) => `requirement-${row.id}`);
  expect(
    rows
      .slice(0, missing.length)
      .map((row) => row.dataset.testid)
      .sort(),
  ).toEqual([...missing].sort());
  expect(rows[0]?.querySelector('[aria-expanded=true]')).toBeTruthy();
});

test('a day that cannot be read is said beside what was typed', async () => {
  const { user } = open(`${here}?tab=history`);
  await user.type(await screen.findByLabelText('見たい日'), 'いつか');
  await user.click(screen.getByTestId('show-as-of'));
  expect((await screen.findByTestId('problem-on')).textContent).toContain('「いつか」');
  expect(screen.getByLabelText<HTMLInputElement>('見たい日').value).toBe('いつか');
});

test('a day that can be read shows the contract of that day, with a way back and none to change it', async () => {
  const { user, asked } = open(`${here}?tab=history`);
  await user.type(await screen.findByLabelText('見たい日'), 'R8.10.1');
  await user.click(screen.getByTestId('show-as-of'));
  expect((await screen.findByTestId('as-of')).textContent).toContain('令和8年10月1日現在の内容です（読み取り専用）');
  expect(asked('contract_show').map((call) => call.request.on)).toContain('R8.10.1');
  for (const change of ['edit', 'make-annex', 'sign', 'renew', 'close', 'answer-facts'])
    expect(screen.queryByTestId(change), change).toBeNull();
  expect(screen.queryAllByTestId(/^(waive|confirm|add)-/)).toEqual([]);
  await user.click(screen.getByTestId('as-of-back'));
  await screen.findByTestId('make-annex');
  await waitFor(() => expect(place()).toBe(here));
});
