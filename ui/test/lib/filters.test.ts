/** The question of the contract list and its address. */
import { expect, test } from 'vitest';
import { conditionsText, listPlace, readConditions } from '../../src/contract/filters';

const read = (place: string) => readConditions(new URLSearchParams(place.split('?')[1] ?? ''));

test('a question becomes an address, and the address the same question', () => {
  const query = { text: '𠮷野 保守', fiscal_year: 2026, status: 'running' as const, section: '税務課', findings: true };
  const asked = read(listPlace({ ...query, sort: 'title', descending: true }));
  expect(asked).toMatchObject({ ...query, sort: 'title', descending: true });
});

test('an empty question is the plain list, sorted by what falls due next', () => {
  expect(listPlace({})).toBe('/contract');
  expect(read('/contract')).toMatchObject({
    text: '',
    fiscal_year: null,
    status: null,
    sort: 'next_due',
    descending: false,
  });
});

test('an address that somebody made up asks nothing unknown', () => {
  expect(read('/contract?status=lost&sort=colour&year=soon&findings=maybe')).toMatchObject({
    status: null,
    sort: 'next_due',
    fiscal_year: null,
    findings: null,
  });
});

test('where a page of the list begins is no part of the address', () => {
  expect(listPlace({ text: '清掃', offset: 200, limit: 100 })).toBe(`/contract?text=${encodeURIComponent('清掃')}`);
});

test('the printed head names every condition', () => {
  expect(conditionsText(read('/contract?year=2026&status=running&my_number=true'))).toBe(
    '令和8年度、履行中、特定個人情報を扱う',
  );
});
