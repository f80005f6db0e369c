/** The form of a selection: the proof, the candidates with their judgements, the decision, and what the office holds of the supply chain. Everything goes to the ledger as typed. */
import { useChange } from '../lib/answers';
import { denseDate, isIso } from '../lib/date';
import type { Candidate, Contract, Problem, Score, Selection, SelectionView } from '../lib/generated';
import { problemText } from '../lib/problem';
import { useTyped } from '../lib/typed';
import { find, type Key, t } from '../lib/wording';
import { Button } from '../parts/Button';
import { AreaField, SelectField, TextField } from '../parts/Field';
import { say } from '../parts/notice';
import { SmallForm } from '../parts/SmallForm';

const JUDGEMENTS = ['meets', 'partly', 'fails', 'not_seen'];
const VERDICTS = ['accepted', 'reduced', 'refused'];

/** A part of the record while somebody types: every text as it was typed. */
type Typed<T> = { [K in keyof T]: T[K] | string | null };
type Judged = Typed<Score>;
interface Considered {
  id: string;
  name: string;
  corporate_number: string | null;
  scores: Judged[];
}

interface Draft {
  shown_on: string | null;
  shown_in: string | null;
  weights: Record<string, number | string>;
  candidates: Considered[];
  chosen: string | null;
  decided_on: string | null;
  decided_by: string | null;
  reason: string | null;
  supply_chain: Typed<Selection['supply_chain']>;
}

const NOTHING: Draft = {
  shown_on: null,
  shown_in: null,
  weights: {},
  candidates: [],
  chosen: null,
  decided_on: null,
  decided_by: null,
  reason: null,
  supply_chain: { verdict: null, reason: null, accepted_by: null, judged_on: null },
};

/** The draft of what is recorded; what came back on sheets is not typed. */
function draftOf(recorded: Selection | null): Draft {
  if (recorded === null) return NOTHING;
  const { statements: _, ...typed } = recorded;
  return typed as Draft;
}

const plain = (value: unknown): string => {
  const text = value === null || value === undefined ? '' : String(value);
  return isIso(text) ? denseDate(text) : text;
};

export function SelectionForm({
  contract,
  selection,
  onClose,
}: {
  contract: Contract;
  selection: SelectionView;
  onClose: () => void;
}) {
  const { values, changed, type } = useTyped<Draft>(draftOf(contract.selection));
  const save = useChange('contract_save', () => {
    onClose();
    say(t('ui.saved'));
  });
  const problems = save.error?.problems ?? [];
  const taken = new Set<Problem>();
  const problemAt = (field: string): string | null => {
    const found = problems.find((problem) => problem.field === `selection.${field}`);
    if (!found) return null;
    taken.add(found);
    return problemText(found);
  };
  const put = () => {
    const { id, revision } = contract;
    return save.send({ draft: { id, revision, selection: values } });
  };
  const text = (field: 'shown_on' | 'shown_in' | 'decided_on' | 'decided_by', label: Key) => (
    <TextField
      name={field}
      label={t(label)}
      value={plain(values[field])}
      onChange={(next) => type({ [field]: next })}
      problem={problemAt(field)}
      placeholder={field.endsWith('_on') ? t('ui.field.date_example') : undefined}
    />
  );
  const supply = (field: 'reason' | 'accepted_by' | 'judged_on', label: Key) => (
    <TextField
      name={`supply_${field}`}
      label={t(label)}
      value={plain(values.supply_chain[field])}
      onChange={(next) => type({ supply_chain: { ...values.supply_chain, [field]: next } })}
      problem={problemAt(`supply_chain.${field}`)}
      placeholder={field === 'judged_on' ? t('ui.field.date_example') : undefined}
    />
  );
  const change = (at: number, next: Partial<Considered>) =>
    type({ candidates: values.candidates.map((one, place) => (place === at ? { ...one, ...next } : one)) });
  const fields = (
    <>
      <div className="mb-3 grid gap-3 wide:grid-cols-3">
        {text('shown_on', 'ui.selection.shown_on')}
        {text('shown_in', 'ui.selection.shown_in')}
      </div>
      <fieldset className="mb-3">
        <legend className="font-bold">{t('ui.selection.weights')}</legend>
        <div className="grid gap-3 wide:grid-cols-4">
          {selection.criteria.map(({ requirement, title }) => (
            <TextField
              key={requirement}
              name={`weight-${requirement}`}
              label={`${requirement} ${title}`}
              inputMode="numeric"
              value={plain(values.weights[requirement] ?? 1)}
              onChange={(next) => type({ weights: { ...values.weights, [requirement]: next } })}
              problem={problemAt(`weights.${requirement}`)}
            />
          ))}
        </div>
      </fieldset>
      {values.candidates.map((candidate, at) => (
        <CandidateFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a new candidate has no identity but its place
          key={at}
          at={at}
          candidate={candidate}
          selection={selection}
          problemAt={(field) => problemAt(`candidates.${at}.${field}`)}
          onChange={(next) => change(at, next)}
          onRemove={() => type({ candidates: values.candidates.filter((_, place) => place !== at) })}
        />
      ))}
      <div className="mb-3">
        <Button
          small
          weight="quiet"
          data-testid="add-candidate"
          onClick={() =>
            type({ candidates: [...values.candidates, { id: '', name: '', corporate_number: null, scores: [] }] })
          }
        >
          {t('ui.selection.add')}
        </Button>
      </div>
      <div className="mb-3 grid gap-3 wide:grid-cols-3">
        <SelectField
          name="chosen"
          label={t('ui.selection.chosen')}
          value={values.chosen ?? ''}
          onChange={(chosen) => type({ chosen })}
          options={values.candidates.map((one) => ({ value: one.id || one.name, label: one.name }))}
          empty={t('ui.choose')}
          problem={problemAt('chosen')}
        />
        {text('decided_on', 'ui.selection.decided_on')}
        {text('decided_by', 'ui.selection.decided_by')}
      </div>
      <AreaField
        name="selection_reason"
        label={t('ui.selection.reason')}
        value={plain(values.reason)}
        onChange={(reason) => type({ reason })}
        problem={problemAt('reason')}
        className="mb-3"
      />
      {selection.supply_chain_applies && (
        <div className="mb-3 grid gap-3 wide:grid-cols-4">
          <SelectField
            name="verdict"
            label={t('ui.selection.verdict')}
            value={values.supply_chain.verdict ?? ''}
            onChange={(verdict) => type({ supply_chain: { ...values.supply_chain, verdict } })}
            options={VERDICTS.map((value) => ({ value, label: find(`supply_verdict.${value}`) ?? value }))}
            empty={t('ui.choose')}
          />
          {supply('reason', 'ui.selection.verdict_reason')}
          {supply('accepted_by', 'ui.selection.verdict_by')}
          {supply('judged_on', 'ui.selection.judged_on')}
        </div>
      )}
    </>
  );
  return (
    <SmallForm
      title={t('ui.selection.edit')}
      heading={<h3 className="mb-2">{t('ui.selection.edit')}</h3>}
      className="panel"
      changed={changed}
      change={save}
      problems={problems.filter((problem) => !taken.has(problem))}
      action={t('ui.save')}
      testId="save-selection"
      onSave={put}
      onClose={onClose}
    >
      {fields}
    </SmallForm>
  );
}

/** One candidate with its judgements. */
function CandidateFields({
  at,
  candidate,
  selection,
  problemAt,
  onChange,
  onRemove,
}: {
  at: number;
  candidate: Considered;
  selection: SelectionView;
  problemAt: (field: string) => string | null;
  onChange: (next: Partial<Considered>) => void;
  onRemove: () => void;
}) {
  const known: Pick<Candidate, 'name'> = candidate;
  return (
    <fieldset className="mb-3 grid gap-3 border-t border-line pt-3" data-testid={`candidate-${at}`}>
      <legend className="font-bold">{known.name || t('ui.selection.candidate')}</legend>
      <div className="grid gap-3 wide:grid-cols-3">
        <TextField
          name={`candidate-name-${at}`}
          label={t('ui.selection.name')}
          required
          value={candidate.name}
          onChange={(name) => onChange({ name })}
          problem={problemAt('name')}
        />
        <TextField
          name={`candidate-number-${at}`}
          label={t('ui.selection.number')}
          value={plain(candidate.corporate_number)}
          onChange={(corporate_number) => onChange({ corporate_number })}
          problem={problemAt('corporate_number')}
        />
        <div className="self-end">
          <Button small weight="quiet" data-testid={`remove-candidate-${at}`} onClick={onRemove}>
            {t('ui.record.remove')}
          </Button>
        </div>
      </div>
      {selection.criteria.map(({ requirement, title }) => {
        const place = candidate.scores.findIndex((score) => score.criterion === requirement);
        const score = candidate.scores[place];
        const set = (next: Partial<Judged>) => {
          const scores =
            place < 0
              ? [...candidate.scores, { criterion: requirement, ...next } as Judged]
              : candidate.scores.map((one, other) => (other === place ? { ...one, ...next } : one));
          onChange({ scores });
        };
        const field = (name: 'points' | 'reason' | 'accepted_because' | 'accepted_by', label: Key) => (
          <TextField
            name={`${name}-${at}-${requirement}`}
            label={t(label)}
            inputMode={name === 'points' ? 'numeric' : undefined}
            value={plain(score?.[name])}
            onChange={(next) => set({ [name]: next })}
            problem={place < 0 ? null : problemAt(`scores.${place}.${name}`)}
          />
        );
        return (
          <div key={requirement} className="grid gap-3 wide:grid-cols-[1fr_1fr_6rem_2fr]">
            <p className="self-end">
              {requirement} {title}
            </p>
            <SelectField
              name={`judgement-${at}-${requirement}`}
              label={t('ui.selection.judgement')}
              value={plain(score?.judgement)}
              onChange={(judgement) => set({ judgement })}
              options={JUDGEMENTS.map((value) => ({ value, label: find(`judgement.${value}`) ?? value }))}
              empty={t('ui.choose')}
            />
            {field('points', 'ui.selection.points_label')}
            {field('reason', 'ui.selection.why')}
            {score?.judgement === 'fails' && (
              <>
                {field('accepted_because', 'ui.selection.accepted_because')}
                {field('accepted_by', 'ui.selection.accepted_by')}
              </>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
