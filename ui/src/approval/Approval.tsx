/** What an approval says: its number, its days, who decided, its conditions and its exceptions. */
import { type ReactNode, useId } from 'react';
import type { Decision } from '../lib/generated';
import { t } from '../lib/wording';
import { day } from '../parts/values';

/** An approval as the record has it; one of another ledger has no decision. */
export interface Given {
  number: string | null;
  decided_on: string | null;
  expires_on: string | null;
  next_check_on: string | null;
  conditions: string[];
  decision: Decision | null;
}

/** `more` are further lines before the remark; lines without content are left out. */
export function Approval({
  title,
  given,
  more = [],
  nameOf = (id) => id,
}: {
  title: string;
  given: Given;
  more?: [string, ReactNode][];
  nameOf?: (requirement: string) => string;
}) {
  const id = useId();
  const { decision, conditions } = given;
  const pairs: [string, ReactNode][] = [
    [t('ui.case.approval_number'), given.number],
    [t('ui.case.decided_on'), day(given.decided_on)],
    [t('ui.case.decided_by'), decision && decider(decision)],
    [t('ui.field.expires_on'), day(given.expires_on)],
    [t('ui.case.next_check'), day(given.next_check_on)],
    ...more,
    [t('ui.field.note'), decision?.note],
  ];
  return (
    <section className="panel" aria-labelledby={id} data-testid="approval">
      <h2 id={id} className="mb-1">
        {title}
      </h2>
      <dl className="dl">
        {pairs
          .filter(([, content]) => content)
          .map(([label, content]) => (
            <div key={label} className="contents">
              <dt>{label}</dt>
              <dd className="break-words">{content}</dd>
            </div>
          ))}
      </dl>
      {conditions.length > 0 && (
        <>
          <h3 className="mt-2">{t('ui.field.conditions')}</h3>
          <ol className="list-decimal pl-5" data-testid="conditions">
            {conditions.map((condition) => (
              <li key={condition}>{condition}</li>
            ))}
          </ol>
        </>
      )}
      {decision && decision.exceptions.length > 0 && (
        <>
          <h3 className="mt-2">{t('ui.decide.exceptions')}</h3>
          <ul>
            {decision.exceptions.map((exception) => (
              <li key={exception.requirement}>
                <b>{nameOf(exception.requirement)}</b>
                <div>{exception.reason}</div>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Who decided, and in whose place. */
export function decider(decision: Decision): string {
  return decision.acting
    ? t('ui.case.acted', { name: decision.by.name, absent: decision.acting.absent })
    : decision.by.name;
}
