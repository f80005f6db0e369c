/** A waiver or a re-outsourcing of a contract with its application: where it is, what changed, what is applied for, and the step that this person may take. */
import { Apply } from '../approval/Apply';
import { Approval } from '../approval/Approval';
import { Former } from '../approval/Changes';
import { Comments } from '../approval/Comments';
import { isOpen } from '../approval/case';
import { Next, NotKnown } from '../approval/Next';
import { Past } from '../approval/Past';
import { Panel, textOf } from '../approval/Steps';
import { ApplicationMark } from '../approval/words';
import { useChange } from '../lib/answers';
import { plainDate } from '../lib/date';
import type { By, ContractCase, ContractView } from '../lib/generated';
import { useTyped } from '../lib/typed';
import { t } from '../lib/wording';
import { Disclosure } from '../parts/Disclosure';
import { AreaField } from '../parts/Field';
import { say } from '../parts/notice';
import { SmallForm } from '../parts/SmallForm';

/** `onFix` opens the entry where it can be filled in; `beside` has the steps beside what they are about, where there is room. */
export function Matter({
  view,
  one,
  onFix,
  beside = false,
}: {
  view: ContractView;
  one: ContractCase;
  onFix?: () => void;
  beside?: boolean;
}) {
  const { application } = one;
  const open = isOpen(one);
  const waiver = one.matter.startsWith('waiver:');
  const decision = !open && one.approved ? (application?.decision ?? null) : null;
  const steps = view.as_of === null && (open || !waiver) && (
    <div className="no-print grid gap-3 empty:hidden">
      {!one.may.known && !one.approved && <NotKnown />}
      <Next
        view={one}
        applies
        otherwise={t('ui.apply.title')}
        apply={(filled) =>
          waiver ? (
            <AgainForm view={view} one={one} filled={filled} />
          ) : (
            <ConsentForm view={view} one={one} filled={filled && open} onFix={onFix} />
          )
        }
        deciding={{ expiresHelp: t('ui.matter.expires_help'), checkHelp: t('ui.matter.check_help') }}
      />
    </div>
  );
  const returned = application?.state === 'returned';
  const comments = <Comments view={one} />;
  return (
    <section aria-label={one.title} className="grid gap-3" data-testid={`matter-${one.matter}`}>
      <Where one={one} />
      <div className={`grid content-start gap-x-6 gap-y-3 ${beside ? 'wide:grid-cols-[minmax(0,1fr)_26rem]' : ''}`}>
        <div className="grid content-start gap-3 empty:hidden">
          {open && <Former view={one} />}
          {(open || !waiver) && <Content one={one} start={!waiver} />}
          {/* Whoever answers reads first what was asked. */}
          {(returned || beside) && comments}
        </div>
        <div className="grid content-start gap-3 empty:hidden">
          {steps}
          {decision && (
            <Approval title={t('ui.case.approval')} given={{ ...decision, decided_on: decision.by.on, decision }} />
          )}
        </div>
      </div>
      {!returned && !beside && comments}
      {one.past.length > (open || decision ? 1 : 0) && (
        <Disclosure label={t('ui.matter.past', { n: one.past.length })}>
          <div className="mt-1">
            <Past past={one.past} />
          </div>
        </Disclosure>
      )}
    </section>
  );
}

/** The order in which an application is read: to whom, what, why and how long; then on what it rests. */
const ORDER = ['requirement', 'name', 'scope', 'reason', 'starts_on', 'ends_on', 'tier', 'personal_info'];

/** What is applied for, and on what an approval of it rests. */
function Content({ one, start }: { one: ContractCase; start: boolean }) {
  const place = (field: string) => {
    const at = ORDER.indexOf(field);
    return at >= 0 ? at : ORDER.length + Number(field.startsWith('facts.'));
  };
  const lines = [...one.content].sort((a, b) => place(a.field) - place(b.field));
  return (
    <Disclosure label={t('ui.matter.content', { n: lines.length })} start={start}>
      <dl className="record-dl mt-1">
        {lines.map((line) => (
          <div key={line.field} className="contents">
            <dt>{line.label}</dt>
            <dd className="min-w-0 whitespace-pre-line break-words">{line.value}</dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  );
}

/** The state of the newest application, and who did what when. */
function Where({ one }: { one: ContractCase }) {
  const { application, past } = one;
  const last = application ? past.find((each) => each.id === application.id) : past[0];
  if (!last) return null;
  const who = (by: By) => [plainDate(by.on), by.section, by.name].filter(Boolean).join(t('ui.wide_space'));
  const lines: [string, string | null | undefined][] = [
    [t('ui.cloud.line.applied'), application ? who(application.by) : `${plainDate(last.applied_on)} ${last.applicant}`],
    [t('ui.cloud.line.reviewed'), application?.reviewed && who(application.reviewed)],
  ];
  return (
    <div className="flex flex-wrap items-baseline gap-x-5 gap-y-1">
      <ApplicationMark state={last.state} text={last.state_text} />
      {lines
        .filter(([, text]) => text)
        .map(([label, text]) => (
          <span key={label}>
            <span className="mr-2 text-label">{label}</span>
            {text}
          </span>
        ))}
    </div>
  );
}

interface Form {
  view: ContractView;
  one: ContractCase;
  filled: boolean;
}

/** Sends an application about a matter. */
function useApply(view: ContractView, matter: string, done?: () => void) {
  const change = useChange('contract_apply', () => {
    say(t('ui.apply.done'));
    done?.();
  });
  const { id, revision } = view.contract;
  return { change, send: (reason: string | null) => change.send({ id, revision, matter, reason }) };
}

function ConsentForm({ view, one, filled, onFix }: Form & { onFix: (() => void) | undefined }) {
  const { change, send } = useApply(view, one.matter);
  return <Apply view={one} change={change} filled={filled} onSend={(_, reason) => send(reason)} fix={onFix} />;
}

/** The reason of a waiver, and what becomes of it. */
function Reason({ value, onType, problem }: { value: string; onType: (text: string) => void; problem: string | null }) {
  return (
    <AreaField
      name="waiver-reason"
      label={t('ui.waiver.reason')}
      help={t('ui.waiver.reason_help')}
      value={value}
      onChange={onType}
      rows={3}
      required
      problem={problem}
    />
  );
}

/** A waiver that was sent back: its reason is what is put right. */
function AgainForm({ view, one, filled }: Form) {
  const requirement = one.matter.slice('waiver:'.length);
  const now = view.contract.waivers.find((waiver) => waiver.requirement === requirement)?.reason ?? '';
  const { values, changed, type } = useTyped({ reason: now });
  const { change, send } = useApply(view, one.matter);
  const problems = change.error?.problems ?? [];
  return (
    <Panel
      title={t('ui.apply.again')}
      action={t('ui.apply.again')}
      testId="do-apply"
      filled={filled}
      changed={changed}
      change={change}
      problems={problems.filter((problem) => problem.field !== 'reason')}
      onSend={() => send(values.reason || null)}
    >
      <Reason value={values.reason} onType={(reason) => type({ reason })} problem={textOf(problems, 'reason')} />
    </Panel>
  );
}

/** The first application for a waiver: nothing but its reason. */
export function WaiverApplication({
  view,
  requirement,
  onDone,
}: {
  view: ContractView;
  requirement: string;
  onDone: () => void;
}) {
  const now = view.contract.waivers.find((waiver) => waiver.requirement === requirement)?.reason ?? '';
  const { values, changed, type } = useTyped({ reason: now });
  const { change, send } = useApply(view, `waiver:${requirement}`, onDone);
  const problems = change.error?.problems ?? [];
  return (
    <SmallForm
      title={t('ui.waiver.apply')}
      className="mt-3 grid gap-2 border-line border-t pt-3"
      changed={changed}
      change={change}
      problems={problems.filter((problem) => problem.field !== 'reason')}
      action={t('ui.waiver.apply_do')}
      testId="do-apply-waiver"
      onSave={() => send(values.reason || null)}
      onClose={onDone}
    >
      <p className="text-label">{t('ui.waiver.apply_help')}</p>
      <Reason value={values.reason} onType={(reason) => type({ reason })} problem={textOf(problems, 'reason')} />
    </SmallForm>
  );
}
