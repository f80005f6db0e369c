/** The words of official accounts, for lists and forms. */
import type { Medium, SnsStatus } from '../lib/generated';
import { find } from '../lib/wording';

const STATUSES: SnsStatus[] = ['applied', 'active', 'suspended', 'closed'];
const MEDIA: Medium[] = ['x', 'facebook', 'instagram', 'line', 'youtube', 'tiktok', 'threads', 'note', 'other'];

/** A state in words. */
export function statusText(status: SnsStatus): string {
  return find(`sns_status.${status}`) ?? status;
}

/** A medium in words. */
export function mediumText(medium: Medium): string {
  return find(`medium.${medium}`) ?? medium;
}

/** The states in the order in which an account goes through them. */
export function statuses(): { value: SnsStatus; label: string }[] {
  return STATUSES.map((value) => ({ value, label: statusText(value) }));
}

/** Every medium. */
export function media(): { value: Medium; label: string }[] {
  return MEDIA.map((value) => ({ value, label: mediumText(value) }));
}
