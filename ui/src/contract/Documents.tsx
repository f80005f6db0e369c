/** The papers of a contract: annexes and forms that can be written now, and what was fixed when it was signed. */
import type { ContractView } from '../lib/generated';
import { t } from '../lib/wording';
import { Link } from '../parts/Button';
import { annexName } from './ChangePanel';
import { Forms } from './Forms';

/** Sheets are not annexes: every contract has them, and they have no articles. */
const SHEETS: ContractView['annexes'] = [
  { kind: 'spec_sheet', title: '', articles: 0, pinned: false },
  { kind: 'f20', title: '', articles: 0, pinned: false },
];

export function Documents({ view }: { view: ContractView }) {
  const { contract } = view;
  return (
    <div className="grid gap-6">
      <section aria-labelledby="papers">
        <h2 id="papers" className="mb-2">
          {t('ui.documents.papers')}
        </h2>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('ui.documents.paper')}</th>
              <th scope="col" className="figure">
                {t('ui.documents.articles')}
              </th>
              <th scope="col" className="pl-8!">
                {t('ui.documents.state')}
              </th>
              <td className="no-print border-b-ink-2!" />
            </tr>
          </thead>
          <tbody>
            {[...view.annexes, ...SHEETS].map((annex) => (
              <tr key={annex.kind}>
                <td>{annex.title || annexName(annex.kind)}</td>
                <td className="figure">{annex.articles || t('ui.none')}</td>
                <td className="pl-8!">
                  {annex.pinned || contract.pins.some((pin) => pin.kind === annex.kind)
                    ? t('ui.documents.pinned')
                    : t('ui.documents.draft')}
                </td>
                <td className="no-print text-right">
                  {view.as_of === null && (
                    <Link
                      to={`/contract/${contract.id}/annex?paper=${annex.kind}`}
                      aria-label={t('ui.documents.open_this', { title: annex.title || annexName(annex.kind) })}
                    >
                      {t('ui.documents.open')}
                    </Link>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {view.as_of === null && <Forms id={contract.id} />}
      {contract.pins.length > 0 && (
        <section aria-labelledby="pins">
          <h2 id="pins" className="mb-1">
            {t('ui.documents.pins')}
          </h2>
          <p className="mb-2 text-label">{t('ui.documents.pins_text')}</p>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('ui.documents.paper')}</th>
                <th scope="col">{t('ui.documents.catalogue')}</th>
                <th scope="col" className="figure">
                  {t('ui.documents.clauses')}
                </th>
                <th scope="col" className="pl-8!">
                  {t('ui.documents.hash')}
                </th>
              </tr>
            </thead>
            <tbody>
              {contract.pins.map((pin) => (
                <tr key={pin.kind}>
                  <td>{annexName(pin.kind)}</td>
                  <td>{pin.catalogue}</td>
                  <td className="figure">{pin.clauses.length}</td>
                  <td className="pl-8!" title={pin.hash}>
                    {pin.hash.slice(0, 8)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}
