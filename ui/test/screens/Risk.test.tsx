/** The risk of all contracts: the matrix that narrows the list by mouse and by keys, what moved since the last quarter, and the report. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { plainDate } from '../../src/lib/date';
import type { RiskOverview } from '../../src/lib/generated';
import { place } from '../../src/lib/place';
import { comparedFrom } from '../../src/risk/conditions';
import riskOverview from '../fake/answers/risk_overview.json';
import { open } from '../open';

const overview = riskOverview as unknown as RiskOverview;
const cell = (inherent: number, measures: number) => screen.findByTestId(`cell-${inherent}-${measures}`);
const countOf = (inherent: number, measures: number) =>
  overview.cells.find((one) => one.inherent === inherent && one.measures === measures)?.count ?? 0;
const shown = () => screen.getAllByTestId(/^risk-row-/);

test('each cell of the matrix says how many contracts are there and what remains, in words', async () => {
  open('/risk');
  const matrix = await screen.findByRole('table', { name: '固有リスクと対策の状況' });
  expect(
    within(matrix)
      .getAllByRole('rowheader')
      .map((one) => one.textContent),
  ).toEqual(['固有リスク', '特大', '大', '中', '小', '要確認']);
  expect(within(matrix).getAllByRole('link')).toHaveLength(20);
  const one = await cell(4, 2);
  expect(one.textContent).toContain(`${countOf(4, 2)}残存リスク 高`);
  expect(one.textContent).toContain('固有リスク「特大」、対策の状況「おおむね良好」');
  expect((await cell(0, 1)).textContent).toContain('契約による');
});

test('a cell narrows the list to as many as it says, and a second press takes it off', async () => {
  const { asked, user } = open('/risk?level=1');
  await user.click(await cell(4, 1));
  expect(place()).toBe('/risk?inherent=4&measures=1');
  await waitFor(() => expect(shown()).toHaveLength(countOf(4, 1)));
  expect(asked('risk_overview').at(-1)?.request).toMatchObject({ inherent: 4, measures: 1, level: null });
  expect((await cell(4, 1)).getAttribute('aria-current')).toBe('true');
  await user.click(await cell(4, 1));
  expect(place()).toBe('/risk');
  await waitFor(() => expect(screen.getByTestId('count-rows').textContent).toBe(`全${overview.all}件`));
});

test('the matrix is walked with the arrow keys and used with Enter', async () => {
  const { user } = open('/risk');
  (await cell(4, 1)).focus();
  await user.keyboard('{ArrowRight}{ArrowDown}{ArrowDown}{ArrowLeft}');
  expect(document.activeElement).toBe(await cell(2, 1));
  await user.keyboard('{ArrowLeft}');
  expect(document.activeElement).toBe(await cell(2, 1));
  await user.keyboard('{Enter}');
  expect(place()).toBe('/risk?inherent=2&measures=1');
  await waitFor(() => expect(shown()).toHaveLength(countOf(2, 1)));
});

test('words and a section narrow the picture too', async () => {
  const { asked } = open('/risk?text=システム&section=情報政策課');
  await cell(4, 1);
  const picture = asked('risk_overview').find(({ request }) => request.limit === 0);
  expect(picture?.request).toEqual({ text: 'システム', section: '情報政策課', limit: 0 });
  expect((await cell(3, 2)).getAttribute('href')).toContain('text=');
});

test('the levels count now and at the end of the last quarter, and lead to their contracts', async () => {
  const { user } = open('/risk');
  const row = within(await screen.findByTestId('level-3'));
  const now = overview.levels.find(({ level }) => level === 3)?.count ?? 0;
  expect(
    row
      .getAllByRole('cell')
      .slice(-2)
      .map((one) => one.textContent),
  ).toEqual([String(now), String(now - 1)]);
  await user.click(row.getByRole('link', { name: '高' }));
  expect(place()).toBe('/risk?level=3');
  await waitFor(() => expect(shown()).toHaveLength(now));
});

test('what moved since the last quarter leads to those contracts, with the reason in the row', async () => {
  const { user } = open('/risk');
  const line = await screen.findByTestId('quarter');
  expect(line.textContent).toContain(`前の四半期（${overview.quarter.text}）との比較`);
  expect(line.textContent).toContain('終了 1件');
  await user.click(within(line).getByRole('link', { name: '上がった 2件' }));
  expect(place()).toBe('/risk?moved=up');
  await waitFor(() => expect(shown()).toHaveLength(2));
  const moved = within(shown()[0] as HTMLElement)
    .getAllByRole('gridcell')
    .at(-1);
  expect(moved?.textContent).toBe('上がった');
  expect(moved?.getAttribute('title')).toContain('今年度の確認：済み→未実施');
});

test('a ledger that knew nothing then says so, and from when there will be a comparison', async () => {
  open('/risk', { firstQuarter: true });
  const line = await screen.findByTestId('quarter');
  expect(line.textContent).toContain('この台帳に契約の記録がありませんでした');
  expect(line.textContent).toContain(plainDate(comparedFrom(overview.quarter.until)));
  expect(screen.queryByText(/末$/)).toBeNull();
  expect(['2026-09-30', '2026-12-31', '2027-03-31', '2026-06-30'].map(comparedFrom)).toEqual([
    '2027-01-01',
    '2027-04-01',
    '2027-07-01',
    '2026-10-01',
  ]);
});

test('a row leads to the risk of its contract', async () => {
  const { user } = open('/risk?inherent=4&measures=2');
  await waitFor(() => expect(shown()).toHaveLength(countOf(4, 2)));
  const [first] = overview.rows.filter((row) => row.inherent.least === 4 && row.measures.least === 2);
  await user.click(shown()[0] as HTMLElement);
  expect(place()).toBe(`/contract/${first?.id}?tab=risk`);
});

test('a list without a match can be cleared', async () => {
  const { user } = open('/risk?text=どこにもない');
  await user.click(await screen.findByTestId('filter-clear'));
  await waitFor(() => expect(shown().length).toBeGreaterThan(5));
});

test('an empty register says what to do', async () => {
  open('/risk', { empty: true });
  expect(await screen.findByText(/契約を登録し、締結日又は始期を入れると/)).toBeTruthy();
  expect(screen.queryByRole('table')).toBeNull();
});

test('the report of a year is written into the folder that was chosen', async () => {
  const { asked, user } = open('/risk');
  const years = await screen.findByRole('combobox', { name: '年度' });
  await within(years).findByRole('option', { name: '令和7年度' });
  await user.selectOptions(years, '令和7年度');
  await user.click(screen.getByTestId('make-report'));
  expect((await screen.findByTestId('papers-written')).textContent).toContain('委託先管理状況報告');
  expect(asked('risk_report_save')[0]?.request).toMatchObject({ fiscal_year: 2025 });
});
