/** The part of the stand-in that waivers and re-outsourcings of a contract wait in. Answers are the ledger's own. */
import type { CaseView } from '../../src/approval/case';
import type { ContractView, SnsRow } from '../../src/lib/generated';
import contractDecision from './answers/contract_decision.json';
import contractOwn from './answers/contract_own.json';
import contractReview from './answers/contract_review.json';
import contractShow from './answers/contract_show.json';
import inbox from './answers/inbox.json';

/** A contract nobody applied for anything of; one of which two things wait for their review, as the security office sees
 * it; and for their decision, as the approver and as the applicant see them. */
export const CONTRACTS = { show: contractShow, review: contractReview, decision: contractDecision, own: contractOwn };

/** The one that an application is about; the first, where it is about none. */
export function among(all: [CaseView, ...CaseView[]], request: { id?: unknown }): CaseView {
  return all.find(({ application }) => application?.id === request.id) ?? all[0];
}

/** The contract with a matter that waits for its review from now on, as its applicant sees it. */
export function applied(view: ContractView, matter: string): ContractView {
  const all = structuredClone(contractOwn) as unknown as ContractView;
  const like = all.cases.find((one) => one.application);
  const now = view.cases.find((one) => one.matter === matter);
  if (!like?.application) return view;
  const application = { ...like.application, id: `new ${matter}`, matter, state: 'review' as const };
  const past = like.past.map((one) => ({
    ...one,
    id: application.id,
    state: application.state,
    state_text: '審査待ち',
  }));
  const title = now?.title ?? `適用除外　${matter.slice('waiver:'.length)}`;
  const one = { ...like, ...now, title, matter, application, past, may: like.may, hash: like.hash };
  return {
    ...view,
    contract: { ...view.contract, revision: view.contract.revision + 1 },
    cases: [...view.cases.filter((other) => other !== now), one],
  };
}

/** What waits: nothing, the recorded applications, or a further one about the cloud use `waits`. */
export function waiting(of: { empty?: boolean; waits?: string; lapsedAccounts?: SnsRow[] }) {
  if (of.empty) return { rows: [], mine: 0, lapsed: [], lapsed_sns: [] };
  const further = inbox.rows.slice(0, 1).map((row) => ({ ...row, record: of.waits, my_step: null }));
  const rows = of.waits ? [...inbox.rows, ...further] : inbox.rows;
  return { ...inbox, rows, lapsed_sns: of.lapsedAccounts ?? [] };
}
