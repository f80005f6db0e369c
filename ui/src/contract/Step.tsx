/** The explicit steps in a contract's life, each a page of its own: signing fixes the annexes, renewing makes the next term, closing records return and erasure, reopening takes a closing back. */
import type { FormEvent, ReactNode } from 'react';
import { useAnswer, useChange } from '../lib/answers';
import { denseDate, longDate, plainDate } from '../lib/date';
import type { ContractView, Problem } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { go, openGates } from '../lib/place';
import { problemText } from '../lib/problem';
import { useTyped } from '../lib/typed';
import { type Key, t } from '../lib/wording';
import { Button, Cap, Link } from '../parts/Button';
import { AreaField, TextField } from '../parts/Field';
import { LeaveGuard } from '../parts/LeaveGuard';
import { say } from '../parts/notice';
import { PageHead } from '../parts/PageHead';
import { Ready, Refusal } from '../parts/Problems';
import { nameOf } from './View';

export function Sign({ id }: { id: string }) {
  const asked = useAnswer('contract_show', { id });
  return <Ready asked={asked}>{(view) => <SignForm view={view} />}</Ready>;
}

export function Renew({ id }: { id: string }) {
  const asked = useAnswer('contract_show', { id });
  return <Ready asked={asked}>{(view) => <RenewForm view={view} />}</Ready>;
}

export function Close({ id }: { id: string }) {
  const asked = useAnswer('contract_show', { id });
  return <Ready asked={asked}>{(view) => <CloseForm view={view} />}</Ready>;
}

/** The page that asks once before a closing is taken back. */
export function Reopen({ id }: { id: string }) {
  const asked = useAnswer('contract_show', { id });
  return <Ready asked={asked}>{(view) => <ReopenForm view={view} />}</Ready>;
}

/** Sends one command and goes to the contract it answers with. */
function useStep<N extends 'contract_sign' | 'contract_renew' | 'contract_close' | 'contract_reopen'>(
  name: N,
  done: Key,
) {
  return useChange(name, (view) => {
    say(t(done));
    openGates();
    go(`/contract/${(view as ContractView).contract.id}`);
  });
}

const problemOf = (problems: Problem[], field: string): string | null => {
  const found = problems.find((problem) => problem.field === field);
  return found ? problemText(found) : null;
};

function SignForm({ view }: { view: ContractView }) {
  const { contract, counts } = view;
  const today = useAnswer('status', {}).data?.today ?? null;
  const { values, changed, type } = useTyped({ signed_on: denseDate(today) });
  const step = useStep('contract_sign', 'ui.sign.done');
  const problems = step.error?.problems ?? [];
  return (
    <Frame
      view={view}
      title={t('ui.contract.sign')}
      action={t('ui.sign.do')}
      changed={changed}
      change={step}
      problems={problems.filter((problem) => problem.field !== 'signed_on')}
      onSubmit={() => void step.send({ ...values, id: contract.id, revision: contract.revision })}
    >
      <p>{t('ui.sign.text')}</p>
      {counts.unknown > 0 && <p>{t('ui.sign.open', { unknown: counts.unknown })}</p>}
      <TextField
        name="signed_on"
        label={t('ui.field.signed_on')}
        value={values.signed_on}
        onChange={(signed_on) => type({ signed_on })}
        placeholder={t('ui.field.date_example')}
        problem={problemOf(problems, 'signed_on')}
        className="max-w-82"
      />
    </Frame>
  );
}

function RenewForm({ view }: { view: ContractView }) {
  const { contract } = view;
  const { values, changed, type } = useTyped({ starts_on: denseDate(following(contract.ends_on)), ends_on: '' });
  const step = useStep('contract_renew', 'ui.renew.done');
  const problems = step.error?.problems ?? [];
  return (
    <Frame
      view={view}
      title={t('ui.renew.title')}
      action={t('ui.renew.do')}
      changed={changed}
      change={step}
      problems={problems.filter((problem) => !((problem.field ?? '') in values))}
      onSubmit={() => void step.send({ ...values, id: contract.id })}
    >
      <p>{t('ui.renew.text', { from: plainDate(contract.starts_on), until: plainDate(contract.ends_on) })}</p>
      <div className="grid gap-4 wide:grid-cols-2">
        <TextField
          name="starts_on"
          label={t('ui.field.starts_on')}
          value={values.starts_on}
          onChange={(starts_on) => type({ starts_on })}
          placeholder={t('ui.field.date_example')}
          problem={problemOf(problems, 'starts_on')}
        />
        <TextField
          name="ends_on"
          label={t('ui.field.ends_on')}
          value={values.ends_on}
          onChange={(ends_on) => type({ ends_on })}
          placeholder={t('ui.field.date_example')}
          problem={problemOf(problems, 'ends_on')}
        />
      </div>
    </Frame>
  );
}

/** The same form closes a contract and, once it is closed, records what came back later. */
function CloseForm({ view }: { view: ContractView }) {
  const { contract, status } = view;
  const { closing } = contract;
  const today = useAnswer('status', {}).data?.today ?? null;
  const { values, changed, type } = useTyped({
    closed_on: denseDate(closing?.closed_on ?? (status === 'draft' ? today : contract.ends_on)),
    returned_on: denseDate(closing?.returned_on ?? null),
    erasure_certificate_on: denseDate(closing?.erasure_certificate_on ?? null),
    note: closing?.note ?? '',
  });
  const step = useStep('contract_close', closing ? 'ui.close.recorded' : 'ui.close.done');
  const problems = step.error?.problems ?? [];
  return (
    <Frame
      view={view}
      title={t(closing ? 'ui.close.record' : 'ui.close.title')}
      action={t(closing ? 'ui.close.record' : 'ui.close.do')}
      changed={changed}
      change={step}
      problems={problems.filter((problem) => !((problem.field ?? '') in values))}
      beside={(problem) => <Cause problem={problem} here={`/contract/${contract.id}`} />}
      onSubmit={() =>
        void step.send({
          id: contract.id,
          closed_on: values.closed_on,
          returned_on: values.returned_on || null,
          erasure_certificate_on: values.erasure_certificate_on || null,
          note: values.note || null,
          revision: contract.revision,
        })
      }
    >
      <p>{t(closing ? 'ui.close.record_text' : 'ui.close.text')}</p>
      <TextField
        name="closed_on"
        label={t('ui.field.closed_on')}
        value={values.closed_on}
        onChange={(closed_on) => type({ closed_on })}
        placeholder={t('ui.field.date_example')}
        problem={problemOf(problems, 'closed_on')}
        className="max-w-82"
      />
      <div className="grid gap-4 wide:grid-cols-2">
        <TextField
          name="returned_on"
          label={t('ui.field.returned_on')}
          help={t('ui.close.returned_help')}
          value={values.returned_on}
          onChange={(returned_on) => type({ returned_on })}
          placeholder={t('ui.field.date_example')}
          problem={problemOf(problems, 'returned_on')}
        />
        <TextField
          name="erasure_certificate_on"
          label={t('ui.field.erasure_certificate_on')}
          help={t('ui.close.erased_help')}
          value={values.erasure_certificate_on}
          onChange={(erasure_certificate_on) => type({ erasure_certificate_on })}
          placeholder={t('ui.field.date_example')}
          problem={problemOf(problems, 'erasure_certificate_on')}
        />
      </div>
      <AreaField
        name="note"
        label={t('ui.field.note')}
        help={t('ui.close.note_help')}
        value={values.note}
        onChange={(note) => type({ note })}
        problem={problemOf(problems, 'note')}
      />
    </Frame>
  );
}

/** The way to what still runs under the contract. */
function Cause({ problem, here }: { problem: Problem; here: string }) {
  if (problem.code === 'contract_runs_account')
    return <Link to={`/sns/${problem.args.id}`}>{t('ui.close.to_account')}</Link>;
  if (problem.code === 'contract_holds_domain')
    return <Link to={`${here}?tab=inspections`}>{t('ui.close.to_domains')}</Link>;
  return null;
}

function ReopenForm({ view }: { view: ContractView }) {
  const { contract } = view;
  const step = useStep('contract_reopen', 'ui.reopen.done');
  return (
    <Frame
      view={view}
      title={t('ui.reopen.do')}
      action={t('ui.reopen.do')}
      changed={false}
      change={step}
      problems={step.error?.problems ?? []}
      onSubmit={() => void step.send({ id: contract.id, revision: contract.revision })}
    >
      <p>{t('ui.reopen.text')}</p>
    </Frame>
  );
}

function Frame({
  view,
  title,
  action,
  changed,
  change,
  problems,
  beside,
  onSubmit,
  children,
}: {
  view: ContractView;
  title: string;
  action: string;
  changed: boolean;
  change: { isPending: boolean; readAgain: () => Promise<void> };
  problems: Problem[];
  beside?: (problem: Problem) => ReactNode;
  onSubmit: () => void;
  children: ReactNode;
}) {
  const { contract } = view;
  const here = `/contract/${contract.id}`;
  const pending = change.isPending;
  useKeys([
    { caps: ['Ctrl', 'S'], label: action, on: ['Ctrl+s'], run: () => !pending && onSubmit() },
    { caps: ['Esc'], label: t('ui.keys.leave'), on: ['Escape'], run: () => go(here) },
  ]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form onSubmit={submit} aria-label={title}>
      <LeaveGuard changes={changed && !pending ? 1 : 0} />
      <PageHead
        title={title}
        beside={contract.ends_on ? t('ui.step.ends', { date: longDate(contract.ends_on) }) : null}
        crumbs={[
          { to: '/contract', label: t('ui.nav.contract') },
          { to: here, label: nameOf(contract) },
        ]}
        actions={
          <>
            <Button onClick={() => go(here)}>{t('ui.cancel')}</Button>
            <Button type="submit" weight="filled" disabled={pending} data-testid="do-step">
              {action}
              <span aria-hidden="true" className="font-normal">
                {t('ui.cap.ctrl_s')}
              </span>
            </Button>
          </>
        }
      />
      <Refusal problems={problems} beside={beside} onRead={change.readAgain} />
      <div className="grid max-w-2xl gap-4">{children}</div>
      <p className="mt-4 flex items-center gap-2 text-label">
        <Cap>{t('ui.cap.ctrl_s')}</Cap> {t('ui.step.foot')}
      </p>
    </form>
  );
}

/** The day after; a term follows the one before it without a gap. */
function following(iso: string | null): string | null {
  if (!iso) return null;
  const date = new Date(`${iso}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}
