/** Opens the ledger before any page asks it something. A ledger that cannot be opened is explained, and can be tried again; where its key is lost or wrong, the printed recovery key is asked for. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type Refused, recover, startup } from '../lib/call';
import { problemText } from '../lib/problem';
import { t } from '../lib/wording';
import { Button } from './Button';
import { AreaField } from './Field';
import { Problems } from './Problems';

/** Problems that the recovery key puts right. */
const KEY_LOST = ['key_missing', 'key_wrong', 'key_file_missing'];

export function Opened({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const asked = useQuery({ queryKey: ['startup'], queryFn: startup, staleTime: Number.POSITIVE_INFINITY });
  if (asked.data?.ok) return children;
  const open = () => client.invalidateQueries({ queryKey: ['startup'] });
  const lost = asked.data?.problems.some((problem) => KEY_LOST.includes(problem.code));
  return (
    <main className="mx-auto max-w-2xl p-8">
      <p className="mb-6 font-bold text-[1.125rem]">{t('ui.app')}</p>
      {asked.data ? (
        <>
          <h1 className="mb-2">{t('ui.open.title')}</h1>
          <p className="mb-3">{t('ui.open.text')}</p>
          <Problems problems={asked.data.problems} />
          {lost && <Recover onDone={open} />}
          <Button
            weight={lost ? 'outlined' : 'filled'}
            data-testid="open-again"
            disabled={asked.isFetching}
            onClick={() => void open()}
          >
            {t('ui.open.again')}
          </Button>
        </>
      ) : (
        <h1 className="font-normal">{t('ui.open.opening')}</h1>
      )}
    </main>
  );
}

function Recover({ onDone }: { onDone: () => Promise<void> }) {
  const [typed, setTyped] = useState('');
  const kept = useMutation<void, Refused, string>({ mutationFn: recover, onSuccess: onDone });
  const problem = kept.error?.problems[0];
  return (
    <form
      className="my-4 border-line border-t pt-4"
      onSubmit={(event) => {
        event.preventDefault();
        kept.mutate(typed);
      }}
    >
      <p className="mb-3">{t('ui.open.recovery_text')}</p>
      <AreaField
        name="recovery"
        label={t('ui.open.recovery')}
        help={t('ui.open.recovery_help')}
        problem={problem ? problemText(problem) : null}
        value={typed}
        onChange={setTyped}
        rows={3}
      />
      <Button
        type="submit"
        weight="filled"
        className="mt-3"
        data-testid="recover"
        disabled={kept.isPending || !typed.trim()}
      >
        {t('ui.open.recover')}
      </Button>
    </form>
  );
}
