/** The draft: what was typed over the record, sent as typed. */
import { expect, test } from 'vitest';
import { draft, shown } from '../../src/contract/draft';
import type { ContractView } from '../../src/lib/generated';
import { typeOver } from '../../src/parts/FormControl';
import contractShow from '../fake/answers/contract_show.json';

const { contract } = contractShow as unknown as ContractView;

test('what was typed is shown and sent as typed, unread', () => {
  const typed = typeOver(contract, {}, 'starts_on', '令和９年４月１日');
  expect(shown(contract, typed, 'starts_on')).toBe('令和９年４月１日');
  expect(draft(contract, typed)).toMatchObject({ id: contract.id, starts_on: '令和９年４月１日' });
});

test('a date of the record is shown the way it is typed', () => {
  expect(shown(contract, {}, 'starts_on')).toBe('R8.10.1');
  expect(shown(contract, {}, 'amount_yen')).toBe('346,600,000');
});

test('what is typed like a date of the ledger is not written otherwise under the hands', () => {
  const typed = typeOver(contract, {}, 'ends_on', '2027-03-31');
  expect(shown(contract, typed, 'ends_on')).toBe('2027-03-31');
});

test('typing a value back is no change', () => {
  const typed = typeOver(contract, {}, 'title', '別の件名');
  expect(typed).toEqual({ title: '別の件名' });
  expect(typeOver(contract, typed, 'title', contract.title)).toEqual({});
  expect(typeOver(contract, { starts_on: 'x' }, 'starts_on', 'R8.10.1')).toEqual({});
  const amount = shown(contract, {}, 'amount_yen');
  expect(typeOver(contract, { amount_yen: '1' }, 'amount_yen', amount, amount)).toEqual({});
});

test('an emptied field is sent as nothing, the others as they are', () => {
  const sent = draft(contract, { 'contractor.address': '', 'facts.handles_personal_info': null });
  expect(sent.contractor).toMatchObject({ address: null, name: contract.contractor.name });
  expect(sent.facts).toMatchObject({ handles_personal_info: null });
  expect(contract.contractor.address).not.toBeNull();
});

test('a new contract has no id yet', () => {
  expect(draft({ ...contract, id: '' }, {}).id).toBeNull();
});
