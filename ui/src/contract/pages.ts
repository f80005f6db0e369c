/** Rows of the contract list by position, fetched in pages of the ledger's own order. Only the pages on the screen are asked for. */
import { useQueries } from '@tanstack/react-query';
import { useRef } from 'react';
import { call } from '../lib/call';
import type { ContractPage, ContractRow, Problem } from '../lib/generated';
import type { Conditions } from './filters';

export const PAGE = 200;

/** The rows from `first` to `last`; a row not yet read is undefined. */
export function useRows(conditions: Conditions, first: number, last: number) {
  const wanted: number[] = [];
  for (let page = Math.floor(Math.max(first, 0) / PAGE); page <= Math.floor(Math.max(last, 0) / PAGE); page++) {
    wanted.push(page);
  }
  const pages = useQueries({
    queries: wanted.map((page) => ({
      queryKey: ['contract_list', conditions, page],
      queryFn: () => call('contract_list', { ...conditions, offset: page * PAGE, limit: PAGE }),
      staleTime: 30_000,
      gcTime: 60_000,
    })),
  });
  const counts = useRef({ total: 0, all: 0 });
  const read = pages.find((page) => page.data !== undefined)?.data as ContractPage | undefined;
  if (read) counts.current = { total: read.total, all: read.all };
  const byPage = new Map(wanted.map((page, at) => [page, pages[at]?.data as ContractPage | undefined]));
  const failed = pages.find((page) => page.error)?.error as { problems?: Problem[] } | undefined;
  return {
    ...counts.current,
    ready: read !== undefined,
    problems: failed?.problems ?? [],
    row: (at: number): ContractRow | undefined => byPage.get(Math.floor(at / PAGE))?.rows[at % PAGE],
  };
}
