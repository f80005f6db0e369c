/** The draft of a contract: the record as it stands, and over it what a person has typed and not yet saved. Reads nothing: what was typed goes to the ledger as typed. */
import { figure } from '../lib/date';
import type { Contract, ContractDraft } from '../lib/generated';
import { t } from '../lib/wording';
import { shown as plainly, recorded, type Typed } from '../parts/FormControl';

/** The notice as the one field for it shows it: days as a number, months with their unit. */
function noticeOf({ notice_days, notice_months }: Contract): string | null {
  if (notice_days !== null) return String(notice_days);
  return notice_months === null ? null : t('ui.field.notice_months', { n: notice_months });
}

/** The value a field shows: what was typed, or the record's; its amount in groups of digits. */
export function shown(contract: Contract, typed: Typed, field: string): string {
  if (field === 'notice_days' && !(field in typed)) return noticeOf(contract) ?? '';
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
    // Days and months are typed into one field; a record that has both keeps both until somebody types.
    notice_days: noticeOf(contract),
    notice_months: contract.notice_days === null || 'notice_days' in typed ? null : contract.notice_months,
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
