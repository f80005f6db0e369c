/** The contract list: the address is the question, a zero is a dash, long texts stay whole. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { ContractPage } from '../../src/lib/generated';
import { place } from '../../src/lib/place';
import list from '../fake/answers/contract_list.json';
import { open } from '../open';

const { rows } = list as unknown as ContractPage;
const clean = rows.find((row) => row.findings === 0 && row.unknown === 0 && row.next_due !== null);
const bad = rows.find((row) => row.findings > 0 && row.next_due !== null);
const cells = async (id: string | undefined) =>
  within(await screen.findByTestId(`contract-row-${id}`)).getAllByRole('gridcell');

test('a zero is a dash, a count has its mark', async () => {
  open('/contract');
  const zero = (await cells(clean?.id)).at(-1);
  expect(zero?.textContent).toBe('–指摘 0件–要確認 0件');
  expect(zero?.querySelector('svg')).toBeNull();
  const marked = (await cells(bad?.id)).at(-1);
  expect(marked?.textContent).toContain(`指摘 ${bad?.findings}`);
  expect(marked?.querySelector('svg')).toBeTruthy();
});

test('an amount has no unit, the heading has', async () => {
  open('/contract');
  const amount = (await cells(bad?.id))[5];
  expect(amount?.textContent).toMatch(/^[\d,]+$/);
  expect(screen.getByRole('columnheader', { name: /契約額（円）/ })).toBeTruthy();
});

test('the conditions of the address are asked of the ledger and can be taken away', async () => {
  const { user, asked } = open('/contract?findings=true');
  await waitFor(() => expect(asked('contract_list').at(-1)?.request).toMatchObject({ findings: true }));
  await user.click(await screen.findByRole('button', { name: '「指摘」の条件を外す' }));
  await waitFor(() => expect(asked('contract_list').at(-1)?.request).toMatchObject({ findings: null }));
  expect(place()).toBe('/contract');
});

test('a list that nothing matches says what to do', async () => {
  const { user } = open('/contract?text=ありえない言葉');
  await screen.findByText(/条件に合う契約がありません/);
  await user.click(screen.getByTestId('filter-clear'));
  expect(place()).toBe('/contract');
});

test('an empty register says where to begin', async () => {
  open('/contract', { empty: true });
  expect(await screen.findByText(/契約はまだありません/)).toBeTruthy();
  expect(screen.queryByTestId('filter-clear')).toBeNull();
});

test('a title of 300 characters with rare ones is in the document whole', async () => {
  open('/contract', { hard: true });
  const title = await screen.findAllByTitle(/^𠮷野町立図書館/);
  expect(title[0]?.textContent).toHaveLength(300);
  expect(title[0]?.textContent).toContain(String.fromCodePoint(0xe000));
});
