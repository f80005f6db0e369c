/** Every text of the window, by key. The wordings are the ledger's own files, so that window and command line say the same words; this file only looks them up. */

import approvalEn from '../../../crates/ledger/locales/approval.en.json';
import approvalJa from '../../../crates/ledger/locales/approval.ja.json';
import cloudEn from '../../../crates/ledger/locales/cloud.en.json';
import cloudJa from '../../../crates/ledger/locales/cloud.ja.json';
import contractorEn from '../../../crates/ledger/locales/contractor.en.json';
import contractorJa from '../../../crates/ledger/locales/contractor.ja.json';
import dueEn from '../../../crates/ledger/locales/due.en.json';
import dueJa from '../../../crates/ledger/locales/due.ja.json';
import sharedEn from '../../../crates/ledger/locales/en.json';
import factEn from '../../../crates/ledger/locales/fact.en.json';
import factJa from '../../../crates/ledger/locales/fact.ja.json';
import formEn from '../../../crates/ledger/locales/form.en.json';
import formJa from '../../../crates/ledger/locales/form.ja.json';
import incidentEn from '../../../crates/ledger/locales/incident.en.json';
import incidentJa from '../../../crates/ledger/locales/incident.ja.json';
import sharedJa from '../../../crates/ledger/locales/ja.json';
import riskEn from '../../../crates/ledger/locales/risk.en.json';
import riskJa from '../../../crates/ledger/locales/risk.ja.json';
import selectionEn from '../../../crates/ledger/locales/selection.en.json';
import selectionJa from '../../../crates/ledger/locales/selection.ja.json';
import sheetEn from '../../../crates/ledger/locales/sheet.en.json';
import sheetJa from '../../../crates/ledger/locales/sheet.ja.json';
import snsEn from '../../../crates/ledger/locales/sns.en.json';
import snsJa from '../../../crates/ledger/locales/sns.ja.json';
import tellEn from '../../../crates/ledger/locales/tell.en.json';
import tellJa from '../../../crates/ledger/locales/tell.ja.json';
import uiEn from '../../../crates/ledger/locales/ui.en.json';
import uiJa from '../../../crates/ledger/locales/ui.ja.json';
import { language } from './preferences';

/** A text the window itself names; a missing translation does not compile. */
export type Key = keyof typeof uiJa;
type Complete<T extends Record<Key, string>> = T;
type NoLeftOver<T extends Record<keyof typeof uiEn, string>> = T;

const ja: Complete<typeof uiJa> & NoLeftOver<typeof uiJa> = uiJa;
const en: Complete<typeof uiEn> = uiEn;
const own: Record<'ja' | 'en', Record<string, string>> = { ja, en };
const shared: Record<'ja' | 'en', Record<string, string>> = {
  ja: {
    ...factJa,
    ...formJa,
    ...cloudJa,
    ...snsJa,
    ...contractorJa,
    ...incidentJa,
    ...approvalJa,
    ...dueJa,
    ...tellJa,
    ...riskJa,
    ...sheetJa,
    ...selectionJa,
    ...sharedJa,
  },
  en: {
    ...factEn,
    ...formEn,
    ...cloudEn,
    ...snsEn,
    ...contractorEn,
    ...incidentEn,
    ...approvalEn,
    ...dueEn,
    ...tellEn,
    ...riskEn,
    ...sheetEn,
    ...selectionEn,
    ...sharedEn,
  },
};

export type Args = Record<string, string | number>;

/** The text of a key in the person's language, its `{name}` places filled. */
export function t(key: Key, args: Args = {}): string {
  return fill(own[language()][key] ?? key, args);
}

/** The text of a key that is put together at run time, or null where there is none. */
export function find(key: string, args: Args = {}): string | null {
  const text = own[language()][key] ?? shared[language()][key];
  return text === undefined ? null : fill(text, args);
}

function fill(text: string, args: Args): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in args ? String(args[name]) : whole));
}
