/** The method of judging risk: what it says and who may change it, what another one would do, what is wrong with it, and the way back to that of the program. */
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { RiskMethodView } from '../../src/lib/generated';
import { go, place } from '../../src/lib/place';
import riskMethod from '../fake/answers/risk_method.json';
import riskMethodChanged from '../fake/answers/risk_method_changed.json';
import riskMethodTry from '../fake/answers/risk_method_try.json';
import { open } from '../open';

const method = riskMethod as unknown as RiskMethodView;
const changed = riskMethodChanged as unknown as RiskMethodView;

test('the method says every point, that the numbers are no law, and who changed it and why', async () => {
  open('/risk/method', { method: 'own' });
  const number = await screen.findByTestId('factor-inherent-my_number');
  expect(number.textContent).toContain(method.inherent.find(({ id }) => id === 'my_number')?.basis);
  expect(
    within(number)
      .getAllByRole('cell')
      .map((one) => one.textContent),
  ).toEqual(['なし', '0', 'あり', '14既定 4']);
  expect(screen.getByText(/法令やガイドラインが定めた数ではありません/)).toBeTruthy();
  expect(screen.getByTestId('changed').textContent).toContain(changed.settings.by?.name);
  expect(screen.getByTestId('changed').textContent).toContain(changed.settings.reason);
  expect(screen.getByTestId('whose-method').textContent).toBe('この団体の方法');
});

test('who may not change the method reads it only', async () => {
  open('/risk/method', { method: 'read' });
  expect(await screen.findByTestId('read-only')).toBeTruthy();
  expect(screen.queryByTestId('edit-method')).toBeNull();
  go('/risk/method/edit');
  expect((await screen.findByTestId('read-only')).textContent).toContain('情報セキュリティ担当と管理者だけ');
  expect(screen.queryByTestId('save')).toBeNull();
});

const points = () => screen.findByRole('textbox', { name: 'マイナンバー「あり」の点数' });

test('another figure shows what it would do once typing pauses, and is saved with its reason', async () => {
  const { asked, user } = open('/risk/method/edit');
  await user.clear(await points());
  await user.type(await points(), '１４');
  const effect = screen.getByTestId('effect');
  await waitFor(() => expect(effect.textContent).toContain(`変わる契約 ${riskMethodTry.changed}件`));
  const tried = asked('risk_method_try');
  expect(tried.length).toBeLessThan(4);
  const sent = tried.at(-1)?.request.method as { inherent: { points: Record<string, number[]> } };
  expect(sent.inherent.points.my_number).toEqual([0, 14]);
  await user.click(screen.getByTestId('save'));
  await screen.findByTestId('problem-reason');
  await user.type(screen.getByRole('textbox', { name: /変更の理由/ }), '重くみるため');
  await user.click(screen.getByTestId('save'));
  await waitFor(() => expect(place()).toBe('/risk/method'));
  expect(asked('risk_method_save').at(-1)?.request).toEqual({
    method: changed.method,
    reason: '重くみるため',
    revision: method.settings.revision,
  });
});

test('what is wrong stands at its figure, and nothing is sent that cannot be read', async () => {
  const { asked, user } = open('/risk/method/edit');
  const best = await screen.findByRole('textbox', { name: '情報の機密性「2」の点数' });
  await user.clear(best);
  await user.type(best, '9');
  const wrong = await screen.findByTestId('problem-inherent.points.confidentiality.2');
  expect(wrong.textContent).toContain('情報の機密性「3C」の点数：');
  const field = screen.getByRole('textbox', { name: '情報の機密性「3C」の点数' });
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(field.getAttribute('aria-describedby')).toBe(wrong.id);
  await user.clear(best);
  await user.type(best, 'たくさん');
  await user.click(screen.getByTestId('save'));
  expect((await screen.findByTestId('problem-inherent.points.confidentiality.1')).textContent).toContain('たくさん');
  expect(document.activeElement).toBe(best);
  expect(asked('risk_method_save')).toHaveLength(0);
});

test('going back to the method of the program sends none', async () => {
  const { asked, user } = open('/risk/method/edit', { method: 'own' });
  expect(((await points()) as HTMLInputElement).value).toBe('14');
  await user.click(screen.getByTestId('reset-method'));
  expect(((await points()) as HTMLInputElement).value).toBe('4');
  await screen.findByTestId('back-to-shipped');
  await user.type(screen.getByRole('textbox', { name: /変更の理由/ }), '既定で足りる');
  fireEvent.keyDown(window, { key: 's', ctrlKey: true });
  await waitFor(() => expect(place()).toBe('/risk/method'));
  expect(asked('risk_method_save')[0]?.request).toMatchObject({ method: null, reason: '既定で足りる' });
});

test('figures that were typed are not lost without a question', async () => {
  const { user } = open('/risk/method/edit');
  await user.type(await points(), '1');
  await user.click(screen.getByTestId('cancel'));
  expect(await screen.findByRole('alertdialog')).toBeTruthy();
  await user.click(screen.getByTestId('leave-drop'));
  await waitFor(() => expect(place()).toBe('/risk/method'));
});
