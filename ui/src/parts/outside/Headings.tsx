/** Which heading of the file is which field, typed by the person where the ledger does not know the words. */
import { type FormEvent, useState } from 'react';
import { type Key, t } from '../../lib/wording';
import { Button } from '../Button';
import { Disclosure } from '../Disclosure';
import { TextField } from '../Field';
import type { Given } from './given';

/** A field that a heading can be named for; the first one is needed. */
export interface Named {
  field: string;
  label: Key;
}

interface Mapped {
  given: Given;
  fields: Named[];
  /** Headings by field that the ledger understood. */
  found?: Record<string, string>;
  busy: boolean;
}

/** The same below what was found, folded away. */
export function FoldedHeadings(mapped: Mapped) {
  return (
    <div className="no-print">
      <Disclosure label={t('ui.outside.headings')}>
        <Headings {...mapped} />
      </Disclosure>
    </div>
  );
}

export function Headings({ given, fields, found = {}, busy }: Mapped) {
  const [typed, setTyped] = useState(given.headings);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    given.map(typed);
  };
  return (
    <form
      className="panel no-print mt-2 grid gap-3 bg-ground"
      aria-label={t('ui.outside.headings')}
      data-testid="headings"
      onSubmit={submit}
    >
      <p>{t('ui.outside.headings_text')}</p>
      <div className="grid gap-3 wide:grid-cols-3">
        {fields.map(({ field, label }, at) => (
          <TextField
            key={field}
            name={`heading-${field}`}
            label={t(label)}
            required={at === 0}
            understood={found[field] ? t('ui.outside.headings_found', { heading: found[field] }) : null}
            value={typed[field] ?? ''}
            onChange={(value) => setTyped({ ...typed, [field]: value })}
          />
        ))}
      </div>
      <p>
        <Button type="submit" data-testid="read-headings" disabled={busy}>
          {t('ui.outside.headings_read')}
        </Button>
      </p>
    </form>
  );
}
