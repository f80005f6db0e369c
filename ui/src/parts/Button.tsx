/** Buttons and links. A button does the thing its verb names; a link goes somewhere. One filled button on a screen. */
import type { AnchorHTMLAttributes, ComponentProps, ReactNode } from 'react';
import { type Key, t } from '../lib/wording';

export type Weight = 'filled' | 'outlined' | 'quiet';

const CLASS: Record<Weight, string> = { filled: 'btn btn-filled', outlined: 'btn', quiet: 'btn btn-quiet' };

interface ButtonProps extends ComponentProps<'button'> {
  weight?: Weight;
  small?: boolean;
}

export function Button({ weight = 'outlined', small, className = '', type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={`${CLASS[weight]} ${small ? 'btn-small' : ''} ${className}`} {...rest} />;
}

interface LinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  to: string;
}

/** A link inside text or a table. */
export function Link({ to, className = '', ...rest }: LinkProps) {
  return <a href={`#${to}`} className={`link ${className}`} {...rest} />;
}

/** A link that looks like a button, for going to a page where something is done. */
export function ButtonLink({
  to,
  weight = 'outlined',
  small,
  className = '',
  ...rest
}: LinkProps & { weight?: Weight; small?: boolean }) {
  return <a href={`#${to}`} className={`${CLASS[weight]} ${small ? 'btn-small' : ''} ${className}`} {...rest} />;
}

/** A key as it is printed on the keyboard. */
export function Cap({ children }: { children: ReactNode }) {
  return <kbd className="kbd">{children}</kbd>;
}

/** Prints the screen as a paper. */
export function PrintButton({ onPress }: { onPress?: () => void }) {
  return (
    <Button weight="quiet" onClick={onPress ?? (() => window.print())}>
      {t('ui.print')}
    </Button>
  );
}

interface Choice<V extends string> {
  value: V;
  label: string;
  testId?: string;
}

/** A row of buttons of which one is chosen; for views, not for answers. */
export function Choices<V extends string>({
  label,
  choices,
  value,
  onChange,
}: {
  label: Key;
  choices: Choice<V>[];
  value: V;
  onChange: (value: V) => void;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one row of joined buttons
    <div role="group" aria-label={t(label)} className="seg no-print">
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          className="inset-focus"
          aria-pressed={choice.value === value}
          data-testid={choice.testId}
          onClick={() => onChange(choice.value)}
        >
          {choice.label}
        </button>
      ))}
    </div>
  );
}
