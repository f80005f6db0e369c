/** What falls due, on the first screen, in its list and beside a record: whose, moved over by keys, and what can be done about each date. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { CloudView, DueList, Home, Problem, Reminders } from '../../src/lib/generated';
import { place } from '../../src/lib/place';
import cloudShow from '../fake/answers/cloud_show.json';
import dueList from '../fake/answers/due_list.json';
import homeAnswer from '../fake/answers/home.json';
import reminderList from '../fake/answers/reminder_list.json';
import { open } from '../open';

const list = dueList as unknown as DueList;
const home = homeAnswer as unknown as Home;
const reminders = reminderList as unknown as Reminders;
const { cloud } = cloudShow as unknown as CloudView;

const rows = () => [...document.querySelectorAll<HTMLElement>('[data-due-row]')];
/** The first row, with the focus in it. */
async function onFirstRow(user: ReturnType<typeof open>['user']) {
  await waitFor(() => expect(rows().length).toBeGreaterThan(2));
  await user.keyboard('j');
  return rows()[0]?.dataset.dueRow ?? '';
}
const focusedRow = () => document.activeElement?.closest<HTMLElement>('[data-due-row]')?.dataset.dueRow;

test('the first screen asks for the due dates of whom the address names', async () => {
  const { user, asked } = open('/?whose=mine');
  await waitFor(() => expect(asked('home').at(-1)?.request).toMatchObject({ whose: 'mine' }));
  await user.click(await screen.findByTestId('whose-section'));
  await waitFor(() => expect(asked('home').at(-1)?.request).toMatchObject({ whose: 'section' }));
  expect(place()).toBe('/?whose=section');
  await user.click(screen.getByTestId('whose-all'));
  await waitFor(() => expect(place()).toBe('/'));
});

test('a row leads to the record in its own register', async () => {
  open('/');
  await waitFor(() => expect(rows().length).toBeGreaterThan(2));
  for (const register of ['contract', 'cloud', 'sns']) {
    const item = home.due.slice(0, 30).find(({ record }) => record.type === register);
    const link = document.querySelector(`a[href="#/${register}/${item?.record.id}"]`);
    expect(link?.textContent).toBe(item?.record.title);
  }
});

test('what the office itself has to do leads nowhere and can be acted on', async () => {
  const { user } = open('/due');
  const item = list.items.find(({ record }) => record.type === 'office');
  const row = (await screen.findAllByTestId(`due-row-${item?.rule}`))[0] as HTMLElement;
  expect(within(row).queryByRole('link')).toBeNull();
  await user.click(within(row).getByTestId('act'));
  expect(await screen.findByTestId('save-act')).toBeTruthy();
});

test('D asks what was done, and the row goes', async () => {
  const { user, asked } = open('/');
  const key = await onFirstRow(user);
  await user.keyboard('d');
  await user.click(await screen.findByTestId('save-act'));
  expect((await screen.findByTestId('problem-note')).textContent).toContain('ください');
  await user.type(screen.getByLabelText(/したこと/), '検査の記録を残した。');
  await user.click(screen.getByTestId('save-act'));
  await waitFor(() => expect(rows().some((row) => row.dataset.dueRow === key)).toBe(false));
  const [type, record, rule, , due_on] = key.split('|');
  expect(asked('due_act').at(-1)?.request).toMatchObject({
    register: type,
    record,
    rule,
    due_on,
    step: 'done',
    note: '検査の記録を残した。',
    revision: 0,
  });
  await waitFor(() => expect(focusedRow()).toBe(rows()[0]?.dataset.dueRow));
});

test('S asks until when and why, each problem under its field', async () => {
  const { user, asked } = open('/');
  await onFirstRow(user);
  await user.keyboard('s');
  await user.click(await screen.findByTestId('save-act'));
  expect(await screen.findByTestId('problem-until')).toBeTruthy();
  expect(screen.getByTestId('problem-note')).toBeTruthy();
  await user.type(screen.getByLabelText(/延期する日/), 'R9.1.12');
  await user.type(screen.getByLabelText(/延期する理由/), '担当者の復帰を待つ。');
  await user.click(screen.getByTestId('save-act'));
  await waitFor(() => expect(asked('due_act').at(-1)?.request).toMatchObject({ step: 'snooze', until: 'R9.1.12' }));
});

test('H hands on to a person with the section of that person, and the row says so', async () => {
  const { user, asked } = open('/');
  const key = await onFirstRow(user);
  await user.keyboard('h');
  await user.type(await screen.findByLabelText(/引き継ぐ担当者/), '佐藤 健一');
  await user.click(screen.getByTestId('save-act'));
  await waitFor(() =>
    expect(asked('due_act').at(-1)?.request).toMatchObject({
      step: 'hand_on',
      person: '佐藤 健一',
      section: '情報政策課',
    }),
  );
  await waitFor(() => {
    const row = rows().find((one) => one.dataset.dueRow === key);
    expect(row?.nextElementSibling?.textContent).toContain('引継ぎ：情報政策課 佐藤 健一');
  });
});

test('a date may not apply, for a reason', async () => {
  const { user, asked } = open('/');
  await onFirstRow(user);
  await user.keyboard('d');
  await user.click(within(await screen.findByTestId('act-not_applicable')).getByRole('radio'));
  await user.type(screen.getByLabelText(/該当しない理由/), '契約を解除したため。');
  await user.click(screen.getByTestId('save-act'));
  await waitFor(() => expect(asked('due_act').at(-1)?.request).toMatchObject({ step: 'not_applicable' }));
});

test('what somebody else did meanwhile can be read, and what was typed stays', async () => {
  const other: Problem = { code: 'changed_elsewhere', field: null, args: { by: '林 智也', at: '2026-11-27 10:15' } };
  let refused = 0;
  const { user, asked } = open('/', { refuse: (name) => (name === 'due_act' && refused++ === 0 ? [other] : []) });
  await onFirstRow(user);
  await user.keyboard('d');
  await user.type(await screen.findByLabelText(/したこと/), '受け取った。');
  await user.click(screen.getByTestId('save-act'));
  const before = asked('home').length;
  await user.click(await screen.findByTestId('read-again'));
  await waitFor(() => expect(asked('home').length).toBeGreaterThan(before));
  expect((screen.getByLabelText(/したこと/) as HTMLTextAreaElement).value).toBe('受け取った。');
});

test('Escape closes the form and goes back to the row', async () => {
  const { user } = open('/');
  const key = await onFirstRow(user);
  await user.keyboard('jd');
  await screen.findByTestId('save-act');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByTestId('save-act')).toBeNull());
  await waitFor(() => expect(focusedRow()).toBe(rows()[1]?.dataset.dueRow));
  expect(focusedRow()).not.toBe(key);
});

test('what is settled says what was done by whom, and is opened again', async () => {
  const { user, asked } = open('/due?settled=true');
  await onFirstRow(user);
  await user.keyboard('d');
  await user.type(await screen.findByLabelText(/したこと/), '受け取った。');
  await user.click(screen.getByTestId('save-act'));
  const settled = await screen.findByTestId('due-settled');
  expect(within(settled).getByTestId('acted').textContent).toMatch(/受け取った。.*佐藤 健一/);
  await user.click(within(settled).getByTestId('act'));
  await user.click(await screen.findByTestId('save-act'));
  await waitFor(() => expect(asked('due_act').at(-1)?.request).toMatchObject({ step: 'reopen', revision: 1 }));
  await waitFor(() => expect(screen.queryByTestId('due-settled')).toBeNull());
});

test('the conditions of the list stand in the address, and a day that is none is said under its field', async () => {
  const { user, asked } = open('/due?whose=section&owner=佐藤 健一');
  await waitFor(() =>
    expect(asked('due_list').at(-1)?.request).toMatchObject({ whose: 'section', owner: '佐藤 健一', settled: false }),
  );
  await user.type(await screen.findByLabelText(/期限の日まで/), 'あした{Enter}');
  await waitFor(() => expect(screen.getByTestId('problem-until')).toBeTruthy());
  expect(new URLSearchParams(place().split('?')[1]).get('until')).toBe('あした');
});

test('the dates beside a cloud use are acted on there', async () => {
  const { user, asked } = open(`/cloud/${cloud.id}`);
  const [first] = within(await screen.findByTestId('due-dates')).getAllByTestId('act');
  await user.click(first as HTMLElement);
  await user.type(await screen.findByLabelText(/したこと/), '更新を申請した。');
  await user.click(screen.getByTestId('save-act'));
  await waitFor(() => expect(asked('due_act').at(-1)?.request).toMatchObject({ register: 'cloud', record: cloud.id }));
});

test('findings of cloud uses lead to their list, which asks for them', async () => {
  const { user, asked } = open('/');
  await user.click(await screen.findByTestId('home-finding-cloud_with_findings'));
  expect(place()).toBe('/cloud?findings=true');
  await waitFor(() => expect(asked('cloud_list').at(-1)?.request).toMatchObject({ findings: true }));
});

test('a shipped rule is changed only where the office says something else', async () => {
  const { user, asked } = open('/settings/reminders');
  await user.click(await screen.findByTestId('change-RM-04'));
  const lead = screen.getByLabelText(/何日前/);
  await user.clear(lead);
  await user.type(lead, '１８０、３０、ｘ');
  await user.click(screen.getByTestId('save-rule'));
  expect((await screen.findByTestId('problem-lead_days')).textContent).toContain('ください');
  await user.clear(lead);
  await user.type(lead, '１８０、３０、−７');
  await user.click(screen.getByTestId('to-approver'));
  await user.click(screen.getByTestId('save-rule'));
  await waitFor(() => expect(asked('reminder_save')).toHaveLength(1));
  expect(asked('reminder_save')[0]?.request).toEqual({
    ...reminders.settings,
    changed: {
      'RM-04': { lead_days: [180, 30, -7], to: ['owner', 'security', 'approver'], again_days: null, escalate: null },
    },
  });
  const row = await screen.findByTestId('rule-RM-04');
  await waitFor(() => expect(row.textContent).toContain('180日前、30日前、7日後'));
  expect(row.textContent).toContain('変更');
  await user.click(screen.getByTestId('change-RM-04'));
  await user.click(await screen.findByTestId('reset-rule'));
  await waitFor(() => expect(asked('reminder_save').at(-1)?.request).toMatchObject({ changed: {}, revision: 1 }));
});

test('a rule is switched off, and an own one is added', async () => {
  const { user, asked } = open('/settings/reminders');
  await user.click(await screen.findByTestId('change-RM-22'));
  await user.click(screen.getByTestId('rule-off'));
  await user.click(screen.getByTestId('save-rule'));
  await waitFor(() => expect(asked('reminder_save').at(-1)?.request).toMatchObject({ off: ['RM-22'] }));
  await user.click(await screen.findByTestId('new-rule'));
  await user.type(await screen.findByLabelText(/^すること/), '契約書の写しの送付');
  await user.selectOptions(screen.getByLabelText(/^起点 ?$|^起点(?!から)/), 'contract_signed');
  await user.type(screen.getByLabelText(/起点からの日数/), '14');
  await user.click(screen.getByTestId('save-rule'));
  await waitFor(() => expect(asked('reminder_save')).toHaveLength(2));
  expect(asked('reminder_save')[1]?.request).toMatchObject({
    off: ['RM-22'],
    own: [{ id: 'OWN-1', title: '契約書の写しの送付', anchors: ['contract_signed'], days: 14, to: ['owner'] }],
  });
  expect((await screen.findByTestId('rule-OWN-1')).textContent).toContain('契約：締結日');
});

test('a figure that is none, more than one, or below nothing is a problem of its field, and nothing is swallowed', async () => {
  const { user, asked } = open('/settings/reminders');
  await user.click(await screen.findByTestId('new-rule'));
  await user.type(await screen.findByLabelText(/^すること/), '写しの送付');
  await user.type(screen.getByLabelText(/起点からの月数/), '1.5');
  await user.type(screen.getByLabelText(/起点からの日数/), '30、60');
  await user.type(screen.getByLabelText(/報告するか/), '−7');
  await user.click(screen.getByTestId('save-rule'));
  for (const [field, value] of [
    ['months', '1.5'],
    ['days', '30、60'],
    ['escalate_after', '-7'],
  ]) {
    const told = (await screen.findByTestId(`problem-${field}`)).textContent;
    expect(told).toContain(`「${value}」`);
    expect(told).toContain('ください');
  }
  expect(asked('reminder_save')).toHaveLength(0);
});

test('an own rule says who else is told of what stays undone', async () => {
  const { user, asked } = open('/settings/reminders');
  await user.click(await screen.findByTestId('new-rule'));
  await user.type(await screen.findByLabelText(/^すること/), '写しの送付');
  await user.type(screen.getByLabelText(/報告するか/), '１４');
  await user.click(screen.getByTestId('escalate-security'));
  await user.click(screen.getByTestId('save-rule'));
  await waitFor(() =>
    expect(asked('reminder_save').at(-1)?.request).toMatchObject({
      own: [{ escalate: { after_days: 14, to: ['security'] } }],
    }),
  );
  await waitFor(() => expect(document.activeElement?.getAttribute('data-testid')).toBe('change-OWN-1'));
});

test('what was typed about one date is asked for before another form opens, and a letter at its buttons moves nothing', async () => {
  const { user } = open('/');
  const key = await onFirstRow(user);
  await user.keyboard('d');
  await user.type(await screen.findByLabelText(/したこと/), '検査した');
  const other = rows()[1]?.querySelector<HTMLElement>('[data-testid=act]') as HTMLElement;
  await user.click(other);
  await user.click(await screen.findByTestId('leave-stay'));
  expect((screen.getByLabelText(/したこと/) as HTMLTextAreaElement).value).toBe('検査した');
  screen.getByTestId('close-form').focus();
  await user.keyboard('s');
  expect(document.activeElement).toBe(screen.getByTestId('close-form'));
  expect(screen.getByLabelText(/したこと/)).toBeTruthy();
  await user.click(other);
  await user.click(await screen.findByTestId('leave-drop'));
  await waitFor(() => expect((screen.getByLabelText(/したこと/) as HTMLTextAreaElement).value).toBe(''));
  expect(rows()[1]?.getAttribute('aria-current')).toBe('true');
  expect(rows()[0]?.dataset.dueRow).toBe(key);
});

test('paper has every row, and the section is called by its name', async () => {
  open('/?whose=all');
  await waitFor(() => expect(rows().length).toBeGreaterThan(2));
  const shown = rows().length;
  window.dispatchEvent(new Event('beforeprint'));
  await waitFor(() => expect(rows().length).toBe(home.due.length));
  expect(shown).toBe(Math.min(30, home.due.length));
  expect(screen.getByTestId('whose-section').textContent).toBe('契約検査課');
});
