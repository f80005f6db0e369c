/** Beside the check sheet: what changed since the last approval, what the approval says, what stands in its way, and the step that this person may take next. */
import type { ReactNode } from 'react';
import { plainDate } from '../lib/date';
import type { CloudView } from '../lib/generated';
import { t } from '../lib/wording';
import { Disclosure } from '../parts/Disclosure';
import { Mark } from '../parts/Mark';
import { day } from '../parts/RecordPage';
import { Decide } from './Decide';
import { Changes, Findings } from './FormAside';
import { Apply, Resume, Review, SendBack, Suspend, Withdraw } from './Steps';
import { requirementName } from './words';

const SHOWN = 4;

/** Whether the next step of this person is the one filled button of the screen. */
export function hasStep(view: CloudView): boolean {
  const { may } = view;
  return view.as_of === null && (may.decide || may.review || applies(view));
}

/** Whether applying is what comes next; an approval that stands may be renewed, but need not. */
function applies(view: CloudView): boolean {
  return view.may.apply.length > 0 && view.standing !== 'stands' && view.cloud.status !== 'suspended';
}

export function Side({ view }: { view: CloudView }) {
  const { may } = view;
  return (
    <aside aria-label={t('ui.cloud.aside')} className="grid content-start gap-3">
      <Former view={view} />
      {view.as_of === null && !may.known && (
        <section className="panel" data-testid="not-known">
          <Mark shape="unknown">
            <span className="whitespace-normal">{t('ui.cloud.not_known')}</span>
          </Mark>
        </section>
      )}
      {view.as_of === null && (
        <div className="no-print grid gap-3 empty:hidden">
          <Next view={view} />
        </div>
      )}
      <Approval view={view} />
      <Hindrances view={view} />
    </aside>
  );
}

/** The step that comes next, and those that may be taken beside it. */
function Next({ view }: { view: CloudView }) {
  const { may, application } = view;
  const open = application !== null && ['review', 'decision', 'returned'].includes(application.state);
  const key = `${application?.id} ${application?.revision}`;
  const waiting = open && !may.decide && !may.review && application.state !== 'returned';
  return (
    <>
      {may.decide && <Decide key={key} view={view} filled />}
      {may.review &&
        (may.decide ? (
          <Folded label={t('ui.review.do')}>
            <Review key={key} view={view} filled={false} />
          </Folded>
        ) : (
          <Review key={key} view={view} filled />
        ))}
      {applies(view) && <Apply key={key} view={view} filled />}
      {waiting && (
        <section className="panel" data-testid="waiting">
          <Mark shape="review" bold>
            {t(application.state === 'review' ? 'ui.cloud.waits_review' : 'ui.cloud.waits_decision')}
          </Mark>
          {may.own && <p className="mt-1 text-label">{t('ui.cloud.own')}</p>}
        </section>
      )}
      {may.act && !may.decide && (
        <Folded label={t('ui.decide.act')}>
          <Decide key={key} view={view} filled={false} />
        </Folded>
      )}
      {may.send_back && !may.decide && !may.review && (
        <Folded label={t('ui.return.title')}>
          <SendBack key={key} view={view} />
        </Folded>
      )}
      {may.apply.length > 0 && !applies(view) && (
        <Folded label={t('ui.apply.renew_or_end')}>
          <Apply key={key} view={view} filled={false} />
        </Folded>
      )}
      {may.withdraw && open && (
        <Folded label={t('ui.withdraw.do')}>
          <Withdraw key={key} view={view} />
        </Folded>
      )}
      {may.suspend && (
        <Folded label={t('ui.suspend.title')}>
          <Suspend view={view} />
        </Folded>
      )}
      {may.resume && <Resume view={view} />}
    </>
  );
}

function Folded({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="panel">
      <Disclosure label={label}>
        <div className="mt-2">{children}</div>
      </Disclosure>
    </div>
  );
}

function Former({ view }: { view: CloudView }) {
  const { previous } = view;
  // The answers stand in the check sheet too.
  const isAnswer = (field: string) => field.startsWith('answers.');
  const changes = [...view.changes].sort((a, b) => Number(isAnswer(a.field)) - Number(isAnswer(b.field)));
  if (!previous && changes.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="former" data-testid="former">
      <h2 id="former">{t('ui.cloud.former_title')}</h2>
      {previous && (
        <p className="mb-1 text-label">
          {t('ui.cloud.former_of', {
            number: previous.number ?? t('ui.contract.no_number'),
            date: plainDate(previous.decided_on),
          })}
        </p>
      )}
      {changes.length > 0 ? <Changes changes={changes} /> : <p>{t('ui.cloud.former_none')}</p>}
    </section>
  );
}

/** What the approval says, as long as there is one. */
function Approval({ view }: { view: CloudView }) {
  const { cloud, application } = view;
  if (!cloud.decided_on) return null;
  const decision = application?.id === cloud.application ? application?.decision : null;
  const title =
    cloud.status === 'refused'
      ? 'ui.cloud.decision'
      : cloud.status === 'applied' || cloud.status === 'returned'
        ? 'ui.cloud.former_approval'
        : 'ui.cloud.group.approval';
  const conditions = cloud.conditions?.split('\n').filter(Boolean) ?? [];
  const pairs: [string, ReactNode][] = [
    [t('ui.cloud.approval_number'), cloud.number],
    [t('ui.cloud.decided_on'), day(cloud.decided_on)],
    [
      t('ui.cloud.decided_by'),
      decision &&
        (decision.acting
          ? t('ui.cloud.acted', { name: decision.by.name, absent: decision.acting.absent })
          : decision.by.name),
    ],
    [t('ui.field.expires_on'), day(cloud.expires_on)],
    [
      t('ui.cloud.stands_until'),
      view.stands_until && view.stands_until !== cloud.expires_on ? day(view.stands_until) : null,
    ],
    [t('ui.cloud.next_check'), day(cloud.next_check_on)],
    [t('ui.cloud.suspended'), cloud.suspension && `${plainDate(cloud.suspension.on)} ${cloud.suspension.reason}`],
    [t('ui.field.note'), decision?.note],
  ];
  return (
    <section className="panel" aria-labelledby="approval" data-testid="approval">
      <h2 id="approval" className="mb-1">
        {t(title)}
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
                <b>{requirementName(view, exception.requirement)}</b>
                <div>{exception.reason}</div>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** What stands in the way of an approval, or what is to be put right under one, with what to do. */
function Hindrances({ view }: { view: CloudView }) {
  const ended = view.cloud.status === 'ended';
  const deciding = view.application !== null && view.application.decision === null;
  const texts =
    ended || (view.standing !== 'none' && !deciding)
      ? view.findings.map((finding) => finding.text)
      : view.hinders.map((hindrance) => hindrance.text);
  if (texts.length === 0) return null;
  const approving = !ended && (view.standing === 'none' || deciding);
  return (
    <section className="panel" aria-labelledby="hindrances" data-testid="hindrances">
      <h2 id="hindrances" className="mb-1">
        {t(approving ? 'ui.cloud.before_approval' : 'ui.cloud.findings_n', { n: texts.length })}
      </h2>
      <Findings texts={texts.slice(0, SHOWN)} />
      {texts.length > SHOWN && (
        <div className="mt-2">
          <Disclosure label={t('ui.home.show_rest', { n: texts.length - SHOWN })}>
            <Findings texts={texts.slice(SHOWN)} />
          </Disclosure>
        </div>
      )}
    </section>
  );
}
