/** A public list beside the register: nothing is taken over that was not chosen, what is certain is proposed, and what reopens says so. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { denseDate } from '../../src/lib/date';
import type { ServiceMatch, ServicesReport } from '../../src/lib/generated';
import recorded from '../fake/answers/cloud_services.json';
import type { FakeOptions } from '../fake/transport';
import { open } from '../open';

const report = recorded as unknown as ServicesReport;
const found = (wanted: (match: ServiceMatch) => boolean) => report.matches.find(wanted) as ServiceMatch;
const certain = report.matches.filter((match) => match.differs && !match.reopens && match.by !== 'service');
const doubtful = found((match) => match.by === 'service');
const reopening = found((match) => match.reopens);
const file = 'D:\\一覧\\登録サービス一覧.csv';
const last = <T,>(list: T[]): T => list.at(-1) as T;
const box = (match: ServiceMatch) => screen.getByTestId<HTMLInputElement>(`choose-${match.id}`);
const row = (match: ServiceMatch) => screen.getByTestId(`match-${match.id}`);

async function look(options: FakeOptions = {}, at = '/cloud/services') {
  const window = open(at, { file, ...options });
  await window.user.click(await screen.findByTestId('choose-file'));
  await screen.findByTestId('numbers');
  return window;
}

test('looking takes nothing over, and what is certain is chosen', async () => {
  const { asked } = await look();
  expect(last(asked('cloud_services')).request).toEqual({ file, kind: 'ismap', mapping: {} });
  expect(certain.length).toBeGreaterThan(0);
  for (const match of certain) expect(box(match).checked).toBe(true);
  expect(box(doubtful).checked).toBe(false);
  expect(box(reopening).checked).toBe(false);
  expect(screen.getByTestId('take').textContent).toBe(`${certain.length}件を反映する`);
});

test('a match by its name alone is to be checked, one that reopens says what happens', async () => {
  await look();
  expect(row(doubtful).textContent).toContain('サービス名のみ一致（要確認）');
  expect(row(reopening).textContent).toContain('審査と決裁を受け直します');
  expect(row(doubtful).textContent).not.toContain('審査と決裁を受け直します');
});

test('a use whose application waits is not proposed, and says that it will be reviewed anew', async () => {
  const waits = certain[0] as ServiceMatch;
  await look({ waits: waits.id });
  expect(box(waits).checked).toBe(false);
  expect(row(waits).textContent).toContain('決裁待ち');
  expect(row(waits).textContent).toContain('審査と決裁を受け直します');
  for (const match of certain.slice(1)) expect(box(match).checked).toBe(true);
});

test('what the list says otherwise stands beside what is recorded', async () => {
  await look();
  const changed = found((match) => match.now !== null && match.now.valid_until !== match.listed.valid_until);
  expect(row(changed).querySelector('del')?.textContent).toBe(denseDate(changed.now?.valid_until ?? null));
  expect(row(changed).querySelector('ins')?.textContent).toBe(denseDate(changed.listed.valid_until));
  const pending = found((match) => match.listed.renewal_pending);
  expect(row(pending).textContent).toContain('更新申請中');
});

test('what was chosen is taken over, said with what was reopened, and differs no more', async () => {
  const { user, asked } = await look();
  await user.click(box(certain[0] as ServiceMatch));
  await user.click(box(reopening));
  await user.click(screen.getByTestId('take'));
  const done = await screen.findByTestId('taken');
  const request = asked('cloud_services').find((call) => call.request.choose)?.request;
  const sent = request?.choose as string[];
  const wanted = [...certain.slice(1), reopening].map((match) => match.id);
  expect(sent.toSorted()).toEqual(wanted.toSorted());
  expect(done.textContent).toContain(`${wanted.length}件を反映しました`);
  expect(within(done).getByRole('link').getAttribute('href')).toBe(`#/cloud/${reopening.id}`);
  await waitFor(() => expect(screen.queryByTestId(`choose-${reopening.id}`)).toBeNull());
  expect(row(reopening).textContent).toContain('一覧と同じ');
  expect(box(doubtful).checked).toBe(false);
});

test('with nothing chosen there is nothing to take over', async () => {
  const { user } = await look();
  for (const match of certain) await user.click(box(match));
  expect(screen.getByTestId<HTMLButtonElement>('take').disabled).toBe(true);
});

test('a refused taking over says why and keeps what was chosen', async () => {
  const { user } = await look({
    refuse: (name, request) =>
      name === 'cloud_services' && request.choose ? [{ code: 'services_not_matched', field: 'choose', args: {} }] : [],
  });
  await user.click(box(doubtful));
  await user.click(screen.getByTestId('take'));
  expect((await screen.findByTestId('problems')).textContent).toContain('一致しませんでした');
  expect(box(doubtful).checked).toBe(true);
});

test('uses that rely on a registration which is not in the list lead to their records', async () => {
  await look();
  const links = within(screen.getByTestId('missing')).getAllByRole('link');
  expect(links.map((link) => link.getAttribute('href'))).toEqual(report.missing.map(([id]) => `#/cloud/${id}`));
  expect(screen.getByTestId('unreadable').textContent).toContain(`${report.unreadable[0]}行`);
});

test('the scheme is one of those the ledger knows, and another one is looked at anew', async () => {
  const { user, asked } = await look();
  const kinds = screen.getByLabelText<HTMLSelectElement>('一覧の制度');
  expect([...kinds.options].map((option) => option.text)).toContain('LGWAN-ASP登録');
  await user.selectOptions(kinds, 'lgwan_asp');
  await waitFor(() => expect(last(asked('cloud_services')).request.kind).toBe('lgwan_asp'));
});

test('headings that were understood are told, others can be named', async () => {
  const { user, asked } = await look();
  await user.click(screen.getByRole('button', { name: '見出しの対応' }));
  expect(screen.getByTestId('understood-heading-service').textContent).toContain(report.headings.service);
  await user.type(screen.getByLabelText('監査の期末'), '監査の終わり');
  await user.click(screen.getByTestId('read-headings'));
  await waitFor(() => expect(last(asked('cloud_services')).request.mapping).toEqual({ 監査の終わり: 'audited_until' }));
});
