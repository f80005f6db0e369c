/** A labelled field: what it is, what to type, how it was understood, and its problem under it. Nothing is normalised while typing. */
import { type ComponentProps, type ReactNode, useId } from 'react';
import { t } from '../lib/wording';
import { Mark } from './Mark';

interface FieldProps {
  name: string;
  label: string;
  help?: string;
  /** Why it is asked for, under the label. */
  why?: string;
  problem?: string | null;
  /** How the ledger reads what was typed. */
  understood?: string | null;
  required?: boolean;
  className?: string;
}

export interface Described {
  id: string;
  name: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean | undefined;
  'aria-required': boolean | undefined;
}

/** The frame around any control. */
export function Field({
  name,
  label,
  help,
  why,
  problem,
  understood,
  required,
  className = '',
  children,
}: FieldProps & { children: (props: Described) => ReactNode }) {
  const id = useId();
  const described = [why && `${id}w`, help && `${id}h`, understood && `${id}u`, problem && `${id}p`]
    .filter(Boolean)
    .join(' ');
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-0.5 flex items-baseline gap-2 font-bold">
        {label}
        {required && <span className="font-normal text-label">{t('ui.required')}</span>}
      </label>
      {why && (
        <p id={`${id}w`} className="mb-0.5 text-label">
          {why}
        </p>
      )}
      {children({
        id,
        name,
        'aria-describedby': described || undefined,
        'aria-invalid': problem ? true : undefined,
        'aria-required': required || undefined,
      })}
      {understood && !problem && (
        <p id={`${id}u`} className="mt-0.5 text-label" data-testid={`understood-${name}`}>
          {understood}
        </p>
      )}
      {help && (
        <p id={`${id}h`} className="mt-0.5 text-label">
          {help}
        </p>
      )}
      {problem && (
        <p id={`${id}p`} className="mt-0.5" data-testid={`problem-${name}`}>
          <Mark shape="finding">
            <span className="whitespace-normal">{problem}</span>
          </Mark>
        </p>
      )}
    </div>
  );
}

type InputProps = Omit<ComponentProps<'input'>, 'name' | 'value' | 'onChange' | 'className'>;

/** One line of text, kept exactly as typed. `options` are offered, never forced; `beside` is the button that uses the text. */
export function TextField({
  value,
  onChange,
  options,
  name,
  label,
  help,
  why,
  problem,
  understood,
  required,
  className,
  beside,
  ...input
}: FieldProps &
  InputProps & { value: string; onChange: (value: string) => void; options?: string[]; beside?: ReactNode }) {
  const list = useId();
  return (
    <Field {...{ name, label, help, why, problem, understood, required, className }}>
      {(props) => (
        <div className="flex gap-2">
          <input
            {...input}
            {...props}
            className="input"
            autoComplete="off"
            list={options ? list : undefined}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          {options && (
            <datalist id={list}>
              {options.map((option) => (
                <option key={option} value={option} />
              ))}
            </datalist>
          )}
          {beside}
        </div>
      )}
    </Field>
  );
}

/** Several lines of text. */
export function AreaField({
  value,
  onChange,
  rows = 3,
  ...field
}: FieldProps & { value: string; onChange: (value: string) => void; rows?: number }) {
  return (
    <Field {...field}>
      {(props) => (
        <textarea
          {...props}
          className="input"
          rows={rows}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** One of a few fixed values; the empty value is "not recorded". */
export function SelectField({
  value,
  onChange,
  options,
  empty,
  ...field
}: FieldProps & {
  value: string;
  onChange: (value: string) => void;
  options: { value: string; label: string }[];
  empty?: string;
}) {
  return (
    <Field {...field}>
      {(props) => (
        <select {...props} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          {empty !== undefined && <option value="">{empty}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
