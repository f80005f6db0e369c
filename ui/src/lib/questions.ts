/** Answers to the questions about facts: given now in a form, or before in the record. */
import type { FactValue, Question } from './generated';

/** An answer to a question; null is "unknown". */
export type Answer = FactValue | null;

/** The answer to a question: what was typed as `facts.…`, or the record's. */
export function answer(question: Question, typed: Record<string, unknown>): Answer {
  const field = `facts.${question.fact}`;
  return field in typed ? (typed[field] as Answer) : question.value;
}
