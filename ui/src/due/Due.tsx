/** Everything that people are told of, or that is due by a day; also what is settled, with what was done, by whom and when. The address holds the conditions. */
import { useId, useState } from 'react';
import { useAnswer } from '../lib/answers';
import { figure } from '../lib/date';
import type { DueQuery } from '../lib/generated';
import { isImeKey, useKeys } from '../lib/keys';
import { useSearch } from '../lib/place';
import { fieldProblem } from '../lib/problem';
import { t } from '../lib/wording';
import { PrintButton } from '../parts/Button';
import { Chip } from '../parts/Chip';
import { TextField } from '../parts/Field';
import { PageHead } from '../parts/PageHead';
import { Problems } from '../parts/Problems';
import { DueTable } from './DueTable';
import { useWhose, WhoseChoice } from './Whose';

/** Rows that a screen draws at once without being slow. */
const FEW = 300;

export function Due() {
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
  const sections = useAnswer('section_list', {}).data ?? [];
  const people = useAnswer('person_list', {}).data ?? [];
  const list = asked.data;
  const refused = asked.error?.problems ?? [];
  const print = () => {
    setWhole(true);
    setTimeout(() => window.print(), 50);
  };
  useKeys([{ caps: ['Ctrl', 'P'], label: t('ui.print'), on: ['Ctrl+p'], run: print, quiet: true }]);
  const names = [...new Set([...people.map(({ name }) => name), ...(query.owner ? [query.owner] : [])])];
  const places = [...new Set([...sections.map(({ name }) => name), ...(query.section ? [query.section] : [])])];
  const conditions = [
    whose !== 'all' && t(`ui.due.whose.${whose}`),
    query.section,
    query.owner,
    query.until && t('ui.filter.has', { label: t('ui.due.by_day'), value: query.until }),
    query.settled && t('ui.due.with_settled'),
  ].filter(Boolean);
  return (
    <div className="paper-wide">
      <PageHead
        title={t('ui.nav.due')}
        beside={
          <span role="status" data-testid="count-due">
            {list ? t('ui.items', { n: figure(list.total) }) : ''}
          </span>
        }
        conditions={conditions.join(t('ui.list_separator'))}
        actions={
          <>
            <WhoseChoice />
            <PrintButton onPress={print} />
          </>
        }
      />
      <search className="no-print mb-2 flex flex-wrap items-center gap-2" aria-label={t('ui.filter.label')}>
        <UntilField
          key={query.until ?? ''}
          value={query.until ?? ''}
          problem={fieldProblem(refused, 'until')}
          onEnter={(until) => setParams({ until })}
        />
        <Chip
          label={t('ui.filter.section')}
          testId="filter-section"
          value={query.section ?? null}
          options={places.map((name) => ({ value: name, label: name }))}
          onChange={(section) => setParams({ section })}
        />
        <Chip
          label={t('ui.due.who')}
          testId="filter-owner"
          value={query.owner ?? null}
          options={names.map((name) => ({ value: name, label: name }))}
          onChange={(owner) => setParams({ owner })}
        />
        <Settled on={query.settled === true} onChange={(on) => setParams({ settled: on ? 'true' : null })} />
      </search>
      <Problems problems={refused.filter((problem) => problem.field !== 'until')} />
      {list && !asked.error && (
        <>
          <DueTable due={list.items} empty={t('ui.due.none_here')} few={whole ? Number.POSITIVE_INFINITY : FEW} />
          {list.total > list.items.length && (
            <p className="p-2 text-label">{t('ui.home.due_more', { n: list.items.length, total: list.total })}</p>
          )}
        </>
      )}
    </div>
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
