/** What happened to one contract and who did it, and the way to the contract as it was on a day. */
import { type FormEvent, useState } from 'react';
import { useAnswer } from '../lib/answers';
import { call, refused } from '../lib/call';
import type { Problem } from '../lib/generated';
import { useSearch } from '../lib/place';
import { problemText } from '../lib/problem';
import { t } from '../lib/wording';
import { Button } from '../parts/Button';
import { TextField } from '../parts/Field';
import { HistoryTable } from '../parts/HistoryTable';
import { Ready } from '../parts/Problems';

export function RecordHistory({ id }: { id: string }) {
  const asked = useAnswer('contract_history', { id });
  return (
    <>
      <DayForm id={id} />
      <Ready asked={asked}>{(rows) => <HistoryTable rows={rows} />}</Ready>
    </>
  );
}

/** Only a day that the ledger can read, and on which the contract existed, becomes the address. */
function DayForm({ id }: { id: string }) {
  const [, setParams] = useSearch();
  const [on, setOn] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (on.trim() === '') return setProblem({ code: 'required', field: 'on', args: {} });
    try {
      const { as_of } = await call('contract_show', { id, on });
      setParams({ on: as_of, tab: null });
    } catch (error) {
      setProblem(refused(error).problems[0] ?? null);
    }
  };
  return (
    <form className="no-print mb-4" onSubmit={submit}>
      <TextField
        name="on"
        label={t('ui.as_of.title')}
        value={on}
        onChange={setOn}
        placeholder={t('ui.field.date_example')}
        problem={problem && problemText(problem)}
        className="max-w-md"
        beside={
          <Button type="submit" data-testid="show-as-of">
            {t('ui.as_of.show')}
          </Button>
        }
      />
    </form>
  );
}
