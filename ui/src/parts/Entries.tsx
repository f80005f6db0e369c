/** Small records inside a form, each with its fields, to add and to take away. What was typed in any of them goes to the ledger as the whole list. */
import { Fragment, type ReactNode, useId } from 'react';
import { denseDate, isIso } from '../lib/date';
import { t } from '../lib/wording';
import { Button } from './Button';
import { FormControl, type FormField } from './FormControl';

/** One entry, as the record has it and as it was typed over. */
export type Entry = Record<string, unknown>;

/** A field of an entry; a `check` is a box to tick, and `own` a control that the register brings along. */
export type EntryField = Omit<FormField, 'kind'> & {
  kind?: FormField['kind'] | 'check';
  own?: (field: { path: string; value: unknown; put: (value: unknown) => void }) => ReactNode;
};

export function Entries({
  name,
  title,
  why,
  alone = false,
  add,
  blank,
  fields,
  entries,
  offered,
  problemOf,
  onType,
}: {
  name: string;
  title: string;
  why?: string;
  /** Whether the heading above the list says what it is already. */
  alone?: boolean;
  add: string;
  /** A new entry. */
  blank: Entry;
  fields: EntryField[];
  entries: Entry[];
  offered?: string[];
  problemOf: (field: string) => string | null;
  onType: (entries: Entry[]) => void;
}) {
  const id = useId();
  const put = (at: number, field: string, value: unknown) =>
    onType(entries.map((entry, other) => (other === at ? { ...entry, [field]: value } : entry)));
  return (
    <section aria-labelledby={id} data-testid={`entries-${name}`} className="wide:col-span-6">
      <div className="flex items-baseline justify-between gap-x-4">
        <h3 id={id} className={alone ? 'sr-only' : ''}>
          {title}
        </h3>
        {alone && <p className="text-label">{why}</p>}
        <Button small weight="quiet" data-testid={`add-${name}`} onClick={() => onType([...entries, blank])}>
          {add}
        </Button>
      </div>
      {why && !alone && <p className="text-label">{why}</p>}
      {entries.map((entry, at) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: these records have no identity but their place
          key={at}
          data-testid={`${name}-${at}`}
          className="mt-2 rounded-8 border border-line px-3 pt-2 pb-3"
        >
          <legend className="sr-only">{t('ui.entry.nth', { title, n: at + 1 })}</legend>
          <div className="grid gap-x-4 gap-y-2 wide:grid-cols-6">
            {fields.map((field) => {
              const path = `${name}.${at}.${field.name}`;
              const value = entry[field.name] ?? null;
              const text = value === null ? '' : String(value);
              if (field.own) {
                return (
                  <Fragment key={field.name}>
                    {field.own({ path, value, put: (typed) => put(at, field.name, typed) })}
                  </Fragment>
                );
              }
              if (field.kind === 'check') {
                return (
                  <label
                    key={field.name}
                    className="inline-flex min-h-9 items-center gap-1.5 self-end wide:col-span-2"
                    data-testid={path}
                  >
                    <input
                      type="checkbox"
                      className="size-4"
                      checked={value === true}
                      onChange={(event) => put(at, field.name, event.target.checked)}
                    />
                    {field.label}
                  </label>
                );
              }
              return (
                <FormControl
                  key={field.name}
                  field={{ ...field, kind: field.kind, name: path }}
                  text={isIso(text) ? denseDate(text) : text}
                  value={value}
                  problem={problemOf(path)}
                  offered={field.offered ? offered : undefined}
                  onType={(typed) => put(at, field.name, typed === '' ? null : typed)}
                />
              );
            })}
          </div>
          <div className="mt-2 text-right">
            <Button
              small
              weight="quiet"
              data-testid={`remove-${name}-${at}`}
              aria-label={t('ui.entry.remove_nth', { title, n: at + 1 })}
              onClick={() => onType(entries.filter((_, other) => other !== at))}
            >
              {t('ui.entry.remove')}
            </Button>
          </div>
        </fieldset>
      ))}
    </section>
  );
}
