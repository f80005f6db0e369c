/** One line of the check sheet opened: why it is asked, on what basis, what was said about it, and the form of its answer. */
import { useState } from 'react';
import { Said } from '../approval/Comments';
import { useAnswer, useChange } from '../lib/answers';
import { denseDate } from '../lib/date';
import type { CloudRequirementRow, CloudView, Problem, SourceKind, Verdict } from '../lib/generated';
import { problemText } from '../lib/problem';
import { useTyped } from '../lib/typed';
import { find, t } from '../lib/wording';
import { Button } from '../parts/Button';
import { AreaField, SelectField, TextField } from '../parts/Field';
import { say } from '../parts/notice';
import { Segments } from '../parts/Segments';
import { SmallForm } from '../parts/SmallForm';
import { Sources } from '../parts/Sources';
import { EvidenceField, EvidenceFile } from './Evidence';
import { sourceKinds, verdicts } from './words';

export function Row({ row, view, onClose }: { row: CloudRequirementRow; view: CloudView; onClose: () => void }) {
  const [editing, setEditing] = useState(false);
  const { answer } = row;
  const said = (view.application?.comments ?? []).filter((comment) => comment.requirement === row.id);
  const severity = t(row.severity === 'must' ? 'ui.severity.must' : 'ui.severity.should');
  const kind = answer?.source_kind && (find(`source_kind.${answer.source_kind}`) ?? '');
  const edits = view.as_of === null && (view.may.edit || !view.may.known);
  const pairs: [string, React.ReactNode][] = [
    [t('ui.requirement.applies'), row.because_text],
    [
      t('ui.requirement.basis'),
      <>
        <Sources sources={row.sources} />
        <div className="text-label">{t('ui.requirement.severity', { severity, basis: row.basis_text })}</div>
      </>,
    ],
    [t('ui.cloud.by_record'), row.by_record_text],
    [t('ui.cloud.answer.detail'), answer?.detail],
    [t('ui.cloud.column.source'), answer?.source && [kind, answer.source].filter(Boolean).join(t('ui.wide_space'))],
    [t('ui.files.title'), answer?.evidence && <EvidenceFile cloud={view.cloud} hash={answer.evidence} />],
    [t('ui.cloud.answer.seen_on'), denseDate(answer?.seen_on ?? null)],
    [t('ui.cloud.answer.risk'), answer?.risk],
    [t('ui.cloud.answer.risk_acceptor'), answer?.risk_acceptor],
    [t('ui.contract.note'), row.note],
  ];
  return (
    <div className="px-3 py-2" data-testid={`requirement-panel-${row.id}`}>
      <p className="mb-1">{row.summary}</p>
      <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-y-1">
        {pairs
          .filter(([, content]) => content)
          .map(([label, content]) => (
            <div key={label} className="contents">
              <dt className="text-label">{label}</dt>
              <dd className="break-words">{content}</dd>
            </div>
          ))}
      </dl>
      {said.length > 0 && (
        <div className="mt-2 border-line border-t pt-2">
          {said.map((comment) => (
            <Said key={comment.by.at} comment={comment} />
          ))}
        </div>
      )}
      {edits && !editing && (
        <div className="mt-2 flex gap-3">
          <Button small data-testid={`answer-${row.id}`} onClick={() => setEditing(true)}>
            {t(answer ? 'ui.cloud.answer.change' : 'ui.cloud.answer.add')}
          </Button>
          <Button small weight="quiet" onClick={onClose}>
            {t('ui.close_panel')}
          </Button>
        </div>
      )}
      {editing && <AnswerForm row={row} view={view} onDone={() => setEditing(false)} />}
    </div>
  );
}

/** The answer of one requirement; the sheet is saved as a whole with the others as they are. */
function AnswerForm({ row, view, onDone }: { row: CloudRequirementRow; view: CloudView; onDone: () => void }) {
  const { cloud } = view;
  const people = (useAnswer('person_list', {}).data ?? []).map((person) => person.name);
  const now = row.answer;
  const { values, changed, type } = useTyped({
    answer: now?.answer ?? 'unverified',
    detail: now?.detail ?? '',
    source: now?.source ?? '',
    source_kind: now?.source_kind ?? '',
    evidence: now?.evidence ?? null,
    seen_on: denseDate(now?.seen_on ?? null),
    risk: now?.risk ?? '',
    risk_acceptor: now?.risk_acceptor ?? '',
  });
  const save = useChange('cloud_save', () => {
    say(t('ui.saved'));
    onDone();
  });
  const problems = save.error?.problems ?? [];
  const mine = (problem: Problem) => problem.field?.startsWith(`answers.${row.id}`) ?? false;
  const problemOf = (field: string) => {
    const found = problems.find((problem) => problem.field === `answers.${row.id}.${field}`);
    return found ? problemText(found) : null;
  };
  const answer = {
    ...values,
    source_kind: (values.source_kind || null) as SourceKind | null,
  };
  const risky = values.answer === 'nonconforming' || values.answer === 'conditional' || values.risk !== '';
  const standing = view.standing !== 'none';
  return (
    <SmallForm
      title={t('ui.cloud.answer.form', { id: row.id })}
      className="mt-3 grid gap-3 border-line border-t pt-3"
      changed={changed}
      change={save}
      problems={problems.filter((problem) => !mine(problem) || problem.field === `answers.${row.id}`)}
      action={t('ui.cloud.answer.save')}
      testId="save-answer"
      onSave={() =>
        save.send({
          draft: { id: cloud.id, revision: cloud.revision, answers: { ...cloud.answers, [row.id]: answer } },
        })
      }
      onClose={onDone}
    >
      {standing && <p className="text-label">{t('ui.cloud.answer.reopens')}</p>}
      <div>
        <div id={`verdict-${row.id}`} className="mb-0.5 font-bold">
          {t('ui.cloud.column.answer')}
        </div>
        <Segments
          name={`verdict-${row.id}`}
          testId="verdict"
          labelledBy={`verdict-${row.id}`}
          wrap
          segments={verdicts().map(({ value, label }) => ({ id: value, label, unknown: value === 'unverified' }))}
          value={values.answer}
          onChange={(next) => type({ answer: next as Verdict })}
        />
      </div>
      <TextField
        name="detail"
        label={t('ui.cloud.answer.detail')}
        help={t('ui.cloud.answer.detail_help')}
        value={values.detail}
        onChange={(detail) => type({ detail })}
        problem={problemOf('detail')}
      />
      <div className="grid gap-3 wide:grid-cols-[11rem_minmax(0,1fr)_8rem]">
        <SelectField
          name="source_kind"
          label={t('ui.cloud.answer.source_kind')}
          value={values.source_kind}
          onChange={(next) => type({ source_kind: next as SourceKind | '' })}
          options={sourceKinds()}
          empty={t('ui.choose')}
        />
        <TextField
          name="source"
          label={t('ui.cloud.column.source')}
          value={values.source}
          onChange={(source) => type({ source })}
          problem={problemOf('source')}
        />
        <TextField
          name="seen_on"
          label={t('ui.cloud.answer.seen_on')}
          value={values.seen_on}
          onChange={(seen_on) => type({ seen_on })}
          placeholder={t('ui.field.date_example')}
          problem={problemOf('seen_on')}
        />
      </div>
      <EvidenceField
        name="evidence"
        cloud={cloud}
        value={values.evidence}
        problem={problemOf('evidence')}
        onType={(evidence) =>
          type({ evidence, ...(evidence && values.source_kind === '' ? { source_kind: 'evidence' } : {}) })
        }
      />
      {risky && (
        <div className="grid gap-3 wide:grid-cols-[minmax(0,1fr)_12rem]">
          <AreaField
            name="risk"
            label={t('ui.cloud.answer.risk')}
            value={values.risk}
            onChange={(risk) => type({ risk })}
            rows={2}
            problem={problemOf('risk')}
          />
          <TextField
            name="risk_acceptor"
            label={t('ui.cloud.answer.risk_acceptor')}
            value={values.risk_acceptor}
            onChange={(risk_acceptor) => type({ risk_acceptor })}
            options={people}
            problem={problemOf('risk_acceptor')}
          />
        </div>
      )}
    </SmallForm>
  );
}
