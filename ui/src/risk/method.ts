/** A method of judging risk as the fields of a form, each under the name by which the ledger objects to it, and back. What is a sound method is the ledger's to say. */
import { readFigure } from '../due/rules';
import { problem } from '../lib/call';
import type { Problem, RiskMethod, RiskMethodSide } from '../lib/generated';

/** The sides that have factors. */
export const SIDES = ['inherent', 'measures'] as const;
export type FactorSide = (typeof SIDES)[number];

/** What is typed, by field. */
export type Fields = Record<string, string>;

export const pointsField = (side: FactorSide, factor: string, place: number) => `${side}.points.${factor}.${place}`;
export const fromField = (side: FactorSide, place: number) => `${side}.from.${place}`;
export const residualField = (row: number, column: number) => `residual.${row}.${column}`;

export function fieldsOf(method: RiskMethod): Fields {
  const fields: Fields = {};
  for (const side of SIDES) {
    for (const [factor, points] of Object.entries(method[side].points)) {
      points.forEach((value, place) => {
        fields[pointsField(side, factor, place)] = String(value);
      });
    }
    method[side].from.forEach((value, place) => {
      fields[fromField(side, place)] = String(value);
    });
  }
  method.residual.forEach((levels, row) => {
    levels.forEach((value, column) => {
      fields[residualField(row, column)] = String(value);
    });
  });
  return fields;
}

/** The method as typed, in the shape of `like`; what cannot be read is a problem of its field. */
export function readMethod(fields: Fields, like: RiskMethod): { method: RiskMethod; problems: Problem[] } {
  const problems: Problem[] = [];
  const read = (field: string): number => {
    const typed = fields[field] ?? '';
    const found = readFigure(typed);
    if (typed.trim() === '') problems.push(problem('required', field));
    else if ('wrong' in found) problems.push(problem('figure_unreadable', field, { value: found.wrong }));
    return 'days' in found ? found.days : 0;
  };
  const side = (of: FactorSide): RiskMethodSide => ({
    points: Object.fromEntries(
      Object.entries(like[of].points).map(([factor, points]) => [
        factor,
        points.map((_, place) => read(pointsField(of, factor, place))),
      ]),
    ),
    from: like[of].from.map((_, place) => read(fromField(of, place))) as RiskMethodSide['from'],
  });
  const method = {
    inherent: side('inherent'),
    measures: side('measures'),
    residual: like.residual.map((levels, row) =>
      levels.map((_, column) => read(residualField(row, column))),
    ) as RiskMethod['residual'],
  };
  return { method, problems };
}

/** How many fields differ. */
export function differing(one: Fields, other: Fields): number {
  return Object.keys(one).filter((field) => one[field] !== other[field]).length;
}
