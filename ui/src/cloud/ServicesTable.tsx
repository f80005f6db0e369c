/** The uses that a public list speaks for: how each was found, what it holds now, what the list says, and a box to take it over. */
import { denseDate } from '../lib/date';
import type { InboxRow, ServiceMatch } from '../lib/generated';
import { find, t } from '../lib/wording';
import { Link } from '../parts/Button';
import { Mark } from '../parts/Mark';

export function Matches({
  matches,
  waiting,
  chosen,
  busy,
  onChoose,
}: {
  matches: ServiceMatch[];
  /** Applications that wait, by the id of their use. */
  waiting: Map<string, InboxRow>;
  /** Ids of the uses for which the list is to be taken over. */
  chosen: string[];
  busy: boolean;
  onChoose: (ids: string[]) => void;
}) {
  const toggle = (id: string) =>
    onChoose(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  return (
    <div className="overflow-x-auto">
      <table className="table">
        <thead>
          <tr>
            <th scope="col" className="no-print">
              <span className="sr-only">{t('ui.services.choose')}</span>
            </th>
            <th scope="col">{t('ui.services.own')}</th>
            <th scope="col">{t('ui.services.listed')}</th>
            <th scope="col">{t('ui.services.by')}</th>
            <th scope="col">{t('ui.services.change')}</th>
          </tr>
        </thead>
        <tbody>
          {matches.map((match) => (
            <tr key={match.id} data-testid={`match-${match.id}`}>
              <td className="no-print">
                {match.differs && (
                  <input
                    type="checkbox"
                    className="size-4"
                    data-testid={`choose-${match.id}`}
                    aria-label={t('ui.services.choose_this', { service: match.service })}
                    disabled={busy}
                    checked={chosen.includes(match.id)}
                    onChange={() => toggle(match.id)}
                  />
                )}
              </td>
              <td className="min-w-32">
                <Link to={`/cloud/${match.id}`}>{match.service}</Link>
                <p className="text-ink-2">{match.section}</p>
              </td>
              <td className="min-w-32">
                {match.listed_service}
                <p className="text-ink-2">{match.listed_provider}</p>
                <p className="text-label">{t('ui.services.row', { row: match.row })}</p>
              </td>
              <td className="min-w-28">
                {match.by === 'service' ? (
                  <Mark shape="unknown">
                    <span className="whitespace-normal">{find(`services.by.${match.by}`)}</span>
                  </Mark>
                ) : (
                  find(`services.by.${match.by}`)
                )}
              </td>
              <td className="min-w-44">
                <Changes match={match} />
                <p className="mt-1">
                  <Outcome match={match} waits={waiting.get(match.id)} />
                </p>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What taking it over does to the use: what was approved, or is just being reviewed, goes back to its review. */
function Outcome({ match, waits }: { match: ServiceMatch; waits: InboxRow | undefined }) {
  if (!match.differs) return <Mark shape="met">{t('ui.services.same')}</Mark>;
  if (!match.reopens && !waits) return <span className="text-label">{t('ui.services.only')}</span>;
  return (
    <>
      {waits && <span className="tag mr-2">{waits.state_text}</span>}
      <Mark shape="changed">
        <span className="whitespace-normal">{t('ui.services.reopens')}</span>
      </Mark>
    </>
  );
}

/** What the list says otherwise, with what the use holds struck out before it; the whole where nothing differs. */
function Changes({ match }: { match: ServiceMatch }) {
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3">
      {compared(match).map(([label, former, after]) => (
        <div key={label} className="contents">
          <dt className="text-label">{label}</dt>
          <dd className="wrap-anywhere">
            {former !== '' && former !== after && (
              <>
                <span className="sr-only">{t('ui.services.now')}</span>
                <del className="inline-block text-label">{former}</del>{' '}
                <span className="sr-only">{t('ui.services.listed')}</span>
              </>
            )}
            {former === after ? after : <ins className="inline-block font-bold">{after}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What a use holds and what it would hold, by label. What the list leaves blank it does not take away. */
function compared({ now, listed }: ServiceMatch): [string, string, string][] {
  const kept = (former: string | null | undefined, after: string | null): [string, string] => [
    former ?? '',
    after ?? former ?? '',
  ];
  const day = (former: string | null | undefined, after: string | null) =>
    kept(denseDate(former ?? null), denseDate(after) || null);
  const waits = (pending: boolean | undefined) => t(pending ? 'ui.services.pending' : 'ui.services.not_pending');
  const pending: [string, string] =
    now?.renewal_pending || listed.renewal_pending
      ? [now ? waits(now.renewal_pending) : '', waits(listed.renewal_pending)]
      : ['', ''];
  const rows: [string, string, string][] = [
    [t('ui.services.field.number'), ...kept(now?.number, listed.number)],
    [t('ui.services.field.valid_from'), ...day(now?.valid_from, listed.valid_from)],
    [t('ui.services.field.valid_until'), ...day(now?.valid_until, listed.valid_until)],
    [t('ui.services.field.audited_until'), ...day(now?.audited_until, listed.audited_until)],
    [t('ui.services.field.renewal_pending'), ...pending],
    // The words of a person for what is covered stay.
    [t('ui.services.field.scope'), now?.scope ?? '', now?.scope ?? listed.scope ?? ''],
  ];
  return rows.filter(([, , after]) => after !== '');
}
