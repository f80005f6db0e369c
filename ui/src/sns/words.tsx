/** The words of official accounts, for lists and forms. */
import { useAnswer } from '../lib/answers';
import type { Medium, SnsStatus } from '../lib/generated';
import { find, t } from '../lib/wording';

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

/** The name of the cloud use that an account belongs to, once it is known. */
export function useCloudName(id: string | null): string | null {
  const cloud = useAnswer('cloud_show', { id: id ?? '' }, { enabled: id !== null }).data?.cloud;
  if (!cloud) return null;
  return cloud.number ? t('ui.contract.name', { number: cloud.number, title: cloud.service }) : cloud.service;
}
