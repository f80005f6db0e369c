/** Marks: a shape and a text, never colour alone. */
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { RequirementState } from '../../src/lib/generated';
import { CountMark, StateMark } from '../../src/parts/Mark';

const STATES: RequirementState[] = ['missing', 'unknown', 'met', 'waived', 'not_yet', 'recommended'];

test('every state has a text of its own and a drawing of its own', () => {
  const seen = STATES.map((state) => {
    const { container, unmount } = render(<StateMark state={state} />);
    const drawing = container.querySelector('svg')?.innerHTML ?? '';
    const text = container.textContent ?? '';
    unmount();
    return { drawing, text };
  });
  expect(new Set(seen.map((one) => one.text)).size).toBe(STATES.length);
  expect(new Set(seen.map((one) => one.drawing)).size).toBe(STATES.length);
  expect(seen.every((one) => one.text !== '' && one.drawing !== '')).toBe(true);
});

test('the drawing is not spoken, the text is', () => {
  const { container } = render(<StateMark state="missing" />);
  expect(container.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true');
  expect(screen.getByText('不足')).toBeTruthy();
});

test('a zero is a dash for the eye and a zero for the ear, without a mark', () => {
  const { container } = render(<CountMark shape="finding" count={0} label="指摘" />);
  expect(container.querySelector('svg')).toBeNull();
  expect(container.querySelector('[aria-hidden]')?.textContent).toBe('–');
  expect(container.querySelector('.sr-only')?.textContent).toBe('指摘 0件');
});
