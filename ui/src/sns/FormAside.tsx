/** Beside the form: what saving would ask for anew, how many requirements apply, and what is wrong with the account as it would be. */
import { Reopens } from '../approval/Reopens';
import type { BoundChange, SnsView } from '../lib/generated';
import { t } from '../lib/wording';
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
      <Reopens changes={reopens} text={t('ui.sns.reopens_text')} />
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
