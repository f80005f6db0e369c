/** Keys and the input method: what a person is typing is never taken for a command. */
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { isImeKey, useKeys, useShownKeys } from '../../src/lib/keys';
import { setPreferences } from '../../src/lib/preferences';

function Page({ run }: { run: (key: string) => void }) {
  useKeys([
    { caps: ['N'], label: 'new', on: ['n'], run },
    { caps: ['Ctrl', 'S'], label: 'save', on: ['Ctrl+s'], run },
    { caps: ['Enter'], label: 'open', on: ['Enter'], run },
  ]);
  return <input aria-label="title" />;
}

function show() {
  const run = vi.fn();
  render(<Page run={run} />);
  return { run, field: screen.getByLabelText('title') };
}

test('a key that belongs to the input method is known by either of its signs', () => {
  expect(isImeKey({ isComposing: true, keyCode: 13 })).toBe(true);
  expect(isImeKey({ isComposing: false, keyCode: 229 })).toBe(true);
  expect(isImeKey({ isComposing: false, keyCode: 13 })).toBe(false);
});

test('no key acts while the input method is composing', () => {
  const { run } = show();
  fireEvent.keyDown(document.body, { key: 'n', isComposing: true });
  fireEvent.keyDown(document.body, { key: 's', ctrlKey: true, keyCode: 229 });
  fireEvent.keyDown(document.body, { key: 'Enter', keyCode: 229 });
  expect(run).not.toHaveBeenCalled();
  fireEvent.keyDown(document.body, { key: 'Enter' });
  expect(run).toHaveBeenCalledWith('Enter');
});

test('a single letter acts outside a field only, a combination everywhere', () => {
  const { run, field } = show();
  fireEvent.keyDown(field, { key: 'n' });
  expect(run).not.toHaveBeenCalled();
  fireEvent.keyDown(document.body, { key: 'N' });
  expect(run).toHaveBeenLastCalledWith('n');
  fireEvent.keyDown(field, { key: 's', ctrlKey: true });
  expect(run).toHaveBeenLastCalledWith('Ctrl+s');
});

test('single letters can be switched off, combinations stay', () => {
  setPreferences({ singleKeys: false });
  const { run } = show();
  fireEvent.keyDown(document.body, { key: 'n' });
  expect(run).not.toHaveBeenCalled();
  fireEvent.keyDown(document.body, { key: 's', ctrlKey: true });
  expect(run).toHaveBeenCalledOnce();
});

function Shown() {
  return <p>{useShownKeys().map((key) => key.label)}</p>;
}

test('the keys of a page are shown while it is there and gone with it', () => {
  const page = render(<Page run={() => {}} />);
  const shown = render(<Shown />).container;
  expect(shown.textContent).toBe('newsaveopen');
  page.unmount();
  expect(render(<Shown />).container.textContent).toBe('');
});
