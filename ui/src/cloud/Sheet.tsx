/** The check sheet (確認票): one line for each requirement that applies to this use, with its answer, where that can be seen, and its state. A line opens to its reasons and to the form of its answer. */
import { Fragment, useEffect, useRef } from 'react';
import type { CloudRequirementRow, CloudView } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { useSearch } from '../lib/place';
import { t } from '../lib/wording';
import { Choices } from '../parts/Button';
import { Arrow } from '../parts/Disclosure';
import { evidenceText } from './Evidence';
import { Row } from './SheetRow';
import { SheetMark } from './words';

type Show = 'all' | 'main' | 'changed' | 'open';

/** What an approver reads: duties that somebody has to answer. */
const MATCHES: Record<Show, (row: CloudRequirementRow) => boolean> = {
  all: () => true,
  main: (row) => row.severity === 'must' && (row.asked || row.state === 'unknown' || row.state === 'missing'),
  changed: (row) => row.changed,
  open: (row) => row.state === 'unknown' || row.state === 'unanswered' || row.state === 'missing',
};

export function Sheet({ view }: { view: CloudView }) {
  const [params, setParams] = useSearch();
  const table = useRef<HTMLTableElement>(null);
  const rows = view.requirements;
  const count = (show: Show) => rows.filter(MATCHES[show]).length;
  const wanted = params.get('show');
  const show: Show = wanted === 'main' || wanted === 'changed' || wanted === 'open' ? wanted : 'all';
  const open = params.get('open');
  const shown = rows.filter((row) => MATCHES[show](row) || row.id === open);
  const move = (by: number) => {
    const heads = [...(table.current?.querySelectorAll<HTMLElement>('[data-head]') ?? [])];
    const at = heads.indexOf(document.activeElement as HTMLElement);
    heads[at < 0 ? 0 : Math.max(0, Math.min(heads.length - 1, at + by))]?.focus();
  };
  const choose = (next: Show) => setParams({ show: next === 'all' ? null : next, open: null });
  useKeys([
    { caps: ['J', 'K'], label: t('ui.keys.move_item'), on: ['j', 'k'], run: (key) => move(key === 'j' ? 1 : -1) },
    { caps: ['C'], label: t('ui.keys.compare'), on: ['c'], run: () => choose(show === 'changed' ? 'all' : 'changed') },
  ]);
  useEffect(() => {
    if (open) document.getElementById(`requirement-${open}`)?.scrollIntoView?.({ block: 'nearest' });
  }, [open]);
  const choices = (
    [
      ['all', 'ui.cloud.show.all'],
      ['main', 'ui.cloud.show.main'],
      ['changed', 'ui.cloud.show.changed'],
      ['open', 'ui.cloud.show.open'],
    ] as const
  ).map(([value, key]) => ({ value, label: t(key, { n: count(value) }), testId: `show-${value}` }));
  return (
    <section aria-labelledby="sheet" className="mb-6 min-w-0">
      <div className="mb-1 flex flex-wrap items-center justify-between gap-2">
        <h2 id="sheet" data-testid="sheet-title">
          {t('ui.cloud.sheet_n', { n: view.counts.applies + view.counts.unknown })}
        </h2>
        <Choices label="ui.state.label" choices={choices} value={show} onChange={choose} />
      </div>
      <div className="overflow-x-auto">
        <table ref={table} className="table sheet-table" aria-labelledby="sheet">
          <thead>
            <tr>
              <th scope="col">{t('ui.cloud.column.requirement')}</th>
              <th scope="col">{t('ui.cloud.column.asks')}</th>
              <th scope="col">{t('ui.cloud.column.answer')}</th>
              <th scope="col">{t('ui.cloud.column.source')}</th>
              <th scope="col">{t('ui.cloud.column.state')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Fragment key={row.id}>
                <Line
                  row={row}
                  source={sourceOf(row, view)}
                  open={open === row.id}
                  onToggle={() => setParams({ open: open === row.id ? null : row.id })}
                />
                {open === row.id && (
                  <tr>
                    <td colSpan={5} className="border-l-4 border-l-accent bg-quiet p-0!">
                      <Row row={row} view={view} onClose={() => setParams({ open: null })} />
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length === 0 && <p className="py-2 text-label">{t('ui.cloud.show.none')}</p>}
    </section>
  );
}

/** Where an answer can be seen, in words or by its file. */
function sourceOf({ answer }: CloudRequirementRow, { cloud }: CloudView): string | null {
  return answer?.source ?? (answer?.evidence ? evidenceText(cloud, answer.evidence) : null);
}

function Line({
  row,
  source,
  open,
  onToggle,
}: {
  row: CloudRequirementRow;
  source: string | null;
  open: boolean;
  onToggle: () => void;
}) {
  const { answer } = row;
  return (
    <tr id={`requirement-${row.id}`} data-testid={`requirement-${row.id}`} className={row.changed ? 'sheet-moved' : ''}>
      <td className="whitespace-nowrap text-label">
        {row.changed && <b className="mr-2 text-accent">{t('ui.case.changed')}</b>}
        {row.id}
      </td>
      <td>
        <button
          type="button"
          data-head={row.state}
          aria-expanded={open}
          className="inset-focus flex w-full items-center gap-2 text-left hover:underline"
          onClick={onToggle}
        >
          <span className="flex-1">{row.title}</span>
          {row.comments > 0 && (
            <span className="whitespace-nowrap text-label">{t('ui.cloud.comments_n', { n: row.comments })}</span>
          )}
          <Arrow open={open} />
        </button>
      </td>
      <td>
        {row.answer_text || row.by_record_text ? (
          <b className="font-bold">{row.answer_text ?? row.by_record_text}</b>
        ) : (
          <span className="text-label">{t('ui.none')}</span>
        )}
        {row.changed && (
          <div className="text-label">{t('ui.cloud.former', { text: row.former_text ?? t('ui.none') })}</div>
        )}
      </td>
      <td className={source ? 'wrap-anywhere' : 'text-label'}>
        {source ?? (answer && answer.answer !== 'unverified' ? t('ui.cloud.no_source') : t('ui.none'))}
      </td>
      <td className="whitespace-nowrap">
        <SheetMark state={row.state} text={row.state_text} />
      </td>
    </tr>
  );
}
