/** A selection in the stand-in: two candidates at two criteria, one sheet that came back, and what the contractor stated. */
import type { Candidate, ContractView, SelectionView, Stated, StatementReading } from '../../src/lib/generated';

const stated = (answer: Stated['answer'], country: string | null, detail: string | null): Stated => ({
  answer,
  country,
  detail,
});

const score = (criterion: string, judgement: 'meets' | 'fails', points: number, reason: string) => ({
  criterion,
  judgement,
  points,
  reason,
  accepted_because: null,
  accepted_by: null,
});

const CANDIDATES: Candidate[] = [
  {
    id: 'c1',
    name: '株式会社カモメシステムズ',
    corporate_number: null,
    scores: [score('SE-05', 'meets', 4, '回答書で確認'), score('SE-03', 'meets', 5, 'ISMS')],
  },
  {
    id: 'c2',
    name: '青嵐システム株式会社',
    corporate_number: null,
    scores: [score('SE-05', 'fails', 1, '根拠がない')],
  },
];

/** The selection as the record has it. */
export const RECORDED = {
  shown_on: '2026-02-02',
  shown_in: '公告',
  weights: { 'SE-03': 2 },
  candidates: CANDIDATES,
  chosen: 'c1',
  decided_on: '2026-03-02',
  decided_by: '副市長',
  reason: '評価点が最も高い',
  supply_chain: { verdict: 'reduced' as const, reason: '代替品がない', accepted_by: 'CISO', judged_on: '2026-03-02' },
  statements: [],
};

const view: SelectionView = {
  criteria: [
    { requirement: 'SE-05', title: 'チェックシートによる確認', summary: '', gate: true, weight: 1 },
    { requirement: 'SE-03', title: '認証の状況', summary: '', gate: false, weight: 2 },
  ],
  candidates: [
    {
      id: 'c1',
      name: '株式会社カモメシステムズ',
      corporate_number: null,
      standing: { fit: 'fit', total: 14, most: 15, rank: 1 },
      chosen: true,
      contractor: true,
      cells: [
        { score: CANDIDATES[0]?.scores[0] ?? null, stated: stated('yes', null, '全項目に回答') },
        { score: CANDIDATES[0]?.scores[1] ?? null, stated: null },
      ],
    },
    {
      id: 'c2',
      name: '青嵐システム株式会社',
      corporate_number: null,
      standing: { fit: 'unfit', total: 1, most: 15, rank: null },
      chosen: false,
      contractor: false,
      cells: [
        { score: CANDIDATES[1]?.scores[0] ?? null, stated: null },
        { score: null, stated: null },
      ],
    },
  ],
  supply_chain: [
    { item: 'SC-02-1', title: '本社の所在国', stated: stated('yes', '日本', null), answered_on: '2026-03-01' },
    { item: 'SC-07-1', title: '宣誓', stated: null, answered_on: null },
  ],
  supply_chain_applies: true,
  issues: [{ form: 'supply_chain', number: 'C8-001', version: 1, issued_on: '2026-02-20', questions: 11, returned: 0 }],
  statements: [],
};

function reading({ id, title, revision }: ContractView['contract'], candidate: unknown): StatementReading {
  const whose = view.candidates.find((one) => one.id === candidate);
  const missing = { code: 'statement_candidate_missing', field: 'candidate', args: {} };
  return {
    form: 'selection',
    contract: id,
    title,
    revision,
    number: 'E8-001',
    version: 1,
    candidate: whose?.id ?? null,
    company: whose?.name ?? null,
    respondent: '営業部　川上',
    answered_on: '2026-03-01',
    taken: false,
    answers: whose
      ? [{ item: 'SE-03', title: '認証の状況', row: 9, stated: stated('partly', null, 'Pマークのみ'), before: null }]
      : [],
    notes: whose ? [] : [{ problem: missing, text: 'どの候補者の回答か決まっていません。', blocks: true }],
    usable: whose !== undefined,
  };
}

/** The selection of the contract that the window has in hand. */
export const selections = (of: () => ContractView) => ({
  contract_selection: () => view,
  contract_selection_save: ({ kind, folder }: Record<string, unknown>) => ({
    path: `${folder}選定結果.docx`,
    kind,
    title: '選定結果',
  }),
  contract_statement_save: ({ folder }: Record<string, unknown>) => ({
    path: `${folder}選定確認票.xlsx`,
    number: 'E8-001',
    version: 1,
    issued_on: '2026-03-01',
    due_on: '2026-03-15',
    mark: '0000-0000-0000-0000',
    questions: 2,
  }),
  contract_statement_read: ({ candidate }: Record<string, unknown>) => reading(of().contract, candidate),
  contract_statement_apply: of,
});
