/** One requirement opened: why it applies, on what basis, what meets it, what is missing; and the two records a person may add — a confirmation, or a reason not to apply it. */
import { type FormEvent, useState } from 'react';
import { useAnswer, useChange } from '../lib/answers';
import { denseDate, longDate } from '../lib/date';
import type { ContractView, Problem, RequirementRow, Source } from '../lib/generated';
import { problemText } from '../lib/problem';
import { t } from '../lib/wording';
import { Button, Link } from '../parts/Button';
import { AreaField, TextField } from '../parts/Field';
import { Mark } from '../parts/Mark';
import { say } from '../parts/notice';
import { Problems } from '../parts/Problems';
import { withLists } from './draft';

export function RequirementPanel({ row, view }: { row: RequirementRow; view: ContractView }) {
  const [form, setForm] = useState<'confirmation' | 'waiver' | null>(null);
  const { contract } = view;
  const decided = row.state !== 'unknown';
  return (
    <div data-testid={`requirement-panel-${row.id}`}>
      <p className="mb-1">{row.summary}</p>
      <dl className="grid grid-cols-[5.25rem_minmax(0,1fr)] gap-y-1.5">
        <dt className="text-label">{t('ui.requirement.applies')}</dt>
        <dd>{row.because_text}</dd>
        {!decided && (
          <>
            <dt className="text-label">{t('ui.requirement.undecided')}</dt>
            <dd>
              <ul>
                {row.undecided.map((fact) => (
                  <li key={fact.fact}>
                    {view.as_of ? (
                      fact.text
                    ) : (
                      <Link to={`/contract/${contract.id}/edit?part=facts&fact=${fact.fact}`}>{fact.text}</Link>
                    )}
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
        <dt className="text-label">{t('ui.requirement.basis')}</dt>
        <dd>
          <Sources sources={row.sources} />
        </dd>
        {(row.clause || row.evidence_text) && (
          <>
            <dt className="text-label">{t('ui.requirement.met_by')}</dt>
            <dd className="flex flex-wrap items-center gap-x-2">
              {row.clause && (
                <>
                  <Mark shape="met">
                    <span className="whitespace-normal">
                      {row.evidence_text ??
                        t('ui.requirement.clause', { title: row.clause.title, article: row.clause.article })}
                    </span>
                  </Mark>
                  {view.as_of === null && (
                    <Link to={`/contract/${contract.id}/annex?paper=${row.clause.annex}&article=${row.clause.article}`}>
                      {t('ui.requirement.read')}
                    </Link>
                  )}
                </>
              )}
              {row.evidence_text && !row.clause && (
                <Mark shape="met">
                  <span className="whitespace-normal">{row.evidence_text}</span>
                </Mark>
              )}
              {row.confirmation?.note && <span className="text-label">{row.confirmation.note}</span>}
            </dd>
          </>
        )}
        {row.waiver && (
          <>
            <dt className="text-label">{t('ui.state.waived')}</dt>
            <dd>
              {row.waiver.reason}
              <div className="text-label">
                {t('ui.waiver.by', {
                  approver: row.waiver.approver ?? t('ui.none'),
                  date: longDate(row.waiver.approved_on),
                  number: row.waiver.document_number ?? '',
                })}
              </div>
            </dd>
          </>
        )}
        {row.remedy_text && (
          <>
            <dt className="text-label">
              {row.state === 'missing' ? t('ui.state.missing') : t('ui.requirement.advice')}
            </dt>
            <dd>{row.remedy_text}</dd>
          </>
        )}
        {row.after_enforcement && (
          <>
            <dt className="text-label">{t('ui.requirement.when')}</dt>
            <dd>{t('ui.requirement.after_enforcement', { date: longDate(row.effective_from) })}</dd>
          </>
        )}
        {row.note && (
          <>
            <dt className="text-label">{t('ui.contract.note')}</dt>
            <dd className="text-label">{row.note}</dd>
          </>
        )}
      </dl>
      {form === null && decided && view.as_of === null && (
        <div className="no-print mt-3 flex flex-wrap gap-2">
          <Button small data-testid={`confirm-${row.id}`} onClick={() => setForm('confirmation')}>
            {t('ui.confirmation.add')}
          </Button>
          {row.waiver ? (
            <Withdraw row={row} view={view} />
          ) : (
            <Button small weight="quiet" data-testid={`waive-${row.id}`} onClick={() => setForm('waiver')}>
              {t('ui.waiver.add')}
            </Button>
          )}
        </div>
      )}
      {form === 'confirmation' && <ConfirmationForm row={row} view={view} onDone={() => setForm(null)} />}
      {form === 'waiver' && <WaiverForm row={row} view={view} onDone={() => setForm(null)} />}
    </div>
  );
}

/** Where a requirement comes from, and whether somebody has read the original. */
export function Sources({ sources }: { sources: Source[] }) {
  return (
    <ul>
      {sources.map((source) => (
        <li key={source.doc + source.section}>
          {t('ui.source', { title: source.title, section: source.section })}{' '}
          <span className="whitespace-nowrap text-label">{source.mark_text}</span>
          {source.partial && <span className="text-label"> {t('ui.source.partial')}</span>}
        </li>
      ))}
    </ul>
  );
}

interface FormProps {
  row: RequirementRow;
  view: ContractView;
  onDone: () => void;
}

/** The problem of a field inside a list, whatever its place in the list is called. */
function fieldProblem(problems: Problem[], field: string): string | null {
  const found = problems.find((problem) => problem.field?.split('.').at(-1) === field);
  return found ? problemText(found) : null;
}

function ConfirmationForm({ row, view, onDone }: FormProps) {
  const today = useAnswer('status', {}).data?.today ?? null;
  const [on, setOn] = useState(denseDate(today));
  const [source, setSource] = useState('');
  const [note, setNote] = useState('');
  const save = useChange('contract_save', () => {
    say(t('ui.saved'));
    onDone();
  });
  const problems = save.error?.problems ?? [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const others = view.contract.confirmations.filter((confirmation) => confirmation.requirement !== row.id);
    const confirmation = { requirement: row.id, on, source, note: note || null };
    save.mutate({ draft: withLists(view.contract, { confirmations: [...others, confirmation] }) });
  };
  return (
    <form className="mt-3 grid gap-2 border-line border-t pt-3" onSubmit={submit} aria-label={t('ui.confirmation.add')}>
      <Problems problems={problems.filter((problem) => !problem.field)} />
      <div className="grid gap-3 wide:grid-cols-[10rem_1fr]">
        <TextField
          name="on"
          label={t('ui.confirmation.on')}
          value={on}
          onChange={setOn}
          placeholder={t('ui.field.date_example')}
          problem={fieldProblem(problems, 'on')}
        />
        <TextField
          name="source"
          label={t('ui.confirmation.source')}
          help={t('ui.confirmation.source_help')}
          value={source}
          onChange={setSource}
          required
          problem={fieldProblem(problems, 'source')}
        />
      </div>
      <TextField name="note" label={t('ui.contract.note')} value={note} onChange={setNote} />
      <FormEnd
        pending={save.isPending}
        label={t('ui.confirmation.save')}
        onCancel={onDone}
        testId="save-confirmation"
      />
    </form>
  );
}

function WaiverForm({ row, view, onDone }: FormProps) {
  const [reason, setReason] = useState('');
  const [approver, setApprover] = useState('');
  const [approvedOn, setApprovedOn] = useState('');
  const [number, setNumber] = useState('');
  const people = useAnswer('person_list', {}).data ?? [];
  const save = useChange('contract_save', () => {
    say(t('ui.saved'));
    onDone();
  });
  const problems = save.error?.problems ?? [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const waiver = {
      requirement: row.id,
      reason,
      approver: approver || null,
      approved_on: approvedOn || null,
      document_number: number || null,
    };
    save.mutate({ draft: withLists(view.contract, { waivers: [...view.contract.waivers, waiver] }) });
  };
  return (
    <form className="mt-3 grid gap-2 border-line border-t pt-3" onSubmit={submit} aria-label={t('ui.waiver.add')}>
      <Problems problems={problems.filter((problem) => !problem.field)} />
      <AreaField
        name="reason"
        label={t('ui.waiver.reason')}
        help={t('ui.waiver.reason_help')}
        value={reason}
        onChange={setReason}
        required
        problem={fieldProblem(problems, 'reason')}
        rows={2}
      />
      <div className="grid gap-3 wide:grid-cols-3">
        <TextField
          name="approver"
          label={t('ui.waiver.approver')}
          value={approver}
          onChange={setApprover}
          options={people.map((person) => person.name)}
          problem={fieldProblem(problems, 'approver')}
        />
        <TextField
          name="approved_on"
          label={t('ui.waiver.approved_on')}
          value={approvedOn}
          onChange={setApprovedOn}
          placeholder={t('ui.field.date_example')}
          problem={fieldProblem(problems, 'approved_on')}
        />
        <TextField
          name="document_number"
          label={t('ui.contract.document_number')}
          value={number}
          onChange={setNumber}
          problem={fieldProblem(problems, 'document_number')}
        />
      </div>
      <FormEnd pending={save.isPending} label={t('ui.waiver.save')} onCancel={onDone} testId="save-waiver" />
    </form>
  );
}

function Withdraw({ row, view }: { row: RequirementRow; view: ContractView }) {
  const save = useChange('contract_save', () => say(t('ui.saved')));
  const waivers = view.contract.waivers.filter((waiver) => waiver.requirement !== row.id);
  return (
    <>
      <Button
        small
        weight="quiet"
        disabled={save.isPending}
        onClick={() => save.mutate({ draft: withLists(view.contract, { waivers }) })}
      >
        {t('ui.waiver.withdraw')}
      </Button>
      {save.error && <Problems problems={save.error.problems} />}
    </>
  );
}

/** The two buttons at the end of a small form. */
export function FormEnd({
  pending,
  label,
  onCancel,
  testId,
}: {
  pending: boolean;
  label: string;
  onCancel: () => void;
  testId: string;
}) {
  return (
    <div className="flex gap-3">
      <Button type="submit" small disabled={pending} data-testid={testId}>
        {label}
      </Button>
      <Button small weight="quiet" onClick={onCancel}>
        {t('ui.cancel')}
      </Button>
    </div>
  );
}
