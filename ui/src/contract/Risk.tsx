/** The risk of one contract: what it is in itself, whether the measures are in place, what remains, and what would lessen it. Reads only; the answers are given in the form. */
import { useAnswer } from '../lib/answers';
import type { ContractRisk, ContractView, RiskFactor, RiskSide, RiskThen } from '../lib/generated';
import { find, t } from '../lib/wording';
import { Link } from '../parts/Button';
import { Disclosure } from '../parts/Disclosure';
import { Mark } from '../parts/Mark';
import { Ready } from '../parts/Problems';
import { LevelMark, MovedMark } from '../risk/words';

/** What remains, in one line beside the contract, with the way to its reasons. */
export function RiskLine({ id }: { id: string }) {
  const risk = useAnswer('risk_of', { id }).data;
  if (!risk) return null;
  return (
    <section data-testid="risk-line">
      <h2 className="mb-1">{t('ui.nav.risk')}</h2>
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <LevelMark level={risk.level} bold />
        <Link to={`/contract/${id}?tab=risk`}>{t('ui.risk.contract.why')}</Link>
      </p>
    </section>
  );
}

export function Risk({ view }: { view: ContractView }) {
  const asked = useAnswer('risk_of', { id: view.contract.id });
  return <Ready asked={asked}>{(risk) => <Page view={view} risk={risk} />}</Ready>;
}

function Page({ view, risk }: { view: ContractView; risk: ContractRisk }) {
  const { level, sentence, inherent, measures, then, adjusted } = risk;
  return (
    <div className="grid gap-5" data-testid="contract-risk">
      <section
        aria-labelledby="remains"
        className="rounded-6 border border-line border-l-4 border-l-accent px-3.5 py-2.5"
      >
        <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
          <h2 id="remains">{t('ui.risk.residual')}</h2>
          <span className="text-20" data-testid="risk-level">
            <LevelMark level={level} bold />
          </span>
          <span className="ml-auto flex flex-wrap gap-x-4">
            <Link to="/risk/method">{t('ui.risk.method')}</Link>
            <Link to="/risk">{t('ui.risk.contract.all')}</Link>
          </span>
        </div>
        <p className="mt-1">{sentence}</p>
        <Then then={then} />
        {adjusted && <p className="text-label">{t('ui.risk.method_adjusted')}</p>}
      </section>
      <div className="grid items-start gap-x-6 gap-y-5 wide:grid-cols-2">
        <Factors view={view} side={inherent} id="inherent" quarter={then?.quarter ?? null} />
        <Factors view={view} side={measures} id="measures" quarter={then?.quarter ?? null} />
      </div>
      <section aria-labelledby="fixes" data-testid="fixes">
        <h2 id="fixes" className="mb-1">
          {t('ui.risk.contract.fixes')}
        </h2>
        {risk.fixes.length === 0 ? (
          <p className="text-label">{t('ui.risk.contract.fixes_none')}</p>
        ) : (
          <ul className="divide-y divide-line border-line border-y">
            {risk.fixes.map((fix) => (
              <li key={fix.factor} className="flex flex-wrap items-baseline justify-between gap-x-6 py-1.5">
                <span>{fix.text}</span>
                <span className="text-ink-2">{t('ui.risk.contract.fix_level', { level: fix.level.text })}</span>
              </li>
            ))}
            {risk.fixes.length > 1 && (
              <li className="flex flex-wrap items-baseline justify-between gap-x-6 py-1.5" data-testid="fix-all">
                <span>{t('ui.risk.contract.fix_all')}</span>
                <b>{t('ui.risk.contract.fix_level', { level: risk.after.text })}</b>
              </li>
            )}
          </ul>
        )}
      </section>
    </div>
  );
}

/** What remained at the end of the last quarter. */
function Then({ then }: { then: RiskThen | null }) {
  if (!then) return <p className="text-label">{t('ui.risk.contract.then_unknown')}</p>;
  const { quarter, level, moved } = then;
  return (
    <p className="flex flex-wrap items-baseline gap-x-3" data-testid="risk-then">
      {level
        ? t('ui.risk.contract.then_known', { quarter, level: level.text })
        : t('ui.risk.contract.then_new', { quarter })}
      {moved && level && <MovedMark moved={moved} />}
      {!moved && <span className="text-label">{t('ui.risk.contract.same')}</span>}
    </p>
  );
}

/** One side with every factor; `quarter` is the last one, if anything is known of it. */
function Factors({
  view,
  side,
  id,
  quarter,
}: {
  view: ContractView;
  side: RiskSide;
  id: 'inherent' | 'measures';
  quarter: string | null;
}) {
  const changed = quarter !== null && side.factors.some((factor) => factor.then !== null);
  return (
    <section aria-labelledby={`side-${id}`} className="min-w-0" data-testid={`side-${id}`}>
      <h2 id={`side-${id}`} className="mb-1 flex flex-wrap items-baseline gap-x-3">
        {t(`ui.risk.${id}`)}
        <span>
          <LevelMark level={side.level} bold />
        </span>
        <span className="font-normal text-label">{side.points}</span>
      </h2>
      <div className="overflow-x-auto">
        <table className="table" aria-labelledby={`side-${id}`}>
          <thead>
            <tr>
              <th scope="col">{t('ui.risk.contract.factor')}</th>
              <th scope="col">{t('ui.risk.contract.choice')}</th>
              <th scope="col" className="figure">
                {t('ui.risk.method.points')}
              </th>
              {changed && (
                <th scope="col" className="whitespace-normal!">
                  {t('ui.risk.before', { quarter: quarter ?? '' })}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {side.factors.map((factor) => (
              <tr key={factor.id} data-testid={`factor-${factor.id}`}>
                <th scope="row" className="whitespace-normal! border-b-line! align-top font-normal!">
                  {factor.label}
                </th>
                <td>
                  <Choice view={view} factor={factor} />
                </td>
                <td className="figure whitespace-nowrap">
                  {factor.low === factor.high
                    ? t('ui.risk.contract.points_text', { n: factor.low })
                    : t('ui.risk.contract.points_range', { low: factor.low, high: factor.high })}
                </td>
                {changed && (
                  <td className={factor.then === null ? 'text-label' : ''}>
                    {factor.then ?? t('ui.risk.contract.then_same')}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="mt-1">
        <Disclosure label={t('ui.risk.contract.basis_show')}>
          <dl className="dl mt-1 text-ink-2">
            {side.factors.map((factor) => (
              <div key={factor.id} className="contents">
                <dt className="text-label">{factor.label}</dt>
                <dd>{factor.basis}</dd>
              </div>
            ))}
          </dl>
        </Disclosure>
      </div>
    </section>
  );
}

/** What holds of the contract; where it is open, the questions that would settle it. */
function Choice({ view, factor }: { view: ContractView; factor: RiskFactor }) {
  if (factor.low === factor.high && factor.facts.length === 0) return factor.choice;
  const open = factor.facts.filter((fact) => {
    const question = view.questions.find((one) => one.fact === fact);
    return question ? question.value === null : true;
  });
  return (
    <>
      <Mark shape="unknown">{factor.choice}</Mark>
      <ul className="no-print">
        {open.map((fact) => (
          <li key={fact}>
            <Link to={`/contract/${view.contract.id}/edit?part=facts&fact=${fact}`} data-testid={`settle-${fact}`}>
              {t('ui.risk.contract.settle', {
                fact: view.questions.find((one) => one.fact === fact)?.short ?? find(`fact.${fact}.short`) ?? fact,
              })}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
