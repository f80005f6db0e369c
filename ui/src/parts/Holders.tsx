/** Who answered for a record when, newest first. */
import { useAnswer } from '../lib/answers';
import { denseRange } from '../lib/date';
import type { Register } from '../lib/generated';
import { t } from '../lib/wording';

export function Holders({ register, id }: { register: Register; id: string }) {
  const holders = useAnswer('record_holders', { register, id }).data;
  if (!holders || holders.length === 0) return null;
  return (
    <section aria-labelledby="holders" className="mb-5" data-testid="holders">
      <h2 id="holders">{t('ui.holders.title')}</h2>
      <div className="overflow-x-auto">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('ui.holders.period')}</th>
              <th scope="col">{t('ui.holders.holder')}</th>
              <th scope="col">{t('ui.person.section')}</th>
              <th scope="col">{t('ui.holders.by')}</th>
            </tr>
          </thead>
          <tbody>
            {holders.map((holder) => (
              <tr key={`${holder.from} ${holder.holder} ${holder.section} ${holder.written_on}`}>
                <td className="whitespace-nowrap">{denseRange(holder.from, holder.until)}</td>
                <td className="whitespace-nowrap">{holder.holder ?? t('ui.holders.nobody')}</td>
                <td>{holder.section ?? t('ui.none')}</td>
                <td className="text-label">{holder.by_op_text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
