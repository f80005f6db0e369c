/** Eighteen months of what the office itself has to do, contract terms, approvals and certificates with what falls due in it, as a picture and as a table. Which records touch the year and what of them lies in it is the ledger's answer; here it is laid out. */
import { type ReactNode, useState } from 'react';
import { useAnswer } from '../lib/answers';
import { dayDate, denseDate, figure, monthOf } from '../lib/date';
import type { DueItem, TimelineGroup, TimelineKind, TimelineRow, Timeline as Year } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { find, t } from '../lib/wording';
import { Button, Choices } from '../parts/Button';
import { Chip } from '../parts/Chip';
import { Course, Hatch, Legend, YearHead } from './Course';
import { AsChoice, PicturePage, Turn, usePicture, usePrint, WhoChips } from './Frame';
import { isSettled, whoOf } from './item';
import { nameOf, periodOf, stateName } from './span';

const PAGE = 200;
const GROUPS: TimelineGroup[] = ['kind', 'section', 'owner'];
const KINDS: TimelineKind[] = ['office', 'contract', 'cloud', 'sns', 'certificate'];

export function Timeline() {
  const { params, set, conditions, asTable } = usePicture();
  const group = GROUPS.find((one) => one === params.get('group')) ?? 'kind';
  const kind = KINDS.find((one) => one === params.get('kind')) ?? null;
  const page = Math.max(0, Number(params.get('page')) || 0);
  const query = { ...conditions, when: params.get('when'), group, kind, offset: page * PAGE, limit: PAGE };
  const asked = useAnswer('due_timeline', query, { keep: true });
  const year = asked.data;
  const [printed, setPrinted] = useState(false);
  const print = usePrint(() => setPrinted(true));
  useKeys([
    {
      caps: [t('ui.cap.up'), t('ui.cap.down')],
      label: t('ui.keys.move'),
      on: ['j', 'k', 'ArrowDown', 'ArrowUp'],
      run: (key) => move(key === 'j' || key === 'ArrowDown' ? 1 : -1),
    },
    { caps: ['Enter'], label: t('ui.keys.open'), on: [] },
  ]);
  const alone = kind === 'certificate';
  const groups = year ? grouped(year.rows, group) : [];
  return (
    <PicturePage
      title={year ? titleOf(year) : ''}
      count={year ? t('ui.timeline.records', { n: figure(year.total) }) : ''}
      testId="count-records"
      print={print}
      choice={<AsChoice />}
      filters={
        <>
          {year && <Turn of="half" shown={shownOf(year)} before={year.before} after={year.after} />}
          <Choices
            label="ui.timeline.group"
            value={group}
            onChange={(next) => set({ group: next === 'kind' ? null : next, page: null })}
            choices={GROUPS.map((value) => ({
              value,
              label: t(`ui.timeline.group.${value as 'kind'}`),
              testId: `group-${value}`,
            }))}
          />
          <Chip
            label={t('ui.timeline.kind')}
            testId="filter-kind"
            value={kind}
            options={KINDS.map((value) => ({ value, label: find(`timeline.${value}`) ?? value }))}
            onChange={(next) => set({ kind: next, page: null })}
          />
          <WhoChips />
        </>
      }
      problems={asked.error?.problems ?? []}
    >
      {year && !asked.error && (
        <>
          {year.rows.length === 0 ? (
            <p className="border-ink-2 border-t py-3 text-label">{t('ui.timeline.none')}</p>
          ) : asTable ? (
            <Rows groups={groups} alone={alone} />
          ) : (
            <>
              <Legend />
              <Picture year={year} groups={groups} alone={alone} />
              {printed && (
                <div className="print-only mt-4">
                  <Rows groups={groups} alone={alone} />
                </div>
              )}
            </>
          )}
          <Pages year={year} page={page} onPage={(to) => set({ page: to ? String(to) : null })} />
        </>
      )}
    </PicturePage>
  );
}

/** The months that are shown, in words. */
const shownOf = ({ first, last }: Year): string => t('ui.date.range', { from: monthOf(first), until: monthOf(last) });

const titleOf = ({ first, last }: Year): string =>
  t('ui.timeline.title', { from: monthOf(first), until: monthOf(last) });

interface Group {
  name: string;
  rows: TimelineRow[];
}

/** Rows under one heading, in the order in which they came. */
function grouped(rows: TimelineRow[], by: TimelineGroup): Group[] {
  const groups: Group[] = [];
  const name = (row: TimelineRow): string => {
    if (row.kind === 'office') return find('timeline.office') ?? row.kind;
    if (by === 'section') return row.section ?? t('ui.timeline.no_name');
    if (by === 'owner') return whoOf({ section: row.section, owner: row.owner });
    return find(`timeline.${row.record.type}`) ?? row.record.type;
  };
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.name === name(row)) last.rows.push(row);
    else groups.push({ name: name(row), rows: [row] });
  }
  return groups;
}

/** Rows of a table under the headings of their groups. */
function Grouped({
  groups,
  columns,
  children,
}: {
  groups: Group[];
  columns: number;
  children: (row: TimelineRow) => ReactNode;
}) {
  return groups.map((group) => (
    <tbody key={group.name}>
      <tr className="group">
        <th scope="colgroup" colSpan={columns}>
          {group.name}
        </th>
      </tr>
      {group.rows.map(children)}
    </tbody>
  ));
}

function Picture({ year, groups, alone }: { year: Year; groups: Group[]; alone: boolean }) {
  return (
    <div className="relative overflow-x-auto">
      <Hatch />
      <table className="year-table table" aria-label={titleOf(year)}>
        <thead>
          <tr>
            <th scope="col" className="w-72 align-bottom!">
              {t('ui.timeline.name')}
            </th>
            <th scope="col" className="p-0!">
              <span className="sr-only">{t('ui.timeline.course')}</span>
              <YearHead year={year} />
            </th>
          </tr>
        </thead>
        <Grouped groups={groups} columns={2}>
          {(row) => (
            <tr key={keyOf(row)} data-testid={`row-${row.kind}`}>
              <td className="one-line" title={`${nameOf(row)} ${row.with}`}>
                <Name row={row} alone={alone} />
              </td>
              <td className="p-0!">
                <span className="sr-only">{told(row)}</span>
                <Course row={row} year={year} />
              </td>
            </tr>
          )}
        </Grouped>
      </table>
    </div>
  );
}

/** The name of a row, which leads to its record; a certificate stands under its record, or alone says whose it is. */
function Name({ row, alone }: { row: TimelineRow; alone: boolean }) {
  const { record, certificate } = row;
  return (
    <a
      href={row.kind === 'office' ? `#/due?until=${row.dues.at(-1)?.due_on}` : `#/${record.type}/${record.id}`}
      data-row-focus=""
      className={`hover:underline ${certificate ? 'pl-4' : ''}`}
      onKeyDown={arrows}
    >
      {certificate && <span className="sr-only">{`${record.title} `}</span>}
      {!certificate && record.number && <span className="mr-2 text-label">{record.number}</span>}
      {certificate ?? record.title}
      {alone && certificate && <span className="ml-2 text-label">{row.with}</span>}
    </a>
  );
}

/** A row in words, for whoever does not see the bar. */
function told(row: TimelineRow): string {
  const dues = row.dues.map((due) => `${denseDate(due.due_on)} ${due.title}`);
  if (row.kind === 'office') return dues.join(t('ui.list_separator'));
  return [stateName(row.state), periodOf(row), ...dues].join(t('ui.list_separator'));
}

function Rows({ groups, alone }: { groups: Group[]; alone: boolean }) {
  return (
    <div className="relative overflow-x-auto">
      <table className="due-table table" aria-label={t('ui.picture.table')} data-testid="year-rows">
        <thead>
          <tr>
            <th scope="col">{t('ui.timeline.name')}</th>
            <th scope="col" className="w-[16%]">
              {t('ui.timeline.with')}
            </th>
            <th scope="col" className="w-44">
              {t('ui.timeline.period')}
            </th>
            <th scope="col" className="w-24">
              {t('ui.timeline.state')}
            </th>
            <th scope="col" className="w-[13%]">
              {t('ui.due.who')}
            </th>
            <th scope="col" className="w-[24%]">
              {t('ui.picture.due')}
            </th>
          </tr>
        </thead>
        <Grouped groups={groups} columns={6}>
          {(row) => (
            <tr key={keyOf(row)} className="align-top">
              <td className="one-line" title={nameOf(row)}>
                <Name row={row} alone={alone} />
              </td>
              <td className="one-line" title={row.with}>
                {row.with}
              </td>
              <td className="whitespace-nowrap">{row.kind === 'office' ? t('ui.none') : periodOf(row)}</td>
              <td className="whitespace-nowrap">{row.kind === 'office' ? t('ui.none') : stateName(row.state)}</td>
              <td className="one-line" title={whoOf(row)}>
                {whoOf(row)}
              </td>
              <td className="whitespace-normal!">
                {row.dues.map((due) => (
                  <Due key={`${due.rule}${due.due_on}${due.what}`} due={due} />
                ))}
              </td>
            </tr>
          )}
        </Grouped>
      </table>
    </div>
  );
}

function Due({ due }: { due: DueItem }) {
  const settled = isSettled(due) ? t('ui.picture.settled') : due.stage === 'overdue' ? t('ui.picture.overdue') : '';
  return (
    <p>
      {dayDate(due.due_on)} {due.title}
      {settled && <span className={`ml-1 ${isSettled(due) ? 'text-label' : 'text-finding'}`}>{settled}</span>}
    </p>
  );
}

function Pages({ year, page, onPage }: { year: Year; page: number; onPage: (page: number) => void }) {
  if (year.total <= PAGE) return null;
  return (
    <p className="no-print flex flex-wrap items-center gap-3 py-2">
      {page > 0 && (
        <Button small data-testid="page-before" onClick={() => onPage(page - 1)}>
          {t('ui.timeline.before', { n: PAGE })}
        </Button>
      )}
      <span className="text-label">
        {t('ui.timeline.page', {
          from: figure(year.offset + 1),
          until: figure(year.offset + year.records),
          total: figure(year.total),
        })}
      </span>
      {year.offset + year.records < year.total && (
        <Button small data-testid="page-after" onClick={() => onPage(page + 1)}>
          {t('ui.timeline.after', { n: PAGE })}
        </Button>
      )}
    </p>
  );
}

const keyOf = ({ record, certificate }: TimelineRow): string =>
  [record.type, record.id, certificate ?? record.title].join('|');

/** Arrows move over the rows while the link of one has the focus. */
function arrows(event: React.KeyboardEvent): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (by === 0 || event.altKey || event.ctrlKey) return;
  event.preventDefault();
  move(by);
}

function move(by: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>('main [data-row-focus]')];
  const here = rows.indexOf(document.activeElement as HTMLElement);
  rows[Math.max(0, Math.min(rows.length - 1, here + by))]?.focus();
}
