/** One official account and its form: who holds it, what is wrong and where it is put right, what its address was read as, that no password stays in it, and its way through application and decision. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { SnsPage, SnsView } from '../../src/lib/generated';
import { place } from '../../src/lib/place';
import { standingText } from '../../src/sns/words';
import snsApply from '../fake/answers/sns_apply.json';
import snsApproved from '../fake/answers/sns_approved.json';
import snsClosed from '../fake/answers/sns_closed.json';
import snsDecision from '../fake/answers/sns_decision.json';
import snsList from '../fake/answers/sns_list.json';
import snsReview from '../fake/answers/sns_review.json';
import snsShow from '../fake/answers/sns_show.json';
import { open } from '../open';

const busy = snsShow as unknown as SnsView;
const here = `/sns/${busy.sns.id}`;
const applied = snsApply as unknown as SnsView;
const approved = snsApproved as unknown as SnsView;
const decision = snsDecision as unknown as SnsView;
const of = (view: unknown) => `/sns/${(view as SnsView).sns.id}`;

test('the card says who holds it since when, and how each line of it stands', async () => {
  open(here);
  expect(await screen.findByRole('heading', { level: 1, name: '潮見市防災 X' })).toBeTruthy();
  const card = screen.getByTestId('card');
  expect(within(card).getByText('沖 美咲')).toBeTruthy();
  expect(card.textContent).toContain('令和8年4月1日から');
  expect(within(card).getByTestId('line-mfa').textContent).toContain('共有ID');
  const state = within(card).getByTestId('state-credentials_changed_on');
  expect(state.textContent).toContain('不足');
  expect(state.getAttribute('href')).toBe(`#${here}?tab=requirements&open=SN-13`);
  expect(within(card).getByTestId('state-devices').textContent).toBe('適合');
  expect(screen.getByTestId('state-last_post_on').textContent).toContain('期限が近い');
});

test('whoever reviews again sees what changed since it was sent back, before what changed since the approval', async () => {
  const change = { field: 'purpose', label: '目的', before: '催しの案内', after: '市の催しの案内' };
  open(of(snsReview), { sns: 'review', changeSns: (view) => Object.assign(view, { since_seen: [change] }) });
  const seen = await screen.findByTestId('since-seen');
  expect(within(seen).getByRole('heading').textContent).toBe('前回の審査・差戻しの後に変わったこと');
  expect(seen.textContent).toContain('催しの案内');
  expect(seen.textContent).toContain('市の催しの案内');
});

test('an application that nobody has seen yet has changed since nothing', async () => {
  open(of(snsReview), { sns: 'review' });
  expect(await screen.findByTestId('do-review')).toBeTruthy();
  expect(screen.queryByTestId('since-seen')).toBeNull();
});

test('no field of the card or of the form is one for a password, and both say so', async () => {
  const { user } = open(here);
  expect((await screen.findByTestId('no-password')).textContent).toBe('パスワードは登録しません');
  await user.click(screen.getByTestId('edit'));
  expect((await screen.findByTestId('no-password')).textContent).toContain('パスワードは登録しません');
  expect(document.querySelectorAll('input[type=password], [name*=password]')).toHaveLength(0);
});

test('information of class 2 and above is never posted, whatever the account says', async () => {
  open(here, { changeSns: (view) => Object.assign(view.sns.posting, { forbidden: [] }) });
  const never = within(await screen.findByTestId('forbidden')).getAllByRole('listitem');
  expect(never.map((line) => line.textContent)).toEqual(['機密性2以上の情報']);
});

test('a finding leads to the field in which it is put right', async () => {
  const { user } = open(here);
  await user.click(await screen.findByTestId('mend-sns_credentials_before_handover'));
  await waitFor(() => expect(document.activeElement?.getAttribute('name')).toBe('credentials_changed_on'));
  expect(place()).toBe(`${here}/edit?field=credentials_changed_on`);
});

test('the last post is counted in days, and a contract that is not in the ledger is no link', async () => {
  open(here, { changeSns: (view) => Object.assign(view.sns, { contract: 'gone' }) });
  expect((await screen.findByTestId('days-since-post')).textContent).toBe(`${busy.days_since_post}日前`);
  const line = screen.getByTestId('line-contract');
  expect(line.textContent).toContain('台帳にない契約');
  expect(line.querySelector('a[href^="#/contract/"]')).toBeNull();
});

test('a confirmation is added to those there are, and withdrawn alone', async () => {
  const { user, asked } = open(`${here}?tab=requirements&open=SN-21`);
  await user.click(await screen.findByTestId('confirm-SN-21'));
  await user.type(screen.getByRole('textbox', { name: /^何で確かめたか/ }), '投稿の手順書');
  await user.click(screen.getByTestId('save-confirmation'));
  await waitFor(() => expect(asked('sns_save')).toHaveLength(1));
  const sent = asked('sns_save')[0]?.request.draft as { confirmations: { requirement: string; source: string }[] };
  expect(sent.confirmations).toHaveLength(busy.sns.confirmations.length + 1);
  expect(sent.confirmations.at(-1)).toMatchObject({ requirement: 'SN-21', source: '投稿の手順書', note: null });
  await user.click(await screen.findByTestId('withdraw-confirmation-SN-21'));
  await waitFor(() => expect(asked('sns_save')).toHaveLength(2));
  const left = asked('sns_save')[1]?.request.draft as { confirmations: { requirement: string }[] };
  expect(left.confirmations.map((one) => one.requirement)).toEqual(
    busy.sns.confirmations.map((one) => one.requirement),
  );
});

test('what an address was read as is said before anything is saved', async () => {
  const { user, asked } = open('/sns/new');
  await user.type(await screen.findByLabelText('URL'), 'https://instagram.com/shiomi_port?igsh=1');
  const understood = () => screen.getByTestId('understood-url').textContent;
  await waitFor(() => expect(understood()).toContain('Instagramの @shiomi_port'));
  await user.clear(screen.getByLabelText('URL'));
  await user.type(screen.getByLabelText('URL'), 'うちのページ');
  await waitFor(() => expect(understood()).toContain('読み取れません'));
  expect(asked('sns_save')).toHaveLength(0);
});

test('what looks like a password is objected to at once, and what was typed stays', async () => {
  const { user, asked } = open(`${here}/edit`);
  const devices = await screen.findByLabelText<HTMLTextAreaElement>('投稿に使う端末');
  await user.clear(devices);
  await user.type(devices, '公用端末 パスワード：shiomi2026');
  expect((await screen.findByTestId('problem-devices')).textContent).toContain('関所には登録できません');
  await user.click(screen.getByTestId('save'));
  await waitFor(() => expect(asked('sns_save')).toHaveLength(1));
  expect(devices.value).toBe('公用端末 パスワード：shiomi2026');
  expect(place()).toBe(`${here}/edit`);
});

test('what may be posted is sent one line each, and steps of the response in their order', async () => {
  const { user, asked } = open(`${here}/edit`);
  const allowed = await screen.findByLabelText('発信する');
  await user.clear(allowed);
  await user.type(allowed, '避難情報\n訓練の案内');
  await user.click(screen.getByTestId('add-response'));
  await user.type(document.querySelector('[name="response.3.contact"]') as HTMLElement, '警察署');
  await user.click(screen.getByTestId('save'));
  await waitFor(() => expect(asked('sns_save')).toHaveLength(1));
  const sent = asked('sns_save')[0]?.request.draft as { posting: object; response: object[] };
  expect(sent.posting).toEqual({ allowed: ['避難情報', '訓練の案内'] });
  expect(sent.response.at(-1)).toEqual({ contact: '警察署', phone: null, task: null });
  expect(sent.response).toHaveLength(busy.sns.response.length + 1);
});

test('a new account is not asked how it ends', async () => {
  open('/sns/new');
  await screen.findByLabelText('URL');
  expect(screen.queryByLabelText('廃止日')).toBeNull();
  expect(screen.getByTestId('fact-confidentiality-1')).toBeTruthy();
});

test('an account that was approved here is asked how it ends, and says before a change sends it to review', async () => {
  const { user } = open(`${of(approved)}/edit`, { sns: 'approved' });
  expect(await screen.findByLabelText('廃止の理由')).toBeTruthy();
  expect(screen.queryByRole('button', { name: '他の台帳の承認を引き継ぐ' })).toBeNull();
  expect(screen.queryByTestId('reopens')).toBeNull();
  await user.type(screen.getByLabelText('返信・DMの方針'), '変える');
  expect((await screen.findByTestId('reopens')).textContent).toContain('返信・DMの方針');
});

test('opening is applied for with what there is to say', async () => {
  const { user, asked } = open(of(applied), { sns: 'apply' });
  await user.click(await screen.findByRole('button', { name: '開設・休止・廃止を申請する' }));
  await user.type(screen.getByRole('textbox', { name: /申請の理由/ }), '紙の承認だけのため');
  await user.click(screen.getByTestId('do-apply'));
  await waitFor(() => expect(asked('sns_apply')).toHaveLength(1));
  expect(asked('sns_apply')[0]?.request).toEqual({
    id: applied.sns.id,
    revision: applied.sns.revision,
    kind: 'new',
    reason: '紙の承認だけのため',
  });
  expect((await screen.findByTestId('waiting')).textContent).toContain('申請した本人');
});

test('what an application lacks is said with the way to the form', async () => {
  const refuse = (name: string) =>
    name === 'sns_apply' ? [{ code: 'required', field: 'closing.reason', args: {} }] : [];
  const { user } = open(of(applied), { sns: 'apply', refuse });
  await user.click(await screen.findByRole('button', { name: '開設・休止・廃止を申請する' }));
  await user.click(screen.getByTestId('apply-kind-end'));
  await user.click(screen.getByTestId('do-apply'));
  expect((await screen.findByTestId('problems')).textContent).toContain('廃止の理由');
  expect(screen.getByText('申請の内容を編集する').getAttribute('href')).toBe(`#${of(applied)}/edit`);
});

test('public relations reviews the application in the version that is seen', async () => {
  const review = open(of(snsReview), { sns: 'review' });
  await review.user.type(await screen.findByRole('textbox', { name: /審査の意見/ }), '確かめました。');
  await review.user.click(screen.getByTestId('do-review'));
  await waitFor(() => expect(review.asked('application_review')).toHaveLength(1));
  const { application } = snsReview as unknown as SnsView;
  expect(review.asked('application_review')[0]?.request).toEqual({
    id: application?.id,
    revision: application?.revision,
    text: '確かめました。',
  });
});

test('the approver sees what changed above the decision, which is bound to it', async () => {
  const { user, asked } = open(of(decision), { sns: 'decision' });
  expect((await screen.findByTestId('former')).textContent).toContain('返信・DMの方針');
  await user.click(screen.getByTestId('decide-approved'));
  await user.click(screen.getByTestId('do-decide'));
  await waitFor(() => expect(asked('application_decide')).toHaveLength(1));
  expect(asked('application_decide')[0]?.request).toMatchObject({ hash: decision.hash, outcome: 'approved' });
  expect(screen.queryByText(/空欄なら180日後/)).toBeNull();
});

test('a closed account says what was not seen to be gone', async () => {
  open(of(snsClosed), { sns: 'closed' });
  expect((await screen.findByTestId('ending')).textContent).toContain('大会の終了');
  expect(screen.getByTestId('state-closing.deleted_on').textContent).toContain('不足');
});

test('an account of the past can be seen and neither changed nor decided', async () => {
  const { asked } = open(`${of(decision)}?on=2026-10-01`, { sns: 'decision' });
  expect((await screen.findByTestId('as-of')).textContent).toContain('令和8年10月1日');
  for (const id of ['edit', 'hand-over', 'do-decide']) expect(screen.queryByTestId(id)).toBeNull();
  // Who answered for it later was not known on that day.
  expect(asked('record_holders')).toHaveLength(0);
});

test('an approval that has lapsed is told, and its renewal comes next', async () => {
  const lapse = (view: SnsView) => {
    Object.assign(view, { standing: 'lapsed', status_text: '承認失効' });
    Object.assign(view.sns, { expires_on: '2026-10-31' });
    Object.assign(view.may, { known: true, apply: ['renewal', 'suspension', 'end'] });
  };
  open(of(approved), { sns: 'approved', changeSns: lapse });
  expect((await screen.findByTestId('record-status')).textContent).toBe('承認失効');
  expect(screen.getByTestId('do-apply')).toBeTruthy();
  expect(screen.getByTestId('approval').textContent).toContain('令和8年10月31日');
});

test('a list says of a lapsed account whether it rests', () => {
  expect(standingText({ status: 'suspended', standing: 'lapsed' })).toBe('休止（承認失効）');
  expect(standingText({ status: 'active', standing: 'lapsed' })).toBe('承認失効');
  expect(standingText({ status: 'suspended', standing: 'stands' })).toBe('休止');
});

test('the inbox names accounts whose approval has lapsed', async () => {
  const [row] = (snsList as unknown as SnsPage).rows;
  if (!row) throw new Error('no account was recorded');
  const lapsed = { ...row, standing: 'lapsed' as const, expires_on: '2026-10-31', number: 'S6-004' };
  open('/inbox', { lapsedAccounts: [lapsed] });
  const part = await screen.findByTestId('lapsed-sns');
  expect(within(part).getByRole('link').getAttribute('href')).toBe(`#/sns/${row.id}`);
  for (const word of ['S6-004', 'R8.10.31', '承認失効']) expect(part.textContent).toContain(word);
});

test('what waits of a contract is told with the word for it', async () => {
  open('/inbox');
  const told = await screen.findByText(/CT-05 従業員に対する教育の実施/);
  expect(told.closest('tr')?.querySelector('a')?.getAttribute('href')).toContain('?case=');
  expect(document.body.textContent).not.toContain('waiver:');
});
