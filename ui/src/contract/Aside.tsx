/** The right column of a contract: what falls due, its annexes, its terms, what changes when the ordinance is in force. */
import { DueDates } from '../due/Beside';
import { Incidents } from '../incident/Beside';
import { denseRange, longDate } from '../lib/date';
import type { ContractView } from '../lib/generated';
import { t } from '../lib/wording';
import { Link } from '../parts/Button';
import { RiskLine } from './Risk';

export function Aside({ view }: { view: ContractView }) {
  const { contract } = view;
  const later = view.requirements.filter((row) => row.after_enforcement);
  const pin = contract.pins[0];
  const papers = view.annexes.filter((annex) => annex.articles > 0);
  return (
    <aside
      aria-label={t('ui.contract.follows')}
      className="divide-y divide-line [&>section]:py-3 [&>section:first-child]:pt-0"
    >
      <section>
        <DueDates due={view.due} past={view.as_of !== null} />
      </section>
      {view.as_of === null && (
        <>
          <RiskLine id={contract.id} />
          <section>
            <Incidents register="contract" id={contract.id} />
          </section>
        </>
      )}
      <section>
        <h2 className="mb-1">{t('ui.annex.title')}</h2>
        <p data-testid="annex-summary">
          {t('ui.annex.summary', {
            kinds: papers.length,
            articles: papers.reduce((sum, annex) => sum + annex.articles, 0),
          })}
        </p>
        <ul className="text-ink-2">
          {papers.map((annex) => (
            <li key={annex.kind}>{annex.title}</li>
          ))}
        </ul>
        <p className="text-label">
          {pin
            ? t('ui.annex.pinned', { date: longDate(contract.signed_on), catalogue: pin.catalogue })
            : t('ui.annex.unpinned')}
        </p>
      </section>
      {view.terms.length > 1 && (
        <section>
          <h2 className="mb-1">{t('ui.contract.terms')}</h2>
          <ol>
            {view.terms.map((term) => (
              <li key={term.id} className="flex justify-between gap-2">
                {term.id === contract.id ? (
                  <b>{t('ui.contract.term', { n: term.term })}</b>
                ) : (
                  <Link to={`/contract/${term.id}`}>{t('ui.contract.term', { n: term.term })}</Link>
                )}
                <span>{denseRange(term.starts_on, term.ends_on)}</span>
              </li>
            ))}
          </ol>
        </section>
      )}
      {later.length > 0 && (
        <section>
          <h2 className="mb-1">{t('ui.contract.later')}</h2>
          <p className="text-label">
            {t('ui.contract.later_text', {
              ids: later
                .slice(0, 3)
                .map((row) => row.id)
                .join(t('ui.list_separator')),
              n: later.length,
              date: longDate(later[0]?.effective_from ?? null),
            })}
          </p>
        </section>
      )}
    </aside>
  );
}
