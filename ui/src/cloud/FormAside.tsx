/** Beside the form: what saving would reopen, how much is to be checked for this use, and what an approval still waits for. */
import { Reopens } from '../approval/Reopens';
import type { BoundChange, CloudView } from '../lib/generated';
import { t } from '../lib/wording';
import { Texts } from '../parts/Texts';

const SHOWN = 5;

export function Aside({ view, reopens, waiting }: { view: CloudView; reopens: BoundChange[]; waiting: boolean }) {
  const { counts } = view;
  const texts = view.findings.filter((finding) => finding.severity === 'must').map((finding) => finding.text);
  return (
    <aside
      aria-label={t('ui.cloud.form_aside')}
      className="grid content-start gap-4 self-start wide:sticky wide:top-0"
      aria-busy={waiting}
    >
      <Reopens changes={reopens} text={t('ui.cloud.reopens_text')} />
      <section className="panel" aria-labelledby="sheet-counts">
        <h2 id="sheet-counts" className="mb-1">
          {t('ui.cloud.sheet')}
        </h2>
        <dl className="dl">
          <dt>{t('ui.cloud.counts.applies')}</dt>
          <dd data-testid="count-applies" className="figure font-bold">
            {t('ui.items', { n: counts.applies })}
          </dd>
          <dt>{t('ui.cloud.counts.met')}</dt>
          <dd className="figure">{t('ui.items', { n: counts.met })}</dd>
          <dt>{t('ui.cloud.counts.unanswered')}</dt>
          <dd className="figure">{t('ui.items', { n: counts.unanswered })}</dd>
          <dt>{t('ui.cloud.counts.unknown')}</dt>
          <dd className="figure">{t('ui.items', { n: counts.unknown })}</dd>
        </dl>
        <p className="mt-1 text-label">{t('ui.cloud.counts.help')}</p>
      </section>
      {texts.length > 0 && (
        <section className="panel" aria-labelledby="form-findings">
          <h2 id="form-findings" className="mb-1">
            {t('ui.cloud.before_approval', { n: texts.length })}
          </h2>
          <Texts texts={texts} shown={SHOWN} />
        </section>
      )}
    </aside>
  );
}
