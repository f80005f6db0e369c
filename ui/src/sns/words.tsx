/** The words and marks of official accounts, for lists, forms and records. What is judged is judged by the ledger; a mark only says it. */
import type { Badge, Medium, SecondFactor, SnsState, SnsStatus, SnsView, Standing } from '../lib/generated';
import { find, type Key, t } from '../lib/wording';
import { Mark, type Shape } from '../parts/Mark';

const STATUSES: Record<SnsStatus, Shape> = {
  applied: 'review',
  active: 'met',
  suspended: 'waived',
  closed: 'closed',
};
/** The mark of each state of a requirement. */
export const STATES: Record<SnsState, { shape: Shape; key: Key }> = {
  missing: { shape: 'finding', key: 'ui.state.missing' },
  unknown: { shape: 'unknown', key: 'ui.state.unknown' },
  recommended: { shape: 'recommended', key: 'ui.state.recommended' },
  met: { shape: 'met', key: 'ui.sns.state.met' },
  not_yet: { shape: 'not_yet', key: 'ui.state.not_yet' },
};
const MEDIA: Medium[] = ['x', 'facebook', 'instagram', 'line', 'youtube', 'tiktok', 'threads', 'note', 'other'];
const BADGES: Record<Badge, Key> = {
  obtained: 'ui.sns.badge.obtained',
  applied: 'ui.sns.badge.applied',
  not_offered: 'ui.sns.badge.not_offered',
  none: 'ui.sns.badge.none',
};
const FACTORS: Record<SecondFactor, Key> = {
  app: 'ui.sns.factor.app',
  sms: 'ui.sns.factor.sms',
  key: 'ui.sns.factor.key',
  other: 'ui.sns.factor.other',
};

interface Option<V extends string> {
  value: V;
  label: string;
}

/** The name of a field in words. */
export function label(name: string): string {
  return find(`ui.field.sns.${name}`) ?? find(`sns_field.${name}`) ?? find(`ui.field.${name}`) ?? name;
}

/** A state in words. */
export function statusText(status: SnsStatus): string {
  return find(`sns_status.${status}`) ?? status;
}

/** A medium in words. */
export function mediumText(medium: Medium): string {
  return find(`medium.${medium}`) ?? medium;
}

/** The states in the order in which an account goes through them. */
export function statuses(): Option<SnsStatus>[] {
  return (Object.keys(STATUSES) as SnsStatus[]).map((value) => ({ value, label: statusText(value) }));
}

/** Every medium. */
export function media(): Option<Medium>[] {
  return MEDIA.map((value) => ({ value, label: mediumText(value) }));
}

/** What can be said about the mark of the medium. */
export function badges(): Option<Badge>[] {
  return (Object.keys(BADGES) as Badge[]).map((value) => ({ value, label: t(BADGES[value]) }));
}

/** How a second factor is given. */
export function factors(): Option<SecondFactor>[] {
  return (Object.keys(FACTORS) as SecondFactor[]).map((value) => ({ value, label: t(FACTORS[value]) }));
}

export const badgeText = (badge: Badge): string => t(BADGES[badge]);
export const factorText = (factor: SecondFactor): string => t(FACTORS[factor]);

/** Whether an approval stands, for the filter of the list. */
export function standings(): Option<Standing>[] {
  return [
    { value: 'stands', label: t('ui.cloud.standing.stands') },
    { value: 'lapsed', label: t('ui.cloud.standing.lapsed') },
  ];
}

/** The state of an account in a list: an approval that has lapsed is said to have, and a suspended account to rest all the same. */
export function standingText({ status, standing }: { status: SnsStatus; standing: Standing }): string {
  if (standing !== 'lapsed') return statusText(status);
  return find(status === 'suspended' ? 'sns_status.suspended_lapsed' : 'sns_status.lapsed') ?? statusText(status);
}

/** Where an account is, with what an application waits for. */
export function StatusMark({ status, standing, text }: { status: SnsStatus; standing: Standing; text: string }) {
  return <Mark shape={standing === 'lapsed' ? 'overdue' : STATUSES[status]}>{text}</Mark>;
}

/** How a requirement stands. */
export function RequirementMark({ state, bold }: { state: SnsState; bold?: boolean }) {
  const { shape, key } = STATES[state];
  return (
    <Mark shape={shape} bold={bold}>
      {t(key)}
    </Mark>
  );
}

/** A requirement with its title, as far as the account has it. */
export function requirementName(view: SnsView, id: string): string {
  const row = view.requirements.find((one) => one.id === id);
  return row ? t('ui.contract.name', { number: id, title: row.title }) : id;
}
