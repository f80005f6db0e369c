/** Fields of a form under a heading, on a grid of six columns. */
import type { ReactNode } from 'react';
import { type Key, t } from '../lib/wording';

export function FieldGroup({ title, children }: { title: Key; children: ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 w-full border-ink-2 border-b pb-1 font-bold text-ink-2">{t(title)}</legend>
      <div className="grid gap-x-4 gap-y-3 wide:grid-cols-6">{children}</div>
    </fieldset>
  );
}
