/** What is known of an incident, in the parts of its page: when what happened, whose information, the nine items of a report, the reports made, who looks after it, and the records in which it happened. */
import { Fragment, type ReactNode } from 'react';
import { Behind } from '../contractor/Behind';
import { denseDate, figure, plainDate } from '../lib/date';
import type { Incident, IncidentReport, IncidentView } from '../lib/generated';
import { find, type Key, t } from '../lib/wording';
import { Link } from '../parts/Button';
import { Mark } from '../parts/Mark';
import { kindName, label, reportName } from './words';

function Part({ id, title, children }: { id: string; title: Key; children: ReactNode }) {
  return (
    <section className="keep panel" aria-labelledby={id} data-testid={id}>
      <h2 id={id} className="mb-1">
        {t(title)}
      </h2>
      {children}
    </section>
  );
}

/** Fields that say something, as labels and what stands beside them. */
function Pairs({ pairs }: { pairs: [string, ReactNode][] }) {
  return (
    <dl className="record-dl">
      {pairs
        .filter(([, text]) => text)
        .map(([name, text]) => (
          <Fragment key={name}>
            <dt>{label(name)}</dt>
            <dd className="whitespace-pre-line break-words">{text}</dd>
          </Fragment>
        ))}
    </dl>
  );
}

export function Course({ incident }: { incident: Incident }) {
  const day = (field: keyof Incident): [string, ReactNode] => [field, plainDate(incident[field] as string | null)];
  return (
    <Part id="course" title="ui.incident.course">
      <Pairs
        pairs={[
          ['kinds', incident.kinds.map(kindName).join(t('ui.list_separator'))],
          day('happened_on'),
          day('found_on'),
          ['found_by', incident.found_by],
          day('contractor_knew_on'),
          day('contractor_reported_on'),
          day('known_on'),
          ['known_by', incident.known_by],
          day('recorded_on'),
          day('closed_on'),
        ]}
      />
    </Part>
  );
}

const ASKED = ['personal_info', 'my_number', 'special_care', 'ordinance_care', 'property_damage', 'malicious'] as const;

export function Whose({ incident }: { incident: Incident }) {
  return (
    <Part id="whose" title="ui.incident.whose">
      <dl className="record-dl">
        {ASKED.map((field) => (
          <Fragment key={field}>
            <dt>{label(field)}</dt>
            <dd>
              {incident[field] === null ? (
                <Mark shape="unknown">{t('ui.unanswered')}</Mark>
              ) : (
                t(incident[field] ? 'ui.yes' : 'ui.no')
              )}
            </dd>
          </Fragment>
        ))}
      </dl>
    </Part>
  );
}

/** The nine items of a report, in the order of the rule; one that says nothing leads to its field. */
export function Items({ incident, edit }: { incident: Incident; edit: string }) {
  const { notice } = incident;
  const told = [
    incident.response,
    notice.on && said('notice.on', plainDate(notice.on)),
    notice.how && said('notice.how', notice.how),
    notice.instead && said('notice.instead', notice.instead),
  ];
  const persons = incident.persons === null ? null : t('ui.incident.persons_n', { n: figure(incident.persons) });
  const items: [string, (string | null | false)[]][] = [
    ['overview', [incident.overview]],
    ['items', [incident.items]],
    ['persons', [persons, incident.persons_note]],
    ['cause', [incident.cause]],
    ['secondary_harm', [incident.secondary_harm]],
    ['response', told],
    [
      'publication',
      [incident.publication, incident.published_on && said('published_on', plainDate(incident.published_on))],
    ],
    ['prevention', [incident.prevention]],
    ['remarks', [incident.remarks]],
  ];
  return (
    <Part id="items" title="ui.incident.items">
      <ol className="divide-y divide-line">
        {items.map(([field, lines], at) => {
          const text = lines.filter(Boolean).join('\n');
          return (
            <li key={field} className="py-1.5" data-testid={`item-${field}`}>
              <div className="text-label">{t('ui.incident.item', { n: at + 1, label: label(field) })}</div>
              {text ? (
                <p className="whitespace-pre-line break-words">{text}</p>
              ) : field === 'remarks' ? (
                t('ui.none')
              ) : (
                <span className="inline-flex flex-wrap items-baseline gap-x-4">
                  <Mark shape="unknown">{t('ui.incident.item.empty')}</Mark>
                  <Link to={`${edit}?field=${field}`} className="no-print">
                    {t('ui.incident.mend')}
                    <span className="sr-only">{label(field)}</span>
                  </Link>
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </Part>
  );
}

const said = (field: string, text: string) => t('ui.problem.at', { field: label(field), text });

export function Reports({ reports }: { reports: IncidentReport[] }) {
  return (
    <Part id="reports" title="ui.incident.reports">
      {reports.length === 0 ? (
        <p className="text-label">{t('ui.incident.reports.none')}</p>
      ) : (
        <div className="overflow-x-auto">
          <table className="table" aria-labelledby="reports">
            <thead>
              <tr>
                {['kind', 'on', 'to', 'number', 'note'].map((field) => (
                  <th key={field} scope="col">
                    {find(`ui.incident.reports.${field}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {reports.map((report) => (
                <tr key={JSON.stringify(report)}>
                  <td className="whitespace-nowrap">{reportName(report.kind)}</td>
                  <td className="whitespace-nowrap" title={report.on}>
                    {denseDate(report.on)}
                  </td>
                  <td>{report.to ?? t('ui.incident.commission')}</td>
                  <td>{report.number}</td>
                  <td className="whitespace-normal">{report.note}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Part>
  );
}

export function InCharge({ incident }: { incident: Incident }) {
  return (
    <Part id="charge" title="ui.incident.group.charge">
      <dl className="dl">
        <dt>{label('section')}</dt>
        <dd>{incident.section ?? t('ui.none')}</dd>
        <dt>{label('owner')}</dt>
        <dd>{incident.owner ?? t('ui.none')}</dd>
        {incident.owner_since && (
          <>
            <dt>{label('owner_since')}</dt>
            <dd>{plainDate(incident.owner_since)}</dd>
          </>
        )}
      </dl>
    </Part>
  );
}

/** The records in which it happened, and the contractor that worked there. */
export function Places({ view }: { view: IncidentView }) {
  const { links, contractor, incident } = view;
  return (
    <Part id="places" title="ui.incident.places">
      {links.length === 0 && <p className="text-label">{t('ui.incident.places.none')}</p>}
      <dl className="dl">
        {links.map((link) => (
          <Fragment key={link.id}>
            <dt>{label(link.register)}</dt>
            <dd>
              <Link to={`/${link.register}/${link.id}`} className="break-words">
                {link.title}
              </Link>
            </dd>
          </Fragment>
        ))}
        {contractor && (
          <>
            <dt>{t('ui.incident.contractor')}</dt>
            <dd>
              {contractor} <Behind register="contract" id={incident.contract ?? ''} place="contractor" />
            </dd>
          </>
        )}
      </dl>
    </Part>
  );
}
