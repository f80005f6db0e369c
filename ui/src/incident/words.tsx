/** The words and marks of incidents, for the list, the form and the record. Whether it is reported and by which day the ledger says. */
import { dayDate, denseDate, distance, plainDate } from '../lib/date';
import type { IncidentKind, IncidentReportKind, IncidentStep } from '../lib/generated';
import { find, t } from '../lib/wording';
import { Mark } from '../parts/Mark';

/** Every kind, in the order in which the form lists them. */
const EVERY_KIND: Record<IncidentKind, true> = {
  leak: true,
  loss: true,
  damage: true,
  takeover: true,
  malware: true,
  access: true,
  outage: true,
  breach: true,
  other: true,
};
export const KINDS = Object.keys(EVERY_KIND) as IncidentKind[];
const REPORTS: IncidentReportKind[] = ['initial', 'follow_up', 'final'];

/** The name of a field in words; one inside a list or a group has its own. */
export function label(name: string): string {
  return find(`incident_field.${name}`) ?? find(`ui.incident.${name}`) ?? name;
}

export const kindName = (kind: IncidentKind): string => find(`incident_kind.${kind}`) ?? kind;
export const reportName = (kind: IncidentReportKind): string => find(`incident_report.${kind}`) ?? kind;
export const reports = () => REPORTS.map((value) => ({ value, label: reportName(value) }));

/** Whether it is reported, in one word. */
export function reportedText(reported: boolean | null): string {
  if (reported === null) return t('ui.incident.reported.unknown');
  return t(reported ? 'ui.incident.reported.yes' : 'ui.incident.reported.no');
}

export const stateText = (closed_on: string | null): string =>
  t(closed_on === null ? 'ui.incident.open' : 'ui.incident.closed');

/** So many days ahead a day is near. */
const NEAR = 7;
/** Beyond so many days the year is said too. */
const FAR = 120;

/** The last day of a step, its distance, and the day on which it was done. */
export function StepDay({ step }: { step: IncidentStep }) {
  const { days, due_on } = step;
  if (step.done) {
    return (
      <Mark shape="met">
        {step.done_on ? t('ui.incident.done_on', { date: plainDate(step.done_on) }) : t('ui.incident.done')}
      </Mark>
    );
  }
  if (due_on === null || days === null) return <b>{t('ui.incident.at_once')}</b>;
  const date = Math.abs(days) > FAR ? denseDate(due_on) : dayDate(due_on);
  return (
    <span className="flex flex-wrap items-baseline gap-x-3">
      <b className="whitespace-nowrap" title={due_on}>
        {t('ui.incident.until', { date })}
      </b>
      {days < 0 ? (
        <Mark shape="overdue" bold>
          {distance(days)}
        </Mark>
      ) : days <= NEAR ? (
        <Mark shape="soon">{distance(days)}</Mark>
      ) : (
        <span className="whitespace-nowrap text-label">{distance(days)}</span>
      )}
    </span>
  );
}
