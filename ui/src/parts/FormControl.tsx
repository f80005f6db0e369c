/** The fields of a form, each by its kind, over the record as it stands, and the draft that comes of what was typed. Knows no register. */
import { denseDate, isIso } from '../lib/date';
import type { Tri } from '../lib/generated';
import { type Key, t } from '../lib/wording';
import { AreaField, SelectField, TextField } from './Field';
import { RecordPicker } from './RecordPicker';
import { YesNo } from './Segments';

/** A field of a form; a fact is `facts.confidentiality`, a field of the provider `provider.name`. */
export interface FormField {
  name: string;
  label: string;
  kind?: 'text' | 'date' | 'area' | 'choice' | 'yes_no' | 'names' | 'link';
  help?: string;
  /** Why it is asked for. */
  why?: string;
  required?: boolean;
  /** Values of a choice. */
  options?: { value: string; label: string }[];
  /** What a choice is called while nothing is chosen; without it something always is. */
  empty?: string;
  /** Names that are offered. */
  offered?: 'people' | 'sections';
  /** The register that a link goes to, and the title of the record it goes to now. */
  links?: 'contract' | 'cloud' | 'sns';
  linked?: string | null;
  numeric?: boolean;
  /** Of six columns. */
  wide?: 2 | 3 | 4 | 6;
}

/** Fields under a heading. */
export interface FormGroup {
  title: Key;
  fields: FormField[];
}

/** What was typed, by field; a fact as `facts.confidentiality`. */
export type Typed = Record<string, unknown>;
/** A record of a register with a form. */
export type FormRecord = { id: string; revision: number; facts: object };

const WIDE = { 2: 'wide:col-span-2', 3: 'wide:col-span-3', 4: 'wide:col-span-4', 6: 'wide:col-span-6' };

/** The value of a field as the record has it. */
export function recorded(record: FormRecord, field: string): unknown {
  const [outer = '', inner] = field.split('.');
  const value = (record as unknown as Typed)[outer];
  return inner === undefined ? value : (value as Typed | null)?.[inner];
}

/** The value a field shows: what was typed as it was typed, a date of the record the office's way, names one below the other. */
export function shown(record: FormRecord, typed: Typed, field: string): string {
  const value = field in typed ? typed[field] : recorded(record, field);
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.join('\n');
  const text = String(value);
  return isIso(text) && !(field in typed) ? denseDate(text) : text;
}

/** What was typed, with a further value; one that is the record's, or is written as the record's is, is no change. */
export function typeOver(
  record: FormRecord,
  typed: Typed,
  field: string,
  value: unknown,
  written = shown(record, {}, field),
): Typed {
  const { [field]: _, ...rest } = typed;
  const before = recorded(record, field) ?? null;
  return JSON.stringify(before) === JSON.stringify(value) || value === written ? rest : { ...rest, [field]: value };
}

/** The draft: what was typed and nothing else, but for facts, which are all sent anew. */
export function draftOf(record: FormRecord, typed: Typed): { id: string | null; revision: number } & Typed {
  const draft: Typed = {};
  for (const [field, value] of Object.entries(typed)) {
    const [outer = '', inner] = field.split('.');
    const sent = value === '' ? null : value;
    if (inner === undefined) draft[outer] = sent;
    else if (outer === 'facts') draft.facts = { ...record.facts, ...(draft.facts as object), [inner]: sent };
    else draft[outer] = { ...(draft[outer] as object), [inner]: sent };
  }
  return { ...draft, id: record.id || null, revision: record.revision };
}

/** The control of a field; `text` is what it shows, `value` what it holds. */
export function FormControl({
  field,
  text,
  value,
  problem,
  offered,
  onType,
  onLeave,
}: {
  field: FormField;
  text: string;
  value: unknown;
  problem: string | null;
  /** Names that are offered. */
  offered?: string[];
  onType: (value: unknown) => void;
  /** The field was left. */
  onLeave?: () => void;
}) {
  const { name, label, help, why, required } = field;
  const frame = { name, label, help, why, required, problem, className: WIDE[field.wide ?? 2] };
  switch (field.kind) {
    case 'area':
      return <AreaField {...frame} value={text} onChange={onType} rows={2} />;
    case 'names':
      return (
        <AreaField
          {...frame}
          value={text}
          onChange={(typed) => onType(typed === '' ? null : typed.split('\n'))}
          rows={2}
        />
      );
    case 'choice':
      return (
        <SelectField
          {...frame}
          value={text}
          onChange={(typed) => onType(typed || null)}
          options={field.options ?? []}
          empty={field.empty}
        />
      );
    case 'yes_no':
      return (
        <div className={frame.className}>
          <div id={`label-${name}`} className="mb-0.5 font-bold">
            {label}
          </div>
          <YesNo
            name={name}
            testId={name}
            labelledBy={`label-${name}`}
            describedBy={help && `help-${name}`}
            value={value as Tri}
            onChange={onType}
          />
          {help && (
            <p id={`help-${name}`} className="mt-0.5 text-label">
              {help}
            </p>
          )}
        </div>
      );
    case 'link':
      return (
        <RecordPicker
          register={field.links ?? 'contract'}
          name={name}
          label={label}
          chosen={value as string | null}
          title={field.linked ?? null}
          problem={problem}
          onChoose={onType}
        />
      );
    default:
      return (
        <TextField
          {...frame}
          value={text}
          onChange={onType}
          onBlur={onLeave}
          placeholder={field.kind === 'date' ? t('ui.field.date_example') : undefined}
          inputMode={field.numeric ? 'numeric' : undefined}
          options={offered}
        />
      );
  }
}
