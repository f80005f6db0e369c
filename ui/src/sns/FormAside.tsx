/** Beside the form: what saving would ask for anew, how many requirements apply, and what is wrong with the account as it would be. */
import { Changes } from '../approval/Changes';
import type { BoundChange, SnsView } from '../lib/generated';
import { t } from '../lib/wording';
import { Mark } from '../parts/Mark';
import { Texts } from '../parts/Texts';

const SHOWN = 5;

export function FormAside({ view, reopens, waiting }: { view: SnsView; reopens: BoundChange[]; waiting: boolean }) {
  const { counts } = view;
  const texts = view.findings.map((finding) => finding.text);
  return (
    <aside
      aria-label={t('ui.sns.form_aside')}
      className="grid content-start gap-4 self-start wide:sticky wide:top-0"
      aria-busy={waiting}
    >
      {reopens.length > 0 && (
        <section
          role="status"
          data-testid="reopens"
          aria-labelledby="reopens"
          className="rounded-8 border-2 border-unknown-line bg-unknown-ground px-3.5 py-3"
        >
          <h2 id="reopens">
            <Mark shape="unknown" bold>
              <span className="whitespace-normal">{t('ui.cloud.reopens')}</span>
            </Mark>
          </h2>
          <p className="my-1">{t('ui.sns.reopens_text')}</p>
          <Changes changes={reopens} />
        </section>
      )}
      <section className="panel" aria-labelledby="form-counts">
        <h2 id="form-counts" className="mb-1">
          {t('ui.requirements')}
        </h2>
        <dl className="dl">
          <dt>{t('ui.cloud.counts.applies')}</dt>
          <dd data-testid="count-applies" className="figure font-bold">
            {t('ui.items', { n: counts.applies })}
          </dd>
          <dt>{t('ui.state.met')}</dt>
          <dd className="figure">{t('ui.items', { n: counts.met })}</dd>
          <dt>{t('ui.state.missing')}</dt>
          <dd className="figure">{t('ui.items', { n: counts.missing })}</dd>
          <dt>{t('ui.state.unknown')}</dt>
          <dd className="figure">{t('ui.items', { n: counts.unknown })}</dd>
        </dl>
      </section>
      {texts.length > 0 && (
        <section className="panel" aria-labelledby="form-findings">
          <h2 id="form-findings" className="mb-1">
            {t('ui.cloud.findings_n', { n: texts.length })}
          </h2>
          <Texts texts={texts} shown={SHOWN} />
        </section>
      )}
    </aside>
  );
}
