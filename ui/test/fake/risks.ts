/** Risk in the stand-in: what was recorded, narrowed as the list asks, and a quarter before this one, which no recording on a single day can have. What another method would do was recorded for one change; levels are never judged here. */
import type {
  ContractRisk,
  Moved,
  Problem,
  RiskMethodView,
  RiskOverview,
  RiskQuery,
  RiskRow,
} from '../../src/lib/generated';
import riskMethod from './answers/risk_method.json';
import riskMethodChanged from './answers/risk_method_changed.json';
import riskMethodTry from './answers/risk_method_try.json';
import riskOf from './answers/risk_of.json';
import riskOverview from './answers/risk_overview.json';

type Request = Record<string, unknown>;
type Method = { inherent: { points: Record<string, number[]> } };

export interface RiskOptions {
  /** A ledger that is younger than a quarter. */
  firstQuarter?: boolean;
  /** Whose method it is: the program's, the office's own, or one that this person may only read. */
  method?: 'own' | 'read';
}

const QUARTER = '令和8年度第2四半期';
/** Rows of the list by their place, and how they moved. */
const MOVES: Partial<Record<number, Moved>> = { 0: 'up', 4: 'new', 5: 'otherwise', 7: 'down', 9: 'up' };

/** The same as of a ledger that has seen a quarter end. */
function withQuarter(overview: RiskOverview): RiskOverview {
  const then = (row: RiskRow, moved: Moved) => {
    if (moved === 'new') return null;
    const least = row.level.least + (moved === 'up' ? -1 : moved === 'down' ? 1 : 0);
    return { least, worst: least, text: overview.levels.find(({ level }) => level === least)?.text ?? '' };
  };
  const rows = overview.rows.map((row, at) => {
    const moved = MOVES[at];
    // biome-ignore lint/suspicious/noThenProperty: the ledger's name of what was before
    if (!moved) return { ...row, then: row.level };
    const changes = moved === 'new' ? [] : ['今年度の確認：済み→未実施'];
    // biome-ignore lint/suspicious/noThenProperty: the ledger's name of what was before
    return { ...row, moved, then: then(row, moved), changes };
  });
  const count = (moved: Moved) => Object.values(MOVES).filter((one) => one === moved).length;
  const quarter = { ...overview.quarter, known: true, closed: 1, otherwise: count('otherwise') };
  return {
    ...overview,
    rows,
    quarter: { ...quarter, up: count('up'), down: count('down'), new: count('new') },
    levels: overview.levels.map((one) => ({ ...one, before: Math.max(0, one.count + (one.level === 2 ? 3 : -1)) })),
  };
}

const at = ({ least, worst }: { least: number; worst: number }) => (least === worst ? least : 0);

/** The commands about risk; `empty` is a ledger without contracts. */
export function risks(options: RiskOptions & { empty?: boolean }) {
  const recorded = structuredClone(riskOverview) as unknown as RiskOverview;
  const whole = options.firstQuarter ? recorded : withQuarter(recorded);
  let method = structuredClone(options.method === 'own' ? riskMethodChanged : riskMethod) as unknown as RiskMethodView;
  if (options.method === 'read') method.may_change = false;
  const risk = structuredClone(riskOf) as unknown as ContractRisk;
  const was = risk.measures.factors.find(({ id }) => id === 'open');
  if (!options.firstQuarter) {
    // biome-ignore lint/suspicious/noThenProperty: the ledger's name of what was before
    risk.then = { quarter: QUARTER, level: { least: 1, worst: 2, text: '低～中（要確認）' }, moved: 'up' };
    // biome-ignore lint/suspicious/noThenProperty: the ledger's name of what was before
    if (was) was.then = '是正中なし';
  }
  const refuse = (problems: Problem[]) => Promise.reject({ problems });
  /** The one objection that the stand-in has against a method: points that fall. */
  const wrong = ({ inherent }: Method): Problem[] =>
    Object.entries(inherent.points).flatMap(([factor, points]) =>
      points.flatMap((value, place) =>
        place > 0 && value < (points[place - 1] ?? 0)
          ? [{ code: 'risk_points_fall', field: `inherent.points.${factor}.${place}`, args: {} }]
          : [],
      ),
    );
  return {
    risk_overview: (query: RiskQuery) => {
      const named = whole.rows.filter(
        (row) =>
          !options.empty &&
          `${row.title} ${row.contractor} ${row.number}`.includes(query.text ?? '') &&
          (!query.section || row.section === query.section),
      );
      const rows = named.filter(
        (row) =>
          (query.level == null || at(row.level) === query.level) &&
          (query.inherent == null || at(row.inherent) === query.inherent) &&
          (query.measures == null || at(row.measures) === query.measures) &&
          (query.moved == null || row.moved === query.moved),
      );
      const from = query.offset ?? 0;
      return {
        ...whole,
        all: named.length,
        total: rows.length,
        rows: rows.slice(from, from + (query.limit ?? 100)),
      };
    },
    risk_of: () => risk,
    risk_method: () => method,
    risk_method_try: ({ method: typed }: { method: Method }) => {
      const problems = wrong(typed);
      return problems.length > 0 ? refuse(problems) : riskMethodTry;
    },
    risk_method_save: ({ reason, method: typed }: Request) => {
      if (!String(reason).trim()) return refuse([{ code: 'required', field: 'reason', args: {} }]);
      method = structuredClone(typed ? riskMethodChanged : riskMethod) as unknown as RiskMethodView;
      method.settings = { ...method.settings, reason: String(reason) };
      return method;
    },
    risk_report_save: ({ folder, fiscal_year: year }: Request) => {
      const title = `委託先管理状況報告${year ? `_${year}年度` : ''}`;
      return { path: `${folder}${title}.docx`, title };
    },
  };
}
