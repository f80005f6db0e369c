/** A cloud use from its form to its decision: what the form asks, what saving would reopen, and which step each person is offered. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { CloudCheckup, CloudView, Inbox } from '../../src/lib/generated';
import cloudCheckup from '../fake/answers/cloud_checkup.json';
import cloudDecision from '../fake/answers/cloud_decision.json';
import inboxAnswer from '../fake/answers/inbox.json';
import { open } from '../open';

const waits = cloudDecision as unknown as CloudView;
const place = `/cloud/${waits.cloud.id}`;
const inbox = inboxAnswer as unknown as Inbox;
const filled = () => document.querySelectorAll('.btn-filled');

test('the form asks only for what this use needs, says why, and shows the rest on demand', async () => {
  const { user } = open('/cloud/new', {
    changeCloud: (view) => {
      for (const need of view.fields) {
        need.asked = need.field === 'locations';
        need.because_text = `理由 ${need.field}`;
      }
    },
  });
  expect(await screen.findByLabelText(/データの保存場所/)).toBeTruthy();
  expect(screen.getByText('理由 locations')).toBeTruthy();
  expect(screen.queryByLabelText(/裁判管轄/)).toBeNull();
  await user.click(screen.getByTestId('all-fields'));
  expect(screen.getByLabelText(/裁判管轄/)).toBeTruthy();
});

test('a field that is filled in stays in sight although it is not asked for', async () => {
  open(`${place}/edit`, {
    cloud: 'approved',
    changeCloud: (view) => {
      for (const need of view.fields) need.asked = false;
    },
  });
  expect(((await screen.findByLabelText(/データの保存場所/)) as HTMLInputElement).value).toBe('東京');
  expect(screen.queryByLabelText(/裁判管轄/)).toBeNull();
});

test('saving a change of what was approved is announced with what changes', async () => {
  const { user } = open(`${place}/edit`, { cloud: 'approved' });
  const field = await screen.findByLabelText(/データの保存場所/);
  expect(screen.queryByTestId('reopens')).toBeNull();
  await user.type(field, '・大阪');
  const warning = await screen.findByTestId('reopens');
  for (const change of (cloudCheckup as unknown as CloudCheckup).reopens)
    expect(warning.textContent).toContain(change.label);
});

test('what a decision settled is no field of the form, and can be taken over only by a use that was never applied for', async () => {
  open(`${place}/edit`, { cloud: 'approved' });
  await screen.findByTestId('entries-checks');
  expect(screen.queryByText('他の台帳の承認を引き継ぐ')).toBeNull();
  expect(document.querySelector('[name=status], [name=number], [name=expires_on]')).toBeNull();
});

test('an approval of another ledger is typed in its own folded part', async () => {
  const { user, asked } = open('/cloud/new');
  await user.type(await screen.findByLabelText(/サービス名/), 'ナギサ会議');
  await user.click(screen.getByText('他の台帳の承認を引き継ぐ'));
  await user.selectOptions(screen.getByLabelText('状態'), 'approved');
  await user.type(screen.getByLabelText('承認番号'), 'ク8-99');
  await user.click(screen.getByTestId('save'));
  await waitFor(() =>
    expect(asked('cloud_save')[0]?.request).toEqual({
      draft: { id: null, revision: 0, service: 'ナギサ会議', status: 'approved', number: 'ク8-99' },
    }),
  );
});

test('entries are sent as the whole list, and a problem stands under the field of its entry', async () => {
  const { user, asked } = open(`${place}/edit`, {
    cloud: 'approved',
    refuse: (name) => (name === 'cloud_save' ? [{ code: 'required', field: 'subprocessors.0.name', args: {} }] : []),
  });
  await user.click(await screen.findByTestId('all-fields'));
  await user.click(screen.getByTestId('add-subprocessors'));
  await user.type(within(screen.getByTestId('subprocessors-0')).getByLabelText('本社のある国'), '日本国');
  await user.click(screen.getByTestId('save'));
  expect((await screen.findByTestId('problem-subprocessors.0.name')).textContent).toContain('入力');
  expect(asked('cloud_save')[0]?.request).toMatchObject({
    draft: { subprocessors: [{ name: null, country: '日本国', scope: null }] },
  });
});

test('the approver decides on exactly what is seen, and the button repeats the choice', async () => {
  const { user, asked } = open(place, { cloud: 'decision' });
  const button = await screen.findByTestId('do-decide');
  expect((button as HTMLButtonElement).disabled).toBe(true);
  await user.click(screen.getByTestId('decide-conditional'));
  expect(button.textContent).toBe('条件付き承認を確定する');
  expect(filled()).toHaveLength(1);
  await user.type(screen.getByLabelText('条件1'), '報告書を毎年提出すること。');
  await user.click(screen.getByTestId('add-condition'));
  await user.type(screen.getByLabelText('条件2'), '3月までに回答すること。');
  await user.type(screen.getByLabelText('有効期限'), 'R9.12.17');
  await user.click(screen.getByTestId('grant-CL-14'));
  await user.click(button);
  await waitFor(() => expect(asked('application_decide')).toHaveLength(1));
  expect(asked('application_decide')[0]?.request).toEqual({
    id: waits.application?.id,
    revision: waits.application?.revision,
    hash: waits.hash,
    outcome: 'conditional',
    conditions: ['報告書を毎年提出すること。', '3月までに回答すること。'],
    exceptions: waits.cloud.exceptions,
    expires_on: 'R9.12.17',
    next_check_on: null,
    acting: null,
    note: null,
  });
  await waitFor(() => expect(screen.queryByTestId('do-decide')).toBeNull());
});

test('deciding for somebody absent says for whom and why', async () => {
  const { user, asked } = open(place, { cloud: 'decision' });
  await user.click(await screen.findByTestId('decide-approved'));
  expect(screen.getByTestId('stands-in-the-way')).toBeTruthy();
  await user.click(within(screen.getByTestId('acting')).getByRole('checkbox'));
  await user.type(screen.getByLabelText(/本来の承認者/), '村上 隆');
  await user.type(screen.getByLabelText(/代決の理由/), '出張');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(asked('application_decide')[0]?.request).toMatchObject({
      outcome: 'approved',
      acting: { absent: '村上 隆', reason: '出張' },
    }),
  );
});

test('sending back from the decision is no decision', async () => {
  const { user, asked } = open(place, { cloud: 'decision' });
  await user.click(await screen.findByTestId('decide-returned'));
  await user.type(screen.getByLabelText(/^理由/), '出典を入れてください。');
  await user.click(screen.getByTestId('do-decide'));
  await waitFor(() =>
    expect(asked('application_return')[0]?.request).toMatchObject({ text: '出典を入れてください。' }),
  );
  expect(asked('application_decide')).toHaveLength(0);
});

test('the applicant sees no decision, and may take the application back', async () => {
  const { user } = open(place, { cloud: 'own' });
  expect((await screen.findByTestId('waiting')).textContent).toContain('申請した本人');
  expect(screen.queryByTestId('do-decide')).toBeNull();
  expect(screen.queryByTestId('do-review')).toBeNull();
  await user.click(screen.getByText('申請を取り下げる'));
  expect(screen.getByTestId('do-withdraw')).toBeTruthy();
});

test('the security office reviews with an opinion; without one the field says what is missing', async () => {
  const { user, asked } = open(place, { cloud: 'review' });
  await user.click(await screen.findByTestId('do-review'));
  expect((await screen.findByTestId('problem-review-text')).textContent).toContain('入力');
  await user.type(screen.getByLabelText(/審査の意見/), '確認できました。');
  await user.click(screen.getByTestId('do-review'));
  await waitFor(() => expect(asked('application_review').at(-1)?.request).toMatchObject({ text: '確認できました。' }));
});

test('an account that is nobody is told so and offered no step', async () => {
  open(place, {
    cloud: 'decision',
    changeCloud: (view) => {
      view.may = { ...view.may, known: false, decide: false, comment: false, send_back: false };
    },
  });
  expect((await screen.findByTestId('not-known')).textContent).toContain('登録されていません');
  expect(screen.queryByTestId('do-decide')).toBeNull();
});

test('an answer is saved with all the others', async () => {
  const { user, asked } = open(`${place}?open=CL-17`, { cloud: 'decision' });
  await user.click(await screen.findByTestId('answer-CL-17'));
  await user.click(within(screen.getByTestId('verdict-conforms')).getByRole('radio'));
  await user.type(screen.getByLabelText('出典'), '回答書 問3');
  await user.click(screen.getByTestId('save-answer'));
  await waitFor(() => expect(asked('cloud_save')).toHaveLength(1));
  const now = { answer: 'conforms', source: '回答書 問3' };
  expect(asked('cloud_save')[0]?.request).toEqual({
    draft: {
      id: waits.cloud.id,
      revision: waits.cloud.revision,
      answers: { ...waits.cloud.answers, 'CL-17': expect.objectContaining(now) },
    },
  });
});

test('changed answers show what they were, and can be seen alone', async () => {
  const { user } = open(place, { cloud: 'decision' });
  await user.click(await screen.findByTestId('show-changed'));
  const changed = waits.requirements.filter((row) => row.changed);
  expect(screen.getAllByTestId(/^requirement-[A-Z]/)).toHaveLength(changed.length);
  for (const row of changed)
    expect(screen.getByTestId(`requirement-${row.id}`).textContent).toContain(row.former_text ?? '前回');
});

test('what waits stands in the rail, in the bar and in its list with the thing to do', async () => {
  open('/inbox');
  const mine = inbox.rows.filter((row) => row.my_step);
  const row = await screen.findByTestId(`inbox-${mine[0]?.id}`);
  expect(row.textContent).toContain('決裁');
  expect(within(row).getByRole('link').getAttribute('href')).toBe(`#${place}`);
  expect(screen.getByTestId('top-waiting').textContent).toContain(String(inbox.mine));
});

test('an account is linked to a cloud use that is searched for', async () => {
  const { user, asked } = open('/sns/new');
  await user.type(await screen.findByLabelText(/アカウント名/), '潮見市');
  await user.type(screen.getByLabelText('関わるクラウド利用'), 'ナギサ');
  await user.click((await screen.findAllByTestId(/^link-/))[0] as HTMLElement);
  await user.click(screen.getByTestId('save'));
  await waitFor(() => expect(asked('sns_save')).toHaveLength(1));
  const id = expect.stringMatching(/^[0-9a-f-]{36}$/);
  expect(asked('sns_save')[0]?.request).toMatchObject({ draft: { cloud: id } });
});
