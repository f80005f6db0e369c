/** The requirements of a contract, unmet first: each opens to its four lines — applies, basis, met by, missing — and to what can be done about it. */
import { useRef } from 'react';
import type { ContractView, RequirementRow, RequirementState } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { useSearch } from '../lib/place';
import { find, t } from '../lib/wording';
import { Choices, Link } from '../parts/Button';
import { StateMark } from '../parts/Mark';
import { RequirementItem, useRequirementWalk } from '../parts/RequirementItem';
import { annexName } from './ChangePanel';
import { RequirementPanel } from './RequirementPanel';

const ORDER: RequirementState[] = ['missing', 'unknown', 'recommended', 'not_yet', 'met', 'waived'];

export function Requirements({ view }: { view: ContractView }) {
  const [params, setParams] = useSearch();
  const list = useRef<HTMLUListElement>(null);
  const state = ORDER.find((candidate) => candidate === params.get('state')) ?? null;
  const rows = [...view.requirements].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  const asked = params.get('open');
  const shown = state ? rows.filter((row) => row.state === state || row.id === asked) : rows;
  // What a contractor answered on a check sheet is told there, line by line; here is only how much.
  const ofSheets = view.findings.filter((finding) => finding.code.startsWith('sheet_'));
  const ofTheWhole = view.findings.filter(
    (finding) => !ofSheets.includes(finding) && !rows.some((row) => row.id === finding.requirement),
  );
  const open = asked ?? shown.find((row) => row.state === 'missing')?.id ?? null;
  useRequirementWalk(list, asked, rows);
  useKeys([
    { caps: ['F8'], label: t('ui.keys.next_missing'), on: ['F8'], quiet: true, run: () => nextMissing(list.current) },
  ]);
  const { counts } = view;
  const choices: { value: 'all' | RequirementState; label: string; testId: string }[] = [
    { value: 'all', label: t('ui.state.count_all', { n: rows.length }), testId: 'count-all' },
    { value: 'missing', label: t('ui.state.count_missing', { n: counts.missing }), testId: 'count-missing' },
    { value: 'unknown', label: t('ui.state.count_unknown', { n: counts.unknown }), testId: 'count-unknown' },
    { value: 'met', label: t('ui.state.count_met', { n: counts.met }), testId: 'count-met' },
  ];
  if (counts.waived > 0)
    choices.push({ value: 'waived', label: t('ui.state.count_waived', { n: counts.waived }), testId: 'count-waived' });
  return (
    <section aria-labelledby="requirements" className="min-w-0">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <div className="flex items-baseline gap-2">
          <h2 id="requirements">{t('ui.requirements')}</h2>
          <span className="text-label">
            {t('ui.requirements.applies')} <span data-testid="count-applies">{counts.applies}</span>
          </span>
        </div>
        <Choices
          label="ui.state.label"
          choices={choices}
          value={state ?? 'all'}
          onChange={(value) => setParams({ state: value === 'all' ? null : value, open: null })}
        />
      </div>
      {ofTheWhole.length + ofSheets.length > 0 && (
        <ul className="mb-2 rounded-8 border border-line px-3 py-2" aria-label={t('ui.findings')}>
          {ofTheWhole.map((finding) => (
            <li key={finding.code + finding.text} className="flex items-baseline gap-2 py-0.5">
              <StateMark state={finding.severity === 'must' ? 'missing' : 'recommended'} />
              <span>{finding.text}</span>
              {finding.basis && <span className="text-label">{finding.basis}</span>}
            </li>
          ))}
          {ofSheets.length > 0 && (
            <li className="flex items-baseline gap-2 py-0.5" data-testid="of-sheets">
              <StateMark state={ofSheets.some((finding) => finding.severity === 'must') ? 'missing' : 'recommended'} />
              <Link to={`/contract/${view.contract.id}?tab=sheets`}>
                {t('ui.sheets.findings', { n: ofSheets.length })}
              </Link>
            </li>
          )}
        </ul>
      )}
      <ul ref={list}>
        {shown.map((row) => (
          <RequirementItem
            key={row.id}
            row={row}
            mark={<StateMark state={row.state} bold={open === row.id} />}
            short={shortText(row)}
            open={open === row.id}
            onToggle={() => setParams({ open: open === row.id ? '-' : row.id })}
          >
            <RequirementPanel row={row} view={view} />
          </RequirementItem>
        ))}
      </ul>
      {shown.length === 0 && <p className="py-2 text-label">{t('ui.requirements.none')}</p>}
      <div className="print-only">
        {shown
          .filter((row) => row.id !== open && (row.state === 'missing' || row.state === 'unknown'))
          .map((row) => (
            <div key={row.id} className="keep mt-3">
              <b>{t('ui.contract.name', { number: row.id, title: row.title })}</b>
              <RequirementPanel row={row} view={view} printed />
            </div>
          ))}
      </div>
    </section>
  );
}

function nextMissing(list: HTMLElement | null): void {
  const heads = [...(list?.querySelectorAll<HTMLElement>('[data-head]') ?? [])];
  const from = heads.indexOf(document.activeElement as HTMLElement);
  const next = heads.find((head, at) => at > from && head.dataset.head === 'missing') ?? heads[0];
  next?.focus();
}

/** The reason of a state in the fewest words. */
export function shortText(row: RequirementRow): string {
  if (row.state === 'unknown' && row.undecided[0]) {
    const name = find(`fact.${row.undecided[0].fact}.short`);
    return name ? t('ui.requirement.fact_unknown', { fact: name }) : row.undecided[0].text;
  }
  if (row.state === 'waived') return row.waiver?.reason ?? '';
  if (row.clause && row.state === 'met') {
    return t('ui.requirement.clause', { title: annexName(row.clause.annex), article: row.clause.article });
  }
  return (row.state === 'met' ? row.evidence_text : (row.remedy_text ?? row.evidence_text)) ?? '';
}
