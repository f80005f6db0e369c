/** What happened to one contract, and who did it. */
import { useAnswer } from '../lib/answers';
import { HistoryTable } from '../parts/HistoryTable';
import { Ready } from '../parts/Problems';

export function RecordHistory({ id }: { id: string }) {
  const asked = useAnswer('contract_history', { id });
  return <Ready asked={asked}>{(rows) => <HistoryTable rows={rows} />}</Ready>;
}
