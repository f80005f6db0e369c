/** Rows of a list by position, fetched in pages of the ledger's own order. Only the pages on the screen are asked for. */
import { useQueries } from '@tanstack/react-query';
import { useRef } from 'react';
import { type AnswerOf, call, type RequestOf } from './call';
import type { Problem } from './generated';

export const PAGE = 200;

/** The commands that answer pages. */
export type ListName =
  | 'contract_list'
  | 'cloud_list'
  | 'sns_list'
  | 'contractor_list'
  | 'incident_list'
  | 'risk_overview';
/** A row of a list. */
export type RowOf<N extends ListName> = AnswerOf<N>['rows'][number];
/** In which order, of a list that has more than one. */
export interface Order {
  sort?: string;
  descending?: boolean;
}
/** A question to the ledger without its page. */
export type ConditionsOf<N extends ListName> = Omit<RequestOf<N>, 'offset' | 'limit' | keyof Order> & Order;

/** The rows from `first` to `last`; a row not yet read is undefined. */
export function useRows<N extends ListName>(name: N, conditions: ConditionsOf<N>, first: number, last: number) {
  const wanted: number[] = [];
  for (let page = Math.floor(Math.max(first, 0) / PAGE); page <= Math.floor(Math.max(last, 0) / PAGE); page++) {
    wanted.push(page);
  }
  const pages = useQueries({
    queries: wanted.map((page) => ({
      queryKey: [name, conditions, page],
      queryFn: () => call(name, { ...conditions, offset: page * PAGE, limit: PAGE } as RequestOf<N>),
      staleTime: 30_000,
      gcTime: 60_000,
    })),
  });
  const counts = useRef({ total: 0, all: 0 });
  const read = pages.find((page) => page.data !== undefined)?.data as AnswerOf<N> | undefined;
  if (read) counts.current = { total: read.total, all: read.all };
  const byPage = new Map(wanted.map((page, at) => [page, pages[at]?.data as AnswerOf<N> | undefined]));
  const failed = pages.find((page) => page.error)?.error as { problems?: Problem[] } | undefined;
  return {
    ...counts.current,
    ready: read !== undefined,
    problems: failed?.problems ?? [],
    row: (at: number): RowOf<N> | undefined => byPage.get(Math.floor(at / PAGE))?.rows[at % PAGE],
  };
}
