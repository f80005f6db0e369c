/** A small form that stands inside a page: its problems, its two buttons, and the question before what was typed is lost by Escape, by its button or by leaving the page. */
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import type { Problem } from '../lib/generated';
import { isImeKey } from '../lib/keys';
import { t } from '../lib/wording';
import { Button } from './Button';
import { useLeaveGuard } from './LeaveGuard';
import { Refusal } from './Problems';

/** The small forms that are open, each with its question. */
let open: { ask: (way: () => void) => void }[] = [];

/** Goes on once what was typed into an open small form is saved or given up: another form takes its place. */
export function askFirst(way: () => void): void {
  const last = open.at(-1);
  if (last) last.ask(way);
  else way();
}

/** The frame of a small form. `problems` are those that no field shows; `beside` stands at the right of the buttons. */
export function SmallForm({
  title,
  heading,
  className,
  changed,
  change,
  problems,
  action,
  testId,
  onSave,
  onClose,
  beside,
  children,
}: {
  title: string;
  heading?: ReactNode;
  className: string;
  changed: boolean;
  change: { isPending: boolean; readAgain: () => Promise<void> };
  problems: Problem[];
  action: string;
  testId: string;
  onSave: () => Promise<boolean>;
  onClose: () => void;
  beside?: ReactNode;
  children: ReactNode;
}) {
  const { isPending, readAgain } = change;
  const guard = useLeaveGuard({ changes: changed && !isPending ? 1 : 0, save: onSave, inside: true });
  const ask = useRef(guard.ask);
  ask.current = guard.ask;
  useEffect(() => {
    const entry = { ask: (way: () => void) => ask.current(way) };
    open = [...open, entry];
    return () => {
      open = open.filter((other) => other !== entry);
    };
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void onSave();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || isImeKey(event)) return;
    event.preventDefault();
    guard.ask(onClose);
  };
  return (
    <>
      <form className={className} onSubmit={submit} onKeyDown={onKey} aria-label={title}>
        {heading}
        <Refusal problems={problems} onRead={readAgain} />
        {children}
        <div className="flex flex-wrap items-center justify-between gap-3">
          <div className="flex gap-3">
            <Button type="submit" small disabled={isPending} data-testid={testId}>
              {action}
            </Button>
            <Button small weight="quiet" data-testid="close-form" onClick={() => guard.ask(onClose)}>
              {t('ui.cancel')}
            </Button>
          </div>
          {beside}
        </div>
      </form>
      {guard.question}
    </>
  );
}
