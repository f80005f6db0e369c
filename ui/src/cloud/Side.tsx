/** Beside the check sheet: what changed since the last approval, what the approval says, what stands in its way, and the step that this person may take next. */
import { Apply } from '../approval/Apply';
import { Approval } from '../approval/Approval';
import { Former } from '../approval/Changes';
import { Folded, Next, NotKnown } from '../approval/Next';
import { DueDates } from '../due/Beside';
import { Incidents } from '../incident/Beside';
import { useChange } from '../lib/answers';
import { plainDate } from '../lib/date';
import type { CloudView } from '../lib/generated';
import { t } from '../lib/wording';
import { say } from '../parts/notice';
import { Texts } from '../parts/Texts';
import { day } from '../parts/values';
import { Resume, Suspend } from './Suspend';
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
  return (
    <aside aria-label={t('ui.cloud.aside')} className="grid content-start gap-3">
      <Former view={view} />
      {view.as_of === null && !view.may.known && <NotKnown />}
      {view.as_of === null && (
        <div className="no-print grid gap-3 empty:hidden">
          <Steps view={view} />
        </div>
      )}
      <Approved view={view} />
      <Hindrances view={view} />
      {(view.due.length > 0 || view.as_of === null) && (
        <section className="panel">
          <DueDates due={view.due} past={view.as_of !== null} />
        </section>
      )}
      {view.as_of === null && (
        <section className="panel">
          <Incidents register="cloud" id={view.cloud.id} />
        </section>
      )}
    </aside>
  );
}

/** The steps about its application, and those about the use itself. */
function Steps({ view }: { view: CloudView }) {
  const { cloud, may } = view;
  const change = useChange('cloud_apply', () => say(t('ui.apply.done')));
  return (
    <Next
      view={view}
      applies={applies(view)}
      otherwise={t('ui.apply.renew_or_end')}
      apply={(filled) => (
        <Apply
          view={view}
          filled={filled}
          change={change}
          onSend={(kind, reason) => change.send({ id: cloud.id, revision: cloud.revision, kind, reason })}
          fix={`/cloud/${cloud.id}/edit`}
          help={{ end: t('ui.apply.end_help') }}
        />
      )}
      deciding={{
        hinders: view.hinders,
        wanted: cloud.exceptions,
        nameOf: (id) => requirementName(view, id),
        expiresHelp: t('ui.decide.expires_help'),
        checkHelp: t('ui.decide.check_help'),
      }}
    >
      {may.suspend && (
        <Folded label={t('ui.suspend.title')}>
          <Suspend view={view} />
        </Folded>
      )}
      {may.resume && <Resume view={view} />}
    </Next>
  );
}

/** What the approval says, as long as there is one. */
function Approved({ view }: { view: CloudView }) {
  const { cloud, application } = view;
  if (!cloud.decided_on) return null;
  const decision = application?.id === cloud.application ? (application?.decision ?? null) : null;
  const title =
    cloud.status === 'refused'
      ? 'ui.case.decision'
      : cloud.status === 'applied' || cloud.status === 'returned'
        ? 'ui.case.former_approval'
        : 'ui.case.approval';
  return (
    <Approval
      title={t(title)}
      given={{ ...cloud, conditions: cloud.conditions?.split('\n').filter(Boolean) ?? [], decision }}
      more={[
        [
          t('ui.case.stands_until'),
          view.stands_until && view.stands_until !== cloud.expires_on ? day(view.stands_until) : null,
        ],
        [t('ui.cloud.suspended'), cloud.suspension && `${plainDate(cloud.suspension.on)} ${cloud.suspension.reason}`],
      ]}
      nameOf={(id) => requirementName(view, id)}
    />
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
      <Texts texts={texts} shown={SHOWN} />
    </section>
  );
}
