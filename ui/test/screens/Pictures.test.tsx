/** The pictures of what falls due: what the address says goes into the question, rows lead to records, days and sections open, and letters are written of what was chosen. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { dayAfter, monthsOf, part, periodOf } from '../../src/due/span';
import type { DueLoad, DueMonth, Timeline, TimelineRow } from '../../src/lib/generated';
import { place } from '../../src/lib/place';
import dueLoad from '../fake/answers/due_load.json';
import dueMonth from '../fake/answers/due_month.json';
import dueTimeline from '../fake/answers/due_timeline.json';
import { open } from '../open';

const year = dueTimeline as unknown as Timeline;
const month = dueMonth as unknown as DueMonth;
const load = dueLoad as unknown as DueLoad;

test('a day lies in its year by the days before it', () => {
  expect(part('2026-04-01', '2027-03-31', '2026-04-01')).toBe(0);
  expect(part('2026-04-01', '2027-03-31', dayAfter('2027-03-31'))).toBe(1);
  expect(part('2026-04-01', '2027-03-31', '2020-01-01')).toBe(0);
  expect(part('2027-04-01', '2028-03-31', '2028-03-01')).toBeCloseTo(335 / 366);
  const months = monthsOf('2026-10-01', '2028-03-31').map(({ first, month }) => `${first.slice(0, 7)} ${month}`);
  expect([months.length, months[0], months[3], months[17]]).toEqual([18, '2026-10 10', '2027-01 1', '2028-03 3']);
});

test('a time without an end says so, and one without days does not pretend to have one', () => {
  const row = (more: Partial<TimelineRow>) => ({ ...(year.rows[0] as TimelineRow), ...more });
  expect(periodOf(row({ starts_on: '2026-04-01', ends_on: null, state: 'running' }))).toContain('終期なし');
  expect(periodOf(row({ starts_on: null, ends_on: null, state: 'undated' }))).not.toContain('終期なし');
});

test('the year is asked for with the conditions of the address, and a row leads to its record', async () => {
  const { user, asked } = open('/due?view=year&whose=mine&section=税務課&when=2027');
  await waitFor(() =>
    expect(asked('due_timeline').at(-1)?.request).toMatchObject({ whose: 'mine', section: '税務課', when: '2027' }),
  );
  await user.click(await screen.findByTestId('whose-all'));
  await user.click(screen.getByTestId('group-owner'));
  await waitFor(() => expect(asked('due_timeline').at(-1)?.request).toMatchObject({ whose: 'all', group: 'owner' }));
  await user.click(screen.getByTestId('before'));
  await waitFor(() => expect(asked('due_timeline').at(-1)?.request).toMatchObject({ when: '2026-10' }));
});

test('whoever does not see a bar is told of it, and the table says the same', async () => {
  const { user } = open('/due?view=year');
  const named = year.rows.find((row) => row.kind === 'contract' && row.dues.length > 0) as TimelineRow;
  const rows = await screen.findAllByTestId('row-contract');
  const row = rows.find((one) => one.textContent?.includes(named.record.title)) as HTMLElement;
  expect(row.querySelector('a')?.getAttribute('href')).toBe(`#/contract/${named.record.id}`);
  expect(row.textContent).toContain(named.dues[0]?.title);
  expect(row.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true');
  await user.keyboard('t');
  const table = await screen.findByTestId('year-rows');
  expect(place()).toContain('as=table');
  expect(table.textContent).toContain(named.dues[0]?.title);
  expect(table.querySelectorAll('tbody tr:not(.group)')).toHaveLength(year.rows.length);
});

test('a certificate stands under its record', async () => {
  open('/due?view=year');
  const at = year.rows.findIndex((row) => row.kind === 'certificate');
  const rows = await screen.findAllByTestId(/^row-/);
  expect(rows[at]?.dataset.testid).toBe('row-certificate');
  expect(rows[at - 1]?.dataset.testid).toBe('row-contract');
});

test('an empty year, month and load say that nothing fits', async () => {
  open('/due?view=year', { empty: true });
  expect(await screen.findByText(/条件に合う契約期間、承認、認証はありません/)).toBeTruthy();
});

test('a day of the month opens below it, and only one day is reached by Tab', async () => {
  const { user, asked } = open('/due?view=month');
  const busy = month.days.find((day) => day.in_month && day.count > 0);
  const cell = await screen.findByTestId(`day-${busy?.on}`);
  expect(document.querySelectorAll('[data-day][tabindex="0"]')).toHaveLength(1);
  await user.click(within(cell).getAllByRole('button')[0] as HTMLElement);
  await waitFor(() => expect(asked('due_day').at(-1)?.request).toMatchObject({ on: busy?.on }));
  expect(place()).toContain(`day=${busy?.on}`);
  await user.click(screen.getByTestId('after'));
  await waitFor(() => expect(asked('due_month').at(-1)?.request).toMatchObject({ when: month.after }));
  expect(place()).not.toContain('day=');
});

test('a section opens into its people, each leading to the list of what is theirs', async () => {
  const { user } = open('/due?view=load');
  const section = load.sections.find(({ people, name }) => name && people.length > 1);
  const body = (await screen.findByRole('link', { name: section?.name ?? '' })).closest('tbody') as HTMLElement;
  await user.click(within(body).getByTestId('open-section'));
  for (const person of section?.people ?? []) expect(body.textContent).toContain(person.name);
  const person = section?.people[0]?.name ?? '';
  await user.click(within(body).getByRole('link', { name: person }));
  await waitFor(() =>
    expect(decodeURIComponent(place())).toBe(`/due?section=${section?.name}&owner=${person}`.replace(' ', '+')),
  );
});

test('letters are written of the rows that were chosen, and say which dates are in none', async () => {
  const { user, asked } = open('/due');
  await user.click(await screen.findByTestId('write-letters'));
  await user.click((await screen.findAllByTestId('choose'))[0] as HTMLElement);
  expect(screen.getByTestId('chosen').textContent).toContain('1件');
  await user.type(screen.getByLabelText(/連絡先/), '内線2345');
  await user.click(screen.getByTestId('make-letters'));
  expect((await screen.findByTestId('papers-written')).textContent).toContain('照会_');
  const request = asked('due_letters_save').at(-1)?.request as { items: unknown[]; contact: string; kind: string };
  expect([request.items.length, request.contact, request.kind]).toEqual([1, '内線2345', 'inquiry']);
  expect(screen.getByTestId('letters').textContent).toContain('宛先がない');
  await user.click(screen.getByTestId('paper-list'));
  await user.click(screen.getByTestId('make-letters'));
  await waitFor(() => expect(asked('due_list_save')).toHaveLength(1));
});

test('a day by which to answer that is none is told under its field', async () => {
  const { user } = open('/due');
  await user.click(await screen.findByTestId('write-letters'));
  await user.type(screen.getByLabelText(/回答・対応の期限/), 'あした');
  await user.click(screen.getByTestId('make-letters'));
  expect(await screen.findByTestId('problem-by')).toBeTruthy();
});
