/** What writing papers and reading a returned check sheet answer; enough for a screen to be used. */
import type { CloudAnswer, CloudPaperKind, CloudSheetReading, CloudView } from '../../src/lib/generated';

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
