/** Problems as sentences. Facts, dates and instants among their values are shown as elsewhere; what was typed stays as typed. */
import { instant, isIso, plainDate } from './date';
import type { Problem } from './generated';
import { find, t } from './wording';

/** What happened and what to do, for one problem. */
export function problemText(problem: Problem): string {
  const args = Object.fromEntries(Object.entries(problem.args).map(([name, value]) => [name, shown(name, value)]));
  const text = find(`problem.${problem.code}`, args) ?? find(`ui.problem.${problem.code}`, args);
  return text ?? t('ui.problem.other', { code: problem.code });
}

function shown(name: string, value: string): string {
  if (name === 'value') return value;
  if (name === 'fact') return find(`fact.${value}.label`) ?? value;
  if (isIso(value)) return plainDate(value);
  return /^\d{4}-\d{2}-\d{2}T/.test(value) ? instant(value) : value;
}
