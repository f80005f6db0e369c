/** How the contractor was selected: criteria by candidates with their places, the proof that the annex was shown, the sheets of bidders and of the supply chain. The ledger counts and judges; here it is only shown. */
import { useState } from 'react';
import { useAnswer, useChange } from '../lib/answers';
import { call } from '../lib/call';
import { denseDate } from '../lib/date';
import type {
  ContractView,
  SelectionForm as Form,
  SelectionCandidate,
  SelectionCell,
  SelectionKind,
  SelectionView,
  Stated,
  StatementReading,
} from '../lib/generated';
import { find, t } from '../lib/wording';
import { Button } from '../parts/Button';
import { SelectField } from '../parts/Field';
import { Mark } from '../parts/Mark';
import { say } from '../parts/notice';
import { Problems, Ready } from '../parts/Problems';
import { SheetDesk, SheetReading } from '../parts/Sheets';
import { useWriting, Written } from '../parts/Written';
import { SelectionForm } from './SelectionForm';

const FIT = { fit: 'met', open: 'unknown', unfit: 'finding' } as const;
const PAPERS: SelectionKind[] = ['result', 'pledge'];

export function Selection({ view }: { view: ContractView }) {
  const asked = useAnswer('contract_selection', { id: view.contract.id });
  return <Ready asked={asked}>{(selection) => <Whole view={view} selection={selection} />}</Ready>;
}

function Whole({ view, selection }: { view: ContractView; selection: SelectionView }) {
  const [editing, setEditing] = useState(false);
  const { contract } = view;
  return (
    <section className="grid gap-6" data-testid="selection">
      <div className="grid gap-3">
        <div className="flex items-center justify-between gap-4">
          <h2>{t('ui.selection.title')}</h2>
          <Button small data-testid="edit-selection" disabled={editing} onClick={() => setEditing(true)}>
            {t('ui.selection.edit')}
          </Button>
        </div>
        <p className="text-label">{t('ui.selection.help')}</p>
        <Facts view={view} />
        {editing && <SelectionForm contract={contract} selection={selection} onClose={() => setEditing(false)} />}
        <Matrix selection={selection} />
      </div>
      <Papers id={contract.id} />
      <Desk view={view} selection={selection} form="selection" />
      {selection.supply_chain_applies && <Supply view={view} selection={selection} />}
      <Course selection={selection} />
    </section>
  );
}

/** What was recorded of the proof, the decision, and the supply chain. */
function Facts({ view }: { view: ContractView }) {
  const recorded = view.contract.selection;
  const chosen = recorded?.candidates.find((candidate) => candidate.id === recorded.chosen);
  const day = (iso: string | null | undefined) => (iso ? denseDate(iso) : t('ui.none'));
  const judged = recorded?.supply_chain;
  const lines = [
    [t('ui.selection.shown'), `${day(recorded?.shown_on)} ${recorded?.shown_in ?? ''}`],
    [t('ui.selection.chosen'), chosen?.name ?? t('ui.none')],
    [t('ui.selection.reason'), recorded?.reason ?? t('ui.none')],
    [t('ui.selection.decided'), `${day(recorded?.decided_on)} ${recorded?.decided_by ?? ''}`],
  ];
  if (judged?.verdict) {
    const words = [find(`supply_verdict.${judged.verdict}`), judged.reason, judged.accepted_by, day(judged.judged_on)];
    lines.push([t('ui.selection.verdict'), words.filter(Boolean).join('　')]);
  }
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1" data-testid="selection-facts">
      {lines.map(([label, value]) => (
        <div key={label} className="contents">
          <dt className="text-label">{label}</dt>
          <dd className="whitespace-pre-line break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Criteria by candidates. */
function Matrix({ selection }: { selection: SelectionView }) {
  const { criteria, candidates } = selection;
  if (criteria.length === 0) return <p>{t('ui.selection.no_criteria')}</p>;
  return (
    <div className="overflow-x-auto">
      <table className="table" aria-label={t('ui.selection.title')} data-testid="selection-matrix">
        <thead>
          <tr>
            <th scope="col">{t('ui.selection.criterion')}</th>
            <th scope="col">{t('ui.selection.kind')}</th>
            <th scope="col">{t('ui.selection.weight')}</th>
            {candidates.map((candidate) => (
              <th key={candidate.id} scope="col" className="whitespace-normal!">
                {candidate.name} {candidate.chosen && <Mark shape="met">{t('ui.selection.is_chosen')}</Mark>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {criteria.map((criterion, at) => (
            <tr key={criterion.requirement}>
              <td title={criterion.summary}>
                {criterion.requirement} {criterion.title}
              </td>
              <td>{t(criterion.gate ? 'ui.selection.gate' : 'ui.selection.scored')}</td>
              <td>{criterion.weight}</td>
              {candidates.map((candidate) => (
                <td key={candidate.id}>
                  <Cell cell={candidate.cells[at]} />
                </td>
              ))}
            </tr>
          ))}
          <Sum label={t('ui.selection.fit')} candidates={candidates}>
            {({ fit }) => <Mark shape={FIT[fit]}>{find(`fit.${fit}`)}</Mark>}
          </Sum>
          <Sum label={t('ui.selection.total')} candidates={candidates}>
            {({ total, most }) => t('ui.selection.points_of', { n: total, most })}
          </Sum>
          <Sum label={t('ui.selection.rank')} candidates={candidates}>
            {({ rank }) => rank ?? t('ui.none')}
          </Sum>
        </tbody>
      </table>
      {candidates.length === 0 && <p className="text-label">{t('ui.selection.nobody')}</p>}
    </div>
  );
}

function Sum({
  label,
  candidates,
  children,
}: {
  label: string;
  candidates: SelectionCandidate[];
  children: (standing: SelectionCandidate['standing']) => React.ReactNode;
}) {
  return (
    <tr>
      <th scope="row" colSpan={3} className="border-b-line!">
        {label}
      </th>
      {candidates.map((candidate) => (
        <td key={candidate.id}>{children(candidate.standing)}</td>
      ))}
    </tr>
  );
}

function Cell({ cell }: { cell: SelectionCell | undefined }) {
  const score = cell?.score;
  const stated = cell?.stated;
  return (
    <>
      {score?.judgement ? find(`judgement.${score.judgement}`) : t('ui.selection.unjudged')}
      {score?.points != null && ` ${t('ui.selection.points', { n: score.points })}`}
      {score?.reason && <p className="whitespace-pre-line text-label">{score.reason}</p>}
      {score?.accepted_because && (
        <p className="text-label">
          {t('ui.selection.accepted', { reason: score.accepted_because, who: score.accepted_by ?? t('ui.none') })}
        </p>
      )}
      {stated && <p className="text-label">{t('ui.selection.stated', { text: words(stated) })}</p>}
    </>
  );
}

/** An answer in words. */
function words(stated: Stated): string {
  return [find(`answered.${stated.answer}`), stated.country, stated.detail].filter(Boolean).join('　');
}

function Papers({ id }: { id: string }) {
  const writing = useWriting();
  const write = (kind: SelectionKind) =>
    writing.write(async (folder) => [(await call('contract_selection_save', { id, kind, folder })).path]);
  return (
    <div className="no-print grid gap-2" data-testid="selection-papers">
      <h2>{t('ui.selection.papers')}</h2>
      <Problems problems={writing.problems} />
      <ul className="grid gap-1">
        {PAPERS.map((kind) => (
          <li key={kind} className="flex flex-wrap items-baseline gap-x-4">
            <span className="min-w-72">{t(`ui.selection.paper.${kind}`)}</span>
            <button
              type="button"
              className="link"
              data-testid={`write-${kind}`}
              disabled={writing.busy}
              aria-label={t('ui.cloud.papers.write_of', { name: t(`ui.selection.paper.${kind}`) })}
              onClick={() => void write(kind)}
            >
              {t('ui.cloud.papers.write')}
            </button>
          </li>
        ))}
      </ul>
      <Written writing={writing} />
    </div>
  );
}

/** A sheet that goes out and comes back; whose it is is chosen before it is read. */
function Desk({ view, selection, form }: { view: ContractView; selection: SelectionView; form: Form }) {
  const { id, revision } = view.contract;
  const [whose, setWhose] = useState('');
  const candidate = whose === '' ? null : whose;
  const apply = useChange('contract_statement_apply', () => say(t('ui.sheets.taken')));
  const options = selection.candidates.map((one) => ({ value: one.id, label: one.name }));
  return (
    <div className="no-print grid gap-3" data-testid={`desk-${form}`}>
      <SheetDesk
        title={find(`selection_form.${form}`) ?? form}
        help={t(`ui.selection.help.${form}`)}
        issue={(folder) => call('contract_statement_save', { id, form, folder })}
        read={(file) => call('contract_statement_read', { id, candidate, file })}
      >
        {(reading, file, close) => (
          <SheetReading
            reading={reading}
            problems={apply.error?.problems ?? []}
            busy={apply.isPending}
            onRead={apply.readAgain}
            take={
              reading.taken || reading.answers.length === 0 ? null : t('ui.sheets.take', { n: reading.answers.length })
            }
            onTake={() =>
              void apply.send({ id, revision, candidate: reading.candidate, file }).then((done) => done && close())
            }
            onClose={close}
          >
            <Reading reading={reading} />
          </SheetReading>
        )}
      </SheetDesk>
      <SelectField
        name={`whose-${form}`}
        label={t('ui.selection.whose')}
        value={whose}
        onChange={setWhose}
        options={options}
        empty={form === 'selection' ? t('ui.choose') : t('ui.selection.contractor')}
        className="max-w-96"
      />
    </div>
  );
}

function Reading({ reading }: { reading: StatementReading }) {
  return (
    <>
      <p className="mb-2">
        {t('ui.selection.by', {
          company: reading.company ?? t('ui.none'),
          who: reading.respondent ?? t('ui.none'),
          on: denseDate(reading.answered_on),
        })}
        {reading.taken && ` ${t('ui.sheets.known')}`}
      </p>
      <table className="table">
        <tbody>
          {reading.answers.map((row) => (
            <tr key={row.item}>
              <td>
                {row.item} {row.title}
              </td>
              <td>{words(row.stated)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** What the contractor stated about its supply chain. */
function Supply({ view, selection }: { view: ContractView; selection: SelectionView }) {
  return (
    <div className="grid gap-3">
      <Desk view={view} selection={selection} form="supply_chain" />
      <table className="table" aria-label={find('selection_form.supply_chain') ?? undefined} data-testid="supply-chain">
        <thead>
          <tr>
            <th scope="col">{t('ui.selection.item')}</th>
            <th scope="col">{t('ui.selection.answer')}</th>
            <th scope="col">{t('ui.selection.answered_on')}</th>
          </tr>
        </thead>
        <tbody>
          {selection.supply_chain.map((item) => (
            <tr key={item.item}>
              <td>
                {item.item} {item.title}
              </td>
              <td className="break-words">{item.stated ? words(item.stated) : t('ui.none')}</td>
              <td>{item.answered_on ? denseDate(item.answered_on) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Course({ selection }: { selection: SelectionView }) {
  if (selection.issues.length === 0 && selection.statements.length === 0) return null;
  return (
    <div className="grid gap-2">
      <h2>{t('ui.sheets.course')}</h2>
      <ul className="grid gap-1" data-testid="selection-course">
        {selection.issues.map((issue) => (
          <li key={issue.number}>
            {find(`selection_form.${issue.form}`)}{' '}
            {t('ui.sheets.issued', { number: issue.number, on: denseDate(issue.issued_on), n: issue.questions })}{' '}
            {issue.returned === 0 && <Mark shape="unknown">{t('ui.sheets.open')}</Mark>}
          </li>
        ))}
        {selection.statements.map((one) => (
          <li key={`${one.number} ${one.company} ${one.file.hash}`}>
            {one.company}{' '}
            {t('ui.sheets.returned', {
              number: one.number,
              on: denseDate(one.answered_on),
              who: one.respondent ?? t('ui.none'),
            })}{' '}
            {one.file.name}
          </li>
        ))}
      </ul>
    </div>
  );
}
