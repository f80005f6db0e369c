/** The words and marks of applications, for lists and records. */
import type { ApplicationState, MyStep, Outcome } from '../lib/generated';
import { t } from '../lib/wording';
import { Mark, type Shape } from '../parts/Mark';

const SHAPES: Record<ApplicationState, Shape> = {
  review: 'review',
  decision: 'review',
  returned: 'unknown',
  approved: 'met',
  conditional: 'met',
  refused: 'rejected',
  withdrawn: 'closed',
};

/** Where an application is. */
export function ApplicationMark({ state, text }: { state: ApplicationState; text: string }) {
  return <Mark shape={SHAPES[state]}>{text}</Mark>;
}

/** What somebody has to do about an application. */
export function stepText(step: MyStep): string {
  return t(({ review: 'ui.inbox.review', decide: 'ui.inbox.decide', answer: 'ui.inbox.answer' } as const)[step]);
}

/** An outcome of a decision, or that it goes back, in words. */
export function outcomeText(outcome: Outcome | 'returned'): string {
  return t(
    (
      {
        approved: 'ui.decide.approved',
        conditional: 'ui.decide.conditional',
        returned: 'ui.decide.returned',
        refused: 'ui.decide.refused',
      } as const
    )[outcome],
  );
}
