/** Contractors in the stand-in: those that were recorded, and just enough reading of a draft for the form to be used. */
import type { CompanyView } from '../../src/lib/generated';
import contractChain from './answers/contract_chain.json';
import contractForms from './answers/contract_forms.json';
import contractorBlank from './answers/contractor_blank.json';
import concentration from './answers/contractor_concentration.json';
import duplicates from './answers/contractor_duplicates.json';
import contractorList from './answers/contractor_list.json';
import mergeReview from './answers/contractor_merge_review.json';
import contractorShow from './answers/contractor_show.json';

type Request = Record<string, unknown>;

/** The commands about contractors; `empty` is a ledger without any. */
export function contractors(empty: boolean) {
  let view = structuredClone(contractorShow) as unknown as CompanyView;
  const link = { register: 'contractor', id: view.company.id, title: view.company.name, open: true };
  const pair = duplicates.pairs[0];
  let apart = false;
  return {
    contractor_list: ({ text, findings }: Request) => {
      const all = empty ? [] : contractorList.rows;
      const rows = all.filter((row) => row.name.includes(String(text ?? '')) && (!findings || row.findings > 0));
      return { rows, total: rows.length, all: all.length };
    },
    contractor_show: () => view,
    contractor_blank: () => contractorBlank,
    contractor_save: ({ draft }: { draft: Request }) => {
      if (draft.name === null || (!draft.id && !draft.name)) {
        return Promise.reject({ problems: [{ code: 'required', field: 'name', args: {} }] });
      }
      const { company } = draft.id ? view : (contractorBlank as unknown as CompanyView);
      view = { ...view, company: { ...company, ...draft, id: String(draft.id ?? 'new-one') } };
      return view;
    },
    contractor_duplicates: () => {
      const pairs = empty ? [] : duplicates.pairs.filter((other) => !apart || other !== pair);
      return { pairs, total: pairs.length };
    },
    contractor_merge_review: () => mergeReview,
    contractor_merge: () => view,
    contractor_apart: ({ reason, ...both }: Request) => {
      if (!String(reason).trim()) {
        return Promise.reject({ problems: [{ code: 'required', field: 'reason', args: {} }] });
      }
      apart = true;
      return { id: 'new-one', reason, by: '高橋 由美', on: '2026-11-26', ...both };
    },
    contractor_concentration: () => (empty ? { rows: [], total: 0, records: 0 } : concentration),
    contract_chain: () => contractChain,
    contract_oversight_save: ({ kind, folder }: Request) => ({
      path: `${folder}是正要求書_R8-011.docx`,
      kind,
      title: '是正要求書',
    }),
    contract_forms: () => contractForms,
    contract_form_save: ({ form, folder }: Request) => [
      { path: `${folder}様式_R8-011.docx`, kind: form, title: '様式' },
    ],
    contract_register_paper: ({ folder }: Request) => ({ path: `${folder}台帳.docx`, count: 40 }),
    contractor_of: ({ register }: Request) =>
      empty ? [] : [{ place: register === 'cloud' ? 'provider' : 'contractor', written: link.title, company: link }],
  };
}
