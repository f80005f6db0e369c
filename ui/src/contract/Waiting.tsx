/** What of a contract waits for its review, its decision or an answer (審査・決裁を待つもの), with the way to it. */
import { isOpen } from '../approval/case';
import { ApplicationMark, stepText } from '../approval/words';
import { plainDate } from '../lib/date';
import type { ContractCase, ContractView } from '../lib/generated';
import { useSearch } from '../lib/place';
import { find, t } from '../lib/wording';
import { Disclosure } from '../parts/Disclosure';
import { Matter } from './Matter';
import { placeOf, stepOf, waiting } from './matter';

export function Waiting({ view }: { view: ContractView }) {
  const cases = waiting(view);
  if (cases.length === 0) return null;
  return (
    <section className="panel mb-3" aria-labelledby="waits" data-testid="waits">
      <h2 id="waits" className="mb-1">
        {t('ui.matter.waits')}
        <span className="ml-3 font-normal text-label">{t('ui.items', { n: cases.length })}</span>
      </h2>
      <ul className="divide-y divide-line">
        {cases.map((one) => (
          <Line key={one.matter} view={view} one={one} />
        ))}
      </ul>
    </section>
  );
}

function Line({ view, one }: { view: ContractView; one: ContractCase }) {
  const [, setParams] = useSearch();
  const { application } = one;
  if (!application) return null;
  const step = stepOf(one);
  // A requirement that applies no more has no row to go to.
  const requirement = one.matter.startsWith('waiver:') ? placeOf(one.matter).open : null;
  const nowhere = requirement !== null && !view.requirements.some((row) => row.id === requirement);
  return (
    <li className="py-1" data-testid={`waits-${one.matter}`}>
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5">
        <ApplicationMark state={application.state} text={find(`application_state.${application.state}`) ?? ''} />
        {nowhere ? (
          <span>{one.title}</span>
        ) : (
          <button type="button" className="link text-left" onClick={() => setParams(placeOf(one.matter))}>
            {one.title}
          </button>
        )}
        <span className="text-label">
          {t('ui.matter.applied', { date: plainDate(application.by.on), name: application.by.name })}
        </span>
        {step && <b className="ml-auto">{t('ui.matter.yours', { step: stepText(step) })}</b>}
      </div>
      {nowhere && isOpen(one) && (
        <Disclosure label={t('ui.matter.show')} start={step !== null}>
          <div className="mt-2">
            <Matter view={view} one={one} />
          </div>
        </Disclosure>
      )}
    </li>
  );
}
