/** What is drawn of a timeline: the fiscal years and months with today, and for each row its bars and the marks of what falls due. Words beside it say the same; whoever does not see it misses nothing. */
import { dayDate, denseDate, fiscalYear } from '../lib/date';
import type { DueItem, Span, SpanState, TimelineRow, Timeline as Year } from '../lib/generated';
import { t } from '../lib/wording';
import { Mark, type Shape, SignAt } from '../parts/Mark';
import { isSettled } from './item';
import { dayAfter, monthsOf, part, percent, stateName } from './span';

const HEIGHT = 31;
const HEAD = 72;
const BAR = 22;
/** The share of the picture that the words of a bar need, and half of what a mark covers. */
const ROOM = 0.12;
const COVERED = 0.014;

const LOOK: Record<SpanState, 'solid' | 'open' | 'over'> = {
  running: 'solid',
  planned: 'solid',
  renewing: 'open',
  review: 'open',
  suspended: 'over',
  unapproved: 'open',
  ended: 'over',
  lapsed: 'over',
  undated: 'open',
};
const FILL = { solid: 'var(--bar)', open: 'url(#due-hatch)', over: 'var(--quiet)' };

/** The pattern of what is not decided; once on a page. */
export function Hatch() {
  return (
    <svg aria-hidden="true" width="0" height="0" className="absolute">
      <defs>
        <pattern id="due-hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="8" height="8" fill="var(--ground)" />
          <rect width="3" height="8" fill="var(--bar)" />
        </pattern>
      </defs>
    </svg>
  );
}

/** What bars and marks mean. */
export function Legend() {
  const bar = (look: 'solid' | 'open' | 'over', states: SpanState[]) => (
    <li className="inline-flex items-center gap-1.5">
      <svg aria-hidden="true" width="32" height="14">
        <rect x="0.5" y="0.5" width="31" height="13" rx="2" {...dress(look)} />
      </svg>
      {states.map(stateName).join(t('ui.list_separator'))}
    </li>
  );
  return (
    <ul aria-label={t('ui.picture.legend')} className="mb-2 flex flex-wrap gap-x-4 gap-y-1">
      {bar('solid', ['running', 'planned'])}
      {bar('open', ['renewing', 'review', 'unapproved'])}
      {bar('over', ['ended', 'lapsed', 'suspended'])}
      <li>
        <Mark shape="overdue">{t('ui.picture.overdue')}</Mark>
      </li>
      <li>
        <Mark shape="soon">{t('ui.picture.due')}</Mark>
      </li>
      <li>
        <Mark shape="met">{t('ui.picture.settled')}</Mark>
      </li>
    </ul>
  );
}

function dress(look: 'solid' | 'open' | 'over') {
  return {
    fill: FILL[look],
    stroke: look === 'over' ? 'var(--control)' : 'var(--accent)',
    strokeDasharray: look === 'open' ? '3 2' : undefined,
  };
}

/** The months, today and the day of the ordinance. */
export function YearHead({ year }: { year: Year }) {
  const at = (iso: string) => part(year.first, year.last, iso);
  const within = year.today >= year.first && year.today <= year.last;
  return (
    <svg aria-hidden="true" width="100%" height={HEAD} className="block">
      {monthsOf(year.first, year.last).map(({ year: of, month, first }, place) => (
        <g key={first}>
          <Begins at={at(first)} month={month} top={month === 4 ? 0 : 24} height={HEAD} />
          {(place === 0 || month === 4) && (
            <text x={percent(at(first))} dx="5" y="17" fontSize="14" fill="var(--ink)" fontWeight="700">
              {fiscalYear(month < 4 ? of - 1 : of)}
            </text>
          )}
          <text x={percent(at(first))} dx="3" y="40" fontSize="14" fill="var(--ink-2)" fontWeight="400">
            {t(`ui.month.${month as 1}`)}
          </text>
        </g>
      ))}
      {year.ordinance && (
        <Flag at={at(year.ordinance)} text={t('ui.picture.ordinance', { date: dayDate(year.ordinance) })} />
      )}
      {within && <Flag at={at(year.today)} text={t('ui.picture.today', { date: dayDate(year.today) })} today />}
    </svg>
  );
}

/** Where a month begins; a fiscal year with a stronger line. */
function Begins({ at, month, top, height }: { at: number; month: number; top: number; height: number }) {
  const year = month === 4 && at > 0;
  return (
    <line
      x1={percent(at)}
      x2={percent(at)}
      y1={top}
      y2={height}
      stroke={year ? 'var(--control)' : 'var(--line)'}
      strokeWidth={year ? 2 : 1}
    />
  );
}

/** A day named above its line; near an edge the words stay inside. */
function Flag({ at, text, today = false }: { at: number; text: string; today?: boolean }) {
  const anchor = at < 0.12 ? 'start' : at > 0.88 ? 'end' : 'middle';
  const x = percent(at);
  return (
    <>
      <line x1={x} x2={x} y1={HEAD - 8} y2={HEAD} stroke={today ? 'var(--accent)' : 'var(--ink)'} strokeWidth="2" />
      <text
        x={x}
        y={HEAD - 10}
        fontSize="14"
        fontWeight="700"
        textAnchor={anchor}
        fill={today ? 'var(--accent)' : 'var(--ink)'}
      >
        {text}
      </text>
    </>
  );
}

/** The bars and marks of a row. */
export function Course({ row, year }: { row: TimelineRow; year: Year }) {
  const at = (iso: string) => part(year.first, year.last, iso);
  const within = year.today >= year.first && year.today <= year.last;
  return (
    <svg aria-hidden="true" width="100%" height={HEIGHT} className="block">
      {monthsOf(year.first, year.last).map(({ month, first }) => (
        <Begins key={first} at={at(first)} month={month} top={0} height={HEIGHT} />
      ))}
      {row.spans.map((span) => (
        <Bar
          key={span.from}
          span={span}
          row={row}
          from={at(span.from)}
          until={at(dayAfter(span.until))}
          marks={row.dues.map(({ due_on }) => at(due_on))}
        />
      ))}
      {row.spans.length === 0 && row.kind !== 'office' && (
        <text x={percent(0.01)} y={HEIGHT / 2 + 5} fontSize="14" fill="var(--label)">
          {[stateName(row.state), row.ends_on && denseDate(row.ends_on)].filter(Boolean).join(' ')}
        </text>
      )}
      {year.ordinance && (
        <line
          x1={percent(at(year.ordinance))}
          x2={percent(at(year.ordinance))}
          y1="0"
          y2={HEIGHT}
          stroke="var(--ink)"
          strokeDasharray="4 3"
        />
      )}
      {within && (
        <line
          x1={percent(at(year.today))}
          x2={percent(at(year.today))}
          y1="0"
          y2={HEIGHT}
          stroke="var(--accent)"
          strokeWidth="2"
        />
      )}
      {days(row.dues).map(([day, dues]) => (
        <SignAt
          key={day}
          shape={shapeOf(dues)}
          x={percent(Math.min(0.99, Math.max(0.01, at(day))))}
          y={HEIGHT / 2}
          title={dues.map((due) => `${denseDate(due.due_on)} ${due.title}`).join('\n')}
        />
      ))}
    </svg>
  );
}

interface BarProps {
  span: Span;
  row: TimelineRow;
  from: number;
  until: number;
  marks: number[];
}

function Bar({ span, row, from, until, marks }: BarProps) {
  const start = freeOf(marks, from, until);
  const look = LOOK[span.state];
  const top = (HEIGHT - BAR) / 2;
  return (
    <>
      <svg aria-hidden="true" x={percent(from)} y={top} width={percent(until - from)} height={BAR} overflow="hidden">
        <rect x="0.5" y="0.5" width="100%" height={BAR - 1} {...dress(look)} />
        {!span.goes_after && <line x1="100%" x2="100%" y1="0" y2={BAR} stroke={dress(look).stroke} strokeWidth="2" />}
        {start !== null && (
          <text
            x={percent((start - from) / (until - from))}
            dx={span.goes_before && start === from ? 16 : 6}
            y={BAR / 2 + 5}
            fontSize="14"
            fill="var(--ink)"
          >
            {words(span, row)}
          </text>
        )}
        {span.goes_before && (
          <path d={`M9 5 4 ${BAR / 2} 9 ${BAR - 5}`} fill="none" stroke="var(--ink)" strokeWidth="2" />
        )}
      </svg>
      {/* A bar of a day is thinner than a point of the screen: its beginning is always drawn. */}
      <line x1={percent(from)} x2={percent(from)} y1={top} y2={top + BAR} stroke={dress(look).stroke} strokeWidth="2" />
      {span.goes_after && (
        <svg aria-hidden="true" x={percent(until)} y={top} overflow="visible">
          <path d={`M-9 5-4 ${BAR / 2}-9 ${BAR - 5}`} fill="none" stroke="var(--ink)" strokeWidth="2" />
        </svg>
      )}
    </>
  );
}

/** Where the words of a bar begin so that no mark covers them; none where they have no room. */
function freeOf(marks: number[], from: number, until: number): number | null {
  let start = from;
  for (const mark of [...marks].sort((a, b) => a - b))
    if (mark + COVERED > start && mark - COVERED < start + ROOM) start = mark + COVERED;
  return start + ROOM <= until ? start : null;
}

/** What stands in a bar: how it stands where it is not simply in force, and its end. */
function words(span: Span, row: TimelineRow): string {
  const whole = span.state === row.state;
  const end = whole ? row.ends_on : span.goes_after ? null : span.until;
  const until = end ? t('ui.timeline.until', { date: denseDate(end) }) : whole ? t('ui.timeline.open_end') : '';
  return [span.state === 'running' ? '' : stateName(span.state), until].filter(Boolean).join(' ');
}

/** Due dates of one day share a mark. */
function days(dues: DueItem[]): [string, DueItem[]][] {
  const found = new Map<string, DueItem[]>();
  for (const due of dues) found.set(due.due_on, [...(found.get(due.due_on) ?? []), due]);
  return [...found];
}

function shapeOf(dues: DueItem[]): Shape {
  const open = dues.filter((due) => !isSettled(due));
  if (open.length === 0) return 'met';
  return open.some((due) => due.stage === 'overdue') ? 'overdue' : 'soon';
}
