/** The method by which risk is judged, as a document: points, limits, what remains, on what each rests, and who changed it when and why. */
import { useAnswer } from '../lib/answers';
import { longDate } from '../lib/date';
import type { RiskMethodView, RiskSettings } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { go } from '../lib/place';
import { t } from '../lib/wording';
import { ButtonLink, PrintButton } from '../parts/Button';
import { PageHead } from '../parts/PageHead';
import { Ready } from '../parts/Problems';
import { MethodTables } from './MethodTables';
import { fieldsOf } from './method';
import { LevelSign, levelText } from './words';

export function Method() {
  const asked = useAnswer('risk_method', {});
  return <Ready asked={asked}>{(view) => <Page view={view} />}</Ready>;
}

function Page({ view }: { view: RiskMethodView }) {
  const { method: held, shipped } = view;
  const [fields, usual] = [fieldsOf(held), fieldsOf(shipped)];
  useKeys(
    view.may_change ? [{ caps: ['E'], label: t('ui.keys.edit'), on: ['e'], run: () => go('/risk/method/edit') }] : [],
  );
  /** What the program says, where the office says something else. */
  const instead = (field: string, word: (value: string) => string) =>
    fields[field] === usual[field] ? null : (
      <span className="ml-2 text-label" data-testid={`usual-${field}`}>
        {t('ui.risk.method.shipped_value', { n: word(usual[field] ?? '') })}
      </span>
    );
  return (
    <>
      <PageHead
        title={t('ui.risk.method.title')}
        crumbs={[{ to: '/risk', label: t('ui.nav.risk') }, { label: t('ui.risk.method') }]}
        beside={
          <span className="tag" data-testid="whose-method">
            {t(view.settings.method ? 'ui.risk.method_own' : 'ui.risk.method_shipped')}
          </span>
        }
        actions={
          <>
            <PrintButton />
            {view.may_change && (
              <ButtonLink to="/risk/method/edit" weight="filled" data-testid="edit-method">
                {t('ui.risk.method.edit')}
              </ButtonLink>
            )}
          </>
        }
      />
      <div className="mb-4 grid max-w-4xl gap-2">
        <p className="rounded-4 border border-line border-l-4 border-l-accent bg-accent-ground px-3 py-2">
          {t('ui.risk.method.own')}
        </p>
        <p>{t('ui.risk.method.how')}</p>
        <Changed settings={view.settings} />
        {!view.may_change && (
          <p className="text-ink-2" data-testid="read-only">
            {t('ui.risk.method.read_only')}
          </p>
        )}
      </div>
      <MethodTables
        view={view}
        method={held}
        columns="sm:grid-cols-2 wide:grid-cols-3"
        figures={{
          figure: ({ field }) => (
            <>
              {field.includes('.from.') ? t('ui.risk.method.sum_from', { from: fields[field] ?? '' }) : fields[field]}
              {instead(field, (value) => value)}
            </>
          ),
          level: ({ field }) => (
            <>
              <span className="inline-flex items-center gap-1.5">
                <LevelSign level={Number(fields[field])} />
                {levelText('residual', Number(fields[field]))}
              </span>
              {instead(field, (value) => levelText('residual', Number(value)))}
            </>
          ),
          wrong: () => null,
        }}
      />
    </>
  );
}

/** Who changed the method when and why. */
function Changed({ settings }: { settings: RiskSettings }) {
  const { by, on, reason, revision, method } = settings;
  if (!by) return <p className="text-label">{t('ui.risk.method.unchanged')}</p>;
  const key = method ? 'ui.risk.method.changed' : 'ui.risk.method.back';
  return (
    <p data-testid="changed">
      {t(key, { date: longDate(on), name: by.name || by.account, n: revision })}
      {reason && <span className="block">{t('ui.risk.method.why', { reason })}</span>}
    </p>
  );
}
