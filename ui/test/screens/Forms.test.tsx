/** Forms of a contract, the structure that a contractor reports, and the register as a paper. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { ContractView } from '../../src/lib/generated';
import shown from '../fake/answers/contract_show.json';
import { open } from '../open';

const record = shown as unknown as ContractView;
const here = `/contract/${record.contract.id}`;

test('the forms say why one is wanted, and are written into the folder that was chosen', async () => {
  const { user, asked } = open(`${here}?tab=documents`);
  const row = await screen.findByTestId('form-structure');
  expect(within(row).getByText('必要')).toBeTruthy();
  expect(row.textContent).toContain('報告を受け取った日の登録がありません');
  expect(within(screen.getByTestId('form-training')).queryByText('必要')).toBeNull();
  await user.click(screen.getByTestId('forms-all'));
  await user.click(screen.getByTestId('write-pledge'));
  await waitFor(() => expect(asked('contract_form_save')).toHaveLength(1));
  expect(asked('contract_form_save')[0]?.request).toMatchObject({ id: record.contract.id, form: 'pledge', all: true });
  await screen.findByText(/様式_R8-011/);
  await user.click(screen.getByTestId('write-consent_notice'));
  await waitFor(() => expect(asked('contract_form_save')).toHaveLength(2));
  expect(asked('contract_form_save')[1]?.request).toMatchObject({ form: 'consent_notice', part: 's1', all: false });
});

test('the structure is entered as typed, and what was left empty is unknown', async () => {
  const { user, asked } = open(`${here}?tab=entrusted`);
  const part = await screen.findByTestId('structure');
  expect(part.textContent).toContain('登録はありません');
  await user.click(screen.getByTestId('edit-structure'));
  await user.type(screen.getByLabelText(/^報告日/), 'R8.10.5');
  await user.type(screen.getByLabelText(/^管理責任者/), '管理部長　大槻 進');
  await user.click(screen.getByTestId('save-structure'));
  await waitFor(() => expect(asked('contract_save')).toHaveLength(1));
  const draft = asked('contract_save')[0]?.request.draft as { structure: unknown };
  expect(draft.structure).toEqual({
    reported_on: 'R8.10.5',
    manager: '管理部長　大槻 進',
    in_charge: null,
    place: null,
    education_plan: null,
    emergency_contact: null,
    note: null,
  });
});

test('the register is written of what the list shows', async () => {
  const { user, asked } = open('/contract?findings=true');
  await user.click(await screen.findByTestId('write-register'));
  await waitFor(() => expect(asked('contract_register_paper')).toHaveLength(1));
  expect(asked('contract_register_paper')[0]?.request.query).toMatchObject({ findings: true });
  await screen.findByText(/台帳\.docx/);
});
