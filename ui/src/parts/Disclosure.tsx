/** Text that opens under its heading; the heading is a button. */
import { type ReactNode, useId, useState } from 'react';

export function Disclosure({
  label,
  children,
  start = false,
}: {
  label: ReactNode;
  children: ReactNode;
  start?: boolean;
}) {
  const [open, setOpen] = useState(start);
  const id = useId();
  return (
    <div>
      <button
        type="button"
        className="link text-left"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {label}
      </button>
      <div id={id} hidden={!open}>
        {open ? children : null}
      </div>
    </div>
  );
}

/** The arrow at the end of a row that opens. */
export function Arrow({ open }: { open: boolean }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 10 10" className={`size-2.5 shrink-0 ${open ? 'rotate-90' : ''}`}>
      <path d="m3 1 4 4-4 4" fill="none" stroke="currentColor" strokeWidth="1.6" />
    </svg>
  );
}
