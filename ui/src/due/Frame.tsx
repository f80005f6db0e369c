/** What every way of looking at due dates shares: the head, the tabs between them, and the conditions that go along in the address. */
import type { ComponentProps, ReactNode } from 'react';
import { useAnswer } from '../lib/answers';
import { fiscalYear } from '../lib/date';
import type { Problem } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { useSearch } from '../lib/place';
import { type Key, t } from '../lib/wording';
import { Button, Choices, PrintButton } from '../parts/Button';
import { Chip } from '../parts/Chip';
import { PageHead } from '../parts/PageHead';
import { Problems } from '../parts/Problems';
import { Tabs } from '../parts/Tabs';
import { useWhose, WhoseChoice } from './Whose';

const VIEWS = ['list', 'year', 'month', 'load'] as const;
type View = (typeof VIEWS)[number];

/** What the address says of a picture, and a setter that keeps the rest. */
export function usePicture() {
  const [whose] = useWhose();
  const [params, set] = useSearch();
  const view: View = VIEWS.find((one) => one === params.get('view')) ?? 'list';
  const conditions = { whose, section: params.get('section'), owner: params.get('owner') };
  return { view, params, set, conditions, asTable: params.get('as') === 'table' };
}

/** The conditions of a picture in words, for its printed form. */
function conditionsOf({ whose, section, owner }: ReturnType<typeof usePicture>['conditions']): string {
  return [whose !== 'all' && t(`ui.due.whose.${whose}`), section, owner].filter(Boolean).join(t('ui.list_separator'));
}

/** The page around one way of looking. */
export function DueFrame({ head, children }: { head: ComponentProps<typeof PageHead>; children: ReactNode }) {
  const { view, set } = usePicture();
  return (
    <div className={view === 'list' ? 'paper-wide' : 'paper-picture'}>
      <PageHead {...head} />
      <Tabs
        label={t('ui.due.view')}
        tabs={VIEWS.map((id) => ({ id, label: t(`ui.due.view.${id}`) }))}
        chosen={view}
        // What belongs to one way of looking does not go along to another.
        onChoose={(id) => set({ view: id === 'list' ? null : id, when: null, day: null, page: null, as: null })}
      >
        {children}
      </Tabs>
    </div>
  );
}

/** The page of a picture: its name, how much is in it, what it is narrowed by, and what was wrong with that. */
export function PicturePage({
  title,
  count,
  testId,
  print,
  choice,
  filters,
  problems,
  children,
}: {
  title: string;
  count: string;
  testId: string;
  print: () => void;
  choice?: ReactNode;
  filters: ReactNode;
  problems: Problem[];
  children: ReactNode;
}) {
  const { conditions } = usePicture();
  return (
    <DueFrame
      head={{
        title,
        beside: (
          <span role="status" data-testid={testId}>
            {count}
          </span>
        ),
        conditions: conditionsOf(conditions),
        actions: (
          <>
            <WhoseChoice />
            {choice}
            <PrintButton onPress={print} />
          </>
        ),
      }}
    >
      <search className="no-print mb-2 flex flex-wrap items-center gap-2" aria-label={t('ui.filter.label')}>
        {filters}
      </search>
      <Problems problems={problems} />
      {children}
    </DueFrame>
  );
}

/** Section and person, as chips that can be taken out. */
export function WhoChips() {
  const { conditions, set } = usePicture();
  const { section, owner } = conditions;
  const sections = useAnswer('section_list', {}).data ?? [];
  const people = useAnswer('person_list', {}).data ?? [];
  const named = (names: string[], chosen: string | null) =>
    [...new Set([...names, ...(chosen ? [chosen] : [])])].map((name) => ({ value: name, label: name }));
  return (
    <>
      <Chip
        label={t('ui.filter.section')}
        testId="filter-section"
        value={section}
        options={named(
          sections.map(({ name }) => name),
          section,
        )}
        onChange={(name) => set({ section: name, page: null })}
      />
      <Chip
        label={t('ui.due.who')}
        testId="filter-owner"
        value={owner}
        options={named(
          people.map(({ name }) => name),
          owner,
        )}
        onChange={(name) => set({ owner: name, page: null })}
      />
    </>
  );
}

/** Picture or table. */
export function AsChoice() {
  const { asTable, set } = usePicture();
  const turn = (table: boolean) => set({ as: table ? 'table' : null });
  useKeys([{ caps: ['T'], label: t('ui.keys.as_table'), on: ['t'], run: () => turn(!asTable) }]);
  return (
    <Choices
      label="ui.picture.as"
      value={asTable ? 'table' : 'picture'}
      onChange={(as) => turn(as === 'table')}
      choices={[
        { value: 'picture', label: t('ui.picture.picture'), testId: 'as-picture' },
        { value: 'table', label: t('ui.picture.table'), testId: 'as-table' },
      ]}
    />
  );
}

/** From one year, half of a year or month to the one before or after; also by the keys that turn pages. */
export function Turn({
  of,
  shown,
  before,
  after,
}: {
  of: 'year' | 'half' | 'month';
  shown: string;
  before: string;
  after: string;
}) {
  const { set } = usePicture();
  const go = (when: string | null) => set({ when, day: null, page: null });
  const keys: Record<typeof of, Key> = {
    year: 'ui.keys.turn_year',
    half: 'ui.keys.turn_half',
    month: 'ui.keys.turn_month',
  };
  useKeys([
    {
      caps: ['PgUp', 'PgDn'],
      label: t(keys[of]),
      on: ['PageUp', 'PageDown'],
      run: (key) => go(key === 'PageUp' ? before : after),
    },
  ]);
  return (
    <nav aria-label={shown} className="no-print flex items-center gap-2">
      <Button small data-testid="before" onClick={() => go(before)}>
        {t(`ui.picture.before_${of}`)}
      </Button>
      <b aria-live="polite" data-testid="shown" className="min-w-24 text-center">
        {shown}
      </b>
      <Button small data-testid="after" onClick={() => go(after)}>
        {t(`ui.picture.after_${of}`)}
      </Button>
      <Button small weight="quiet" data-testid="now" onClick={() => go(null)}>
        {t(`ui.picture.this_${of}`)}
      </Button>
    </nav>
  );
}

/** The year before and after one, and the year in words. */
export function turnsOf(year: number) {
  return { shown: fiscalYear(year), before: String(year - 1), after: String(year + 1) };
}

/** Prints what is on the screen, once what belongs only on paper is drawn. */
export function usePrint(prepare?: () => void): () => void {
  const print = () => {
    prepare?.();
    setTimeout(() => window.print(), 50);
  };
  useKeys([{ caps: ['Ctrl', 'P'], label: t('ui.print'), on: ['Ctrl+p'], run: print, quiet: true }]);
  return print;
}
