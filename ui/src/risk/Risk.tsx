/** The risk of all contracts: the matrix, what remains, what moved since the last quarter, and the list that each of them narrows. Judged by the ledger. */
import { useRef, useState } from 'react';
import { useAnswer } from '../lib/answers';
import { call } from '../lib/call';
import { figure } from '../lib/date';
import type { RiskOverview, RiskRow } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { go, useSearch } from '../lib/place';
import { useRows } from '../lib/rows';
import { t } from '../lib/wording';
import { ButtonLink, Link, PrintButton } from '../parts/Button';
import { Chip } from '../parts/Chip';
import { type Column, Grid, type GridState } from '../parts/Grid';
import { saySide } from '../parts/notice';
import { PageHead } from '../parts/PageHead';
import { PrintedRows } from '../parts/PrintedRows';
import { Problems, Ready } from '../parts/Problems';
import { SearchField } from '../parts/SearchField';
import { type Conditions, readConditions } from './conditions';
import { Levels } from './Levels';
import { Matrix } from './Matrix';
import { Report } from './Report';
import { LEVELS, LevelMark, levelText, MOVES, MovedMark, movedText } from './words';

/** A printed list ends here; the ledger gives so many at once. */
const PRINTED = 500;

const COLUMNS: Column<RiskRow>[] = [
  { id: 'number', label: 'ui.risk.number', text: (row) => row.number },
  { id: 'title', label: 'ui.column.title', text: (row) => row.title },
  { id: 'contractor', label: 'ui.column.contractor', text: (row) => row.contractor },
  { id: 'section', label: 'ui.column.section', text: (row) => row.section },
  {
    id: 'inherent',
    label: 'ui.risk.short.inherent',
    text: (row) => row.inherent.text,
    content: (row) => <LevelMark level={row.inherent} />,
  },
  { id: 'measures', label: 'ui.risk.short.measures', text: (row) => row.measures.text },
  {
    id: 'level',
    label: 'ui.risk.short.residual',
    text: (row) => row.level.text,
    content: (row) => <LevelMark level={row.level} bold />,
  },
  { id: 'why', label: 'ui.risk.why', text: (row) => row.why },
  {
    id: 'moved',
    label: 'ui.risk.moved',
    text: (row) => row.moved && movedText(row.moved),
    title: changed,
    content: (row) => (row.moved ? <MovedMark moved={row.moved} /> : t('ui.none')),
  },
];

/** What is different since the end of the last quarter, and what remained then. */
function changed(row: RiskRow): string | undefined {
  if (!row.moved) return undefined;
  const then = row.then && t('ui.risk.then', { text: row.then.text });
  return [then, ...row.changes].filter(Boolean).join('\n') || undefined;
}

export function Risk() {
  const [params] = useSearch();
  const conditions = readConditions(params);
  const { text, section } = conditions;
  const asked = useAnswer('risk_overview', { text, section, limit: 0 }, { keep: true });
  return <Ready asked={asked}>{(overview) => <Page overview={overview} conditions={conditions} />}</Ready>;
}

function Page({ overview, conditions }: { overview: RiskOverview; conditions: Conditions }) {
  const { all, adjusted } = overview;
  const [printed, setPrinted] = useState<RiskRow[]>([]);
  const found = useRows('risk_overview', conditions, 0, 0);
  const words = wordsOf(conditions);
  const print = async () => {
    setPrinted((await call('risk_overview', { ...conditions, limit: PRINTED })).rows);
    setTimeout(() => window.print(), 50);
  };
  useKeys([{ caps: ['Ctrl', 'P'], label: t('ui.print'), on: ['Ctrl+p'], run: print, quiet: true }]);
  const empty = all === 0 && !conditions.text && !conditions.section;
  return (
    <div className="paper-wide flex flex-col wide:min-h-full">
      <PageHead
        title={t('ui.nav.risk')}
        beside={
          <span data-testid="count-rows" role="status">
            {found.ready && !empty
              ? words.length > 0
                ? t('ui.list.records', { total: figure(found.total), all: figure(found.all) })
                : t('ui.list.records_all', { total: figure(found.total) })
              : ''}
          </span>
        }
        conditions={words.join(t('ui.list_separator'))}
        actions={
          <>
            <ButtonLink to="/risk/method" weight="quiet" data-testid="to-method">
              {t('ui.risk.method')}
            </ButtonLink>
            <PrintButton onPress={print} />
          </>
        }
      />
      {adjusted && (
        <p className="mb-2" data-testid="adjusted">
          {t('ui.risk.method_adjusted')}
        </p>
      )}
      {empty ? (
        <div className="py-8 text-center">
          <p className="mb-4">{t('ui.risk.empty')}</p>
          <ButtonLink to="/contract">{t('ui.risk.to_contract')}</ButtonLink>
        </div>
      ) : (
        <>
          <div className="mb-4 grid gap-x-8 gap-y-4 print:grid-cols-[3fr_2fr] wide:grid-cols-[minmax(0,36rem)_minmax(0,1fr)]">
            <Matrix cells={overview.cells} conditions={conditions} />
            <div className="grid content-start gap-4">
              <Levels levels={overview.levels} quarter={overview.quarter} conditions={conditions} />
              <Report />
            </div>
          </div>
          <List conditions={conditions} />
          <PrintedRows columns={COLUMNS} rows={printed} total={found.total} />
        </>
      )}
    </div>
  );
}

/** What the list is narrowed by, in words. */
function wordsOf({ text, section, level, inherent, measures, moved }: Conditions): string[] {
  const named = (label: string, value: string | null) => (value === null ? null : t('ui.filter.has', { label, value }));
  return [
    text ? named(t('ui.risk.filter'), text) : null,
    section ? named(t('ui.filter.section'), section) : null,
    named(t('ui.risk.residual'), level === null ? null : levelText('residual', level)),
    named(t('ui.risk.inherent'), inherent === null ? null : levelText('inherent', inherent)),
    named(t('ui.risk.measures'), measures === null ? null : levelText('measures', measures)),
    named(t('ui.risk.moved'), moved && movedText(moved)),
  ].filter((word) => word !== null);
}

function List({ conditions }: { conditions: Conditions }) {
  const [, setParams] = useSearch();
  const sections = useAnswer('section_list', {}).data ?? [];
  const filter = useRef<HTMLInputElement>(null);
  const move = useRef<((by: number) => void) | null>(null);
  const [state, setState] = useState<GridState<RiskRow> | null>(null);
  const first = useRows('risk_overview', conditions, 0, 0);
  const none = first.ready && first.total === 0;
  const grid = () => document.querySelector<HTMLElement>('[role="grid"]');
  const told = (next: GridState<RiskRow>) => {
    setState(next);
    const { first: from, last } = next;
    saySide(first.total === 0 ? '' : t('ui.list.position', { first: from, last, total: figure(first.total) }));
  };
  useKeys([
    {
      caps: [t('ui.cap.up'), t('ui.cap.down')],
      label: t('ui.keys.move'),
      on: ['j', 'k', 'ArrowDown', 'ArrowUp'],
      run: (key) => {
        grid()?.focus();
        move.current?.(key === 'j' || key === 'ArrowDown' ? 1 : -1);
      },
    },
    {
      caps: ['Enter'],
      label: t('ui.keys.open'),
      on: ['Enter'],
      run: () => state?.row && go(`/contract/${state.row.id}?tab=risk`),
    },
    { caps: ['/'], label: t('ui.keys.filter'), on: ['/'], run: () => filter.current?.focus() },
  ]);
  const levels = (side: 'residual' | 'inherent' | 'measures', open: boolean) =>
    [...LEVELS, ...(open ? [0] : [])].map((level) => ({ value: String(level), label: levelText(side, level) }));
  const chips = [
    { name: 'level', label: t('ui.risk.residual'), options: levels('residual', true) },
    { name: 'inherent', label: t('ui.risk.inherent'), options: levels('inherent', true) },
    { name: 'measures', label: t('ui.risk.measures'), options: levels('measures', false) },
    {
      name: 'moved',
      label: t('ui.risk.moved'),
      options: MOVES.map((moved) => ({ value: moved as string, label: movedText(moved) })),
    },
    {
      name: 'section',
      label: t('ui.filter.section'),
      options: sections.map(({ name }) => ({ value: name, label: name })),
    },
  ] as const;
  return (
    <>
      <h2 className="sr-only">{t('ui.risk.list')}</h2>
      <search className="no-print mb-2 flex flex-wrap items-center gap-2" aria-label={t('ui.filter.label')}>
        <div className="w-80 max-w-full">
          <SearchField
            label={t('ui.risk.filter')}
            placeholder={t('ui.risk.filter')}
            value={conditions.text ?? ''}
            onSearch={(text) => setParams({ text })}
            onEnter={(text) => {
              setParams({ text });
              grid()?.focus();
            }}
            onLeave={() => grid()?.focus()}
            cap={['/']}
            field={filter}
            testId="filter-text"
          />
        </div>
        {chips.map(({ name, label, options }) => (
          <Chip
            key={name}
            label={label}
            testId={`filter-${name}`}
            value={conditions[name] === null ? null : String(conditions[name])}
            options={options}
            onChange={(value) => setParams({ [name]: value })}
          />
        ))}
      </search>
      <Problems problems={first.problems} />
      {none && (
        <div className="py-8 text-center">
          <p className="mb-4">{t('ui.list.no_match')}</p>
          <Link to="/risk" data-testid="filter-clear">
            {t('ui.list.clear')}
          </Link>
        </div>
      )}
      <div className={`no-print shrink-0 grow basis-80 flex-col max-wide:h-[70vh] ${none ? 'hidden' : 'flex'}`}>
        <Grid
          name="risk_overview"
          label={t('ui.risk.list')}
          place="/contract"
          part="?tab=risk"
          columns={COLUMNS}
          conditions={conditions}
          total={first.total}
          onState={told}
          move={move}
        />
      </div>
    </>
  );
}
