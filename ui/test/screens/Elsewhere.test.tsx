/** What somebody else changed, beside what was typed here. */
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { differences } from '../../src/contract/differences';
import type { ContractView } from '../../src/lib/generated';
import { Elsewhere } from '../../src/parts/Elsewhere';
import contractShow from '../fake/answers/contract_show.json';

const before = contractShow as unknown as ContractView;
const now: ContractView = {
  ...before,
  contract: {
    ...before.contract,
    title: '住民税システム保守業務委託',
    ends_on: '2032-03-31',
    facts: { ...before.contract.facts, handles_personal_info: false },
  },
};

test('fields and facts that differ are told in words, the others not', () => {
  expect(differences(before, now)).toEqual([
    { field: 'title', before: before.contract.title, now: '住民税システム保守業務委託' },
    { field: 'ends_on', before: 'R13.9.30', now: 'R14.3.31' },
    { field: 'facts.handles_personal_info', before: 'はい', now: 'いいえ' },
  ]);
  expect(differences(before, before)).toEqual([]);
});

test('a field typed here too says which value will be saved', () => {
  render(<Elsewhere differences={differences(before, now)} typed={{ title: 'ここで入力した件名' }} />);
  const [title, ends] = screen.getAllByRole('definition');
  expect(title?.textContent).toContain('この画面の入力が優先します');
  expect(ends?.textContent).not.toContain('この画面の入力が優先します');
  expect(screen.getAllByRole('term').map((term) => term.textContent)).toContain('終期');
});
