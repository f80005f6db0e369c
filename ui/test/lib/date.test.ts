/** Dates and figures as people read them. */
import { beforeEach, describe, expect, test } from 'vitest';
import { dayDate, denseDate, denseRange, distance, figure, fiscalYear, longDate, plainDate } from '../../src/lib/date';
import { setPreferences } from '../../src/lib/preferences';

test.each([
  ['2026-12-08', '令和8年12月8日（火）', 'R8.12.8'],
  ['2019-05-01', '令和元年5月1日（水）', 'R1.5.1'],
  ['2019-04-30', '平成31年4月30日（火）', 'H31.4.30'],
  ['1989-01-08', '平成元年1月8日（日）', 'H1.1.8'],
  ['1989-01-07', '昭和64年1月7日（土）', 'S64.1.7'],
])('%s is shown with its era', (iso, long, dense) => {
  expect(longDate(iso)).toBe(long);
  expect(denseDate(iso)).toBe(dense);
});

test('shorter forms leave out what is clear', () => {
  expect(plainDate('2027-07-01')).toBe('令和9年7月1日');
  expect(dayDate('2026-12-08')).toBe('12月8日（火）');
  expect(fiscalYear(2019)).toBe('令和元年度');
  expect(denseRange('2026-04-01', null)).toBe('R8.4.1～');
  expect(denseRange(null, null)).toBe('–');
});

test('what is no date of the ledger stays as it is', () => {
  expect(longDate('R8.4.1')).toBe('R8.4.1');
  expect(denseDate(null)).toBe('');
});

test('a distance says on which side of today it is', () => {
  expect([distance(-12), distance(0), distance(2)]).toEqual(['12日超過', '今日', 'あと2日']);
  expect(figure(346600000)).toBe('346,600,000');
});

describe('in English', () => {
  beforeEach(() => setPreferences({ language: 'en' }));
  test('years are western and dense dates sort', () => {
    expect(longDate('2026-12-08')).toBe('8 Dec 2026 (Tue)');
    expect(denseDate('2026-04-01')).toBe('2026-04-01');
    expect(fiscalYear(2026)).toBe('FY 2026');
  });
});
