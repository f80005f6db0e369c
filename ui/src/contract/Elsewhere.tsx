/** What somebody else changed in a contract while it was being edited here. Only shows; the person decides which value is saved. */
import type { ContractView } from '../lib/generated';
import { t } from '../lib/wording';
import { fieldName } from '../parts/HistoryTable';
import { FIELDS } from './Basics';
import { shown, type Typed } from './draft';
import { factText } from './Facts';

export interface Difference {
  field: string;
  before: string;
  now: string;
}

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

export function Elsewhere({ differences, typed }: { differences: Difference[]; typed: Typed }) {
  return (
    <section role="status" data-testid="elsewhere" className="panel mb-3" aria-labelledby="elsewhere">
      <h2 id="elsewhere" className="mb-1">
        {t('ui.elsewhere.title')}
      </h2>
      {differences.length === 0 && <p>{t('ui.elsewhere.none')}</p>}
      {differences.length > 0 && (
        <dl className="dl mb-1">
          {differences.map(({ field, before, now }) => (
            <div key={field} className="contents">
              <dt>{fieldName(field)}</dt>
              <dd className="break-words">
                <del className="text-ink-2">{before || t('ui.none')}</del>
                <span aria-hidden="true"> {t('ui.arrow')} </span>
                <ins className="font-bold no-underline">{now || t('ui.none')}</ins>
                {field in typed && <span className="ml-3">{t('ui.elsewhere.yours')}</span>}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p className="text-label">{t('ui.elsewhere.text')}</p>
    </section>
  );
}
