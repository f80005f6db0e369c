/** The records kept inside a contract: what was typed is sent as typed, and nobody's row is written over. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { ContractView, Problem } from '../../src/lib/generated';
import { place } from '../../src/lib/place';
import record from '../fake/answers/contract_show.json';
import { open } from '../open';

const here = `/contract/${record.contract.id}`;

test.each([
  [
    'subcontracts',
    'subcontracts',
    { name: '吉野データ', tier: '２', approved_on: 'R8.10.1' },
    { name: '吉野データ', tier: '２', approved_on: 'R8.10.1', personal_info: null },
  ],
  [
    'certificates',
    'certificates',
    { kind: 'pmark', valid_until: 'R9.2.26' },
    { kind: 'pmark', valid_until: 'R9.2.26' },
  ],
  [
    'inspections',
    'inspections',
    { on: '8/11/4', method: 'onsite', inspector: '佐藤 健一' },
    { on: '8/11/4', method: 'onsite', inspector: '佐藤 健一', result: null },
  ],
  [
    'inspections',
    'deliverables',
    { kind: 'plan', title: '計画書（改）', due_on: 'R9.4.30' },
    { kind: 'plan', title: '計画書（改）', due_on: 'R9.4.30', received_on: null },
  ],
  [
    'inspections',
    'domains',
    { name: 'shiomi-kanko.example', registered_until: 'R9.4.30' },
    { name: 'shiomi-kanko.example', registered_until: 'R9.4.30', returned_on: null, note: null },
  ],
])('in %s a row of %s is added with what was typed', async (tab, list, typed, sent) => {
  const { user, asked } = open(`${here}?tab=${tab}`);
  await user.click(await screen.findByTestId(`add-${list}`));
  const form = await screen.findByRole('form');
  for (const [name, value] of Object.entries(typed)) {
    const field = form.querySelector<HTMLElement>(`[name=${name}]`) as HTMLElement;
    if (field instanceof HTMLSelectElement) await user.selectOptions(field, value);
    else {
      await user.clear(field);
      await user.type(field, value);
    }
  }
  await user.click(screen.getByTestId('save-record'));
  await waitFor(() => expect(screen.queryByRole('form')).toBeNull());
  const draft = asked('contract_save')[0]?.request.draft as Record<string, unknown[]>;
  const before = record.contract[list as 'subcontracts'];
  expect(draft).toMatchObject({ id: record.contract.id, revision: record.contract.revision });
  expect(draft[list]).toHaveLength(before.length + 1);
  expect(draft[list]?.slice(0, -1)).toEqual(before);
  expect(draft[list]?.at(-1)).toMatchObject(sent);
});

/** A ledger in which somebody else saves while the first save of this window is on its way. */
function crowded(change: (view: ContractView) => void) {
  let kept: ContractView | null = null;
  return {
    change: (view: ContractView) => {
      kept = view;
    },
    refuse: (name: string): Problem[] => {
      if (name !== 'contract_save' || !kept || kept.contract.revision > record.contract.revision) return [];
      kept.contract.revision += 5;
      change(kept);
      return [{ code: 'changed_elsewhere', field: null, args: { by: '佐藤 健一', at: '10:15' } }];
    },
  };
}

async function change(options: ReturnType<typeof crowded>) {
  const at = open(`${here}?tab=subcontracts`, options);
  await at.user.click(within(await screen.findByTestId('subcontracts-0')).getByRole('button', { name: /を編集する$/ }));
  await at.user.type(await screen.findByLabelText(/^再委託の理由/), '（変更）');
  await at.user.click(screen.getByTestId('save-record'));
  await at.user.click(await screen.findByTestId('read-again'));
  await waitFor(() => expect(screen.queryByTestId('problems')).toBeNull());
  expect(screen.getByLabelText<HTMLInputElement>(/^再委託の理由/).value).toContain('（変更）');
  await at.user.click(screen.getByTestId('save-record'));
  return at;
}

test('after a refusal the newest is read, and what was typed is saved over it', async () => {
  const { asked } = await change(crowded((view) => Object.assign(view.contract, { note: 'ほかの人の備考' })));
  await waitFor(() => expect(screen.queryByRole('form')).toBeNull());
  expect(asked('contract_save').map((call) => (call.request.draft as { revision: number }).revision)).toEqual([2, 7]);
  expect(asked('contract_save')[1]?.request.draft).toMatchObject({ note: 'ほかの人の備考' });
});

test('a row that somebody else changed is not written over', async () => {
  const { asked } = await change(
    crowded((view) => Object.assign(view.contract.subcontracts[0] ?? {}, { scope: '昼間の監視' })),
  );
  expect((await screen.findByRole('alert')).textContent).toContain('ほかの人がこの行を変えました');
  expect(asked('contract_save')).toHaveLength(1);
});

test('Escape and another tab ask before what was typed is lost', async () => {
  const { user } = open(`${here}?tab=certificates`);
  await user.click(await screen.findByTestId('add-certificates'));
  await user.type(await screen.findByLabelText('登録番号'), 'SJ-1');
  await user.keyboard('{Escape}');
  await screen.findByRole('alertdialog');
  await user.click(screen.getByTestId('leave-stay'));
  expect(screen.getByLabelText<HTMLInputElement>('登録番号').value).toBe('SJ-1');
  expect(within(screen.getByTestId('certificates-0')).getByRole<HTMLButtonElement>('button').disabled).toBe(true);
  await user.click(screen.getByRole('tab', { name: /^履歴/ }));
  await screen.findByRole('alertdialog');
  expect(place()).toBe(`${here}?tab=certificates`);
  await user.click(screen.getByTestId('leave-drop'));
  await waitFor(() => expect(place()).toBe(`${here}?tab=history`));
});

test('Escape closes a form in which nothing was typed', async () => {
  const { user } = open(`${here}?tab=certificates`);
  await user.click(await screen.findByTestId('add-certificates'));
  await user.click(await screen.findByLabelText('登録番号'));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('form')).toBeNull());
  expect(screen.queryByRole('alertdialog')).toBeNull();
});

test('the levels of re-outsourcing are a picture that says which consent is there', async () => {
  open(`${here}?tab=subcontracts`);
  const chain = await screen.findByTestId('chain');
  const contractor = within(chain).getByTestId('chain-contractor');
  expect(contractor.textContent).toBe('受託者株式会社カモメシステムズ');
  const first = within(chain).getByTestId('chain-s1');
  expect(first.textContent).toMatch(/^1次の再委託先.*夜間の監視.*承諾あり$/);
  expect(first.closest('ul')?.parentElement?.contains(contractor)).toBe(true);
});

test('what has to be put right is entered with its day, and says what brought it up', async () => {
  const { user, asked } = open(`${here}?tab=inspections`);
  await user.click(await screen.findByTestId('add-measures'));
  await user.type(screen.getByLabelText(/^指摘事項/), '書庫の施錠がない');
  await user.type(screen.getByLabelText(/^是正期限/), 'R9.1.31');
  await user.click(screen.getByTestId('save-record'));
  await waitFor(() => expect(asked('contract_save')).toHaveLength(1));
  const draft = asked('contract_save')[0]?.request.draft as { measures: unknown[] };
  expect(draft.measures).toMatchObject([
    { finding: '書庫の施錠がない', source: 'inspection', due_on: 'R9.1.31', done_on: null },
  ]);
});

test('a paper of oversight is written into the folder that was chosen', async () => {
  const { user, asked } = open(`${here}?tab=inspections`);
  await user.click(await screen.findByTestId('write-demand'));
  await waitFor(() => expect(asked('contract_oversight_save')).toHaveLength(1));
  expect(asked('contract_oversight_save')[0]?.request).toMatchObject({ id: record.contract.id, kind: 'demand' });
  await screen.findByText(/是正要求書_R8-011/);
});

test('a worker and what was handed over are entered as typed', async () => {
  const { user, asked } = open(`${here}?tab=entrusted`);
  await user.click(await screen.findByTestId('add-information'));
  await user.type(screen.getByLabelText(/^情報・媒体の名称/), '対象者名簿');
  await user.type(screen.getByLabelText(/^件数/), '1,200件');
  await user.click(screen.getByTestId('save-record'));
  await waitFor(() => expect(asked('contract_save')).toHaveLength(1));
  const draft = asked('contract_save')[0]?.request.draft as { information: unknown[] };
  expect(draft.information).toMatchObject([{ name: '対象者名簿', count: '1,200件', back_on: null }]);
  expect(await screen.findByTestId('add-workers')).toBeTruthy();
});
