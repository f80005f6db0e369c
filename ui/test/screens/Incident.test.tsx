/** Incidents: the list with the day of the next report, one whose first report is late, the form that says the days while one types, and the way in from a contract. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { dayDate, denseDate } from '../../src/lib/date';
import type { IncidentCheckup, IncidentPage, IncidentView } from '../../src/lib/generated';
import { place } from '../../src/lib/place';
import contractShow from '../fake/answers/contract_show.json';
import incidentChecks from '../fake/answers/incident_checks.json';
import incidentList from '../fake/answers/incident_list.json';
import incidentShow from '../fake/answers/incident_show.json';
import snsList from '../fake/answers/sns_list.json';
import { open } from '../open';

const page = incidentList as unknown as IncidentPage;
const view = incidentShow as unknown as IncidentView;
const { incident } = view;
const [, [over, overCheck], [ahead, aheadCheck]] = Object.entries(
  incidentChecks as unknown as Record<string, IncidentCheckup>,
) as [[string, IncidentCheckup], [string, IncidentCheckup], [string, IncidentCheckup]];

test('the list shows what is open, with the day of the next report marked where it is over', async () => {
  const { asked } = open('/incident');
  const cells = within(await screen.findByTestId(`incident-row-${incident.id}`)).getAllByRole('gridcell');
  const row = page.rows.find(({ id }) => id === incident.id);
  expect(cells.map((cell) => cell.textContent)).toEqual([
    row?.number,
    row?.title,
    denseDate(row?.known_on ?? null),
    row?.section,
    row?.owner,
    '120',
    '要',
    expect.stringMatching(`^超過 ?${denseDate(row?.next_on ?? null)}$`),
    `指摘 ${row?.findings}`,
    '対応中',
  ]);
  expect(screen.getAllByTestId(/^incident-row-/)).toHaveLength(page.rows.filter(({ closed_on }) => !closed_on).length);
  expect(asked('incident_list').at(-1)?.request).toMatchObject({ state: 'open', sort: 'known_on', descending: true });
});

test('taking the filter away shows the closed ones too', async () => {
  const { user } = open('/incident');
  await screen.findByTestId(`incident-row-${incident.id}`);
  await user.click(screen.getByRole('button', { name: '「状態」の条件を外す' }));
  await waitFor(() => expect(screen.getAllByTestId(/^incident-row-/)).toHaveLength(page.rows.length));
});

test('one that is late says so before everything else', async () => {
  open(`/incident/${incident.id}`);
  const verdict = await screen.findByTestId('verdict');
  for (const text of [view.verdict.text, ...view.verdict.reasons]) expect(verdict.textContent).toContain(text);
  const [initial, persons, final] = within(screen.getByTestId('steps')).getAllByRole('listitem');
  expect(initial?.textContent).toContain(`${dayDate(view.steps[0]?.due_on ?? null)}まで`);
  expect(initial?.textContent).toContain(`${-(view.steps[0]?.days ?? 0)}日超過`);
  expect(persons?.textContent).toContain('速やかに');
  expect(final?.textContent).toContain(`あと${view.steps[2]?.days}日`);
  const findings = screen.getByTestId('findings');
  for (const { text, basis } of view.findings) expect(findings.textContent).toContain(text + basis);
  expect(screen.getByTestId('mend-incident_initial_late').getAttribute('href')).toBe(
    `#/incident/${incident.id}/edit?field=reports`,
  );
  expect(within(screen.getByTestId('item-cause')).getByText('未記入')).toBeTruthy();
});

test('a paper is written into the folder that was chosen', async () => {
  const { asked, user } = open(`/incident/${incident.id}?tab=papers`);
  const final = await screen.findByTestId('paper-final');
  for (const lack of view.papers.find(({ kind }) => kind === 'final')?.lacks ?? []) {
    expect(final.textContent).toContain(lack);
  }
  await user.click(screen.getByTestId('write-initial'));
  await screen.findByTestId('papers-written');
  expect(asked('incident_papers')[0]?.request).toMatchObject({ id: incident.id, kinds: ['initial'] });
});

test('typing the day known shows the days of the reports', async () => {
  const { user } = open('/incident/new');
  const known = await screen.findByRole('textbox', { name: '知った日' });
  await user.type(known, over);
  const { steps } = overCheck.view;
  await waitFor(() =>
    expect(screen.getByTestId('step-initial').textContent).toContain(dayDate(steps[0]?.due_on ?? null)),
  );
  expect(screen.getByTestId('step-final').textContent).toContain(dayDate(steps[2]?.due_on ?? null));
});

test('a day to come is named under its field once the field was left', async () => {
  expect(aheadCheck.problems).toHaveLength(1);
  const { user } = open('/incident/new');
  await user.type(await screen.findByRole('textbox', { name: '知った日' }), ahead);
  await user.tab();
  expect((await screen.findByTestId('problem-known_on')).textContent).toContain('まだ来ていません');
});

test('a report without its day is named in its row, and nothing typed is lost', async () => {
  const { asked, user } = open(`/incident/${incident.id}/edit?field=reports`);
  const add = await screen.findByTestId('add-reports');
  await waitFor(() => expect(document.activeElement).toBe(add));
  await user.click(add);
  await user.type(screen.getByRole('textbox', { name: '受付番号' }), '第12号');
  await user.click(screen.getByTestId('save'));
  await screen.findByTestId('problem-reports.0.on');
  expect(screen.queryByTestId('problems')).toBeNull();
  await user.type(screen.getByRole('textbox', { name: /報告した日/ }), 'R8.11.20');
  await user.click(screen.getByTestId('save'));
  await waitFor(() => expect(place()).toBe(`/incident/${incident.id}`));
  expect(asked('incident_save').at(-1)?.request).toEqual({
    draft: {
      id: incident.id,
      revision: incident.revision,
      reports: [{ kind: 'initial', on: 'R8.11.20', to: null, number: '第12号', note: null }],
    },
  });
});

test('an account is found by its name and linked', async () => {
  const [account] = snsList.rows;
  const { asked, user } = open(`/incident/${incident.id}/edit`);
  await user.type(await screen.findByRole('textbox', { name: '公式アカウント' }), account?.name ?? '');
  await user.click(await screen.findByTestId(`link-${account?.id}`));
  expect(screen.getByTestId('unlink-sns')).toBeTruthy();
  await user.click(screen.getByTestId('save'));
  await waitFor(() => expect(asked('incident_save')).toHaveLength(1));
  expect(asked('incident_save')[0]?.request).toEqual({
    draft: { id: incident.id, revision: incident.revision, sns: account?.id },
  });
});

test('a contract shows its incidents, and a new one from there is linked to it', async () => {
  const { id } = contractShow.contract;
  const first = open(`/contract/${id}`);
  const panel = within(await screen.findByTestId('incidents'));
  expect((await panel.findByRole('link', { name: incident.title })).getAttribute('href')).toBe(
    `#/incident/${incident.id}`,
  );
  expect(panel.getByText('対応中')).toBeTruthy();
  await first.user.click(panel.getByTestId('new-incident'));
  await first.user.type(await screen.findByRole('textbox', { name: /事故の名称/ }), '誤送付');
  await first.user.click(within(screen.getByTestId('kinds')).getByRole('checkbox', { name: '漏えい' }));
  await first.user.click(within(screen.getByTestId('special_care-yes')).getByRole('radio'));
  await first.user.click(screen.getByTestId('save'));
  await waitFor(() => expect(place()).toBe('/incident/new-one'));
  expect(first.asked('incident_save')[0]?.request).toEqual({
    draft: { id: null, revision: 0, contract: id, title: '誤送付', kinds: ['leak'], special_care: true },
  });
});
