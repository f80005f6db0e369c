/** One requirement opened: why it applies, on what basis, what meets it, what is missing; and what a person may do about it: confirm it, apply for leaving it out, or record that it was left out. */
import { useState } from 'react';
import { isOpen } from '../approval/case';
import { useAnswer, useChange } from '../lib/answers';
import { longDate } from '../lib/date';
import type { Contract, ContractView, RequirementRow } from '../lib/generated';
import { useSearch } from '../lib/place';
import { fieldProblem, lastPart } from '../lib/problem';
import { useTyped } from '../lib/typed';
import { t } from '../lib/wording';
import { Button, Link } from '../parts/Button';
import { ConfirmationForm } from '../parts/ConfirmationForm';
import { AreaField, TextField } from '../parts/Field';
import { Mark } from '../parts/Mark';
import { say } from '../parts/notice';
import { Refusal } from '../parts/Problems';
import { SmallForm } from '../parts/SmallForm';
import { Sources } from '../parts/Sources';
import { withLists } from './draft';
import { Matter, WaiverApplication } from './Matter';
import { caseOf } from './matter';

type Opened = 'confirmation' | 'application' | 'waiver';

/** `printed` leaves out what can only be done at the window. */
export function RequirementPanel({
  row,
  view,
  printed = false,
}: {
  row: RequirementRow;
  view: ContractView;
  printed?: boolean;
}) {
  const [form, setForm] = useState<Opened | null>(null);
  const [, setParams] = useSearch();
  const open = (which: Opened) => {
    // In the address, so that the requirement stays open when the list is read again.
    setParams({ open: row.id });
    setForm(which);
  };
  const { contract } = view;
  const confirm = useChange('contract_save', () => {
    say(t('ui.saved'));
    setForm(null);
  });
  const decided = row.state !== 'unknown';
  const one = caseOf(view, `waiver:${row.id}`);
  const waits = one !== null && isOpen(one);
  const applies = decided && (one === null || (!one.approved && !waits));
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
            <dt className="text-label">{t(row.waiver.approver ? 'ui.state.waived' : 'ui.waiver.wanted')}</dt>
            <dd>
              {row.waiver.reason}
              {row.waiver.approver && !row.waiver.application && (
                <div className="text-label">
                  {t('ui.waiver.by', {
                    approver: row.waiver.approver,
                    date: longDate(row.waiver.approved_on),
                    number: row.waiver.document_number ?? '',
                  })}
                </div>
              )}
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
      {form === null && view.as_of === null && !printed && (
        <div className="no-print mt-3 flex flex-wrap gap-2">
          {decided && (
            <Button small data-testid={`confirm-${row.id}`} onClick={() => open('confirmation')}>
              {t(row.confirmation ? 'ui.confirmation.change' : 'ui.confirmation.add')}
            </Button>
          )}
          {row.confirmation && (
            <Withdraw
              view={view}
              lists={{ confirmations: without(contract.confirmations, row.id) }}
              label={t('ui.confirmation.withdraw')}
              testId={`withdraw-confirmation-${row.id}`}
            />
          )}
          {applies && (
            <>
              {contract.closed_on === null && (
                <Button small data-testid={`apply-waiver-${row.id}`} onClick={() => open('application')}>
                  {t('ui.waiver.apply')}
                </Button>
              )}
              <Button small weight="quiet" data-testid={`waive-${row.id}`} onClick={() => open('waiver')}>
                {t('ui.waiver.outside')}
              </Button>
            </>
          )}
          {row.waiver && !waits && (
            <Withdraw
              view={view}
              lists={{ waivers: without(contract.waivers, row.id) }}
              label={t('ui.waiver.withdraw')}
              testId={`withdraw-waiver-${row.id}`}
            />
          )}
        </div>
      )}
      {form === 'confirmation' && (
        <ConfirmationForm
          confirmation={row.confirmation}
          change={confirm}
          onSave={(typed) => {
            const confirmations = [...without(contract.confirmations, row.id), { ...typed, requirement: row.id }];
            return confirm.send({ draft: withLists(contract, { confirmations }) });
          }}
          onClose={() => setForm(null)}
        />
      )}
      {form === 'application' && <WaiverApplication view={view} requirement={row.id} onDone={() => setForm(null)} />}
      {form === 'waiver' && <WaiverForm row={row} view={view} onDone={() => setForm(null)} />}
      {one && one.past.length > 0 && !printed && form === null && (
        <div className="mt-3 border-line border-t pt-3">
          <Matter view={view} one={one} />
        </div>
      )}
    </div>
  );
}

interface FormProps {
  row: RequirementRow;
  view: ContractView;
  onDone: () => void;
}

/** The records of a list that belong to other requirements. */
const without = <R extends { requirement: string }>(list: R[], requirement: string): R[] =>
  list.filter((one) => one.requirement !== requirement);

function WaiverForm({ row, view, onDone }: FormProps) {
  const { values, changed, type } = useTyped({
    reason: row.waiver?.reason ?? '',
    approver: '',
    approved_on: '',
    document_number: '',
  });
  const people = useAnswer('person_list', {}).data ?? [];
  const save = useChange('contract_save', () => {
    say(t('ui.saved'));
    onDone();
  });
  const problems = save.error?.problems ?? [];
  const waiver = {
    requirement: row.id,
    reason: values.reason,
    approver: values.approver || null,
    approved_on: values.approved_on || null,
    document_number: values.document_number || null,
    conditions: null,
    expires_on: null,
    application: null,
  };
  const waivers = [...without(view.contract.waivers, row.id), waiver];
  return (
    <SmallForm
      title={t('ui.waiver.outside')}
      className="mt-3 grid gap-2 border-line border-t pt-3"
      changed={changed}
      change={save}
      problems={problems.filter((problem) => !(lastPart(problem) in values))}
      action={t('ui.waiver.save')}
      testId="save-waiver"
      onSave={() => save.send({ draft: withLists(view.contract, { waivers }) })}
      onClose={onDone}
    >
      <AreaField
        name="reason"
        label={t('ui.waiver.reason')}
        help={t('ui.waiver.reason_help')}
        value={values.reason}
        onChange={(reason) => type({ reason })}
        required
        problem={fieldProblem(problems, 'reason')}
        rows={2}
      />
      <div className="grid gap-3 wide:grid-cols-3">
        <TextField
          name="approver"
          label={t('ui.waiver.approver')}
          value={values.approver}
          onChange={(approver) => type({ approver })}
          options={people.map((person) => person.name)}
          problem={fieldProblem(problems, 'approver')}
        />
        <TextField
          name="approved_on"
          label={t('ui.waiver.approved_on')}
          value={values.approved_on}
          onChange={(approved_on) => type({ approved_on })}
          placeholder={t('ui.field.date_example')}
          problem={fieldProblem(problems, 'approved_on')}
        />
        <TextField
          name="document_number"
          label={t('ui.contract.document_number')}
          value={values.document_number}
          onChange={(document_number) => type({ document_number })}
          problem={fieldProblem(problems, 'document_number')}
        />
      </div>
    </SmallForm>
  );
}

/** Takes back what was recorded for a requirement. */
function Withdraw({
  view,
  lists,
  label,
  testId,
}: {
  view: ContractView;
  lists: Partial<Contract>;
  label: string;
  testId: string;
}) {
  const save = useChange('contract_save', () => say(t('ui.saved')));
  return (
    <>
      <Button
        small
        weight="quiet"
        disabled={save.isPending}
        data-testid={testId}
        onClick={() => void save.send({ draft: withLists(view.contract, lists) })}
      >
        {label}
      </Button>
      <Refusal problems={save.error?.problems ?? []} onRead={save.readAgain} />
    </>
  );
}
