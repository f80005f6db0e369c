/** Values of records as they are shown: days, holders, answers. */
import type { ReactNode } from 'react';
import { plainDate } from '../lib/date';
import { t } from '../lib/wording';

/** A date in words with its ISO form at hand; nothing where it is not known. */
export function day(iso: string | null): ReactNode {
  return iso && <time dateTime={iso}>{plainDate(iso)}</time>;
}

/** Who holds a record, and since when, if it is known. */
export function holder(name: string | null, since: string | null): ReactNode {
  if (!name) return null;
  return (
    <>
      {name}
      {since && <span className="ml-3 text-label">{t('ui.date.from', { date: plainDate(since) })}</span>}
    </>
  );
}

/** An answer that may be unknown. */
export function yesNo(answer: boolean | null): string {
  return answer === null ? t('ui.unanswered') : t(answer ? 'ui.yes' : 'ui.no');
}
