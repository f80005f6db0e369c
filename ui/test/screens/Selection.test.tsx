/** The selection of a contractor: places of candidates, sheets read for one of them, and everything typed going to the ledger as typed. */
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { newClient } from '../../src/App';
import { Selection } from '../../src/contract/Selection';
import { useAnswer } from '../../src/lib/answers';
import { setTransport } from '../../src/lib/call';
import type { ContractView } from '../../src/lib/generated';
import { Ready } from '../../src/parts/Problems';
import shown from '../fake/answers/contract_show.json';
import { RECORDED } from '../fake/selection';
import { type FakeOptions, fakeTransport } from '../fake/transport';

const { id, revision } = shown.contract;

function Page() {
  const asked = useAnswer('contract_show', { id, on: null });
  const recorded = (view: ContractView): ContractView => ({
    ...view,
    contract: { ...view.contract, selection: RECORDED },
  });
  return <Ready asked={asked}>{(view) => <Selection view={recorded(view)} />}</Ready>;
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
  await screen.findByTestId('selection-matrix');
  return { user: userEvent.setup(), asked: (name: string) => calls.filter((one) => one.name === name) };
}

test('criteria stand by candidates, with what is needed, the totals, the places and who was chosen', async () => {
  await show();
  const rows = within(screen.getByTestId('selection-matrix')).getAllByRole('row');
  expect(rows).toHaveLength(6);
  expect(rows[0]?.textContent).toContain('株式会社カモメシステムズ 選定');
  for (const word of ['必須', '満たす 4点', '回答書で確認', '回答：はい　全項目に回答', '満たさない 1点'])
    expect(rows[1]?.textContent).toContain(word);
  expect(rows[2]?.textContent).toContain('未判定');
  expect(rows[3]?.textContent).toMatch(/適格.*不適格/);
  expect(rows[4]?.textContent).toContain('14点（満点15点）');
  expect(screen.getByTestId('selection-facts').textContent).toContain('低減・受容して調達');
  const supply = within(screen.getByTestId('supply-chain')).getAllByRole('row');
  expect(supply[1]?.textContent).toContain('はい　日本');
  expect(screen.getByTestId('selection-course').textContent).toContain('返送待ち');
});

test('a sheet is read for the candidate that was chosen, and not accepted for nobody', async () => {
  const file = 'D:\\回答.xlsx';
  const { user, asked } = await show({ file });
  const desk = within(screen.getByTestId('desk-selection'));
  await user.click(desk.getByTestId('read-sheet'));
  expect((await desk.findByTestId('sheet-reading')).textContent).toContain('候補者');
  expect(desk.queryByTestId('take-sheet')).toBeNull();
  await user.click(desk.getByTestId('close-sheet'));
  await user.selectOptions(desk.getByRole('combobox'), 'c2');
  await user.click(desk.getByTestId('read-sheet'));
  expect((await desk.findByTestId('sheet-reading')).textContent).toContain('青嵐システム株式会社');
  await user.click(desk.getByTestId('take-sheet'));
  await waitFor(() => expect(asked('contract_statement_apply')).toHaveLength(1));
  expect(asked('contract_statement_apply')[0]?.request).toEqual({ id, revision, candidate: 'c2', file });
});

test('what is typed goes to the ledger as it was typed, with a candidate that has no id yet', async () => {
  const { user, asked } = await show();
  await user.click(screen.getByTestId('edit-selection'));
  await user.clear(screen.getByLabelText('特記事項を示した日'));
  await user.type(screen.getByLabelText('特記事項を示した日'), 'R8.2.3');
  await user.click(screen.getByTestId('add-candidate'));
  const added = within(screen.getByTestId('candidate-2'));
  await user.type(added.getByLabelText(/^商号又は名称/), 'みどり情報');
  await user.selectOptions(added.getAllByLabelText('判定')[0] as HTMLElement, 'fails');
  await user.type(added.getByLabelText('満たさないことを受容する理由'), '補う計画がある');
  await user.type(added.getAllByLabelText('点（0〜5）')[1] as HTMLElement, '３点');
  await user.selectOptions(screen.getByLabelText('選定した者'), 'みどり情報');
  await user.click(screen.getByTestId('save-selection'));
  await waitFor(() => expect(asked('contract_save')).toHaveLength(1));
  const draft = asked('contract_save')[0]?.request.draft as Record<string, unknown>;
  expect(Object.keys(draft).sort()).toEqual(['id', 'revision', 'selection']);
  expect(draft.selection).toMatchObject({
    shown_on: 'R8.2.3',
    chosen: 'みどり情報',
    weights: { 'SE-03': 2 },
    candidates: [
      { id: 'c1' },
      { id: 'c2' },
      {
        id: '',
        name: 'みどり情報',
        scores: [
          { criterion: 'SE-05', judgement: 'fails', accepted_because: '補う計画がある' },
          { criterion: 'SE-03', points: '３点' },
        ],
      },
    ],
  });
  expect(draft.selection).not.toHaveProperty('statements');
});

test('both papers are written into a folder', async () => {
  const { user, asked } = await show();
  await user.click(screen.getByTestId('write-result'));
  await user.click(screen.getByTestId('write-pledge'));
  await waitFor(() => expect(asked('contract_selection_save')).toHaveLength(2));
  expect(asked('contract_selection_save').map((one) => one.request.kind)).toEqual(['result', 'pledge']);
});
