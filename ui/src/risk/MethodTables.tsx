/** The tables of a method: points of each factor, where levels begin, and what remains. How a figure stands in them, shown or to be typed, is the page's. */
import type { ReactNode } from 'react';
import type { FactorText, RiskMethod, RiskMethodView } from '../lib/generated';
import { t } from '../lib/wording';
import { type FactorSide, fromField, pointsField, residualField } from './method';
import { LEVELS, levelText } from './words';

/** A figure of a method: its field, and in words which it is. */
export interface Named {
  field: string;
  label: string;
}

/** What a page puts in the place of a figure, and below its table. */
export interface Figures {
  figure: (named: Named) => ReactNode;
  level: (named: Named) => ReactNode;
  /** What is wrong with any of these figures. */
  wrong: (named: Named[]) => ReactNode;
}

interface Shown {
  view: RiskMethodView;
  method: RiskMethod;
  figures: Figures;
}

export function MethodTables({ columns, ...shown }: Shown & { columns: string }) {
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-6">
      {(['inherent', 'measures'] as const).map((side) => (
        <section key={side} aria-labelledby={`factors-${side}`}>
          <h2 id={`factors-${side}`} className="mb-2 border-ink-2 border-b pb-1">
            {t('ui.risk.method.factors', { side: t(`ui.risk.${side}`) })}
          </h2>
          <div className={`grid items-start gap-x-6 gap-y-4 ${columns}`}>
            {shown.view[side].map((factor) => (
              <Factor key={factor.id} side={side} factor={factor} {...shown} />
            ))}
            <Limits side={side} {...shown} />
          </div>
        </section>
      ))}
      <Residual {...shown} />
    </div>
  );
}

function Factor({ side, factor, figures }: Shown & { side: FactorSide; factor: FactorText }) {
  const id = `factor-${side}-${factor.id}`;
  const named = factor.choices.map((choice, place) => ({
    choice,
    field: pointsField(side, factor.id, place),
    label: t('ui.risk.method.points_of', { factor: factor.label, choice }),
  }));
  return (
    <div className="keep min-w-0" data-testid={id}>
      <h3 id={id}>{factor.label}</h3>
      <p className="text-label">{factor.basis}</p>
      <table className="table" aria-labelledby={id}>
        <thead>
          <tr>
            <th scope="col">{t('ui.risk.method.choice')}</th>
            <th scope="col" className="figure w-24">
              {t('ui.risk.method.points')}
            </th>
          </tr>
        </thead>
        <tbody>
          {named.map((one) => (
            <tr key={one.field}>
              <td className="align-middle!">{one.choice}</td>
              <td className="figure">{figures.figure(one)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {figures.wrong(named)}
    </div>
  );
}

/** From which sum each level begins. */
function Limits({ side, method, figures }: Shown & { side: FactorSide }) {
  const id = `limits-${side}`;
  const { from } = method[side];
  const named = from.map((_, place) => ({
    field: fromField(side, place),
    label: t('ui.risk.method.from_of', { level: levelText(side, place + 2) }),
  }));
  return (
    <div className="keep min-w-0" data-testid={id}>
      <h3 id={id}>{t('ui.risk.method.limits', { side: t(`ui.risk.${side}`) })}</h3>
      <table className="table" aria-labelledby={id}>
        <thead>
          <tr>
            <th scope="col">{t('ui.risk.method.level')}</th>
            <th scope="col" className="figure">
              {t('ui.risk.method.sum')}
            </th>
          </tr>
        </thead>
        <tbody>
          {[1, 2, 3, 4].map((level) => {
            const limit = named[level - 2];
            return (
              <tr key={level}>
                <td className="align-middle!">{levelText(side, level)}</td>
                <td className="figure">
                  {limit ? figures.figure(limit) : t('ui.risk.method.sum_until', { until: (from[0] ?? 0) - 1 })}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {figures.wrong(named)}
    </div>
  );
}

/** What remains where a level of the contract meets one of the measures, the greatest first. */
function Residual({ figures }: Shown) {
  const named = LEVELS.map((inherent) =>
    [1, 2, 3, 4].map((measures) => ({
      field: residualField(inherent - 1, measures - 1),
      label: t('ui.risk.method.residual_of', {
        inherent: levelText('inherent', inherent),
        measures: levelText('measures', measures),
      }),
    })),
  );
  return (
    <section aria-labelledby="residual" className="keep">
      <h2 id="residual" className="mb-2 border-ink-2 border-b pb-1">
        {t('ui.risk.method.residual')}
      </h2>
      <div className="overflow-x-auto">
        <table className="table max-w-3xl" aria-labelledby="residual">
          <thead>
            <tr>
              <td rowSpan={2} className="border-b-ink-2!" />
              <th scope="colgroup" colSpan={4} className="border-b-line!">
                {t('ui.risk.measures')}
              </th>
            </tr>
            <tr>
              {[1, 2, 3, 4].map((measures) => (
                <th key={measures} scope="col">
                  {levelText('measures', measures)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {LEVELS.map((inherent, at) => (
              <tr key={inherent}>
                <th scope="row" className="border-b-line! align-middle font-normal!">
                  {t('ui.risk.inherent')} <b>{levelText('inherent', inherent)}</b>
                </th>
                {named[at]?.map((one) => (
                  <td key={one.field} className="whitespace-nowrap">
                    {figures.level(one)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {figures.wrong(named.flat())}
    </section>
  );
}
