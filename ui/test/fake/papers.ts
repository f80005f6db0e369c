/** What writing papers and reading a returned check sheet answer; enough for a screen to be used. */
import type {
  CloudAnswer,
  CloudPaperKind,
  CloudSheetReading,
  CloudView,
  ContractAnswer,
  ContractSheetReading,
  ContractSheets,
  ContractView,
} from '../../src/lib/generated';
import { selections } from './selection';

/** A returned sheet in which a question was altered. */
export const ALTERED = 'D:\\書き換え.xlsx';

export const papers = {
  cloud_papers: ({ kinds, folder }: Record<string, unknown>) => ({
    files: ((kinds as CloudPaperKind[] | null) ?? ['application', 'sheet']).map((kind) => ({
      path: `${folder}${kind}.docx`,
      kind,
      title: kind,
    })),
  }),
  cloud_approved_list: ({ folder }: Record<string, unknown>) => ({
    paper: `${folder}一覧.docx`,
    workbook: `${folder}一覧.xlsx`,
    rows: 6,
  }),
  cloud_sheet_save: ({ folder }: Record<string, unknown>) => ({
    path: `${folder}確認票.xlsx`,
    number: 'S8-001',
    version: 1,
    issued_on: '2026-11-26',
    due_on: '2026-12-10',
    mark: '0123456789abcdef',
    questions: 18,
  }),
};

export function returned(view: CloudView, file: unknown): CloudSheetReading {
  const answer: CloudAnswer = {
    answer: 'conforms',
    detail: null,
    source: '回答書 S8-001',
    source_kind: 'reply',
    seen_on: '2026-11-26',
    evidence: null,
    risk: null,
    risk_acceptor: null,
  };
  const altered = file === ALTERED;
  const asked = view.requirements.filter((row) => row.asked).slice(0, 3);
  return {
    number: 'S8-001',
    version: 1,
    issued_on: '2026-11-26',
    usable: !altered,
    answers: asked.map(({ id, answer: current }, at) => ({
      requirement: id,
      row: at + 8,
      answer,
      current,
      changes: at > 0,
    })),
    notes: altered
      ? [
          {
            problem: { code: 'sheet_altered', field: null, args: {} },
            text: '質問が書き換えられています。',
            blocks: true,
          },
        ]
      : [],
  };
}

const reply = (answer: ContractAnswer['answer'], plan: string | null = null): ContractAnswer => ({
  answer,
  evidence: '情報管理規程',
  plan,
  plan_until: plan && '2026-10-31',
});

/** What the contractor of a contract answered this year and the year before. */
const sheets: ContractSheets = {
  fiscal_year: 2026,
  year_before: 2025,
  issues: [
    { number: 'K8-002', version: 2, issued_on: '2026-11-26', questions: 31, returned: false },
    { number: 'K8-001', version: 1, issued_on: '2026-05-11', questions: 30, returned: true },
  ],
  returns: [],
  rows: [
    { requirement: 'CT-05', title: '教育', answer: reply('done'), before: reply('done'), worse: false, lack: null },
    {
      requirement: 'CT-09',
      title: '返還・廃棄',
      answer: reply('partial', '手順を作る'),
      before: reply('done'),
      worse: true,
      lack: 'sheet_plan_passed',
    },
  ],
};

function contractReturned(view: ContractView, file: unknown): ContractSheetReading {
  const altered = file === ALTERED;
  const { id, title, revision } = view.contract;
  const text = '11行目のCT-09の質問が、書き換えられています。';
  return {
    contract: id,
    title,
    revision,
    number: 'K8-002',
    version: 2,
    issued_on: '2026-11-26',
    respondent: '業務部　川上',
    answered_on: '2026-11-27',
    fiscal_year: 2026,
    year_before: 2025,
    report: null,
    taken: false,
    usable: !altered,
    answers: altered
      ? []
      : sheets.rows.map(({ requirement, title: asked, answer, before, worse }, at) => ({
          requirement,
          title: asked,
          row: at + 9,
          answer: answer ?? reply('done'),
          current: null,
          before,
          worse,
          changes: true,
        })),
    notes: altered ? [{ problem: { code: 'sheet_question_altered', field: null, args: {} }, text, blocks: true }] : [],
  };
}

/** Check sheets and the selection of the contract that the window has in hand. */
export const contractSheets = (view: () => ContractView) => ({
  ...selections(view),
  contract_sheets: () => sheets,
  contract_sheet_save: ({ folder }: Record<string, unknown>) => ({
    ...papers.cloud_sheet_save({ folder }),
    number: 'K8-002',
  }),
  contract_sheet_read: ({ file }: Record<string, unknown>) => contractReturned(view(), file),
  contract_sheet_apply: view,
});
