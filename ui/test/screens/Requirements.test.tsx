/** What can be done about a requirement, and findings that have no row of their own. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { ContractView, Finding } from '../../src/lib/generated';
import record from '../fake/answers/contract_show.json';
import { open } from '../open';

const draftOf = (saves: { request: Record<string, unknown> }[]) => saves[0]?.request.draft as ContractView['contract'];
const here = `/contract/${record.contract.id}`;
const confirmed = record.contract.confirmations[0] as (typeof record.contract.confirmations)[number];
const undecided = record.requirements.find((row) => row.state === 'unknown')?.id ?? '';
const waiver = {
  requirement: undecided,
  reason: '単年度の契約',
  approver: null,
  approved_on: null,
  document_number: null,
  conditions: null,
  expires_on: null,
  application: null,
};
const reason = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: /^適用しない理由/ });
const finding = (requirement: string | null, text: string): Finding => ({
  code: 'waiver_idle',
  field: null,
  requirement,
  severity: 'should',
  text,
  basis: null,
});

test('a finding on a requirement that is not in the list is shown above it', async () => {
  const change = (view: ContractView) => {
    view.findings = [
      finding(null, '契約全体の指摘'),
      finding('ZZ-99', '適用されない要件の指摘'),
      finding(undecided, '行のある要件の指摘'),
    ];
  };
  open(here, { change });
  const list = await screen.findByRole('list', { name: '指摘' });
  expect(
    within(list)
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual([expect.stringContaining('契約全体の指摘'), expect.stringContaining('適用されない要件の指摘')]);
});

test('a waiver of an undecided requirement can be withdrawn', async () => {
  const change = (view: ContractView) => {
    view.contract.waivers = [waiver];
    for (const row of view.requirements) if (row.id === undecided) row.waiver = waiver;
  };
  const { user, asked } = open(`${here}?open=${undecided}`, { change });
  await user.click(await screen.findByTestId(`withdraw-waiver-${undecided}`));
  await waitFor(() => expect(asked('contract_save')[0]?.request.draft).toMatchObject({ waivers: [] }));
});

test('a confirmation is changed from what it says, in its own place', async () => {
  const { user, asked } = open(`${here}?open=${confirmed.requirement}`);
  await user.click(await screen.findByTestId(`confirm-${confirmed.requirement}`));
  const source = await screen.findByLabelText<HTMLInputElement>(/^何で確かめたか/);
  expect(source.value).toBe(confirmed.source);
  expect(screen.getByLabelText<HTMLInputElement>('備考').value).toBe(confirmed.note);
  await user.type(source, '（写し）');
  await user.click(screen.getByTestId('save-confirmation'));
  await waitFor(() => expect(asked('contract_save')).toHaveLength(1));
  const { confirmations } = draftOf(asked('contract_save'));
  expect(confirmations).toHaveLength(record.contract.confirmations.length);
  expect(confirmations.at(-1)).toMatchObject({
    requirement: confirmed.requirement,
    source: `${confirmed.source}（写し）`,
  });
});

test('a confirmation can be withdrawn', async () => {
  const { user, asked } = open(`${here}?open=${confirmed.requirement}`);
  await user.click(await screen.findByTestId(`withdraw-confirmation-${confirmed.requirement}`));
  await waitFor(() => expect(asked('contract_save')).toHaveLength(1));
  const { confirmations } = draftOf(asked('contract_save'));
  expect(confirmations).toEqual(record.contract.confirmations.slice(1));
});

test('another requirement asks before a typed reason is lost', async () => {
  const { user } = open(here);
  const missing = record.requirements.find((row) => row.state === 'missing')?.id;
  await user.click((await screen.findAllByTestId(`waive-${missing}`))[0] as HTMLElement);
  await user.type(await reason(), '単年度の契約');
  await user.click(within(screen.getByTestId(`requirement-${undecided}`)).getByRole('button'));
  await screen.findByRole('alertdialog');
  await user.click(screen.getByTestId('leave-stay'));
  expect((await reason()).value).toBe('単年度の契約');
});
