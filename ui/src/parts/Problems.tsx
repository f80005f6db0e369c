/** Problems that belong to no field, and the waiting and failing of a page. Texts say what happened and what to do. */
import type { ReactNode } from 'react';
import type { Refused } from '../lib/call';
import type { Problem } from '../lib/generated';
import { problemText } from '../lib/problem';
import { t } from '../lib/wording';
import { Button } from './Button';
import { fieldName } from './HistoryTable';
import { Mark } from './Mark';

/** A list of problems, spoken as soon as it appears; what can be done about them at once stands under it, `beside` each what leads to its cause. */
export function Problems({
  problems,
  beside,
  children,
}: {
  problems: Problem[];
  beside?: ((problem: Problem) => ReactNode) | undefined;
  children?: ReactNode;
}) {
  if (problems.length === 0) return null;
  return (
    <div
      role="alert"
      data-testid="problems"
      className="mb-3 rounded-6 border-2 border-finding bg-finding-ground px-3 py-2"
    >
      <ul>
        {problems.map((problem) => (
          <li key={JSON.stringify(problem)}>
            <Mark shape="finding">
              <span className="whitespace-normal">{named(problem)}</span>
            </Mark>
            {beside?.(problem)}
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}

/** A problem whose field is not on the screen says which field it is about. */
function named(problem: Problem): string {
  const name = problem.field && fieldName(problem.field);
  const text = problemText(problem);
  return name && name !== problem.field ? t('ui.problem.at', { field: name, text }) : text;
}

/** Refusals after which the newest has to be read first. */
const STALE = ['changed_elsewhere', 'due_gone'];

/** The problems of a refused save; where somebody else saved meanwhile, the newest can be read and what was typed stays. */
export function Refusal({
  problems,
  beside,
  onRead,
}: {
  problems: Problem[];
  beside?: ((problem: Problem) => ReactNode) | undefined;
  onRead: () => Promise<void>;
}) {
  return (
    <Problems problems={problems} beside={beside}>
      {problems.some(({ code }) => STALE.includes(code)) && (
        <Button small className="mt-2" data-testid="read-again" onClick={() => void onRead()}>
          {t('ui.elsewhere.read')}
        </Button>
      )}
    </Problems>
  );
}

interface Asked<T> {
  data: T | undefined;
  error: Refused | null;
}

/** Shows a page once its answer is there. */
export function Ready<T>({ asked, children }: { asked: Asked<T>; children: (data: T) => ReactNode }) {
  if (asked.data !== undefined) return children(asked.data);
  if (asked.error) return <Problems problems={asked.error.problems} />;
  return (
    <p role="status" className="text-label">
      {t('ui.reading')}
    </p>
  );
}
