/** The commands about contractors, incidents and risk in the stand-in, together. */
import { contractors } from './contractors';
import { incidents } from './incidents';
import { type RiskOptions, risks } from './risks';

/** All of them, for a ledger as the options say it is. */
export function registers(options: RiskOptions & { empty?: boolean }) {
  const empty = options.empty ?? false;
  const all = { ...contractors(empty), ...incidents(empty), ...risks(options) };
  return all as unknown as Record<string, (request: Record<string, unknown>) => unknown>;
}
