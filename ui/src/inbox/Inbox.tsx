/** What waits (審査・決裁): first the applications that wait for whoever looks, then the others, then approvals that have lapsed. */
import type { ReactNode } from 'react';
import { ApplicationMark, stepText } from '../approval/words';
import { StatusMark } from '../cloud/words';
import { useAnswer } from '../lib/answers';
import { dayDate, denseDate } from '../lib/date';
import type { CloudRow, Inbox as InboxAnswer, InboxRow, SnsRow } from '../lib/generated';
import { type Key, t } from '../lib/wording';
import { Link, PrintButton } from '../parts/Button';
import { PageHead } from '../parts/PageHead';
import { Ready } from '../parts/Problems';
import { StatusMark as SnsStatusMark, standingText } from '../sns/words';

export function Inbox() {
  const asked = useAnswer('inbox', {}, { keep: true });
  const today = useAnswer('status', {}).data?.today ?? null;
  return (
    <>
      <PageHead title={t('ui.nav.inbox')} beside={dayDate(today)} actions={<PrintButton />} />
      <Ready asked={asked}>{(inbox) => <Lists inbox={inbox} />}</Ready>
    </>
  );
}

function Lists({ inbox }: { inbox: InboxAnswer }) {
  const mine = inbox.rows.filter((row) => row.my_step !== null);
  const others = inbox.rows.filter((row) => row.my_step === null);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <section aria-labelledby="mine" data-testid="mine">
        <Heading id="mine" label="ui.inbox.mine" count={mine.length} />
        {mine.length > 0 ? <Applications rows={mine} label="ui.inbox.mine" /> : <p>{t('ui.inbox.none')}</p>}
      </section>
      {others.length > 0 && (
        <section aria-labelledby="others" data-testid="others">
          <Heading id="others" label="ui.inbox.others" count={others.length} />
          <Applications rows={others} label="ui.inbox.others" />
        </section>
      )}
      {inbox.lapsed.length > 0 && (
        <section aria-labelledby="lapsed" data-testid="lapsed">
          <Heading id="lapsed" label="ui.inbox.lapsed" count={inbox.lapsed.length} />
          <p className="mb-1 text-label">{t('ui.inbox.lapsed_text')}</p>
          <Lapsed rows={inbox.lapsed.map(lapsedCloud)} label="ui.inbox.lapsed" holder="ui.field.manager" />
        </section>
      )}
      {inbox.lapsed_sns.length > 0 && (
        <section aria-labelledby="lapsed-sns" data-testid="lapsed-sns">
          <Heading id="lapsed-sns" label="ui.inbox.lapsed_sns" count={inbox.lapsed_sns.length} />
          <p className="mb-1 text-label">{t('ui.inbox.lapsed_sns_text')}</p>
          <Lapsed rows={inbox.lapsed_sns.map(lapsedAccount)} label="ui.inbox.lapsed_sns" holder="ui.sns.owner" />
        </section>
      )}
    </div>
  );
}

function Heading({ id, label, count }: { id: string; label: Key; count: number }) {
  return (
    <h2 id={id} className="mb-1">
      {t(label)}
      <span className="ml-3 font-normal text-label">{t('ui.items', { n: count })}</span>
    </h2>
  );
}

function Applications({ rows, label }: { rows: InboxRow[]; label: Key }) {
  return (
    <div className="overflow-x-auto">
      <table className="table" aria-label={t(label)}>
        <thead>
          <tr>
            <th scope="col">{t('ui.inbox.title')}</th>
            <th scope="col">{t('ui.case.past.kind')}</th>
            <th scope="col">{t('ui.column.section')}</th>
            <th scope="col">{t('ui.inbox.applicant')}</th>
            <th scope="col">{t('ui.inbox.applied_on')}</th>
            <th scope="col" className="figure">
              {t('ui.inbox.days')}
            </th>
            <th scope="col">{t('ui.filter.status')}</th>
            <th scope="col">{t('ui.inbox.todo')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} data-testid={`inbox-${row.id}`}>
              <td className="font-bold">
                <Link to={`/${row.register}/${row.record}${row.matter_text ? `?case=${row.id}` : ''}`}>
                  {row.title}
                </Link>
                {row.matter_text && <div className="font-normal">{row.matter_text}</div>}
              </td>
              <td className="whitespace-nowrap">{row.kind_text}</td>
              <td>{row.section ?? t('ui.none')}</td>
              <td className="whitespace-nowrap">{row.applicant}</td>
              <td className="whitespace-nowrap" title={row.applied_on}>
                {denseDate(row.applied_on)}
              </td>
              <td className="figure">{row.days}</td>
              <td className="whitespace-nowrap">
                <ApplicationMark state={row.state} text={row.state_text} />
              </td>
              <td className="whitespace-nowrap">{row.my_step ? <b>{stepText(row.my_step)}</b> : t('ui.none')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** An approval that has lapsed, of any register. */
interface LapsedRow {
  id: string;
  to: string;
  title: string;
  number: string | null;
  section: string | null;
  holder: string | null;
  until: string | null;
  mark: ReactNode;
}

const lapsedCloud = (row: CloudRow): LapsedRow => ({
  ...row,
  to: `/cloud/${row.id}`,
  title: row.service,
  holder: row.manager,
  until: row.stands_until,
  mark: <StatusMark row={row} />,
});

const lapsedAccount = (row: SnsRow): LapsedRow => ({
  ...row,
  to: `/sns/${row.id}`,
  title: row.name,
  holder: row.owner,
  until: row.expires_on,
  mark: <SnsStatusMark {...row} text={standingText(row)} />,
});

function Lapsed({ rows, label, holder }: { rows: LapsedRow[]; label: Key; holder: Key }) {
  return (
    <div className="overflow-x-auto">
      <table className="table" aria-label={t(label)}>
        <thead>
          <tr>
            <th scope="col">{t('ui.inbox.title')}</th>
            <th scope="col">{t('ui.case.approval_number')}</th>
            <th scope="col">{t('ui.column.section')}</th>
            <th scope="col">{t(holder)}</th>
            <th scope="col">{t('ui.case.stands_until')}</th>
            <th scope="col">{t('ui.filter.status')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="font-bold">
                <Link to={row.to}>{row.title}</Link>
              </td>
              <td>{row.number ?? t('ui.none')}</td>
              <td>{row.section ?? t('ui.none')}</td>
              <td>{row.holder ?? t('ui.none')}</td>
              <td className="whitespace-nowrap" title={row.until ?? undefined}>
                {denseDate(row.until)}
              </td>
              <td className="whitespace-nowrap">{row.mark}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
