/** What a form holds: the record as it stands, and over it what was typed. A newer record changes only what was not typed. */
import { useState } from 'react';

/** The values of a form that starts as `start`, and whether they differ from it. */
export function useTyped<T extends object>(start: T) {
  const [typed, setTyped] = useState<Partial<T>>({});
  const values: T = { ...start, ...typed };
  return {
    values,
    changed: JSON.stringify(values) !== JSON.stringify(start),
    type: (change: Partial<T>) => setTyped((now) => ({ ...now, ...change })),
    forget: () => setTyped({}),
  };
}
