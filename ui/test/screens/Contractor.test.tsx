/** Contractors: the list with how much stands behind each, one company with all its records, duplicates compared field by field, and concentration. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { CompanyPage, CompanyView, Concentration, Duplicates, MergeReview } from '../../src/lib/generated';
import { place } from '../../src/lib/place';
import concentration from '../fake/answers/contractor_concentration.json';
import duplicates from '../fake/answers/contractor_duplicates.json';
import contractorList from '../fake/answers/contractor_list.json';
import mergeReview from '../fake/answers/contractor_merge_review.json';
import contractorShow from '../fake/answers/contractor_show.json';
import { open } from '../open';

const page = contractorList as unknown as CompanyPage;
const view = contractorShow as unknown as CompanyView;
const review = mergeReview as unknown as MergeReview;
const pairs = (duplicates as unknown as Duplicates).pairs;
const { company } = view;

test('a row of the list counts what stands behind a company', async () => {
  open('/contractor');
  const [row] = page.rows;
  const cells = within(await screen.findByTestId(`contractor-row-${row?.id}`)).getAllByRole('gridcell');
  expect(cells.slice(0, 6).map((cell) => cell.textContent)).toEqual([
    row?.name,
    row?.corporate_number ?? '–',
    String(row?.contracts),
    String(row?.running),
    String(row?.clouds),
    String(row?.accounts),
  ]);
  expect(cells[6]?.textContent).toBe('国外');
  expect(cells[7]?.textContent).toContain(`指摘 ${row?.findings}`);
});

test('the filters of the list are asked of the ledger', async () => {
  const { asked } = open('/contractor?findings=true&number_missing=true');
  await waitFor(() =>
    expect(asked('contractor_list').at(-1)?.request).toMatchObject({
      findings: true,
      number_missing: true,
      abroad: null,
    }),
  );
});

test('one company shows its findings, records and spellings', async () => {
  open(`/contractor/${company.id}`);
  const findings = await screen.findByTestId('findings');
  for (const finding of view.findings) expect(findings.textContent).toContain(finding.text);
  const table = screen.getByRole('table', { name: '契約' });
  expect(within(table).getAllByRole('row')).toHaveLength(view.contracts.length + 1);
  expect(screen.getByTestId('spellings').children).toHaveLength(view.spellings.length);
  expect(screen.queryByTestId('merged-into')).toBeNull();
});

test('only what was typed is sent, with the revision that was seen', async () => {
  const { asked, user } = open(`/contractor/${company.id}/edit`);
  await user.type(await screen.findByRole('textbox', { name: '所在地' }), '新しい町1');
  await user.click(screen.getByTestId('save'));
  await waitFor(() => expect(asked('contractor_save')).toHaveLength(1));
  expect(asked('contractor_save')[0]?.request).toEqual({
    draft: { id: company.id, revision: company.revision, address: `${company.address ?? ''}新しい町1` },
  });
});

test('duplicates say why', async () => {
  open('/contractor/duplicates');
  const links = await screen.findAllByTestId('review');
  expect(links).toHaveLength(pairs.length);
  expect(screen.getByRole('table').textContent).toContain(pairs[0]?.reasons[0]?.text);
});

test('merging sends the fields that were chosen with both revisions', async () => {
  const { asked, user } = open(`/contractor/merge/${review.keep.id}/${review.drop.id}`);
  const name = within(await screen.findByTestId('merge-name')).getAllByRole('radio');
  expect((name[0] as HTMLInputElement).checked).toBe(true);
  await user.click(name[1] as HTMLElement);
  await user.click(screen.getByTestId('merge'));
  await waitFor(() => expect(asked('contractor_merge')).toHaveLength(1));
  expect(asked('contractor_merge')[0]?.request).toEqual({
    keep: review.keep.id,
    drop: review.drop.id,
    keep_revision: review.keep.revision,
    drop_revision: review.drop.revision,
    take: [
      ...review.fields.filter((field) => field.take && field.field !== 'name').map((field) => field.field),
      'name',
    ],
  });
  await waitFor(() => expect(place()).toBe(`/contractor/${company.id}`));
});

test('that two are two needs a reason', async () => {
  const { asked, user } = open(`/contractor/merge/${review.keep.id}/${review.drop.id}`);
  await user.click(await screen.findByTestId('apart'));
  await waitFor(() => expect(asked('contractor_apart')).toHaveLength(1));
  await user.type(screen.getByRole('textbox', { name: '別の会社である理由' }), '登記簿で確認');
  await user.click(screen.getByTestId('apart'));
  await waitFor(() => expect(asked('contractor_apart').at(-1)?.request).toMatchObject({ reason: '登記簿で確認' }));
  await waitFor(() => expect(place()).toBe('/contractor/duplicates'));
});

test('concentration has a row for each company', async () => {
  open('/contractor/concentration');
  const { rows } = concentration as unknown as Concentration;
  const table = await screen.findByRole('table', { name: '集中度' });
  expect(within(table).getAllByRole('row')).toHaveLength(rows.length + 1);
});
