/** The contract list: one filter bar whose state is the URL, the grid under it, and the whole list as a paper. */
import { useRef, useState } from 'react';
import { ExportButton } from '../exchange/Export';
import { useAnswer } from '../lib/answers';
import { call } from '../lib/call';
import { denseDate, denseRange, figure, fiscalYear } from '../lib/date';
import type { ContractRow } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { go, useSearch } from '../lib/place';
import { useRows } from '../lib/rows';
import { t } from '../lib/wording';
import { Button, ButtonLink, PrintButton } from '../parts/Button';
import { Chip } from '../parts/Chip';
import { Grid, type GridState } from '../parts/Grid';
import { saySide } from '../parts/notice';
import { PageHead } from '../parts/PageHead';
import { Problems } from '../parts/Problems';
import { SearchField } from '../parts/SearchField';
import { useWriting, Written } from '../parts/Written';
import { COLUMNS } from './columns';
import { conditionsText, readConditions, STATUSES } from './filters';

/** A printed list ends here; more belongs in a spreadsheet. */
const PRINTED = 2000;

export function List() {
  const [params, setParams] = useSearch();
  const conditions = readConditions(params);
  const status = useAnswer('status', {}).data;
  const sections = useAnswer('section_list', {}).data ?? [];
  const filter = useRef<HTMLInputElement>(null);
  const move = useRef<((by: number) => void) | null>(null);
  const [state, setState] = useState<GridState<ContractRow> | null>(null);
  const [printed, setPrinted] = useState<ContractRow[]>([]);
  const writing = useWriting(() => t('ui.register_paper.written'));
  const first = useRows('contract_list', conditions, 0, 0);

  const told = (next: GridState<ContractRow>) => {
    setState(next);
    saySide(
      first.total === 0
        ? ''
        : t('ui.list.position', { first: next.first, last: next.last, total: figure(first.total) }),
    );
  };
  const print = async () => {
    const { rows } = await call('contract_list', { ...conditions, offset: 0, limit: PRINTED });
    setPrinted(rows);
    setTimeout(() => window.print(), 50);
  };
  const register = () =>
    writing.write(async (folder) => [(await call('contract_register_paper', { query: conditions, folder })).path]);
  const grid = () => document.querySelector<HTMLElement>('[role="grid"]');
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
      run: () => state?.row && go(`/contract/${state.row.id}`),
    },
    { caps: ['E'], label: t('ui.keys.edit'), on: ['e'], run: () => state?.row && go(`/contract/${state.row.id}/edit`) },
    { caps: ['/'], label: t('ui.keys.filter'), on: ['/'], run: () => filter.current?.focus() },
    { caps: ['N'], label: t('ui.keys.new'), on: ['n'], run: () => go('/contract/new') },
    { caps: ['Ctrl', 'P'], label: t('ui.print'), on: ['Ctrl+p'], run: print, quiet: true },
  ]);

  const year = status?.fiscal_year ?? new Date().getFullYear();
  const years = [1, 0, -1, -2, -3, -4].map((by) => ({ value: String(year + by), label: fiscalYear(year + by) }));
  const information = conditions.my_number ? 'my_number' : conditions.personal_info ? 'personal_info' : null;
  const filtered = conditionsText(conditions) !== '';
  return (
    <div className="paper-wide flex flex-col wide:h-full">
      <PageHead
        title={t('ui.nav.contract')}
        beside={
          <span data-testid="count-rows" role="status">
            {first.ready
              ? filtered
                ? t('ui.list.count', { total: figure(first.total), all: figure(first.all) })
                : t('ui.list.count_all', { total: figure(first.total) })
              : ''}
          </span>
        }
        conditions={conditionsText(conditions)}
        actions={
          <>
            <PrintButton onPress={print} />
            <Button weight="quiet" disabled={writing.busy} data-testid="write-register" onClick={() => void register()}>
              {t('ui.register_paper.write')}
            </Button>
            <ExportButton registers={['contract']} />
            <ButtonLink to="/contract/new" weight="filled" data-testid="new-contract">
              {t('ui.contract.new')}
            </ButtonLink>
          </>
        }
      />
      <search className="no-print mb-2 flex flex-wrap items-center gap-2" aria-label={t('ui.filter.label')}>
        <div className="w-66">
          <SearchField
            label={t('ui.filter.text')}
            placeholder={t('ui.filter.text')}
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
        <Chip
          label={t('ui.filter.year')}
          testId="filter-year"
          value={conditions.fiscal_year ? String(conditions.fiscal_year) : null}
          options={years}
          onChange={(value) => setParams({ year: value })}
        />
        <Chip
          label={t('ui.filter.status')}
          testId="filter-status"
          value={conditions.status ?? null}
          options={STATUSES.map((option) => ({ value: option.value, label: t(option.key) }))}
          onChange={(value) => setParams({ status: value })}
        />
        <Chip
          label={t('ui.filter.section')}
          testId="filter-section"
          value={conditions.section ?? null}
          options={sections.map((section) => ({ value: section.name, label: section.name }))}
          onChange={(value) => setParams({ section: value })}
        />
        <Chip
          label={t('ui.filter.information')}
          testId="filter-information"
          value={information}
          options={[
            { value: 'personal_info', label: t('ui.filter.personal_info') },
            { value: 'my_number', label: t('ui.filter.my_number') },
          ]}
          onChange={(value) =>
            setParams({
              personal_info: value === 'personal_info' ? 'true' : null,
              my_number: value === 'my_number' ? 'true' : null,
            })
          }
        />
        <Chip
          label={t('ui.filter.state')}
          testId="filter-state"
          value={conditions.findings ? 'findings' : conditions.unknown ? 'unknown' : null}
          options={[
            { value: 'findings', label: t('ui.filter.findings') },
            { value: 'unknown', label: t('ui.filter.unknown') },
          ]}
          onChange={(value) =>
            setParams({ findings: value === 'findings' ? 'true' : null, unknown: value === 'unknown' ? 'true' : null })
          }
        />
      </search>
      <Problems problems={[...first.problems, ...writing.problems]} />
      <Written writing={writing} />
      {first.ready && first.total === 0 && <Empty all={first.all} />}
      <div
        className={`no-print min-h-0 flex-1 flex-col ${first.ready && first.total === 0 ? 'hidden' : 'flex'} max-wide:h-[70vh]`}
      >
        <Grid
          name="contract_list"
          label={t('ui.nav.contract')}
          place="/contract"
          columns={COLUMNS}
          conditions={conditions}
          total={first.total}
          onSort={(sort, descending) =>
            setParams({ sort: sort === 'next_due' ? null : sort, descending: descending ? 'true' : null })
          }
          onState={told}
          move={move}
        />
      </div>
      <Printed rows={printed} total={first.total} />
    </div>
  );
}

function Empty({ all }: { all: number }) {
  return (
    <div className="py-8 text-center">
      <p className="mb-4">{all === 0 ? t('ui.list.empty') : t('ui.list.nothing')}</p>
      {all > 0 && (
        <ButtonLink to="/contract" data-testid="filter-clear">
          {t('ui.list.clear')}
        </ButtonLink>
      )}
    </div>
  );
}

function Printed({ rows, total }: { rows: ContractRow[]; total: number }) {
  if (rows.length === 0) return null;
  return (
    <div className="print-only">
      <table className="table">
        <thead>
          <tr>
            <th>{t('ui.column.number')}</th>
            <th>{t('ui.column.title')}</th>
            <th>{t('ui.column.contractor')}</th>
            <th>{t('ui.column.section')}</th>
            <th>{t('ui.column.period')}</th>
            <th className="figure">{t('ui.column.amount')}</th>
            <th>{t('ui.column.due')}</th>
            <th>{t('ui.column.findings')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>{row.number}</td>
              <td>{row.title}</td>
              <td>{row.contractor}</td>
              <td>{row.section}</td>
              <td>{denseRange(row.starts_on, row.ends_on)}</td>
              <td className="figure">{row.amount_yen === null ? '' : figure(row.amount_yen)}</td>
              <td>{row.next_due ? `${denseDate(row.next_due.on)} ${row.next_due.title}` : ''}</td>
              <td>{t('ui.list.marks', { findings: row.findings, unknown: row.unknown })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length < total && <p>{t('ui.list.printed_part', { shown: figure(rows.length), total: figure(total) })}</p>}
    </div>
  );
}
