/** A field that filters while one types: 150 ms after the last key, and never while an input method is composing. */
import { type RefObject, useEffect, useRef, useState } from 'react';
import { isImeKey } from '../lib/keys';
import { Cap } from './Button';

const WAIT = 150;

export function SearchField({
  label,
  placeholder,
  value,
  onSearch,
  onEnter,
  onLeave,
  cap,
  field,
  testId,
}: {
  label: string;
  placeholder: string;
  value: string;
  /** Live, after composition. */
  onSearch?: (text: string) => void;
  onEnter?: (text: string) => void;
  onLeave?: () => void;
  cap: string[];
  field: RefObject<HTMLInputElement | null>;
  testId: string;
}) {
  const [text, setText] = useState(value);
  const composing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const sent = useRef(value);
  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value;
      setText(value);
    }
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const later = (next: string) => {
    clearTimeout(timer.current);
    if (!onSearch || composing.current) return;
    timer.current = setTimeout(() => {
      sent.current = next;
      onSearch(next);
    }, WAIT);
  };
  return (
    <div className="relative flex items-center">
      <svg aria-hidden="true" viewBox="0 0 16 16" className="absolute left-2.5 size-4 text-ink-2">
        <circle cx="7" cy="7" r="4.8" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="m10.6 10.6 4 4" stroke="currentColor" strokeWidth="1.5" />
      </svg>
      <input
        ref={field}
        type="search"
        aria-label={label}
        data-testid={testId}
        placeholder={placeholder}
        autoComplete="off"
        className="input min-h-8 pr-16 pl-8 [&::-webkit-search-cancel-button]:hidden"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          later(event.target.value);
        }}
        onCompositionStart={() => {
          composing.current = true;
          clearTimeout(timer.current);
        }}
        onCompositionEnd={(event) => {
          composing.current = false;
          later(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (isImeKey(event)) return;
          if (event.key === 'Enter' && onEnter) {
            event.preventDefault();
            clearTimeout(timer.current);
            onEnter(event.currentTarget.value);
          }
          if (event.key === 'Escape') {
            event.preventDefault();
            if (text) {
              setText('');
              later('');
            } else {
              event.currentTarget.blur();
              onLeave?.();
            }
          }
        }}
      />
      <span aria-hidden="true" className="pointer-events-none absolute right-2 flex gap-1">
        <Cap>{cap.join(' ')}</Cap>
      </span>
    </div>
  );
}
