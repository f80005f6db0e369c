/** A field keeps what was typed and says beside it what is wrong with it. */
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { TextField } from '../../src/parts/Field';

const described = (field: HTMLElement) =>
  (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent)
    .join(' ');

test('a problem stands beside what was typed and is spoken with the field', () => {
  render(
    <TextField name="on" label="始期" value="x月" onChange={() => {}} problem="日付として読めません。" help="例" />,
  );
  const field = screen.getByLabelText('始期');
  expect((field as HTMLInputElement).value).toBe('x月');
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(described(field)).toBe('例 日付として読めません。');
  expect(screen.getByTestId('problem-on').querySelector('svg')).toBeTruthy();
});

test('how the ledger reads it is said only while there is no problem', () => {
  const { rerender } = render(
    <TextField name="on" label="始期" value="R9.4.1" onChange={() => {}} understood="令和9年4月1日" />,
  );
  expect(described(screen.getByLabelText('始期'))).toBe('令和9年4月1日');
  rerender(
    <TextField name="on" label="始期" value="x" onChange={() => {}} understood="令和9年4月1日" problem="読めません" />,
  );
  expect(screen.queryByTestId('understood-on')).toBeNull();
});

test('nothing is normalised while typing', () => {
  const onChange = vi.fn();
  render(<TextField name="amount" label="契約額" value="" onChange={onChange} inputMode="numeric" />);
  fireEvent.change(screen.getByLabelText('契約額'), { target: { value: '６，４１８千円' } });
  expect(onChange).toHaveBeenCalledWith('６，４１８千円');
});
