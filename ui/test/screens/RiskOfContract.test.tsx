/** The risk of one contract: what remains and why, what would lessen it, and the questions that settle what is unknown. */
import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { ContractRisk } from '../../src/lib/generated';
import contractShow from '../fake/answers/contract_show.json';
import riskOf from '../fake/answers/risk_of.json';
import { open } from '../open';

const risk = riskOf as unknown as ContractRisk;
const { id } = contractShow.contract;

test('a contract says what remains, why, and what would lessen it', async () => {
  open(`/contract/${id}?tab=risk`);
  const page = await screen.findByTestId('contract-risk');
  for (const text of [risk.sentence, ...risk.fixes.map((fix) => fix.text)]) expect(page.textContent).toContain(text);
  expect(screen.getByTestId('risk-level').textContent).toBe(risk.level.text);
  const measure = risk.measures.factors.find(({ id }) => id === 'open');
  const row = screen.getByTestId('factor-open');
  expect(row.textContent).toContain(`${measure?.choice}${measure?.low}点`);
  expect(screen.getByTestId('risk-then').textContent).toContain('上がった');
  expect(row.textContent).toContain('是正中なし');
  expect(screen.getByTestId('factor-requirements').textContent).toContain('同じ');
});

test('what is unknown leads to the question that settles it', async () => {
  open(`/contract/${id}?tab=risk`);
  const country = await screen.findByTestId('factor-country');
  expect(country.textContent).toContain('0～3点');
  // That nothing is handled abroad was answered already.
  expect(within(country).getAllByRole('link')).toHaveLength(1);
  expect(screen.getByTestId('settle-foreign_control').getAttribute('href')).toBe(
    `#/contract/${id}/edit?part=facts&fact=foreign_control`,
  );
});

test('beside a contract stands what remains, with the way to its reasons', async () => {
  open(`/contract/${id}`);
  const line = await screen.findByTestId('risk-line');
  expect(line.textContent).toContain(risk.level.text);
  expect(within(line).getByRole('link').getAttribute('href')).toBe(`#/contract/${id}?tab=risk`);
});
