/** Reminder rules as they hold in the office and in words: what a date counts from, when and whom they tell. Draws nothing. */
import type { Anchor, Recipient, ReminderSettings, Reminders, Rule } from '../lib/generated';
import { find, t } from '../lib/wording';

export const RECIPIENTS: Recipient[] = ['owner', 'procurement', 'security', 'pr', 'approver'];
/** What an own rule may count from, by register. */
const EVERY_ANCHOR: Record<Anchor, true> = {
  contract_signed: true,
  contract_start: true,
  contract_end: true,
  renewal_notice: true,
  return_arrangement: true,
  contract_certificate: true,
  subcontract_consent: true,
  contract_erasure: true,
  onsite_inspection: true,
  contract_report: true,
  start_documents: true,
  training_report: true,
  contract_owner_leaves: true,
  cloud_decided: true,
  cloud_approval: true,
  cloud_check: true,
  cloud_end: true,
  cloud_assurance: true,
  cloud_erasure: true,
  cloud_manager_leaves: true,
  account_opened: true,
  account_last_post: true,
  account_holder_leaves: true,
  account_credentials: true,
  account_credentials_changed: true,
  account_approval: true,
  account_closed: true,
  contract_measure: true,
  incident_report: true,
  stocktaking: true,
  catalogue_update: true,
  budget_season: true,
  ordinance: true,
};
export const ANCHORS = Object.keys(EVERY_ANCHOR) as Anchor[];

/** A rule as it holds, and what the office made of it. */
export interface HeldRule {
  rule: Rule;
  own: boolean;
  off: boolean;
  changed: boolean;
}

/** The shipped rules with the office's changes, then the office's own. */
export function heldRules({ shipped, settings }: Reminders): HeldRule[] {
  const held = shipped.map((rule): HeldRule => {
    const change = settings.changed[rule.id];
    const again_days = change?.again_days ?? rule.again_days;
    return {
      rule: {
        ...rule,
        lead_days: change?.lead_days ?? rule.lead_days,
        to: change?.to ?? rule.to,
        again_days: again_days || null,
        escalate: change?.escalate ?? rule.escalate,
      },
      own: false,
      off: settings.off.includes(rule.id),
      changed: change !== undefined,
    };
  });
  return [...held, ...settings.own.map((rule) => ({ rule, own: true, off: false, changed: false }))];
}

/** What is to be done; the program's own rules are worded in the person's language. */
export function ruleTitle({ rule, own }: HeldRule): string {
  return (own ? null : find(`due.${rule.id}`)) ?? rule.title;
}

export const anchorName = (anchor: Anchor): string => find(`anchor.${anchor}`) ?? anchor;
export const recipientName = (to: Recipient): string => find(`recipient.${to}`) ?? to;
export const recipients = (to: Recipient[]): string => to.map(recipientName).join(t('ui.list_separator'));

/** What the date counts from, and how far it is from there. */
export function countsFrom({ anchors, months, days }: Rule): string {
  const offset = [
    months > 0 && t('ui.reminder.after_months', { n: months }),
    months < 0 && t('ui.reminder.before_months', { n: -months }),
    days > 0 && t('ui.reminder.after_days', { n: days }),
    days < 0 && t('ui.reminder.before_days', { n: -days }),
  ].filter(Boolean);
  const from = anchors.map(anchorName).join(t('ui.list_separator')) || t('ui.none');
  return [from, ...offset].join(t('ui.wide_space'));
}

/** When people are told, earliest first. */
export function leads({ lead_days }: Rule): string {
  return [...lead_days]
    .sort((a, b) => b - a)
    .map((n) => {
      if (n === 0) return t('ui.reminder.same_day');
      return n > 0 ? t('ui.reminder.before_days', { n }) : t('ui.reminder.after_days', { n: -n });
    })
    .join(t('ui.list_separator'));
}

/** Figures as typed, or the first word that is none; nothing but marks of a list stands between them. */
export function readDays(typed: string): { days: number[] } | { wrong: string } {
  const words = typed
    .normalize('NFKC')
    .replace(/[−‐―]/g, '-')
    .split(/[^\p{L}\p{N}.+-]+/u)
    .filter(Boolean);
  const wrong = words.find((word) => !/^-?\d{1,5}$/.test(word));
  return wrong === undefined ? { days: words.map(Number) } : { wrong };
}

/** One figure as typed, 0 where nothing is, or what cannot be read. */
export function readFigure(typed: string): { days: number } | { wrong: string } {
  const found = readDays(typed);
  if ('wrong' in found) return found;
  return found.days.length > 1 ? { wrong: typed.trim() } : { days: found.days[0] ?? 0 };
}

/** The facts that the condition of a rule asks for, in words; none where it has no condition. */
export function whenFacts({ when }: Rule): string[] {
  const words = JSON.stringify(when ?? null).match(/"[a-z_0-9]+"/g) ?? [];
  const named = words.map((word) => find(`fact.${word.slice(1, -1)}.short`)).filter((name) => name !== null);
  return [...new Set(named)];
}

/** What the office says with one rule in the place of its former version, or without it. */
export function withRule(settings: ReminderSettings, { rule, own, off }: HeldRule, shipped?: Rule): ReminderSettings {
  if (own) {
    const others = settings.own.some(({ id }) => id === rule.id);
    const all = others ? settings.own.map((one) => (one.id === rule.id ? rule : one)) : [...settings.own, rule];
    return { ...settings, own: all };
  }
  const { [rule.id]: before, ...changed } = settings.changed;
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const change = {
    ...before,
    lead_days: same(rule.lead_days, shipped?.lead_days) ? null : rule.lead_days,
    to: same(rule.to, shipped?.to) ? null : rule.to,
    again_days: (rule.again_days ?? 0) === (shipped?.again_days ?? 0) ? null : (rule.again_days ?? 0),
    escalate: same(rule.escalate ?? null, shipped?.escalate ?? null) ? null : (rule.escalate ?? null),
  };
  const empty = Object.values(change).every((value) => value === null || value === undefined);
  const others = settings.off.filter((id) => id !== rule.id);
  return {
    ...settings,
    off: off ? [...others, rule.id] : others,
    changed: empty ? changed : { ...changed, [rule.id]: change },
  };
}

/** What the office says without a word about one rule: a shipped one holds as it came, an own one is gone. */
export function withoutRule(settings: ReminderSettings, id: string): ReminderSettings {
  const { [id]: _, ...changed } = settings.changed;
  return {
    ...settings,
    off: settings.off.filter((one) => one !== id),
    changed,
    own: settings.own.filter((one) => one.id !== id),
  };
}
