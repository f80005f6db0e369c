/** The matrix: how many contracts are at each level of risk and of measures, and which risk remains there. The table is the picture; each cell narrows the list. */
import type { KeyboardEvent } from 'react';
import { figure } from '../lib/date';
import type { RiskCell } from '../lib/generated';
import { isImeKey } from '../lib/keys';
import { t } from '../lib/wording';
import { type Conditions, isChosen, placeOf } from './conditions';
import { LEVELS, LevelSign, levelText } from './words';
import './risk.css';

const ROWS = [...LEVELS, 0] as const;
const COLUMNS = [1, 2, 3, 4] as const;
const STEPS: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Moves the focus to the neighbour of a cell. */
function onKeyDown(event: KeyboardEvent<HTMLTableElement>) {
  const step = STEPS[event.key];
  if (!step || isImeKey(event) || event.altKey || event.ctrlKey) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a[data-cell]')];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const [row, column] = [Math.floor(at / COLUMNS.length) + step[0], (at % COLUMNS.length) + step[1]];
  if (at < 0 || column < 0 || column >= COLUMNS.length) return;
  const next = links[row * COLUMNS.length + column];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

export function Matrix({ cells, conditions }: { cells: RiskCell[]; conditions: Conditions }) {
  return (
    <section aria-labelledby="matrix" className="keep min-w-0">
      <h2 id="matrix">{t('ui.risk.matrix')}</h2>
      <div className="overflow-x-auto">
        <table className="risk-matrix" aria-labelledby="matrix" onKeyDown={onKeyDown}>
          <colgroup>
            <col className="risk-side" />
            <col className="risk-row" />
            <col span={COLUMNS.length} />
          </colgroup>
          <thead>
            <tr>
              <td rowSpan={2} colSpan={2} />
              <th scope="colgroup" colSpan={COLUMNS.length}>
                {t('ui.risk.measures')}
              </th>
            </tr>
            <tr>
              {COLUMNS.map((measures) => (
                <th key={measures} scope="col">
                  {levelText('measures', measures)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ROWS.map((inherent, at) => (
              <tr key={inherent}>
                {at === 0 && (
                  <th scope="rowgroup" rowSpan={ROWS.length} className="risk-side">
                    {t('ui.risk.inherent')}
                  </th>
                )}
                <th scope="row">{levelText('inherent', inherent)}</th>
                {COLUMNS.map((measures) => {
                  const cell = cells.find((one) => one.inherent === inherent && one.measures === measures);
                  return cell && <Cell key={measures} cell={cell} conditions={conditions} />;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="no-print mt-1 max-w-140 text-label">{t('ui.risk.matrix_help')}</p>
    </section>
  );
}

function Cell({ cell, conditions }: { cell: RiskCell; conditions: Conditions }) {
  const { inherent, measures, level, count } = cell;
  const part = { inherent, measures };
  const open = level === 0;
  return (
    <td data-level={level}>
      <a
        href={`#${placeOf(conditions, part)}`}
        className="inset-focus"
        data-cell={`${inherent}-${measures}`}
        data-testid={`cell-${inherent}-${measures}`}
        aria-current={isChosen(conditions, part) ? 'true' : undefined}
        title={open ? t('ui.risk.varies_text') : undefined}
      >
        <span className="sr-only">
          {t('ui.risk.cell', {
            inherent: levelText('inherent', inherent),
            measures: levelText('measures', measures),
          })}
        </span>{' '}
        <b className={count === 0 ? 'risk-none' : undefined}>{figure(count)}</b>
        <span className="sr-only">{t('ui.risk.residual')}</span>{' '}
        <span className="risk-remains">
          <LevelSign level={level} />
          {open ? t('ui.risk.varies') : levelText('residual', level)}
        </span>
      </a>
    </td>
  );
}
