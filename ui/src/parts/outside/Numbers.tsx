/** The numbers on top of a comparison; a zero stands back. */
import { figure } from '../../lib/date';
import { type Key, t } from '../../lib/wording';
import { Mark, type Shape } from '../Mark';

export interface Counted {
  key: Key;
  n: number;
  shape?: Shape;
}

export function Numbers({ numbers }: { numbers: Counted[] }) {
  return (
    <dl className="mb-4 flex flex-wrap border-ink-2 border-y" data-testid="numbers">
      {numbers.map(({ key, shape, n }) => (
        <div key={key} className="min-w-44 flex-1 border-line border-l px-4 py-2.5 first:border-l-0">
          <dt className={n === 0 ? 'text-label' : ''}>
            {shape && n > 0 ? <Mark shape={shape}>{t(key)}</Mark> : t(key)}
          </dt>
          <dd className={`text-20 ${n === 0 ? 'text-label' : 'font-bold'}`} data-testid={`number-${key}`}>
            {t('ui.items', { n: figure(n) })}
          </dd>
        </div>
      ))}
    </dl>
  );
}
