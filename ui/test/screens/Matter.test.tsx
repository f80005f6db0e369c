/** What of a contract is approved by itself: a requirement that is left out and a re-outsourcing, from the application to the decision. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { ContractView } from '../../src/lib/generated';
import { place } from '../../src/lib/place';
import decision from '../fake/answers/contract_decision.json';
import record from '../fake/answers/contract_show.json';
import inbox from '../fake/answers/inbox.json';
import { open } from '../open';

const here = `/contract/${record.contract.id}`;
const waits = decision as unknown as ContractView;
const WAIVER = 'waiver:CT-05';
const caseOf = (matter: string) => waits.cases.find((one) => one.matter === matter);
const missing = record.requirements.find((row) => row.state === 'missing')?.id ?? '';
const filled = () => document.querySelectorAll('.btn-filled');
const open_ = waits.cases.filter((one) => one.application?.state === 'decision');
const sub = open_.find((one) => one.matter !== WAIVER)?.matter.split(':')[1] ?? '';
const idle = waits.contract.subcontracts.find((one) => one.name === '有限会社はまかぜ')?.id ?? '';

test('leaving out a requirement is applied for with its reason and nothing else', async () => {
  const { user, asked } = open(`${here}?open=${missing}`);
  await user.click((await screen.findAllByTestId(`apply-waiver-${missing}`))[0] as HTMLElement);
  const form = screen.getByRole('form', { name: '適用除外を申請する' });
  expect(form.querySelectorAll('input, textarea')).toHaveLength(1);
  await user.click(screen.getByTestId('do-apply-waiver'));
  expect((await screen.findByTestId('problem-waiver-reason')).textContent).toContain('ください');
  await user.type(screen.getByRole('textbox', { name: /^適用しない理由/ }), '一日で終わるため');
  await user.click(screen.getByTestId('do-apply-waiver'));
  await waitFor(() => expect(asked('contract_apply')).toHaveLength(2));
  expect(asked('contract_apply')[1]?.request).toEqual({
    id: record.contract.id,
    revision: record.contract.revision,
    matter: `waiver:${missing}`,
    reason: '一日で終わるため',
  });
  expect(await screen.findByTestId(`matter-waiver:${missing}`)).toBeTruthy();
  expect(screen.getByTestId('waiting').textContent).toContain('審査を待っています');
  expect(screen.queryByTestId(`apply-waiver-${missing}`)).toBeNull();
  expect(screen.queryByTestId(`waive-${missing}`)).toBeNull();
});

test('what waits of a contract stands at its head and leads to its place', async () => {
  const { user } = open(here, { contract: 'decision' });
  const strip = await screen.findByTestId('waits');
  expect(within(strip).getAllByRole('listitem')).toHaveLength(open_.length);
  expect(screen.getByTestId(`waits-${WAIVER}`).textContent).toContain('あなたの番：決裁');
  await user.click(within(screen.getByTestId(`waits-subcontract:${sub}`)).getByRole('button'));
  expect(place()).toBe(`${here}?tab=subcontracts&open=${sub}`);
  expect(await screen.findByTestId('do-decide')).toBeTruthy();
});

test('a contract of which nothing waits has nothing at its head', async () => {
  open(here);
  await screen.findByTestId('make-annex');
  expect(screen.queryByTestId('waits')).toBeNull();
});

test('a waiver is decided at its requirement on exactly what is seen, by the one filled button of the screen', async () => {
  const { user, asked } = open(`${here}?open=CT-05`, { contract: 'decision' });
  await user.click(await screen.findByTestId('decide-approved'));
  expect([...filled()].map((button) => button.getAttribute('data-testid'))).toEqual(['do-decide']);
  expect(screen.getByLabelText('有効期限').closest('div')?.parentElement?.textContent).toContain('契約の終わる日');
  await user.type(screen.getByLabelText('有効期限'), 'R9.3.31');
  await user.click(screen.getByTestId('do-decide'));
  await waitFor(() => expect(asked('application_decide')).toHaveLength(1));
  const one = caseOf(WAIVER);
  expect(asked('application_decide')[0]?.request).toMatchObject({
    id: one?.application?.id,
    revision: one?.application?.revision,
    hash: one?.hash,
    outcome: 'approved',
    exceptions: [],
    expires_on: 'R9.3.31',
    next_check_on: null,
  });
  await waitFor(() => expect(screen.queryByTestId('do-decide')).toBeNull());
});

test('the security office reviews a waiver with an opinion', async () => {
  const { user, asked } = open(`${here}?open=CT-05`, { contract: 'review' });
  await user.type(await screen.findByLabelText(/^審査の意見/), '確かめました。');
  await user.click(screen.getByTestId('do-review'));
  await waitFor(() => expect(asked('application_review')).toHaveLength(1));
  expect(asked('application_review')[0]?.request).toMatchObject({ text: '確かめました。' });
});

test('a waiver that was sent back is applied for again with its reason put right, below what was asked', async () => {
  const { user, asked } = open(`${here}?open=CT-05`, {
    contract: 'own',
    change: (view) => {
      const one = view.cases.find(({ matter }) => matter === WAIVER);
      if (!one?.application) return;
      one.application.state = 'returned';
      one.application.comments = [
        { by: one.application.by, step: 'returned', requirement: null, text: '代わりの確かめ方を書いてください。' },
      ];
      one.may.apply = ['new'];
    },
  });
  const matter = await screen.findByTestId(`matter-${WAIVER}`);
  const reason = within(matter).getByRole<HTMLTextAreaElement>('textbox', { name: /^適用しない理由/ });
  expect(reason.value).toContain('庁舎内');
  expect(
    screen.getByText('代わりの確かめ方を書いてください。').compareDocumentPosition(reason) &
      Node.DOCUMENT_POSITION_FOLLOWING,
  ).toBeTruthy();
  await user.type(reason, '聞き取りで確かめる。');
  await user.click(within(matter).getByTestId('do-apply'));
  await waitFor(() => expect(asked('contract_apply')).toHaveLength(1));
  expect(asked('contract_apply')[0]?.request.reason).toMatch(/庁舎内.*聞き取りで確かめる。$/);
});

test('a waiver whose grounds changed shows what changed', async () => {
  open(`${here}?open=CT-05`, {
    contract: 'decision',
    change: (view) => {
      const one = view.cases.find(({ matter }) => matter === WAIVER);
      if (one) one.changes = [{ field: 'contractor', label: '受託者', before: '株式会社旧', after: '株式会社新' }];
    },
  });
  const former = await screen.findByTestId('former');
  expect(former.textContent).toContain('株式会社旧');
  expect(former.textContent).toContain('株式会社新');
});

test('a waiver of a requirement that applies no more can still be decided', async () => {
  open(here, {
    contract: 'decision',
    change: (view) => {
      view.requirements = view.requirements.filter((row) => row.id !== 'CT-05');
    },
  });
  const line = await screen.findByTestId(`waits-${WAIVER}`);
  expect(within(line).getByTestId('do-decide')).toBeTruthy();
});

test('the consent to a re-outsourcing is applied for in its row; what is missing is told by its field, with the way to it', async () => {
  const at = waits.contract.subcontracts.findIndex((one) => one.id === idle);
  const { user, asked } = open(`${here}?tab=subcontracts`, {
    contract: 'own',
    refuse: (name) =>
      name === 'contract_apply' ? [{ code: 'required', field: `subcontracts.${at}.scope`, args: {} }] : [],
  });
  await user.click(await screen.findByTestId(`consent-${idle}`));
  expect(place()).toBe(`${here}?tab=subcontracts&open=${idle}`);
  await user.type(screen.getByLabelText(/^申請の理由/), '10月からです。');
  await user.click(screen.getByTestId('do-apply'));
  expect((await screen.findByTestId('problems')).textContent).toContain('再委託する業務');
  expect(asked('contract_apply')[0]?.request).toMatchObject({
    matter: `subcontract:${idle}`,
    reason: '10月からです。',
  });
  await user.click(screen.getByTestId('fix'));
  const form = await screen.findByRole('form', { name: '記録を編集する' });
  expect(form.querySelector<HTMLInputElement>('[name=name]')?.value).toBe('有限会社はまかぜ');
});

test('what a decision settles about a re-outsourcing is not typed', async () => {
  const { user } = open(`${here}?tab=subcontracts`, { contract: 'own' });
  const at = waits.contract.subcontracts.findIndex((one) => one.id === sub);
  await user.click(
    within(await screen.findByTestId(`subcontracts-${at}`)).getByRole('button', { name: /イソナミ基盤/ }),
  );
  const form = await screen.findByRole('form', { name: '記録を編集する' });
  expect(form.querySelector('[name=scope]')).toBeTruthy();
  expect(form.querySelector('[name=approval_number], [name=conditions], [name=expires_on]')).toBeNull();
});

test('an application about a contract says in the inbox what it is about, and leads there', async () => {
  const { user } = open('/inbox', { contract: 'decision' });
  const row = inbox.rows.find((one) => one.matter_text?.includes('CT-05'));
  const line = await screen.findByTestId(`inbox-${row?.id}`);
  expect(line.textContent).toContain(row?.matter_text);
  await user.click(within(line).getByRole('link'));
  await waitFor(() => expect(place()).toBe(`${here}?open=CT-05`));
  expect(await screen.findByTestId('do-decide')).toBeTruthy();
});

test('an account that is nobody is told so where a consent is missing', async () => {
  open(`${here}?tab=subcontracts&open=s1`, {
    change: (view) => {
      const one = view.cases.find(({ matter }) => matter === 'subcontract:s1');
      if (one) one.approved = false;
    },
  });
  expect(await screen.findByTestId('not-known')).toBeTruthy();
  expect(screen.queryByTestId('do-apply')).toBeNull();
});

test('a contract that runs an account or holds a domain says so when it is to be closed, with the way to each', async () => {
  const { user } = open(`${here}/close`, {
    refuse: (name) =>
      name === 'contract_close'
        ? [
            { code: 'contract_runs_account', field: null, args: { name: '潮見市防災', id: 'account-1' } },
            { code: 'contract_runs_account', field: null, args: { name: '潮見市観光', id: 'account-2' } },
            {
              code: 'contract_holds_domain',
              field: null,
              args: { name: 'shiomi-kanko.example' } as Record<string, string>,
            },
          ]
        : [],
  });
  await user.click(await screen.findByTestId('do-step'));
  const problems = await screen.findByTestId('problems');
  expect(problems.textContent).toContain('公式アカウント「潮見市防災」');
  expect(
    within(problems)
      .getAllByRole('link')
      .map((link) => link.getAttribute('href')),
  ).toEqual([
    expect.stringContaining('/sns/account-1'),
    expect.stringContaining('/sns/account-2'),
    expect.stringContaining(`${here}?tab=inspections`),
  ]);
});
