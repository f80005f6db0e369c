/** How many contracts are at each level that remains, now and at the end of the last quarter, and what moved since. Each figure narrows the list. */
import { figure, plainDate } from '../lib/date';
import type { RiskCount, RiskQuarter } from '../lib/generated';
import { t } from '../lib/wording';
import { type Conditions, comparedFrom, isChosen, placeOf } from './conditions';
import { LevelSign, MOVES, MovedMark, movedText } from './words';

export function Levels({
  levels,
  quarter,
  conditions,
}: {
  levels: RiskCount[];
  quarter: RiskQuarter;
  conditions: Conditions;
}) {
  const most = Math.max(1, ...levels.flatMap(({ count, before }) => [count, before ?? 0]));
  return (
    <section aria-labelledby="levels" className="keep min-w-0">
      <h2 id="levels" className="mb-1">
        {t('ui.risk.levels')}
      </h2>
      <table className="table" aria-labelledby="levels">
        <thead>
          <tr>
            <th scope="col">{t('ui.risk.residual')}</th>
            <td className="w-1/2 border-b-ink-2!" aria-hidden="true" />
            <th scope="col" className="figure">
              {t(quarter.known ? 'ui.risk.now' : 'ui.risk.count')}
            </th>
            {quarter.known && (
              <th scope="col" className="figure font-normal!">
                {t('ui.risk.before', { quarter: quarter.text })}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {levels.map(({ level, text, count, before }) => (
            <tr key={level} data-testid={`level-${level}`}>
              <th scope="row" className="border-b-line! py-1! font-normal!">
                <a
                  href={`#${placeOf(conditions, { level })}`}
                  className={`link inline-flex items-center gap-1.5 ${isChosen(conditions, { level }) ? 'font-bold' : ''}`}
                  aria-current={isChosen(conditions, { level }) ? 'true' : undefined}
                >
                  <LevelSign level={level} />
                  {text}
                </a>
              </th>
              <td className="py-1! align-middle!" aria-hidden="true">
                <Bar part={count / most} before={before === null ? null : before / most} />
              </td>
              <td className="figure py-1!">{figure(count)}</td>
              {quarter.known && (
                <td className="figure py-1! text-label">{before === null ? t('ui.none') : figure(before)}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <Since quarter={quarter} conditions={conditions} />
    </section>
  );
}

/** How many are there now, and below it, only outlined, how many were there. */
function Bar({ part, before }: { part: number; before: number | null }) {
  return (
    <svg className="block w-full" height="16" preserveAspectRatio="none" viewBox="0 0 100 16" role="presentation">
      <rect y={before === null ? 4 : 1} width={100 * part} height="8" fill="var(--accent)" />
      {before !== null && (
        <rect
          y="10.5"
          width={100 * before}
          height="4.5"
          fill="var(--ground)"
          stroke="var(--control)"
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  );
}

/** What moved since the end of the last quarter, or from when that will be told. */
function Since({ quarter, conditions }: { quarter: RiskQuarter; conditions: Conditions }) {
  if (!quarter.known) {
    return (
      <p className="mt-2 text-ink-2" data-testid="quarter">
        {t('ui.risk.quarter_unknown', { quarter: quarter.text, from: plainDate(comparedFrom(quarter.until)) })}
      </p>
    );
  }
  return (
    <div className="mt-2" data-testid="quarter">
      <p id="since">{t('ui.risk.quarter', { quarter: quarter.text })}</p>
      <ul aria-labelledby="since" className="flex flex-wrap gap-x-4">
        {MOVES.map((moved) => {
          const n = quarter[moved];
          const words = t('ui.risk.moved_count', { text: movedText(moved), n: figure(n) });
          const chosen = isChosen(conditions, { moved });
          return (
            <li key={moved}>
              {n === 0 && !chosen ? (
                <span className="text-label">{words}</span>
              ) : (
                <a
                  href={`#${placeOf(conditions, { moved })}`}
                  className={`link ${chosen ? 'font-bold' : ''}`}
                  aria-current={chosen ? 'true' : undefined}
                  data-testid={`moved-${moved}`}
                >
                  <MovedMark moved={moved}>{words}</MovedMark>
                </a>
              )}
            </li>
          );
        })}
        <li className={quarter.closed === 0 ? 'text-label' : ''}>
          {t('ui.risk.moved_count', { text: t('ui.risk.moved.closed'), n: figure(quarter.closed) })}
        </li>
      </ul>
    </div>
  );
}
