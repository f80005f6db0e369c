/** Where on the page of a contract a matter of it stands: a waiver at its requirement, a re-outsourcing in its tab. */
import { isOpen } from '../approval/case';
import type { ContractCase, ContractView, MyStep } from '../lib/generated';

/** The part of the address that opens a matter, as `contract_apply` calls it. */
export function placeOf(matter: string): { tab: string | null; open: string } {
  const [kind, id = ''] = matter.split(':');
  return kind === 'subcontract' ? { tab: 'subcontracts', open: id } : { tab: null, open: id };
}

/** The case about a matter, as far as the contract has the matter. */
export function caseOf(view: ContractView, matter: string): ContractCase | null {
  return view.cases.find((one) => one.matter === matter) ?? null;
}

/** What of a contract waits for somebody, what waits for whoever looks first. */
export function waiting(view: ContractView): ContractCase[] {
  const open = view.cases.filter(isOpen);
  return [...open.filter((one) => stepOf(one)), ...open.filter((one) => !stepOf(one))];
}

/** The step about an open application that falls to whoever looks. */
export function stepOf({ application, may }: ContractCase): MyStep | null {
  if (may.decide) return 'decide';
  if (may.review) return 'review';
  return application?.state === 'returned' && may.own ? 'answer' : null;
}
