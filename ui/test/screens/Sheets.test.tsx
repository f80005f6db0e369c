/** The check sheets of a contract: issued, read before they are accepted, and shown beside the year before. */
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { newClient } from '../../src/App';
import { Sheets } from '../../src/contract/Sheets';
import { useAnswer } from '../../src/lib/answers';
import { setTransport } from '../../src/lib/call';
import { Ready } from '../../src/parts/Problems';
import shown from '../fake/answers/contract_show.json';
import { ALTERED } from '../fake/papers';
import { type FakeOptions, fakeTransport } from '../fake/transport';

const { id, revision } = shown.contract;

function Page() {
  const asked = useAnswer('contract_show', { id, on: null });
  return <Ready asked={asked}>{(view) => <Sheets view={view} />}</Ready>;
}

async function show(options: FakeOptions = {}) {
  const calls: { name: string; request: Record<string, unknown> }[] = [];
  const onCall = (name: string, request: unknown) => calls.push({ name, request: request as Record<string, unknown> });
  setTransport(fakeTransport({ ...options, onCall }));
  render(
    <QueryClientProvider client={newClient()}>
      <Page />
    </QueryClientProvider>,
  );
  await screen.findByTestId('sheet-answers');
  return { user: userEvent.setup(), asked: (name: string) => calls.filter((one) => one.name === name) };
}

test('answers stand beside those of the year before, and what got worse or is overdue is marked', async () => {
  await show();
  const rows = within(screen.getByTestId('sheet-answers')).getAllByRole('row');
  expect(rows).toHaveLength(3);
  expect(rows[0]?.textContent).toMatch(/R?8年度.*R?7年度/);
  expect(rows[1]?.textContent).not.toContain('悪化');
  for (const word of ['一部実施', '悪化', '手順を作る', 'R8.10.31', '期限を過ぎています']) {
    expect(rows[2]?.textContent).toContain(word);
  }
  expect(screen.getByTestId('sheet-course').textContent).toContain('返送待ち');
});

test('a sheet for the contractor is issued with its number', async () => {
  const { user, asked } = await show();
  await user.click(screen.getByTestId('issue-sheet'));
  expect((await screen.findByTestId('sheet-issued')).textContent).toContain('K8-002');
  expect(asked('contract_sheet_save')[0]?.request.id).toBe(id);
});

test('a returned sheet is looked at, and only then accepted', async () => {
  const file = 'D:\\回答.xlsx';
  const { user, asked } = await show({ file });
  await user.click(screen.getByTestId('read-sheet'));
  expect((await screen.findByTestId('sheet-reading')).textContent).toContain('川上');
  expect(asked('contract_sheet_apply')).toEqual([]);
  await user.click(screen.getByTestId('take-sheet'));
  await waitFor(() => expect(screen.queryByTestId('sheet-reading')).toBeNull());
  expect(asked('contract_sheet_apply')[0]?.request).toEqual({ id, revision, file });
});

test('a sheet whose questions were altered is told and cannot be accepted', async () => {
  const { user } = await show({ file: ALTERED });
  await user.click(screen.getByTestId('read-sheet'));
  expect((await screen.findByTestId('sheet-reading')).textContent).toContain('書き換えられています');
  expect(screen.queryByTestId('take-sheet')).toBeNull();
});
