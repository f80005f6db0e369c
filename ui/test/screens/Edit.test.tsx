/** Editing a contract: nothing typed is lost, whatever the ledger answers. */
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Problem } from '../../src/lib/generated';
import { place } from '../../src/lib/place';
import record from '../fake/answers/contract_show.json';
import { open } from '../open';

const id = record.contract.id;
const title = () => screen.findByLabelText<HTMLInputElement>(/^件名/);

/** Refuses the first save only. */
function once(problem: Problem) {
  let saves = 0;
  return (name: string): Problem[] => (name === 'contract_save' && saves++ === 0 ? [problem] : []);
}

test('what was typed is sent as typed, and the saved contract is shown', async () => {
  const { user, asked } = open(`/contract/${id}/edit`);
  await user.clear(await title());
  await user.type(await title(), '𠮷野町 住民税システム');
  await user.click(screen.getByTestId('save'));
  await waitFor(() => expect(place()).toBe(`/contract/${id}`));
  const sent = asked('contract_save')[0]?.request.draft;
  expect(sent).toMatchObject({ id, revision: record.contract.revision, title: '𠮷野町 住民税システム' });
  expect(screen.queryByRole('alertdialog')).toBeNull();
});

test('a refused save keeps what was typed, says why beside it, and goes there', async () => {
  const { user } = open(`/contract/${id}/edit`);
  const field = await screen.findByLabelText<HTMLInputElement>(/^終期/);
  await user.clear(field);
  await user.type(field, 'x月');
  await user.clear(await title());
  await user.click(screen.getByTestId('save'));
  const problem = await screen.findByTestId('problem-title');
  expect(problem.textContent).toContain('入力してください');
  expect(field.value).toBe('x月');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(/^件名/)));
  expect(place()).toBe(`/contract/${id}/edit`);
});

test('a problem that belongs to no field stands at the top, and nothing typed is lost', async () => {
  const refuse = once({ code: 'disk_full', field: null, args: {} });
  const { user } = open(`/contract/${id}/edit`, { refuse });
  await user.type(await title(), '（変更）');
  await user.click(screen.getByTestId('save'));
  expect((await screen.findByRole('alert')).textContent).toContain('ディスクの空きがありません');
  expect((await title()).value).toBe(`${record.contract.title}（変更）`);
});

test('typing on after a refusal stays in its field, although another one is wrong', async () => {
  const refuse = once({ code: 'disk_full', field: null, args: {} });
  const { user } = open(`/contract/${id}/edit`, { refuse });
  await user.clear(await screen.findByLabelText(/^始期/));
  await user.type(screen.getByLabelText(/^始期/), 'x{Tab}');
  await user.click(screen.getByTestId('save'));
  await screen.findByRole('alert');
  await screen.findByTestId('problem-starts_on');
  await user.type(await title(), '（変更）');
  expect((await title()).value).toBe(`${record.contract.title}（変更）`);
  expect(document.activeElement).toBe(await title());
});

test('when somebody else saved, the draft is put over what they saved', async () => {
  const refuse = once({ code: 'changed_elsewhere', field: null, args: { by: '佐藤 健一', at: '10:15' } });
  const { user, asked } = open(`/contract/${id}/edit`, { refuse });
  await user.type(await title(), '（変更）');
  await user.click(screen.getByTestId('save'));
  expect((await screen.findByRole('alert')).textContent).toContain('佐藤 健一');
  await user.click(screen.getByTestId('read-again'));
  await screen.findByTestId('elsewhere');
  expect(screen.queryByRole('alert')).toBeNull();
  expect((await title()).value).toBe(`${record.contract.title}（変更）`);
  await user.click(screen.getByTestId('save'));
  await waitFor(() => expect(place()).toBe(`/contract/${id}`));
  expect(asked('contract_save')).toHaveLength(2);
});

test('leaving with something typed asks first', async () => {
  const { user } = open(`/contract/${id}/edit`);
  await user.type(await title(), '（変更）');
  await user.click(screen.getByTestId('nav-people'));
  expect(await screen.findByRole('alertdialog')).toBeTruthy();
  expect(place()).toBe(`/contract/${id}/edit`);
});
