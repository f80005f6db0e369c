/** Lists, records and forms of cloud uses and official accounts: the address is the question, only what was typed is sent. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { CloudPage, CloudView, SnsPage, SnsView } from '../../src/lib/generated';
import { place } from '../../src/lib/place';
import cloudList from '../fake/answers/cloud_list.json';
import cloudShow from '../fake/answers/cloud_show.json';
import snsList from '../fake/answers/sns_list.json';
import snsShow from '../fake/answers/sns_show.json';
import { open } from '../open';

const clouds = cloudList as unknown as CloudPage;
const accounts = snsList as unknown as SnsPage;
const { cloud } = cloudShow as unknown as CloudView;
const { sns } = snsShow as unknown as SnsView;

test('the rail leads to the registers and counts their records', async () => {
  open('/');
  await waitFor(() => expect(screen.getByTestId('nav-cloud').textContent).toBe(`クラウド利用${clouds.all}`));
  expect(screen.getByTestId('nav-sns').textContent).toBe(`公式SNS${accounts.all}`);
});

test('a row of a list says state and dates in words', async () => {
  open('/cloud');
  const row = clouds.rows.find((candidate) => candidate.number === 'ク8-02');
  const cells = within(await screen.findByTestId(`cloud-row-${row?.id}`)).getAllByRole('gridcell');
  expect(cells.map((cell) => cell.textContent)).toEqual([
    'ク8-02',
    'しおかぜフォーム',
    '合同会社フォームラボ凪',
    '広報課',
    '小坂 春香',
    '条件付承認',
    'R9.3.31',
    '–',
    '指摘 2',
  ]);
});

test('the conditions of the address are asked of the ledger, and words outside the list of values are not', async () => {
  const { asked } = open('/sns?medium=x&status=nonsense&sort=owner');
  await waitFor(() =>
    expect(asked('sns_list').at(-1)?.request).toMatchObject({ medium: 'x', status: null, sort: 'owner' }),
  );
  const found = accounts.rows.filter((row) => row.medium === 'x').length;
  await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(found + 1));
});

test('an empty register says where to begin', async () => {
  open('/cloud', { empty: true });
  expect(await screen.findByText(/クラウド利用はまだありません/)).toBeTruthy();
});

test('a search without a hit says how to go on', async () => {
  const { user } = open('/sns?text=ありえない言葉');
  await screen.findByText(/条件に合う記録がありません/);
  await user.click(screen.getByTestId('filter-clear'));
  expect(place()).toBe('/sns');
});

test('a record of the past can be seen and not be changed', async () => {
  open(`/cloud/${cloud.id}?on=2026-10-01`);
  expect((await screen.findByTestId('as-of')).textContent).toContain('令和8年10月1日');
  expect(screen.queryByTestId('edit')).toBeNull();
});

test('only what was typed is sent, with the revision that was seen', async () => {
  const { user, asked } = open(`/cloud/${cloud.id}/edit`);
  await user.clear(await screen.findByLabelText('クラウドサービス管理者'));
  await user.type(screen.getByLabelText('クラウドサービス管理者'), '林 智也');
  await user.type(screen.getByLabelText('本社のある国'), '国');
  await user.click(within(screen.getByTestId('fact-confidentiality-3B')).getByRole('radio'));
  await user.click(screen.getByTestId('save'));
  await waitFor(() => expect(asked('cloud_save')).toHaveLength(1));
  expect(asked('cloud_save')[0]?.request).toEqual({
    draft: {
      id: cloud.id,
      revision: cloud.revision,
      manager: '林 智也',
      provider: { country: '日本国' },
      facts: { ...cloud.facts, confidentiality: '3B' },
    },
  });
  await waitFor(() => expect(place()).toBe(`/cloud/${cloud.id}`));
});

test('a field put back as it was is no change', async () => {
  const { user } = open(`/sns/${sns.id}/edit`);
  const field = await screen.findByLabelText('開設日');
  await user.clear(field);
  await user.type(field, 'R1.5.1');
  await waitFor(() => expect(screen.getAllByText(/保存していない変更 1件/).length).toBeGreaterThan(0));
  await user.clear(field);
  await user.type(field, 'H26.9.1');
  await waitFor(() => expect(screen.queryByText(/保存していない変更/)).toBeNull());
});

test('people who post are sent one by one, and the medium of a new account may be left to the address', async () => {
  const { user, asked } = open('/sns/new');
  await user.type(await screen.findByLabelText(/アカウント名/), '潮見市防災');
  await user.type(screen.getByLabelText('URL'), 'twitter.com/shiomi_bousai');
  await user.type(screen.getByLabelText('操作者'), '林 智也\n沖 美咲');
  await user.click(screen.getByTestId('save'));
  await waitFor(() =>
    expect(asked('sns_save')[0]?.request).toEqual({
      draft: {
        id: null,
        revision: 0,
        name: '潮見市防災',
        url: 'twitter.com/shiomi_bousai',
        operators: ['林 智也', '沖 美咲'],
      },
    }),
  );
});

test('a problem stands under its field', async () => {
  const { user } = open('/cloud/new');
  await user.click(await screen.findByTestId('save'));
  expect((await screen.findByTestId('problem-service')).textContent).toContain('入力してください');
});

test('that somebody else saved is told with a way on, and what was typed stays', async () => {
  let times = 0;
  const refuse = (name: string) =>
    name === 'sns_save' && times++ === 0
      ? [{ code: 'changed_elsewhere', field: null, args: { by: '佐藤 健一', at: '2026-11-26 10:15' } }]
      : [];
  const { user } = open(`/sns/${sns.id}/edit`, { refuse });
  await user.type(await screen.findByLabelText('副責任者'), '林 智也');
  await user.click(screen.getByTestId('save'));
  await user.click(await screen.findByTestId('read-again'));
  expect(await screen.findByTestId('elsewhere')).toBeTruthy();
  expect((screen.getByLabelText('副責任者') as HTMLInputElement).value).toBe('林 智也');
});
