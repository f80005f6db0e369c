/** Beside a form: what saving would send back to review, field by field. */
import type { BoundChange } from '../lib/generated';
import { t } from '../lib/wording';
import { Mark } from '../parts/Mark';
import { Changes } from './Changes';

/** `text` says what becomes of the record meanwhile. */
export function Reopens({ changes, text }: { changes: BoundChange[]; text: string }) {
  if (changes.length === 0) return null;
  return (
    <section
      role="status"
      data-testid="reopens"
      aria-labelledby="reopens"
      className="rounded-8 border-2 border-unknown-line bg-unknown-ground px-3.5 py-3"
    >
      <h2 id="reopens">
        <Mark shape="unknown" bold>
          <span className="whitespace-normal">{t('ui.cloud.reopens')}</span>
        </Mark>
      </h2>
      <p className="my-1">{text}</p>
      <Changes changes={changes} />
    </section>
  );
}
