/** The conditions of the contract list, as they stand in the URL, and as the ledger is asked. */
import { fiscalYear } from '../lib/date';
import type { ContractQuery, ContractRow } from '../lib/generated';
import { type Key, t } from '../lib/wording';

export type Sort = NonNullable<ContractQuery['sort']>;
const SORTS: Sort[] = [
  'number',
  'title',
  'contractor',
  'section',
  'starts_on',
  'ends_on',
  'amount_yen',
  'next_due',
  'findings',
];
export const STATUSES: { value: ContractRow['status']; key: Key }[] = [
  { value: 'draft', key: 'ui.status.draft' },
  { value: 'signed', key: 'ui.status.signed' },
  { value: 'running', key: 'ui.status.running' },
  { value: 'ended', key: 'ui.status.ended' },
  { value: 'closed', key: 'ui.status.closed' },
];

/** A question to the ledger without its page. */
export type Conditions = Omit<ContractQuery, 'offset' | 'limit'> & { sort: Sort; descending: boolean };

const yes = (text: string | null): boolean | null => (text === 'true' ? true : text === 'false' ? false : null);

/** Reads the conditions out of the URL; the list starts with what falls due next. */
export function readConditions(params: URLSearchParams): Conditions {
  const year = Number(params.get('year'));
  const sort = SORTS.find((candidate) => candidate === params.get('sort'));
  return {
    text: params.get('text') ?? '',
    fiscal_year: Number.isInteger(year) && year > 1900 ? year : null,
    status: STATUSES.find(({ value }) => value === params.get('status'))?.value ?? null,
    section: params.get('section'),
    personal_info: yes(params.get('personal_info')),
    my_number: yes(params.get('my_number')),
    findings: yes(params.get('findings')),
    unknown: yes(params.get('unknown')),
    sort: sort ?? 'next_due',
    descending: params.get('descending') === 'true',
  };
}

/** The URL parameters of a query, for a link into the list. */
export function listPlace(query: ContractQuery): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '' || name === 'offset' || name === 'limit') continue;
    params.set(name === 'fiscal_year' ? 'year' : name, String(value));
  }
  const text = params.toString();
  return text ? `/contract?${text}` : '/contract';
}

/** The conditions in words, for the printed head. */
export function conditionsText(conditions: Conditions): string {
  const words = [
    conditions.text && t('ui.filter.has', { label: t('ui.filter.text'), value: conditions.text }),
    conditions.fiscal_year && fiscalYear(conditions.fiscal_year),
    conditions.status && t(STATUSES.find((status) => status.value === conditions.status)?.key ?? 'ui.filter.status'),
    conditions.section,
    conditions.personal_info && t('ui.filter.personal_info'),
    conditions.my_number && t('ui.filter.my_number'),
    conditions.findings && t('ui.filter.findings'),
    conditions.unknown && t('ui.filter.unknown'),
  ].filter(Boolean);
  return words.join(t('ui.list_separator'));
}
