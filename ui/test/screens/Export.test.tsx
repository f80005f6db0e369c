/** Writing a register or the whole ledger: the chosen form is asked for, lost characters are said, nothing is written without a place. */
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import archive from '../fake/answers/archive_save.json';
import written from '../fake/answers/export_save.json';
import { open } from '../open';

test('a register is written as chosen, with its number and the characters that were lost', async () => {
  const { user, asked } = open('/contract');
  await user.click(await screen.findByTestId('export'));
  await user.click(await screen.findByTestId('format-cp932'));
  await user.click(screen.getByTestId('dates-iso'));
  await user.click(screen.getByTestId('export-save'));
  const said = await screen.findByTestId('exported');
  expect(asked('choose_save')[0]?.request).toMatchObject({ kinds: [{ endings: ['csv'] }] });
  const { file, ...how } = asked('export_save')[0]?.request ?? {};
  expect(how).toEqual({ register: 'contract', dates: 'iso', encoding: 'cp932' });
  expect(file).toMatch(/業務委託契約 R\d+\.\d+\.\d+\.csv$/);
  expect(said.textContent).toContain(`${written.records}件を書き出しました`);
  if (written.lost.length > 0) expect(screen.getByTestId('lost').textContent).toContain('〓');
  await user.click(screen.getByTestId('open-file'));
  expect(asked('open_path')[0]?.request).toBe(file);
});

test('where two registers stand on one page, the chosen one is written', async () => {
  const { user, asked } = open('/people');
  await user.click(await screen.findByTestId('export'));
  await user.click(await screen.findByTestId('register-section'));
  await user.click(screen.getByTestId('export-save'));
  await screen.findByTestId('exported');
  expect(asked('export_save')[0]?.request).toMatchObject({ register: 'section', dates: 'wareki', encoding: null });
});

test('Escape closes the panel and gives the focus back', async () => {
  const { user } = open('/contract');
  await user.click(await screen.findByTestId('export'));
  await screen.findByTestId('export-save');
  await user.keyboard('{Escape}');
  expect(screen.queryByTestId('export-save')).toBeNull();
  expect(document.activeElement).toBe(screen.getByTestId('export'));
});

test('dates are not asked for where they are always written in one way', async () => {
  const { user } = open('/contract');
  await user.click(await screen.findByTestId('export'));
  await screen.findByTestId('dates-wareki');
  await user.click(screen.getByTestId('format-jsonl'));
  expect(screen.queryByTestId('dates-wareki')).toBeNull();
});

test('a refused place is said in the panel', async () => {
  const { user } = open('/contract', {
    refuse: (name) =>
      name === 'export_save' ? [{ code: 'folder_unwritable', field: null, args: { path: 'D:', detail: '' } }] : [],
  });
  await user.click(await screen.findByTestId('export'));
  await user.click(await screen.findByTestId('export-save'));
  await screen.findByTestId('problems');
  expect(screen.queryByTestId('exported')).toBeNull();
});

test('everything is written from the settings as one file', async () => {
  const { user, asked } = open('/settings');
  await user.click(await screen.findByTestId('archive-save'));
  expect((await screen.findByTestId('archived')).textContent).toContain(archive.rows.toLocaleString('en'));
  expect(asked('archive_save')[0]?.request.file).toMatch(/\.zip$/);
});
