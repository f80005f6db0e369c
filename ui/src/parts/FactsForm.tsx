/** The questions about a record: only those whose answer can still change a requirement, largest effect first within a group. Unknown is an answer like yes and no. */
import { useEffect, useId, useRef, useState } from 'react';
import type { Change, Question } from '../lib/generated';
import { useSearch } from '../lib/place';
import { type Answer, answer } from '../lib/questions';
import { type Key, t } from '../lib/wording';
import { TextField } from './Field';
import { Mark } from './Mark';
import { Segments, YesNo } from './Segments';

const GROUPS: { id: Question['group']; key: Key }[] = [
  { id: 'information', key: 'ui.group.information' },
  { id: 'work', key: 'ui.group.work' },
  { id: 'operation', key: 'ui.group.operation' },
  { id: 'system', key: 'ui.group.system' },
  { id: 'service', key: 'ui.group.service' },
  { id: 'network', key: 'ui.group.network' },
  { id: 'place', key: 'ui.group.place' },
  { id: 'contractor', key: 'ui.group.contractor' },
  { id: 'term', key: 'ui.group.term' },
];

export function FactsForm({
  questions,
  typed,
  problemOf,
  lastFact,
  change,
  onAnswer,
}: {
  questions: Question[];
  typed: Record<string, unknown>;
  problemOf: (field: string) => string | null;
  lastFact: string | null;
  change: Change | null;
  onAnswer: (fact: string, value: Answer) => void;
}) {
  const [params] = useSearch();
  const [all, setAll] = useState(false);
  const wanted = params.get('fact');
  const asked = questions.filter((question) => !question.derived);
  const stays = useRef(new Map<string, number>());
  for (const question of asked) {
    // A question keeps its place while one answers, even when its effect changes.
    if (question.matters && !stays.current.has(question.fact)) stays.current.set(question.fact, question.affects);
  }
  const rank = (question: Question) => stays.current.get(question.fact) ?? -1;
  const visible = asked.filter((question) => all || rank(question) >= 0 || question.fact === wanted);
  const hidden = asked.length - asked.filter((question) => rank(question) >= 0).length;
  const unknown = visible.filter((question) => answer(question, typed) === null);
  const done = visible.length - unknown.length;
  const groups = GROUPS.map((group) => ({
    group,
    members: visible.filter((question) => question.group === group.id).sort((a, b) => rank(b) - rank(a)),
  })).filter(({ members }) => members.length > 0);
  useEffect(() => {
    if (!wanted) return;
    const place = document.querySelector<HTMLElement>(`[data-fact="${wanted}"]`);
    place?.scrollIntoView?.({ block: 'center' });
    place?.querySelector<HTMLElement>('input:checked, input')?.focus();
  }, [wanted]);
  return (
    <section aria-labelledby="facts" data-testid="facts">
      <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id="facts" className="sr-only">
          {t('ui.contract.facts')}
        </h2>
        <b data-testid="facts-progress">
          {t('ui.facts.progress', { all: visible.length, done })}
          {unknown.length > 0 && <span className="ml-3">{t('ui.facts.unknown', { n: unknown.length })}</span>}
        </b>
        <span className="h-1.5 min-w-24 flex-1 overflow-hidden rounded-full bg-line" aria-hidden="true">
          <span
            className="block h-full bg-accent"
            style={{ width: `${(100 * done) / Math.max(visible.length, 1)}%` }}
          />
        </span>
        {(hidden > 0 || all) && (
          <button type="button" className="link" aria-pressed={all} onClick={() => setAll(!all)}>
            {all ? t('ui.facts.show_relevant') : t('ui.facts.show_all', { n: hidden })}
          </button>
        )}
      </div>
      {groups.map(({ group, members }, at) => (
        <section key={group.id} aria-label={t(group.key)} className="mb-4">
          <div className="flex justify-between border-ink-2 border-b pb-1 text-ink-2">
            <h3>{t(group.key)}</h3>
            {at === 0 && <span aria-hidden="true">{t('ui.facts.affects')}</span>}
          </div>
          {members.map((question) => (
            <QuestionRow
              key={question.fact}
              question={question}
              value={answer(question, typed)}
              problem={problemOf(`facts.${question.fact}`)}
              latest={lastFact === question.fact}
              change={lastFact === question.fact ? change : null}
              onAnswer={(value) => onAnswer(question.fact, value)}
            />
          ))}
        </section>
      ))}
    </section>
  );
}

function QuestionRow({
  question,
  value,
  problem,
  latest,
  change,
  onAnswer,
}: {
  question: Question;
  value: Answer;
  problem: string | null;
  latest: boolean;
  change: Change | null;
  onAnswer: (value: Answer) => void;
}) {
  const id = useId();
  const wide = question.type === 'set' || question.type === 'ordinal' || question.type === 'enum';
  return (
    <div
      data-fact={question.fact}
      className={`grid items-center gap-x-4 gap-y-1 border-line border-b py-2 ${wide ? 'grid-cols-[minmax(0,1fr)_6rem]' : 'grid-cols-[minmax(0,1fr)_6rem] wide:grid-cols-[minmax(0,1fr)_14.5rem_6rem]'} ${latest ? 'bg-accent-ground shadow-[-10px_0_var(--accent-ground),10px_0_var(--accent-ground)]' : ''}`}
    >
      <div>
        <div id={id} className="font-bold">
          {question.label}
        </div>
        {question.help && (
          <div id={`${id}h`} className="text-label">
            {question.help}
          </div>
        )}
        {problem && (
          <div data-testid={`problem-${question.fact}`}>
            <Mark shape="finding">
              <span className="whitespace-normal">{problem}</span>
            </Mark>
          </div>
        )}
      </div>
      <div className={wide ? 'order-3 col-span-2' : 'max-wide:order-3 max-wide:col-span-2'}>
        <Control
          question={question}
          value={value}
          labelledBy={id}
          describedBy={question.help ? `${id}h` : undefined}
          onAnswer={onAnswer}
        />
      </div>
      <Effect question={question} value={value} change={change} />
    </div>
  );
}

function Effect({ question, value, change }: { question: Question; value: Answer; change: Change | null }) {
  const by = change ? change.after.applies - change.before.applies : 0;
  if (by !== 0) {
    return (
      <div className="text-right font-bold text-[1rem] text-accent">
        {by > 0 ? t('ui.facts.more', { n: by }) : t('ui.facts.fewer', { n: -by })}
      </div>
    );
  }
  if (value === null && question.undecided > 0) {
    return <div className="text-right text-unknown">{t('ui.facts.undecided', { n: question.undecided })}</div>;
  }
  return <div className="text-right text-label">{t('ui.items', { n: question.affects })}</div>;
}

function Control({
  question,
  value,
  labelledBy,
  describedBy,
  onAnswer,
}: {
  question: Question;
  value: Answer;
  labelledBy: string;
  describedBy?: string;
  onAnswer: (value: Answer) => void;
}) {
  const testId = `fact-${question.fact}`;
  const frame = { name: question.fact, testId, labelledBy, describedBy };
  switch (question.type) {
    case 'bool':
      return <YesNo {...frame} value={typeof value === 'boolean' ? value : null} onChange={onAnswer} />;
    case 'ordinal':
    case 'enum':
      return (
        <Segments
          {...frame}
          wrap
          segments={[
            ...question.values.map((option) => ({ id: option.value, label: option.label })),
            { id: 'unknown', label: t('ui.unanswered'), letter: 'u', unknown: true },
          ]}
          value={typeof value === 'string' ? value : 'unknown'}
          onChange={(chosen) => onAnswer(chosen === 'unknown' ? null : chosen)}
        />
      );
    case 'set':
      return <SetControl question={question} value={value} frame={frame} onAnswer={onAnswer} />;
    case 'int':
    case 'date':
      return (
        <TextField
          name={question.fact}
          label={t('ui.facts.value')}
          value={value === null ? '' : String(value)}
          inputMode={question.type === 'int' ? 'numeric' : undefined}
          data-testid={testId}
          aria-labelledby={labelledBy}
          className="[&>label]:sr-only"
          onChange={(text) => onAnswer(text === '' ? null : text)}
        />
      );
  }
}

/** Several of a few; none of them is an answer too. */
function SetControl({
  question,
  value,
  frame,
  onAnswer,
}: {
  question: Question;
  value: Answer;
  frame: { testId: string; labelledBy: string; describedBy?: string };
  onAnswer: (value: Answer) => void;
}) {
  const chosen = Array.isArray(value) ? value : null;
  const none = question.values.find((option) => option.value === 'none');
  const toggle = (one: string) => {
    const now = (chosen ?? []).filter((other) => other !== 'none');
    if (one === 'none') onAnswer(none ? ['none'] : []);
    else onAnswer(now.includes(one) ? now.filter((other) => other !== one) : [...now, one]);
  };
  const isNone = chosen !== null && (chosen.length === 0 || chosen.includes('none'));
  return (
    // biome-ignore lint/a11y/useSemanticElements: the label stands outside the group
    <div
      role="group"
      aria-labelledby={frame.labelledBy}
      aria-describedby={frame.describedBy}
      className="flex flex-wrap gap-x-4 gap-y-1"
    >
      {question.values
        .filter((option) => option.value !== 'none')
        .map((option) => (
          <label
            key={option.value}
            className="inline-flex min-h-6 items-center gap-1.5"
            data-testid={`${frame.testId}-${option.value}`}
          >
            <input
              type="checkbox"
              className="size-4"
              checked={chosen?.includes(option.value) ?? false}
              onChange={() => toggle(option.value)}
            />
            {option.label}
          </label>
        ))}
      <label className="inline-flex min-h-6 items-center gap-1.5" data-testid={`${frame.testId}-none`}>
        <input type="checkbox" className="size-4" checked={isNone} onChange={() => toggle('none')} />
        {none?.label ?? t('ui.none_of_them')}
      </label>
      <label className="inline-flex min-h-6 items-center gap-1.5 text-unknown" data-testid={`${frame.testId}-unknown`}>
        <input type="checkbox" className="size-4" checked={chosen === null} onChange={() => onAnswer(null)} />
        {t('ui.unanswered')}
      </label>
    </div>
  );
}
