/** What somebody else changed in a record while it was being edited here. Only shows; the person decides which value is saved. */
import { t } from '../lib/wording';
import { fieldName } from './HistoryTable';

export interface Difference {
  field: string;
  before: string;
  now: string;
}

export function Elsewhere({
  register,
  differences,
  typed,
}: {
  register?: string;
  differences: Difference[];
  typed: Record<string, unknown>;
}) {
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
              <dt>{fieldName(field, register)}</dt>
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
