/** Answers of the ledger in the window's memory. Whatever is saved throws all of them away: a ledger on the same machine answers faster than a wrong number can be explained. */
import { type QueryClient, type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type AnswerOf, type CommandName, call, type Refused, type RequestOf } from './call';

/** Asks once and remembers; `keep` shows the former answer until the new one is there. */
export function useAnswer<N extends CommandName>(
  name: N,
  request: RequestOf<N>,
  options: { enabled?: boolean; keep?: boolean } = {},
): UseQueryResult<AnswerOf<N>, Refused> {
  return useQuery<AnswerOf<N>, Refused>({
    queryKey: [name, request],
    queryFn: () => call(name, request),
    enabled: options.enabled ?? true,
    ...(options.keep ? { placeholderData: (former: AnswerOf<N> | undefined) => former } : {}),
  } as Parameters<typeof useQuery<AnswerOf<N>, Refused>>[0]);
}

/** A command that changes the ledger: `send` answers whether it did, `readAgain` asks for the newest records after a refusal. */
export function useChange<N extends CommandName>(name: N, done?: (answer: AnswerOf<N>) => void) {
  const client = useQueryClient();
  const change = useMutation<AnswerOf<N>, Refused, RequestOf<N>>({
    mutationFn: (request) => call(name, request),
    onSuccess: async (answer) => {
      await forget(client);
      done?.(answer);
    },
  });
  const send = (request: RequestOf<N>) =>
    change.mutateAsync(request).then(
      () => true,
      () => false,
    );
  const readAgain = async () => {
    await forget(client);
    change.reset();
  };
  return { ...change, send, readAgain };
}

/** Lets every page ask again. */
export function forget(client: QueryClient): Promise<void> {
  return client.invalidateQueries();
}
