/** Due dates as a list: everything that people are told of, or that is due by a day; also what is settled, with what was done, by whom and when. Rows are chosen for letters. The address holds the conditions. */
import { useId, useState } from 'react';
import { useAnswer } from '../lib/answers';
import { figure } from '../lib/date';
import type { DueQuery } from '../lib/generated';
import { isImeKey } from '../lib/keys';
import { useSearch } from '../lib/place';
import { fieldProblem } from '../lib/problem';
import { t } from '../lib/wording';
import { Button, PrintButton } from '../parts/Button';
import { TextField } from '../parts/Field';
import { Problems } from '../parts/Problems';
import { DueTable } from './DueTable';
import { DueFrame, usePicture, usePrint, WhoChips } from './Frame';
import { keyOf } from './item';
import { Letters } from './Letters';
import { Load } from './Load';
import { Month } from './Month';
import { Timeline } from './Timeline';
import { useWhose, WhoseChoice } from './Whose';

/** Rows that a screen draws at once without being slow. */
const FEW = 300;

/** The page: which way of looking the address names. */
export function Due() {
  const { view } = usePicture();
  if (view === 'year') return <Timeline />;
  if (view === 'month') return <Month />;
  if (view === 'load') return <Load />;
  return <List />;
}

function List() {
  const [whose] = useWhose();
  const [params, setParams] = useSearch();
  const query: DueQuery = {
    whose,
    section: params.get('section'),
    owner: params.get('owner'),
    until: params.get('until'),
    settled: params.get('settled') === 'true',
  };
  const asked = useAnswer('due_list', query, { keep: true });
  const [whole, setWhole] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [writing, setWriting] = useState(false);
  const list = asked.data;
  const refused = asked.error?.problems ?? [];
  const print = usePrint(() => setWhole(true));
  const conditions = [
    whose !== 'all' && t(`ui.due.whose.${whose}`),
    query.section,
    query.owner,
    query.until && t('ui.filter.has', { label: t('ui.due.by_day'), value: query.until }),
    query.settled && t('ui.due.with_settled'),
  ].filter(Boolean);
  const items = list?.items ?? [];
  const listed = items.filter((item) => chosen.has(keyOf(item)));
  return (
    <DueFrame
      head={{
        title: t('ui.nav.due'),
        beside: (
          <span role="status" data-testid="count-due">
            {list ? t('ui.items', { n: figure(list.total) }) : ''}
          </span>
        ),
        conditions: conditions.join(t('ui.list_separator')),
        actions: (
          <>
            <WhoseChoice />
            <PrintButton onPress={print} />
            <Button data-testid="write-letters" aria-expanded={writing} onClick={() => setWriting(!writing)}>
              {t('ui.letter.title')}
            </Button>
          </>
        ),
      }}
    >
      <search className="no-print mb-2 flex flex-wrap items-center gap-2" aria-label={t('ui.filter.label')}>
        <UntilField
          key={query.until ?? ''}
          value={query.until ?? ''}
          problem={fieldProblem(refused, 'until')}
          onEnter={(until) => setParams({ until })}
        />
        <WhoChips />
        <Settled on={query.settled === true} onChange={(on) => setParams({ settled: on ? 'true' : null })} />
      </search>
      <Problems problems={refused.filter((problem) => problem.field !== 'until')} />
      {writing && <Letters chosen={listed} query={query} onClose={() => setWriting(false)} />}
      {list && !asked.error && (
        <>
          <DueTable
            due={list.items}
            choosing={writing ? { chosen, onChange: setChosen } : undefined}
            empty={t('ui.due.none_here')}
            few={whole ? Number.POSITIVE_INFINITY : FEW}
          />
          {list.total > list.items.length && (
            <p className="p-2 text-label">{t('ui.home.due_more', { n: list.items.length, total: list.total })}</p>
          )}
        </>
      )}
    </DueFrame>
  );
}

/** A day as typed; asked for when it is entered or left. */
function UntilField({
  value,
  problem,
  onEnter,
}: {
  value: string;
  problem: string | null;
  onEnter: (until: string) => void;
}) {
  const [typed, setTyped] = useState(value);
  const enter = () => typed.trim() !== value && onEnter(typed.trim());
  return (
    <TextField
      name="until"
      label={t('ui.due.by_day')}
      value={typed}
      onChange={setTyped}
      onBlur={enter}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !isImeKey(event)) enter();
      }}
      placeholder={t('ui.field.date_example')}
      problem={problem}
      className="flex flex-wrap items-center gap-x-2 [&_input]:w-40"
    />
  );
}

function Settled({ on, onChange }: { on: boolean; onChange: (on: boolean) => void }) {
  const id = useId();
  return (
    <label htmlFor={id} className="chip">
      <input
        id={id}
        type="checkbox"
        className="size-4"
        checked={on}
        data-testid="filter-settled"
        onChange={(event) => onChange(event.target.checked)}
      />
      {t('ui.due.with_settled')}
    </label>
  );
}
