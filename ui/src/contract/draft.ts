/** The draft of a contract: the record as it stands, and over it what a person has typed and not yet saved. Reads nothing: what was typed goes to the ledger as typed. */
import { denseDate, figure, isIso } from '../lib/date';
import type { Contract, ContractDraft } from '../lib/generated';

/** What was typed, by field; a contractor's fields as `contractor.name`, a fact as `facts.confidentiality`. */
export type Typed = Record<string, unknown>;

/** Whether there is something to lose. */
export function changes(typed: Typed): number {
  return Object.keys(typed).length;
}

/** The value a field shows: what was typed, or the record's. A date of the record is shown the office's way. */
export function shown(contract: Contract, typed: Typed, field: string): string {
  if (field in typed) return String(typed[field] ?? '');
  const value = recorded(contract, field);
  if (value === null || value === undefined) return '';
  if (field === 'amount_yen' && typeof value === 'number') return figure(value);
  const text = String(value);
  return isIso(text) ? denseDate(text) : text;
}

/** Puts a value into the draft; a value equal to the record's is no change. */
export function type(contract: Contract, typed: Typed, field: string, value: unknown): Typed {
  const rest = { ...typed };
  delete rest[field];
  const before = recorded(contract, field) ?? null;
  const unchanged =
    JSON.stringify(before) === JSON.stringify(value) ||
    (typeof value === 'string' && shown(contract, {}, field) === value);
  return unchanged ? rest : { ...rest, [field]: value };
}

/** The draft the ledger is sent: every field of the record, with what was typed in its place. */
export function draft(contract: Contract, typed: Typed, isNew: boolean): ContractDraft {
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
  return { ...whole, id: isNew ? null : id, revision };
}

/** A copy of the record with some lists changed, as a draft: for records kept inside a contract. */
export function withLists(contract: Contract, lists: Partial<Contract>): ContractDraft {
  return draft({ ...contract, ...lists }, {}, false);
}

function recorded(contract: Contract, field: string): unknown {
  const [outer = '', inner] = field.split('.');
  const value = (contract as unknown as Record<string, unknown>)[outer];
  return inner === undefined ? value : (value as Record<string, unknown> | null)?.[inner];
}
