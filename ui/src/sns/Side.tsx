/** Beside the card: the step about an application that comes next, what changed since the approval, and what stands in its way. */
import { Apply } from '../approval/Apply';
import { Approval } from '../approval/Approval';
import { Former } from '../approval/Changes';
import { Next, NotKnown } from '../approval/Next';
import { useChange } from '../lib/answers';
import type { SnsView } from '../lib/generated';
import { t } from '../lib/wording';
import { say } from '../parts/notice';
import { Texts } from '../parts/Texts';
import { requirementName } from './words';

const SHOWN = 4;

/** Whether applying is what comes next; one in use may be suspended or closed, but need not. */
function applies({ may, sns, standing, application }: SnsView): boolean {
  return (
    may.apply.length > 0 && (sns.status === 'applied' || standing === 'lapsed' || application?.state === 'returned')
  );
}

/** Whether the next step of this person is the one filled button of the screen. */
export function hasStep(view: SnsView): boolean {
  const { may } = view;
  return view.as_of === null && (may.decide || may.review || applies(view));
}

export function Side({ view }: { view: SnsView }) {
  const { sns, may, application, hinders } = view;
  const change = useChange('sns_apply', () => say(t('ui.apply.done')));
  const decision = application?.id === sns.application ? (application?.decision ?? null) : null;
  const undecided = application !== null && application.decision === null;
  return (
    <>
      {undecided && <Former view={view} />}
      {view.as_of === null && !may.known && <NotKnown />}
      {view.as_of === null && (
        <div className="no-print grid gap-3 empty:hidden">
          <Next
            view={view}
            applies={applies(view)}
            otherwise={t('ui.sns.apply_otherwise')}
            apply={(filled) => (
              <Apply
                view={view}
                filled={filled}
                change={change}
                onSend={(kind, reason) => change.send({ id: sns.id, revision: sns.revision, kind, reason })}
                fix={`/sns/${sns.id}/edit`}
                help={{ end: t('ui.sns.end_help'), suspension: t('ui.sns.suspension_help') }}
              />
            )}
            deciding={{
              hinders: hinders.map((text) => ({
                text,
                blocks: ['approved', 'conditional'],
                exceptable: false,
                requirement: null,
              })),
              nameOf: (id) => requirementName(view, id),
            }}
          />
        </div>
      )}
      {hinders.length > 0 && (undecided || sns.status === 'applied') && (
        <section className="panel" aria-labelledby="hindrances" data-testid="hindrances">
          <h2 id="hindrances" className="mb-1">
            {t('ui.cloud.before_approval', { n: hinders.length })}
          </h2>
          <Texts texts={hinders} shown={SHOWN} />
        </section>
      )}
      {sns.decided_on && (
        <Approval
          title={t('ui.case.approval')}
          given={{
            number: sns.number,
            decided_on: sns.decided_on,
            expires_on: sns.expires_on,
            next_check_on: decision?.next_check_on ?? null,
            conditions: decision?.conditions ?? [],
            decision,
          }}
        />
      )}
    </>
  );
}
