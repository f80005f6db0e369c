/** Problems as sentences. Facts, roles, states, dates and instants among their values are shown as elsewhere; what was typed stays as typed. */
import { instant, isIso, plainDate } from './date';
import type { Problem } from './generated';
import { find, t } from './wording';

/** What happened and what to do, for one problem. */
export function problemText(problem: Problem): string {
  const args = Object.fromEntries(
    Object.entries(problem.args).map(([name, value]) => [name, shown(problem.code, name, value)]),
  );
  const text = find(`problem.${problem.code}`, args) ?? find(`ui.problem.${problem.code}`, args);
  return text ?? t('ui.problem.other', { code: problem.code });
}

/** The words of a value by the name of its place; the ledger's own wording does the same. */
function shown(code: string, name: string, value: string): string {
  const words: Record<string, string> = {
    fact: `fact.${value}.label`,
    role: `role.${value}`,
    state: `application_state.${value}`,
    status: `cloud_status.${value}`,
    sns_status: `sns_status.${value}`,
  };
  if (name === 'value') return value;
  if (name === 'kind' && ['application_kind', 'sns_kind'].includes(code))
    return find(`application_kind.${value}`) ?? value;
  if (name === 'kind' && code.startsWith('cloud_assurance')) return find(`certificate.${value}`) ?? value;
  const word = words[name];
  if (word) return find(word) ?? value;
  if (isIso(value)) return plainDate(value);
  return /^\d{4}-\d{2}-\d{2}T/.test(value) ? instant(value) : value;
}

/** The last part of the field of a problem: its name inside the entry of a list. */
export const lastPart = (problem: Problem): string => problem.field?.split('.').at(-1) ?? '';

/** The problem of a field inside a list, whatever its place in the list is called. */
export function fieldProblem(problems: Problem[], field: string): string | null {
  const found = problems.find((problem) => lastPart(problem) === field);
  return found ? problemText(found) : null;
}
