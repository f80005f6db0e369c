/** Unsaved changes are not lost by a click. */
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { go, place } from '../../src/lib/place';
import { LeaveGuard } from '../../src/parts/LeaveGuard';

beforeEach(() => go('/contract/1/edit'));

function show(changes: number, saved = true) {
  const save = vi.fn(() => Promise.resolve(saved));
  render(<LeaveGuard changes={changes} save={save} />);
  return { save, user: userEvent.setup() };
}

test('a page without changes is left at once', () => {
  show(0);
  go('/people');
  expect(place()).toBe('/people');
});

test('a page with changes asks, says how many, and can be stayed on', async () => {
  const { user } = show(3);
  go('/people');
  expect(place()).toBe('/contract/1/edit');
  expect((await screen.findByRole('alertdialog')).textContent).toContain('3件');
  await user.click(screen.getByTestId('leave-stay'));
  expect(screen.queryByRole('alertdialog')).toBeNull();
  expect(place()).toBe('/contract/1/edit');
});

test('changes may be dropped', async () => {
  const { user, save } = show(1);
  go('/people');
  await user.click(await screen.findByTestId('leave-drop'));
  expect(place()).toBe('/people');
  expect(save).not.toHaveBeenCalled();
});

test('changes may be saved on the way; a refused save stays', async () => {
  const { user, save } = show(1, false);
  go('/people');
  await user.click(await screen.findByTestId('leave-save'));
  expect(save).toHaveBeenCalledOnce();
  expect(place()).toBe('/contract/1/edit');
});

test('another view of the same page does not ask', () => {
  show(1);
  go('/contract/1/edit?part=facts');
  expect(place()).toBe('/contract/1/edit?part=facts');
});
