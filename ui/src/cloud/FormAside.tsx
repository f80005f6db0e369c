/** Beside the form: what saving would reopen, how much is to be checked for this use, and what an approval still waits for. */
import type { BoundChange, CloudView } from '../lib/generated';
import { t } from '../lib/wording';
import { Disclosure } from '../parts/Disclosure';
import { Mark } from '../parts/Mark';

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
          <p className="my-1">{t('ui.cloud.reopens_text')}</p>
          <Changes changes={reopens} />
        </section>
      )}
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
          <Findings texts={texts.slice(0, SHOWN)} />
          {texts.length > SHOWN && (
            <Disclosure label={t('ui.home.show_rest', { n: texts.length - SHOWN })}>
              <Findings texts={texts.slice(SHOWN)} />
            </Disclosure>
          )}
        </section>
      )}
    </aside>
  );
}

export function Findings({ texts }: { texts: string[] }) {
  return (
    <ul className="grid gap-1.5">
      {texts.map((text) => (
        <li key={text} className="border-line border-l-4 pl-2">
          {text}
        </li>
      ))}
    </ul>
  );
}

/** Changed fields with their value before and after; a long list is folded. */
export function Changes({ changes }: { changes: BoundChange[] }) {
  const rest = changes.slice(SHOWN);
  return (
    <div data-testid="changes">
      <ChangeList changes={changes.slice(0, SHOWN)} />
      {rest.length > 0 && (
        <Disclosure label={t('ui.home.show_rest', { n: rest.length })}>
          <ChangeList changes={rest} />
        </Disclosure>
      )}
    </div>
  );
}

function ChangeList({ changes }: { changes: BoundChange[] }) {
  return (
    <ul className="grid gap-1">
      {changes.map((change) => (
        <li key={change.field} className="break-words">
          <b className="mr-2 text-accent">{t('ui.cloud.changed')}</b>
          {change.label}
          <div className="pl-9">
            <del className="text-ink-2">{change.before ?? t('ui.none')}</del>
            <span aria-hidden="true"> {t('ui.arrow')} </span>
            <ins className="font-bold no-underline">{change.after ?? t('ui.none')}</ins>
          </div>
        </li>
      ))}
    </ul>
  );
}
