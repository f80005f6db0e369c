/** The explicit steps in a contract's life, each a page of its own: signing fixes the annexes, renewing makes the next term, closing records return and erasure. */
import { type FormEvent, type ReactNode, useState } from 'react';
import { useAnswer, useChange } from '../lib/answers';
import type { CommandName } from '../lib/call';
import { denseDate, longDate, plainDate } from '../lib/date';
import type { ContractView, Problem } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { go } from '../lib/place';
import { problemText } from '../lib/problem';
import { type Key, t } from '../lib/wording';
import { Button, Cap } from '../parts/Button';
import { AreaField, TextField } from '../parts/Field';
import { say } from '../parts/notice';
import { PageHead } from '../parts/PageHead';
import { Problems, Ready } from '../parts/Problems';
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

/** Sends one command and goes to the contract it answers with. */
function useStep<N extends CommandName & ('contract_sign' | 'contract_renew' | 'contract_close')>(name: N, done: Key) {
  return useChange(name, (view) => {
    say(t(done));
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
  const [typed, setTyped] = useState<string | null>(null);
  const signedOn = typed ?? denseDate(today);
  const step = useStep('contract_sign', 'ui.sign.done');
  const problems = step.error?.problems ?? [];
  return (
    <Frame
      view={view}
      title={t('ui.contract.sign')}
      action={t('ui.sign.do')}
      pending={step.isPending}
      problems={problems.filter((problem) => problem.field !== 'signed_on')}
      onSubmit={() => step.mutate({ id: contract.id, signed_on: signedOn, revision: contract.revision })}
    >
      <p>{t('ui.sign.text')}</p>
      {(counts.missing > 0 || counts.unknown > 0) && (
        <p>{t('ui.sign.open', { missing: counts.missing, unknown: counts.unknown })}</p>
      )}
      <TextField
        name="signed_on"
        label={t('ui.field.signed_on')}
        value={signedOn}
        onChange={setTyped}
        placeholder={t('ui.field.date_example')}
        problem={problemOf(problems, 'signed_on')}
        className="max-w-82"
      />
    </Frame>
  );
}

function RenewForm({ view }: { view: ContractView }) {
  const { contract } = view;
  const [startsOn, setStartsOn] = useState(denseDate(following(contract.ends_on)));
  const [endsOn, setEndsOn] = useState('');
  const step = useStep('contract_renew', 'ui.renew.done');
  const problems = step.error?.problems ?? [];
  return (
    <Frame
      view={view}
      title={t('ui.renew.title')}
      action={t('ui.renew.do')}
      pending={step.isPending}
      problems={problems.filter((problem) => !['starts_on', 'ends_on'].includes(problem.field ?? ''))}
      onSubmit={() => step.mutate({ id: contract.id, starts_on: startsOn, ends_on: endsOn })}
    >
      <p>{t('ui.renew.text', { from: plainDate(contract.starts_on), until: plainDate(contract.ends_on) })}</p>
      <div className="grid gap-4 wide:grid-cols-2">
        <TextField
          name="starts_on"
          label={t('ui.field.starts_on')}
          value={startsOn}
          onChange={setStartsOn}
          placeholder={t('ui.field.date_example')}
          problem={problemOf(problems, 'starts_on')}
        />
        <TextField
          name="ends_on"
          label={t('ui.field.ends_on')}
          value={endsOn}
          onChange={setEndsOn}
          placeholder={t('ui.field.date_example')}
          problem={problemOf(problems, 'ends_on')}
        />
      </div>
    </Frame>
  );
}

function CloseForm({ view }: { view: ContractView }) {
  const { contract } = view;
  const [closedOn, setClosedOn] = useState(denseDate(contract.ends_on));
  const [returnedOn, setReturnedOn] = useState('');
  const [erasedOn, setErasedOn] = useState('');
  const [note, setNote] = useState('');
  const step = useStep('contract_close', 'ui.close.done');
  const problems = step.error?.problems ?? [];
  const fields = ['closed_on', 'returned_on', 'erasure_certificate_on', 'note'];
  return (
    <Frame
      view={view}
      title={t('ui.close.title')}
      action={t('ui.close.do')}
      pending={step.isPending}
      problems={problems.filter((problem) => !fields.includes(problem.field ?? ''))}
      onSubmit={() =>
        step.mutate({
          id: contract.id,
          closed_on: closedOn,
          returned_on: returnedOn || null,
          erasure_certificate_on: erasedOn || null,
          note: note || null,
          revision: contract.revision,
        })
      }
    >
      <p>{t('ui.close.text')}</p>
      <TextField
        name="closed_on"
        label={t('ui.field.closed_on')}
        value={closedOn}
        onChange={setClosedOn}
        placeholder={t('ui.field.date_example')}
        problem={problemOf(problems, 'closed_on')}
        className="max-w-82"
      />
      <div className="grid gap-4 wide:grid-cols-2">
        <TextField
          name="returned_on"
          label={t('ui.field.returned_on')}
          help={t('ui.close.returned_help')}
          value={returnedOn}
          onChange={setReturnedOn}
          placeholder={t('ui.field.date_example')}
          problem={problemOf(problems, 'returned_on')}
        />
        <TextField
          name="erasure_certificate_on"
          label={t('ui.field.erasure_certificate_on')}
          help={t('ui.close.erased_help')}
          value={erasedOn}
          onChange={setErasedOn}
          placeholder={t('ui.field.date_example')}
          problem={problemOf(problems, 'erasure_certificate_on')}
        />
      </div>
      <AreaField
        name="note"
        label={t('ui.field.note')}
        value={note}
        onChange={setNote}
        problem={problemOf(problems, 'note')}
      />
    </Frame>
  );
}

function Frame({
  view,
  title,
  action,
  pending,
  problems,
  onSubmit,
  children,
}: {
  view: ContractView;
  title: string;
  action: string;
  pending: boolean;
  problems: Problem[];
  onSubmit: () => void;
  children: ReactNode;
}) {
  const { contract } = view;
  const here = `/contract/${contract.id}`;
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
      <Problems problems={problems} />
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
