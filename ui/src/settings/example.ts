/** One sentence in the office's style, so that a choice is seen before it is saved. Papers themselves are styled by the ledger. */
import type { Style } from '../lib/generated';
import { t } from '../lib/wording';

export function example(style: Style): string {
  const client = t(`ui.style.client.${style.parties}`);
  const contractor = t(`ui.style.contractor.${style.parties}`);
  const date = t(style.calendar === 'wareki' ? 'ui.style.date_wareki' : 'ui.style.date_iso');
  const or = t(style.conjunction === 'kanji' ? 'ui.style.or_kanji' : 'ui.style.or_hiragana');
  const and = t(style.conjunction === 'kanji' ? 'ui.style.and_kanji' : 'ui.style.and_hiragana');
  const text = t('ui.style.sentence', { client, contractor, date, or, and, self: style.self_term });
  return style.comma === 'fullwidth' ? text.replaceAll(t('ui.style.comma_from'), t('ui.style.comma_to')) : text;
}
