/** The draft of a contract: the record as it stands, and over it what a person has typed and not yet saved. Reads nothing: what was typed goes to the ledger as typed. */
import { figure } from '../lib/date';
import type { Contract, ContractDraft } from '../lib/generated';
import { shown as plainly, recorded, type Typed } from '../parts/FormControl';

/** The value a field shows: what was typed, or the record's; its amount in groups of digits. */
export function shown(contract: Contract, typed: Typed, field: string): string {
  const amount = field === 'amount_yen' && !(field in typed) ? recorded(contract, field) : null;
  return typeof amount === 'number' ? figure(amount) : plainly(contract, typed, field);
}

/** The draft the ledger is sent: every field of the record, with what was typed in its place. */
export function draft(contract: Contract, typed: Typed): ContractDraft {
  const { id, revision, ...rest } = contract;
  const whole: Record<string, unknown> = {
    ...rest,
    contractor: { ...contract.contractor },
    facts: { ...contract.facts },
    amount_yen: contract.amount_yen === null ? null : String(contract.amount_yen),
    notice_days: contract.notice_days === null ? null : String(contract.notice_days),
  };
  for (const [field, value] of Object.entries(typed)) {
    const [outer = '', inner] = field.split('.');
    const cleared = value === '' ? null : value;
    if (inner === undefined) whole[outer] = cleared;
    else (whole[outer] as Record<string, unknown>)[inner] = cleared;
  }
  return { ...whole, id: id || null, revision };
}

/** A copy of the record with some lists changed, as a draft: for records kept inside a contract. */
export function withLists(contract: Contract, lists: Partial<Contract>): ContractDraft {
  return draft({ ...contract, ...lists }, {});
}
