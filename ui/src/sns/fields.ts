/** The form F-13: which fields it has in which order. There is no field for a password or a code: who has what, and where, is all that is asked. */
import type { Sns } from '../lib/generated';
import { t } from '../lib/wording';
import type { EntryField } from '../parts/Entries';
import type { FormField, FormGroup } from '../parts/FormControl';
import { badges, factors, label, media, statuses } from './words';

const field = (name: string, more: Partial<FormField> = {}): FormField => ({ name, label: label(name), ...more });
const names = (name: string, help: string): FormField => field(name, { kind: 'names', help, wide: 3 });

/** What the account is; its address stands above and is read while one types. */
export const account = (): FormGroup => ({
  title: 'ui.sns.group.account',
  fields: [
    field('name', { required: true, wide: 4 }),
    field('medium', { kind: 'choice', options: media(), empty: t('ui.sns.medium_by_url') }),
    field('handle', { help: t('ui.sns.handle_help') }),
    field('audience', { wide: 4 }),
    field('purpose', { kind: 'area', wide: 6 }),
  ],
});

/** Who answers for it, and who posts. */
export const custody = (): FormGroup => ({
  title: 'ui.sns.group.custody',
  fields: [
    field('section', { offered: 'sections' }),
    field('owner', { offered: 'people' }),
    field('owner_since', { kind: 'date', help: t('ui.field.since_help') }),
    field('deputy', { offered: 'people' }),
    field('operators', { kind: 'names', help: t('ui.sns.operators_help'), wide: 4 }),
  ],
});

/** What may be posted, one line each. */
export const posting = (): FormGroup => ({
  title: 'ui.sns.posting',
  fields: [
    names('posting.allowed', t('ui.sns.lines_help')),
    names('posting.forbidden', t('ui.sns.forbidden_help')),
    field('posting.approver', { offered: 'people' }),
    field('frequency'),
    field('hours'),
    field('reply_policy', { kind: 'area', wide: 6 }),
    field('posting.on_own_site', { kind: 'yes_no', wide: 3 }),
  ],
});

/** How it is kept: who has what, and where. */
export const keeping = (contract: string | null, sns: Sns): FormGroup => ({
  title: 'ui.sns.group.keeping',
  fields: [
    field('shared_login', { kind: 'yes_no', wide: 3 }),
    field('mfa', { kind: 'yes_no', wide: 3 }),
    field('factor', { kind: 'choice', options: factors(), empty: t('ui.unanswered') }),
    field('factor_holder', { offered: 'people' }),
    field('credentials_changed_on', { kind: 'date' }),
    field('recovery_contact', { help: t('ui.sns.recovery_help'), wide: 3 }),
    field('recovery_holder', { offered: 'people', wide: 3 }),
    field('codes_place', { help: t('ui.sns.codes_help'), wide: 3 }),
    field('codes_holder', { offered: 'people', wide: 3 }),
    field('devices', { kind: 'area', wide: 6 }),
    field('contract', { kind: 'link', links: 'contract', linked: contract }),
    ...(sns.contract ? [field('returned_on', { kind: 'date', help: t('ui.sns.returned_help'), wide: 3 })] : []),
  ],
});

/** What the public sees. */
export const shown = (): FormGroup => ({
  title: 'ui.sns.public',
  fields: [
    field('publishable', { kind: 'yes_no', wide: 3 }),
    field('profile_named', { kind: 'yes_no', wide: 3 }),
    field('listed_url', { wide: 3 }),
    field('policy_url', { wide: 3 }),
    field('policy_on', { kind: 'date' }),
    field('procedure_on', { kind: 'date' }),
    field('badge', { kind: 'choice', options: badges(), empty: t('ui.unanswered') }),
    field('opened_on', { kind: 'date' }),
    field('last_post_on', { kind: 'date' }),
    field('terms_checked_on', { kind: 'date' }),
    field('watched_on', { kind: 'date' }),
  ],
});

/** A step of the answer to a takeover. */
export const step = (): EntryField[] => [
  { name: 'contact', label: label('response.contact'), required: true },
  { name: 'phone', label: label('response.phone') },
  { name: 'task', label: label('response.task') },
];

/** How it is suspended and how it ends; only for one that is or was in use. */
export const ending = (sns: Sns): FormGroup => ({
  title: 'ui.sns.group.ending',
  fields: [
    field('suspension.on', { kind: 'date' }),
    field('suspension.reason', { wide: 4, help: t('ui.sns.suspension_help') }),
    field('closing.on', { kind: 'date' }),
    field('closing.reason', { wide: 4, help: t('ui.sns.end_help') }),
    field('closing.successor', { wide: 6 }),
    ...(sns.status === 'closed' || sns.closing !== null
      ? [
          field('closing.deleted_on', { kind: 'date', wide: 3 } as const),
          field('closing.links_removed_on', { kind: 'date', wide: 3 } as const),
        ]
      : []),
  ],
});

export const beside = (cloud: string | null): FormGroup => ({
  title: 'ui.sns.group.beside',
  fields: [field('cloud', { kind: 'link', links: 'cloud', linked: cloud }), field('note', { kind: 'area', wide: 6 })],
});

/** An approval that was given outside this ledger; a decision settles these fields otherwise. */
export const takenOver = (): FormField[] => [
  field('status', { kind: 'choice', options: statuses() }),
  field('number'),
  field('decided_on', { kind: 'date' }),
  field('closed_on', { kind: 'date' }),
];
