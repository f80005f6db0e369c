/** The documents that a requirement comes from. */
import type { Source } from '../lib/generated';
import { t } from '../lib/wording';

/** Where a requirement comes from, and whether somebody has read the original. */
export function Sources({ sources }: { sources: Source[] }) {
  return (
    <ul>
      {sources.map((source) => (
        <li key={source.doc + source.section}>
          {t('ui.source', { title: source.title, section: source.section })}{' '}
          <span className="whitespace-nowrap text-label">{source.mark_text}</span>
          {source.partial && <span className="text-label"> {t('ui.source.partial')}</span>}
        </li>
      ))}
    </ul>
  );
}
