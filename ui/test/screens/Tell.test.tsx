/** The office's mail server is set without its password staying anywhere; the log shows what was told and what was not; what this person likes on this computer is the desktop's to keep. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import mail from '../fake/answers/mail_show.json';
import { open } from '../open';

test('a password goes to the program once and is gone from the window', async () => {
  const { user, asked } = open('/settings/reminders/mail');
  const host = await screen.findByLabelText(/^サーバの名前/);
  await user.clear(host);
  await user.type(host, 'post.shiomi.example');
  const port = screen.getByLabelText('ポート');
  await user.clear(port);
  await user.type(port, '465');
  await user.selectOptions(screen.getByLabelText(/^通信の保護/), 'tls');
  await user.type(screen.getByLabelText(/^サーバの利用者名/), 'kigen');
  const password = screen.getByLabelText<HTMLInputElement>(/^サーバのパスワード/);
  expect(password.type).toBe('password');
  await user.type(password, 'himitsu');
  expect(screen.getByTestId<HTMLButtonElement>('mail-test').disabled).toBe(true);
  await user.click(screen.getByTestId('save'));
  await waitFor(() => expect(asked('mail_save')).toHaveLength(1));
  expect(asked('mail_save')[0]?.request).toEqual({
    settings: { ...mail.settings, host: 'post.shiomi.example', port: 465, security: 'tls', user: 'kigen' },
    password: 'himitsu',
  });
  await waitFor(() => expect(password.value).toBe(''));
  expect(await screen.findByText(/保存済み/)).toBeTruthy();
  await user.click(screen.getByTestId('mail-test'));
  expect((await screen.findByTestId('problems')).textContent).toContain('メールアドレスを入れてください');
  await user.type(screen.getByLabelText(/^送り先/), 'sato@shiomi.example');
  await user.click(screen.getByTestId('mail-test'));
  expect((await screen.findByTestId('tested')).textContent).toContain('sato@shiomi.example');
});

test('what was not taken stands in the log with its reason, and can be looked at alone', async () => {
  const { user } = open('/settings/reminders/told');
  const rows = await screen.findAllByTestId('told-row');
  expect(rows.length).toBeGreaterThan(3);
  expect(within(rows[0] as HTMLElement).getByText(/550/)).toBeTruthy();
  expect(within(rows[1] as HTMLElement).getByText('通知済み')).toBeTruthy();
  await user.click(screen.getByTestId('told-failed'));
  await waitFor(() => expect(screen.getAllByTestId('told-row')).toHaveLength(1));
});

test('the tray and the start at log-on are off until somebody switches them on', async () => {
  const { user, asked } = open('/settings');
  await user.click(await screen.findByTestId('tray-on'));
  await waitFor(() => expect(asked('like')).toHaveLength(1));
  expect(asked('like')[0]?.request).toEqual({ starts_at_log_on: false, stays_in_tray: true, has_tray: true });
});

test('a notification leads the window to its record', async () => {
  const lead: { now?: (place: string) => void } = {};
  open('/', { lead });
  await waitFor(() => expect(lead.now).toBeTruthy());
  lead.now?.('/settings/reminders/told');
  expect(await screen.findAllByTestId('told-row')).toBeTruthy();
});
