/** What happened to one record and who did it, and the way to the record as it was on a day. */
import { type FormEvent, useState } from 'react';
import { useAnswer } from '../lib/answers';
import { call, refused } from '../lib/call';
import type { Problem } from '../lib/generated';
import { useSearch } from '../lib/place';
import { problemText } from '../lib/problem';
import { t } from '../lib/wording';
import { Button } from './Button';
import { TextField } from './Field';
import { HistoryTable } from './HistoryTable';
import { Holders } from './Holders';
import { Ready } from './Problems';

/** Registers whose records can be seen as they were. */
export type Register = 'contract' | 'cloud' | 'sns';

export function RecordHistory({ register, id }: { register: Register; id: string }) {
  const asked = useAnswer(`${register}_history`, { id });
  return (
    <>
      <DayForm register={register} id={id} />
      <Holders register={register} id={id} />
      <Ready asked={asked}>{(rows) => <HistoryTable rows={rows} />}</Ready>
    </>
  );
}

/** Only a day that the ledger can read, and on which the record existed, becomes the address. */
function DayForm({ register, id }: { register: Register; id: string }) {
  const [, setParams] = useSearch();
  const [on, setOn] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (on.trim() === '') return setProblem({ code: 'required', field: 'on', args: {} });
    try {
      const { as_of } = await call(`${register}_show`, { id, on });
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
