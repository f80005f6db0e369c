/** In which fields of the form two readings of a contract differ. */
import type { ContractView } from '../lib/generated';
import { t } from '../lib/wording';
import type { Difference } from '../parts/Elsewhere';
import { FIELDS } from './Basics';
import { shown } from './draft';
import { factText } from './Facts';

/** The fields of the form that differ between two readings of a contract. */
export function differences(before: ContractView, now: ContractView): Difference[] {
  const fields = [...FIELDS].map((field) => ({
    field,
    before: shown(before.contract, {}, field),
    now: shown(now.contract, {}, field),
  }));
  const facts = now.questions.map((question) => ({
    field: `facts.${question.fact}`,
    before: factText(question, before.contract.facts[question.fact] ?? null) ?? t('ui.unanswered'),
    now: factText(question, now.contract.facts[question.fact] ?? null) ?? t('ui.unanswered'),
  }));
  return [...fields, ...facts].filter((one) => one.before !== one.now);
}
