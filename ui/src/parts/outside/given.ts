/** A file from outside that a page looks at. Which file, and which heading is which field, stands in the address, so that whoever comes back finds the same comparison. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import {
  type AnswerOf,
  type CommandName,
  call,
  cancel,
  chooseFile,
  type FileKind,
  onFileDrop,
  type Refused,
  type RequestOf,
  refused,
} from '../../lib/call';
import type { Problem } from '../../lib/generated';
import { useSearch } from '../../lib/place';
import { t } from '../../lib/wording';
import { listKinds } from '../../transfer/Choose';
import { say } from '../notice';

/** The word of the address for the heading of a field. */
const word = (field: string) => `as-${field}`;

/** The file chosen, its name, and the ways to another file and other headings. */
export interface Given {
  file: string | null;
  name: string;
  over: boolean;
  problems: Problem[];
  /** Fields by heading, for the ledger. */
  mapping: Record<string, string>;
  /** Headings by field, for the form. */
  headings: Record<string, string>;
  choose: () => Promise<void>;
  close: () => void;
  map: (headings: Record<string, string>) => void;
}

/** The file that the page of a command looks at. `fields` are those that a heading can be named for; `onTake` is told before another file is taken, `kinds` are what the dialog offers. */
export function useGiven(
  command: CommandName,
  fields: readonly string[],
  onTake: () => void,
  kinds: () => FileKind[] = listKinds,
): Given {
  const client = useQueryClient();
  const [params, setParams] = useSearch();
  const [over, setOver] = useState(false);
  const [problems, setProblems] = useState<Problem[]>([]);
  const file = params.get('file');
  const none = Object.fromEntries(fields.map((field) => [word(field), null]));
  const take = (path: string) => {
    onTake();
    setProblems([]);
    // The file may have been written anew since it was last read.
    if (path === file) void client.invalidateQueries({ queryKey: [command] });
    else client.removeQueries({ queryKey: [command], type: 'inactive' });
    setParams(path === file ? {} : { ...none, file: path });
  };
  const taken = useRef(take);
  taken.current = take;
  useEffect(
    () =>
      onFileDrop((drop) => {
        setOver(drop.over);
        if (drop.path) taken.current(drop.path);
      }),
    [],
  );
  const headings: Record<string, string> = {};
  for (const field of fields) headings[field] = params.get(word(field)) ?? '';
  const named = Object.entries(headings).filter(([, heading]) => heading !== '');
  return {
    file,
    name: file?.split(/[/\\]/).at(-1) ?? '',
    over,
    problems,
    mapping: Object.fromEntries(named.map(([field, heading]) => [heading, field])),
    headings,
    choose: async () => {
      try {
        const path = await chooseFile(kinds());
        if (path) take(path);
      } catch (error) {
        setProblems(refused(error).problems);
      }
    },
    close: () => setParams({ ...none, file: null }),
    map: (next) =>
      setParams(Object.fromEntries(fields.map((field) => [word(field), (next[field] ?? '').trim() || null]))),
  };
}

/** What the ledger makes of the file: read once, again only where the register has changed or the file is chosen again. With `keep` the former answer about the same file stands until the new one is there. */
export function useLook<N extends 'cloud_usage' | 'cloud_services' | 'sns_page_check'>(
  name: N,
  given: Given,
  request: RequestOf<N>,
  { keep = false } = {},
) {
  const { file } = given;
  const look = useQuery<AnswerOf<N>, Refused>({
    queryKey: [name, request],
    queryFn: () => call(name, request),
    enabled: file !== null,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    placeholderData: (former: unknown, query: { queryKey: readonly unknown[] } | undefined) =>
      keep && (query?.queryKey[1] as { file: string } | undefined)?.file === file ? former : undefined,
  } as Parameters<typeof useQuery<AnswerOf<N>, Refused>>[0]);
  const stopped = look.error?.problems.some((problem) => problem.code === 'import_cancelled') ?? false;
  const close = useRef(given.close);
  close.current = given.close;
  useEffect(() => {
    if (!stopped) return;
    say(t('ui.import.stopped'));
    close.current();
  }, [stopped]);
  const busy = useRef(false);
  busy.current = look.isFetching;
  useEffect(
    () => () => {
      // A file that nobody waits for any more must not hold up the ledger.
      if (busy.current) cancel().catch(() => {});
    },
    [],
  );
  return look;
}
