/** Opens the ledger before any page asks it something. A ledger that cannot be opened is explained, and can be tried again. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { startup } from '../lib/call';
import { t } from '../lib/wording';
import { Button } from './Button';
import { Problems } from './Problems';

export function Opened({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const asked = useQuery({ queryKey: ['startup'], queryFn: startup, staleTime: Number.POSITIVE_INFINITY });
  if (asked.data?.ok) return children;
  return (
    <main className="mx-auto max-w-2xl p-8">
      <p className="mb-6 font-bold text-[1.125rem]">{t('ui.app')}</p>
      {asked.data ? (
        <>
          <h1 className="mb-2">{t('ui.open.title')}</h1>
          <p className="mb-3">{t('ui.open.text')}</p>
          <Problems problems={asked.data.problems} />
          <Button
            weight="filled"
            data-testid="open-again"
            disabled={asked.isFetching}
            onClick={() => void client.invalidateQueries({ queryKey: ['startup'] })}
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
