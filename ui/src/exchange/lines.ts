/** The lines of a previewed table by position, fetched in pages of the sheet's own order. Only the pages on the screen are asked for. */
import { type QueryClient, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { call, type Refused } from '../lib/call';
import type { ImportPreview, ImportRequest, PreviewLine, PreviewRequest } from '../lib/generated';

export const PAGE = 200;

export type Shown = NonNullable<PreviewRequest['show']>;

/** A question for lines without its page. `turn` counts the files chosen, so that a file chosen again is read again. */
export interface Asked {
  turn: number;
  import: ImportRequest;
  table: number;
  show: Shown;
}

interface Answer {
  asked: Asked;
  preview: ImportPreview;
}

function page(asked: Asked, at: number) {
  return {
    queryKey: ['import_preview', asked, at],
    queryFn: async (): Promise<Answer> => {
      const { table, show } = asked;
      const preview = await call('import_preview', {
        import: asked.import,
        table,
        show,
        offset: at * PAGE,
        limit: PAGE,
      });
      return { asked, preview };
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  };
}

/** What an import would do, with the question it answers: the former one until the newest is answered. */
export function usePreview(asked: Asked | null) {
  return useQuery<Answer, Refused>({
    ...(asked ? page(asked, 0) : { queryKey: ['import_preview', null], queryFn: () => Promise.reject() }),
    enabled: asked !== null,
    placeholderData: (former: Answer | undefined) => former,
  } as Parameters<typeof useQuery<Answer, Refused>>[0]);
}

/** The lines from `first` to `last`; a line not yet read is undefined. */
export function useLines(asked: Asked, first: number, last: number): (at: number) => PreviewLine | undefined {
  const wanted: number[] = [];
  for (let at = Math.floor(Math.max(first, 0) / PAGE); at <= Math.floor(Math.max(last, 0) / PAGE); at++) {
    wanted.push(at);
  }
  const pages = useQueries({ queries: wanted.map((at) => page(asked, at)) });
  const byPage = new Map(wanted.map((at, place) => [at, pages[place]?.data as Answer | undefined]));
  return (at) => byPage.get(Math.floor(at / PAGE))?.preview.lines[at % PAGE];
}

/** Finds the position of a row of the sheet among the lines shown; null where it is not among them. */
export function useLocate(asked: Asked, total: number): (row: number) => Promise<number | null> {
  const client = useQueryClient();
  const latest = useRef({ asked, total });
  latest.current = { asked, total };
  return (row) => locate(client, latest.current.asked, latest.current.total, row);
}

/** Rows stand in order but some are left out: pages are halved until the row must be in one. */
async function locate(client: QueryClient, asked: Asked, total: number, row: number): Promise<number | null> {
  let [low, high] = [0, Math.ceil(total / PAGE) - 1];
  let guess = Math.min(high, Math.floor(row / PAGE));
  while (low <= high) {
    const { lines } = (await client.fetchQuery(page(asked, guess))).preview;
    const [first, last] = [lines[0], lines.at(-1)];
    if (!first || !last) return null;
    if (row < first.row) high = guess - 1;
    else if (row > last.last_row) low = guess + 1;
    else {
      const at = lines.findIndex((line) => line.row <= row && row <= line.last_row);
      return at < 0 ? null : guess * PAGE + at;
    }
    guess = Math.floor((low + high) / 2);
  }
  return null;
}

/** The place of a row, for looking up its name. */
export const placeOf = (sheet: string | undefined, row: number) => `${sheet ?? ''}!${row}`;
