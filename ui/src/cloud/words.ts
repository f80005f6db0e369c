/** The words of cloud uses, for lists and forms. */
import type { CloudStatus } from '../lib/generated';
import { find } from '../lib/wording';

const STATUSES: CloudStatus[] = [
  'draft',
  'applied',
  'returned',
  'approved',
  'conditional',
  'refused',
  'suspended',
  'ended',
];

/** A state in words. */
export function statusText(status: CloudStatus): string {
  return find(`cloud_status.${status}`) ?? status;
}

/** The states in the order in which a use goes through them. */
export function statuses(): { value: CloudStatus; label: string }[] {
  return STATUSES.map((value) => ({ value, label: statusText(value) }));
}
