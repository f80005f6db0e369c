/** One field of a plain form, by its kind, over the record as it stands. Knows no register. */
import { denseDate, isIso } from '../lib/date';
import type { Tri } from '../lib/generated';
import { t } from '../lib/wording';
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
  links?: 'contract' | 'cloud';
  linked?: string | null;
  numeric?: boolean;
  /** Of six columns. */
  wide?: 2 | 3 | 4 | 6;
}

/** What was typed, by field. */
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

/** The value a field shows: a date the office's way, names one below the other. */
export function shown(record: FormRecord, typed: Typed, field: string): string {
  const value = field in typed ? typed[field] : recorded(record, field);
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.join('\n');
  const text = String(value);
  return isIso(text) ? denseDate(text) : text;
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
          <YesNo name={name} testId={name} labelledBy={`label-${name}`} value={value as Tri} onChange={onType} />
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
