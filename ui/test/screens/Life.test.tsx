/** The steps in a contract's life: each is offered where it can be taken, and only there. */
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Contract, ContractStatus, ContractView } from '../../src/lib/generated';
import { place } from '../../src/lib/place';
import record from '../fake/answers/contract_show.json';
import { open } from '../open';

const id = record.contract.id;
const here = `/contract/${id}`;
const life = (status: ContractStatus, contract: Partial<Contract> = {}) => ({
  change: (view: ContractView) => {
    view.status = status;
    Object.assign(view.contract, contract);
  },
});
const UNSIGNED = { signed_on: null, pins: [] };
const CLOSING = {
  closed_on: '2031-09-30',
  returned_on: '2031-10-02',
  erasure_certificate_on: null,
  note: '鍵は返却済み',
};
const CLOSED = { closed_on: CLOSING.closed_on, closing: CLOSING };

test.each<[ContractStatus, Partial<Contract>, string[]]>([
  ['draft', UNSIGNED, ['sign', 'close']],
  ['running', UNSIGNED, ['sign', 'renew', 'close']],
  ['ended', UNSIGNED, ['sign', 'renew', 'close']],
  ['running', {}, ['renew', 'close']],
  ['closed', { ...UNSIGNED, ...CLOSED }, ['reopen', 'close']],
])('%s with %j offers its steps', async (status, contract, steps) => {
  open(here, life(status, contract));
  await screen.findByTestId('edit');
  const offered = ['sign', 'renew', 'reopen', 'close'].filter((step) => screen.queryByTestId(step));
  expect(offered).toEqual(steps);
});

test('a day of signing is entered by hand while there is none, with a word on when to do so', async () => {
  const { user, asked } = open(`${here}/edit`, life('running', UNSIGNED));
  const field = await screen.findByLabelText('締結日');
  expect(document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent).toContain(
    '特記事項を別に保管している契約',
  );
  await user.type(field, 'R8.9.14');
  await user.click(screen.getByTestId('save'));
  await waitFor(() => expect(place()).toBe(here));
  expect(asked('contract_save')[0]?.request.draft).toMatchObject({ signed_on: 'R8.9.14' });
});

test('the day of signing with kept annexes is shown and cannot be typed', async () => {
  open(`${here}/edit`);
  expect((await screen.findByTestId('signed-on')).textContent).toContain('令和8年9月14日');
  expect(screen.queryByLabelText('締結日')).toBeNull();
});

test('return and erasure are recorded after closing, over what was recorded before', async () => {
  const { user, asked } = open(here, life('closed', CLOSED));
  const link = await screen.findByTestId('close');
  expect(link.textContent).toBe('返却・消去を記録する');
  await user.click(link);
  const value = (label: RegExp) => screen.getByLabelText<HTMLInputElement>(label).value;
  await screen.findByLabelText(/^消去証明/);
  expect([value(/^終了日/), value(/^返却を/), value(/^消去証明/), value(/^備考/)]).toEqual([
    'R13.9.30',
    'R13.10.2',
    '',
    '鍵は返却済み',
  ]);
  await user.type(screen.getByLabelText(/^消去証明/), 'R13.10.9');
  await user.click(screen.getByTestId('do-step'));
  await waitFor(() => expect(place()).toBe(here));
  expect(asked('contract_close')[0]?.request).toEqual({
    id,
    closed_on: 'R13.9.30',
    returned_on: 'R13.10.2',
    erasure_certificate_on: 'R13.10.9',
    note: '鍵は返却済み',
    revision: record.contract.revision,
  });
});

test('a closing is taken back after one more step', async () => {
  const { user, asked } = open(here, life('closed', CLOSED));
  await user.click(await screen.findByTestId('reopen'));
  const button = await screen.findByTestId('do-step');
  expect(asked('contract_reopen')).toEqual([]);
  await user.click(button);
  await waitFor(() => expect(place()).toBe(here));
  expect(asked('contract_reopen')[0]?.request).toEqual({ id, revision: record.contract.revision });
  expect(await screen.findByTestId('renew')).toBeTruthy();
});

test('a contract that was never concluded is closed with a reason', async () => {
  const { user, asked } = open(`${here}/close`, life('draft', UNSIGNED));
  const note = await screen.findByLabelText(/^備考/);
  expect(document.getElementById(note.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
    '契約期間が始まる前に取りやめたときは、理由を書いてください。',
  );
  await user.type(note, '予算が付かなかったため');
  await user.click(screen.getByTestId('do-step'));
  await waitFor(() => expect(place()).toBe(here));
  expect(asked('contract_close')[0]?.request).toMatchObject({ note: '予算が付かなかったため' });
});

test('a step with something typed asks before it is left, and offers no step on the way out', async () => {
  const { user } = open(`${here}/close`);
  await user.type(await screen.findByLabelText(/^備考/), '途中');
  await user.keyboard('{Escape}');
  await screen.findByRole('alertdialog');
  expect(screen.queryByTestId('leave-save')).toBeNull();
  expect(place()).toBe(`${here}/close`);
});
