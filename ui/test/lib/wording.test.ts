/** Texts by key, in both languages, with their places filled. */
import { expect, test } from 'vitest';
import { call, Refused, setTransport } from '../../src/lib/call';
import { setPreferences } from '../../src/lib/preferences';
import { problemText } from '../../src/lib/problem';
import { find, t } from '../../src/lib/wording';

test('places are filled in the language of the person', () => {
  expect(t('ui.list.count', { all: '48', total: 3 })).toBe('全48件のうち3件');
  setPreferences({ language: 'en' });
  expect(t('ui.list.count', { all: '48', total: 3 })).toBe('3 of 48');
});

test('what a person typed is never read as a place', () => {
  expect(t('ui.home.only', { who: '{n}' })).toContain('{n}の期限');
});

test('a place that nobody filled stays to be seen', () => {
  expect(t('ui.items')).toBe('{n}件');
});

test('a key without a text is nothing, not the key', () => {
  expect(find('ui.no_such_text')).toBeNull();
});

test('a problem says what happened and what to do, an unknown one at least its code', () => {
  expect(problemText({ code: 'required', field: 'title', args: {} })).toBe('入力されていません。入力してください。');
  expect(problemText({ code: 'of_a_later_version', field: null, args: {} })).toContain('of_a_later_version');
});

test('a fact in a problem has its name, one without a name its id', () => {
  const args = { fact: 'reg_16_3_target_org', value: 'x' };
  expect(problemText({ code: 'fact_value_unknown', field: null, args })).toContain('省令第16条の3の対象団体である');
  expect(problemText({ code: 'fact_unknown', field: null, args: { fact: 'no_such' } })).toContain('「no_such」');
});

test('an instant in a problem is shown as people read it', () => {
  const args = { by: '佐藤 健一', at: '2026-11-26T09:38:22.499Z' };
  expect(problemText({ code: 'changed_elsewhere', field: null, args })).toMatch(/佐藤 健一、R8\.11\.2\d \d\d:\d\d）/);
});

test('a date in a problem is shown with its era, what was typed as it was typed', () => {
  const then = { code: 'record_missing_then', field: 'on', args: { on: '2026-01-01' } };
  expect(problemText(then)).toContain('令和8年1月1日の時点');
  const typed = { code: 'date_impossible', field: 'on', args: { value: '2026-02-30' } };
  expect(problemText(typed)).toContain('「2026-02-30」');
});

test('a failure of the bridge itself is worded without a hole', async () => {
  setTransport({
    startup: () => Promise.reject(new Error('gone')),
    recover: () => Promise.reject(new Error('gone')),
    call: () => Promise.reject(new Error('gone')),
    chooseFile: () => Promise.resolve(null),
    chooseSave: () => Promise.resolve(null),
    progress: () => Promise.resolve(null),
    cancel: () => Promise.resolve(),
    onFileDrop: () => Promise.resolve(() => {}),
    chooseFolder: () => Promise.resolve(null),
    openPath: () => Promise.resolve(),
    habits: () => Promise.resolve(null),
    like: (likes) => Promise.resolve(likes),
    onPlace: () => Promise.resolve(() => {}),
  });
  const error = await call('status', {}).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(Refused);
  const text = (error as Refused).problems.map(problemText).join();
  expect(text).toContain('gone');
  expect(text).not.toMatch(/\{\w+\}/);
});
