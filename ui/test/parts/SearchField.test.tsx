/** A field that filters while one types, and waits for the input method. */
import { fireEvent, render, screen } from '@testing-library/react';
import { createRef } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SearchField } from '../../src/parts/SearchField';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function show(value = '') {
  const onSearch = vi.fn();
  const onEnter = vi.fn();
  const props = { label: '件名', placeholder: '', cap: ['/'], testId: 'text', onSearch, onEnter };
  render(<SearchField {...props} value={value} field={createRef<HTMLInputElement>()} />);
  return { onSearch, onEnter, field: screen.getByLabelText('件名') as HTMLInputElement };
}
const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });

test('only the last of several quick keys is searched for', () => {
  const { onSearch, field } = show();
  type(field, 's');
  vi.advanceTimersByTime(100);
  type(field, 'sy');
  vi.advanceTimersByTime(100);
  expect(onSearch).not.toHaveBeenCalled();
  vi.advanceTimersByTime(100);
  expect(onSearch.mock.calls).toEqual([['sy']]);
});

test('nothing is searched for until the input method is done', () => {
  const { onSearch, field } = show();
  fireEvent.compositionStart(field);
  type(field, 'し');
  type(field, 'しす');
  vi.advanceTimersByTime(2000);
  expect(onSearch).not.toHaveBeenCalled();
  type(field, 'システム');
  fireEvent.compositionEnd(field);
  vi.advanceTimersByTime(200);
  expect(onSearch.mock.calls).toEqual([['システム']]);
});

test('the Enter that confirms a conversion submits nothing, the next one does', () => {
  const { onEnter, field } = show('清掃');
  fireEvent.keyDown(field, { key: 'Enter', keyCode: 229 });
  fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
  expect(onEnter).not.toHaveBeenCalled();
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(onEnter).toHaveBeenCalledWith('清掃');
});

test('Escape empties the field first', () => {
  const { onSearch, field } = show('清掃');
  fireEvent.keyDown(field, { key: 'Escape' });
  vi.advanceTimersByTime(200);
  expect(field.value).toBe('');
  expect(onSearch).toHaveBeenCalledWith('');
});
