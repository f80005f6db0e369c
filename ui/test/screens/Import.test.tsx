/** The import in the window: nothing is taken before the button, corrections are asked about and not lost, a stop leaves one where one was. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { ImportPreview } from '../../src/lib/generated';
import { place } from '../../src/lib/place';
import recorded from '../fake/answers/import_preview.json';
import ran from '../fake/answers/import_run.json';
import type { FakeOptions } from '../fake/transport';
import { open } from '../open';

const preview = recorded as unknown as ImportPreview;
const rejected = preview.notes.find((note) => note.rejected) as ImportPreview['notes'][number];
const rejectedAt = preview.notes.indexOf(rejected);
const count = preview.counts.create + preview.counts.update;
const last = <T,>(list: T[]): T => list.at(-1) as T;

async function look(options: FakeOptions = {}, at = '/import/contract') {
  const window = open(at, options);
  await window.user.click(await screen.findByTestId('choose-file'));
  await screen.findByTestId('sheet', {}, { timeout: 5000 });
  const request = () => last(window.asked('import_preview')).request.import as Record<string, unknown>;
  return { ...window, request };
}

test('a file is looked at without anything being taken', async () => {
  const { asked } = await look();
  expect((await screen.findByTestId('run')).textContent).toBe(`${count}件を取り込む`);
  expect(screen.getByTestId('import-file').textContent).toContain(preview.file_name);
  expect(screen.getByTestId('import-state').textContent).toBe('まだ何も保存していません');
  expect(asked('import_run')).toEqual([]);
  expect(asked('choose_file')).toHaveLength(1);
});

test('lines stand in the order of the sheet with their numbers, also those that are not read', async () => {
  await look();
  const rows = within(screen.getByTestId('sheet')).getAllByRole('row').slice(1);
  const numbers = rows.map((row) => within(row).getAllByRole('gridcell')[1]?.textContent);
  const expected = preview.lines.map(({ row, last_row }) => (last_row > row ? `${row}–${last_row}` : String(row)));
  expect(numbers).toEqual(expected.slice(0, numbers.length));
  expect(rows[0]?.textContent).toContain('読みません');
});

test('columns that are not read are hidden, named, and can be shown', async () => {
  const { user } = await look();
  const headings = () => within(screen.getByTestId('sheet')).getAllByRole('columnheader').length - 2;
  const read = preview.columns.filter((column) => column.field !== null).length;
  expect(headings()).toBe(read);
  expect(screen.getByText(/^読まない列/).textContent).toContain(
    preview.columns.find((column) => column.field === null)?.heading,
  );
  await user.click(screen.getByTestId('show-unread'));
  expect(headings()).toBe(preview.columns.length);
});

test('a heading is read otherwise by its menu, and the file is looked at again', async () => {
  const { user, request } = await look();
  const column = preview.columns.find((one) => one.field !== null) as ImportPreview['columns'][number];
  await user.click(screen.getByTestId(`heading-${column.letters}`));
  await user.click(await screen.findByRole('menuitemradio', { name: '読まない' }));
  await waitFor(() => expect(request().mapping).toEqual({ [column.heading]: null }));
});

test('a mapping that the ledger refuses is said, and the former one stands again', async () => {
  const { user, asked, request } = await look({
    refuse: (name, request) =>
      name === 'import_preview' && (request.import as { mapping: object | null }).mapping
        ? [{ code: 'duplicate', field: null, args: { value: '件名' } }]
        : [],
  });
  const column = preview.columns.find((one) => one.field !== null) as ImportPreview['columns'][number];
  await user.click(screen.getByTestId(`heading-${column.letters}`));
  await user.click(await screen.findByRole('menuitemradio', { name: '読まない' }));
  await screen.findByTestId('problems');
  expect(screen.getByTestId('sheet')).toBeTruthy();
  expect(request().mapping).not.toBeNull();
  await user.click(screen.getByTestId('run'));
  await waitFor(() => expect(asked('import_run')).toHaveLength(1));
  expect(last(asked('import_run')).request.import).toMatchObject({ mapping: null });
});

test('a typed correction is looked at again, and can be taken back', async () => {
  const { user, request } = await look();
  await user.click(screen.getByTestId(`type-${rejected.row}`));
  const field = await screen.findByRole('textbox', { name: new RegExp(`^${rejected.row}行`) });
  await user.clear(field);
  await user.type(field, 'R9.3.31{Enter}');
  await waitFor(() => expect(screen.getByTestId('run').textContent).toBe(`${count + 1}件を取り込む`));
  const { sheet, row, column } = rejected;
  expect(request().corrections).toEqual([{ sheet, row, column, value: 'R9.3.31' }]);
  expect(screen.getByTestId('notes-count').textContent).toBe(`${preview.notes_total - 1}件`);
  await user.click(within(screen.getByTestId('repairs')).getByRole('button'));
  await user.click(screen.getByTestId(`undo-${rejected.row}`));
  await waitFor(() => expect(screen.getByTestId('run').textContent).toBe(`${count}件を取り込む`));
  expect(screen.queryByTestId('repairs')).toBeNull();
});

test('after a correction the next one has the focus', async () => {
  const { user } = await look();
  await user.click(screen.getByTestId(`type-${rejected.row}`));
  await user.keyboard('R9.3.31{Enter}');
  await waitFor(() => expect(screen.queryByTestId(`note-${rejected.row}`)).toBeNull());
  await waitFor(() =>
    expect(document.activeElement?.closest('[data-note]')?.getAttribute('data-note')).toBe(String(rejectedAt)),
  );
});

test('a proposed value and a choice are taken by one press', async () => {
  const { user, request } = await look({
    preview: (answer) => {
      const [one, two] = answer.notes;
      if (one) one.suggestion = '8997110659424';
      if (two) two.choices = ['一般競争入札', '随意契約'];
    },
  });
  const [one, two] = preview.notes as [ImportPreview['notes'][number], ImportPreview['notes'][number]];
  await user.click(screen.getByTestId(`choices-${two.row}`));
  await user.click(await screen.findByRole('menuitem', { name: '随意契約' }));
  await waitFor(() => expect(request().corrections).toMatchObject([{ row: two.row, value: '随意契約' }]));
  await user.click(screen.getByTestId(`suggestion-${one.row}`));
  await waitFor(() => expect(request().corrections).toMatchObject([{}, { row: one.row, value: '8997110659424' }]));
});

test('F8 goes to the next cell, Enter in the sheet to the repair of its row, Escape back', async () => {
  const { user } = await look();
  const at = () => document.activeElement?.closest('[data-note]')?.getAttribute('data-note');
  await user.keyboard('{F8}');
  expect(at()).toBe('0');
  await user.keyboard('{F8}');
  expect(at()).toBe('1');
  const line = preview.lines.findIndex((one) => one.row === rejected.row);
  screen.getByTestId('sheet').focus();
  await user.keyboard(`{Home}${'{ArrowDown}'.repeat(line)}`);
  expect(screen.getByTestId('sheet').getAttribute('aria-activedescendant')).toBe(`line-${line}`);
  await user.keyboard('{Enter}');
  expect(at()).toBe(String(rejectedAt));
  await user.keyboard('{Escape}');
  expect(await screen.findByTestId('choose-file')).toBeTruthy();
});

test('Escape in a field closes only the field', async () => {
  const { user } = await look();
  await user.click(screen.getByTestId(`type-${rejected.row}`));
  await user.keyboard('{Escape}');
  expect(screen.getByTestId(`type-${rejected.row}`)).toBeTruthy();
  expect(screen.getByTestId('sheet')).toBeTruthy();
});

test('corrections are not lost without a question', async () => {
  const { user } = await look();
  await user.click(screen.getByTestId(`type-${rejected.row}`));
  await user.keyboard('R9.3.31{Enter}');
  await screen.findByTestId('repairs');
  await user.click(screen.getByTestId('nav-history'));
  await screen.findByRole('alertdialog');
  await user.click(screen.getByTestId('leave-stay'));
  expect(place()).toBe('/import/contract');
  await user.keyboard('{Escape}');
  await screen.findByRole('alertdialog');
  await user.click(screen.getByTestId('leave-drop'));
  expect(await screen.findByTestId('choose-file')).toBeTruthy();
});

test('a filter stands in the address and is asked of the ledger', async () => {
  const { user, asked } = await look();
  await user.click(screen.getByTestId('show-rejected'));
  await waitFor(() => expect(last(asked('import_preview')).request).toMatchObject({ show: 'rejected', offset: 0 }));
  expect(place()).toBe('/import/contract?show=rejected');
  await waitFor(() =>
    expect(within(screen.getByTestId('sheet')).getAllByRole('row')).toHaveLength(preview.counts.rejected + 1),
  );
});

test('where nothing would be written the button is off and says why', async () => {
  await look({ preview: (answer) => Object.assign(answer.counts, { create: 0, update: 0 }) });
  expect(screen.getByTestId<HTMLButtonElement>('run').disabled).toBe(true);
  expect(screen.getByTestId('import-state').textContent).toContain('直すところを直してください');
});

test('the characters of a text file can be decided', async () => {
  const { user, request } = await look({ file: 'D:\\契約\\台帳.csv' });
  await user.selectOptions(screen.getByLabelText('文字コード'), 'utf8');
  await waitFor(() => expect(request().encoding).toBe('utf8'));
});

test('a refused file says why in place, and can be read with other characters', async () => {
  const { user, asked } = open('/import/sns', {
    file: 'D:\\SNS\\台帳.csv',
    refuse: (name, request) =>
      name === 'import_preview' && !(request.import as { encoding: string | null }).encoding
        ? [{ code: 'file_unreadable', field: null, args: { path: 'D:\\SNS\\台帳.csv', detail: '' } }]
        : [],
  });
  await user.click(await screen.findByTestId('choose-file'));
  expect((await screen.findByTestId('problems')).textContent).toContain('を読めません');
  await user.click(screen.getByTestId('again-cp932'));
  await screen.findByTestId('sheet');
  expect(last(asked('import_preview')).request.import).toMatchObject({ register: 'sns', encoding: 'cp932' });
});

test('a dropped file is looked at like a chosen one', async () => {
  const drop: NonNullable<FakeOptions['drop']> = {};
  const { asked } = open('/import/person', { drop });
  await screen.findByTestId('choose-file');
  await waitFor(() => expect(drop.now).toBeTruthy());
  drop.now?.({ over: true });
  expect(await screen.findByText('このまま放すと読み取ります')).toBeTruthy();
  drop.now?.({ over: false, path: 'D:\\職員.xlsx' });
  await screen.findByTestId('sheet');
  expect(last(asked('import_preview')).request.import).toMatchObject({ register: 'person', file: 'D:\\職員.xlsx' });
});

test('a slow look tells how far it is; stopped, it leaves nothing behind', async () => {
  const { user } = open('/import/contract', { slow: 4000 });
  await user.click(await screen.findByTestId('choose-file'));
  const bar = await screen.findByRole('progressbar');
  await waitFor(() => expect(Number(bar.getAttribute('value'))).toBeGreaterThan(0));
  await user.click(screen.getByTestId('stop'));
  await waitFor(() => expect(screen.queryByTestId('working')).toBeNull());
  expect(screen.queryByTestId('problems')).toBeNull();
  expect(screen.getByTestId('notice').textContent).toContain('何も保存していません');
  expect(screen.getByTestId<HTMLButtonElement>('choose-file').disabled).toBe(false);
});

test('an import tells its numbers, remembers its reading, and leads to what is open', async () => {
  const { user, asked } = await look();
  await user.type(screen.getByLabelText('この読み方の名前'), ' 契約検査課の台帳 ');
  await user.click(screen.getByTestId('run'));
  const numbers = await screen.findByTestId('numbers');
  expect(last(asked('import_run')).request.remember).toBe('契約検査課の台帳');
  expect(numbers.textContent).toContain(`${ran.created}件`);
  expect(numbers.textContent).toContain(`${ran.rejected_rows}件`);
  if (ran.unknown_sections.length > 0) {
    expect(within(screen.getByTestId('unknown-sections')).getByRole('link').getAttribute('href')).toBe('#/people');
  }
  expect(screen.getByTestId('to-list').getAttribute('href')).toBe('#/contract');
});

test('the rows that were not taken are saved beside their reasons and opened', async () => {
  const { user, asked } = await look();
  await user.click(screen.getByTestId('run'));
  await user.click(await screen.findByTestId('save-rejected'));
  await screen.findByTestId('rejected-saved');
  const { file } = last(asked('import_rejected_save')).request;
  expect(file).toMatch(/取込不可.*\.xlsx$/);
  await user.click(screen.getByTestId('open-file'));
  expect(last(asked('open_path')).request).toBe(file);
});

test('an import is taken back only after a question', async () => {
  const { user, asked } = await look();
  await user.click(screen.getByTestId('run'));
  await user.click(await screen.findByTestId('undo'));
  await screen.findByRole('alertdialog');
  await user.click(screen.getByTestId('undo-stay'));
  expect(asked('import_undo')).toEqual([]);
  await user.click(screen.getByTestId('undo'));
  await user.click(await screen.findByTestId('undo-do'));
  await screen.findByTestId('undone');
  expect(last(asked('import_undo')).request).toEqual({ batch: ran.batch });
  expect(screen.queryByTestId('undo')).toBeNull();
});

test('the page stays until what is being taken is taken, so that its result is seen', async () => {
  const { user } = await look({ slow: 700 });
  await user.click(screen.getByTestId('run'));
  await user.click(screen.getByTestId('nav-history'));
  expect(place()).toBe('/import/contract');
  expect(screen.getByTestId('notice').textContent).toContain('終わるまで');
  await screen.findByTestId('numbers', {}, { timeout: 5000 });
  await user.click(screen.getByTestId('nav-history'));
  expect(place()).toBe('/history');
});
