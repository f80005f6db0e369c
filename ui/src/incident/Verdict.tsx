/** Whether an incident is reported, with its reasons or with what would settle it, and the steps that follow with their days. */

import { Fragment } from 'react';
import { plainDate } from '../lib/date';
import type { IncidentStep, IncidentVerdict, IncidentView } from '../lib/generated';
import { t } from '../lib/wording';
import { Link } from '../parts/Button';
import { Mark, type Shape } from '../parts/Mark';
import { StepDay } from './words';

/** The mark before the sentence; that it is reported is nothing wrong, so that it has none. */
function shapeOf({ reported }: IncidentVerdict): Shape | null {
  if (reported === null) return 'unknown';
  return reported ? null : 'met';
}

/** The sentence, and why; `edit` leads to the form, where what is not known yet is entered. */
export function Verdict({ verdict, edit }: { verdict: IncidentVerdict; edit: string | null }) {
  const shape = shapeOf(verdict);
  return (
    <section
      aria-label={t('ui.incident.verdict')}
      data-testid="verdict"
      className={`keep rounded-4 border border-line border-l-4 px-3 py-2 ${shape === 'unknown' ? 'border-l-unknown-line' : 'border-l-accent'}`}
    >
      <p className="font-bold" aria-live="polite">
        {shape ? (
          <Mark shape={shape} bold>
            <span className="whitespace-normal text-ink">{verdict.text}</span>
          </Mark>
        ) : (
          verdict.text
        )}
      </p>
      {verdict.reasons.length > 0 && (
        <ul className="mt-1 grid gap-0.5">
          {verdict.reasons.map((reason) => (
            <li key={reason} className="break-words">
              {reason}
            </li>
          ))}
        </ul>
      )}
      {verdict.unknown.length > 0 && (
        <p className="mt-1 pl-5">
          <span className="mr-2 text-label">{t('ui.incident.verdict.unknown')}</span>
          {verdict.unknown.map(({ field, label }, at) => (
            <Fragment key={field}>
              {at > 0 && t('ui.list_separator')}
              {edit ? (
                <Link to={`${edit}?field=${field}`} data-testid={`settle-${field}`}>
                  {label}
                </Link>
              ) : (
                label
              )}
            </Fragment>
          ))}
        </p>
      )}
    </section>
  );
}

/** The steps in a row; each that is open leads to what is done about it. */
export function Steps({ view }: { view: IncidentView }) {
  const { incident, steps } = view;
  if (steps.length === 0) return null;
  const here = `/incident/${incident.id}`;
  return (
    <section aria-labelledby="steps" className="keep">
      <div className="mb-1 flex flex-wrap items-baseline gap-x-4">
        <h2 id="steps">{t('ui.incident.steps')}</h2>
        <DayOne view={view} />
      </div>
      <ol className="grid gap-3 wide:grid-cols-3" data-testid="steps">
        {steps.map((step) => (
          <li key={step.kind} className="panel flex flex-col gap-1" data-testid={`step-${step.kind}`}>
            <h3>{step.title}</h3>
            <StepDay step={step} />
            <p className="text-label">{step.basis}</p>
            {!step.done && (
              <p className="no-print mt-auto flex flex-wrap gap-x-4">
                {step.kind === 'persons' ? (
                  <Link to={`${here}/edit?field=notice.on`}>{t('ui.incident.to_notice')}</Link>
                ) : (
                  <>
                    <Link to={`${here}?tab=papers`} aria-label={of(step, t('ui.incident.to_papers'))}>
                      {t('ui.incident.to_papers')}
                    </Link>
                    <Link to={`${here}/edit?field=reports`} aria-label={of(step, t('ui.incident.to_report'))}>
                      {t('ui.incident.to_report')}
                    </Link>
                  </>
                )}
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

const of = (step: IncidentStep, text: string) => t('ui.problem.at', { field: step.title, text });

/** The day from which the days count. */
export function DayOne({ view }: { view: IncidentView }) {
  if (view.day_one === null) return null;
  return (
    <p className="text-label" data-testid="day-one">
      {t(view.incident.known_on ? 'ui.incident.day_one' : 'ui.incident.day_one_recorded', {
        date: plainDate(view.day_one),
      })}
    </p>
  );
}

/** The steps one below the other, for beside a form. */
export function StepList({ view }: { view: IncidentView }) {
  if (view.steps.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="form-steps">
      <h2 id="form-steps" className="mb-1">
        {t('ui.incident.steps')}
      </h2>
      <DayOne view={view} />
      <ol className="divide-y divide-line" data-testid="steps">
        {view.steps.map((step) => (
          <li key={step.kind} className="py-1.5" data-testid={`step-${step.kind}`}>
            <div>{step.title}</div>
            <StepDay step={step} />
          </li>
        ))}
      </ol>
    </section>
  );
}
