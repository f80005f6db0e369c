/** Opens the window at a place, with the fake in the ledger's place. */
import { render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { App } from '../src/App';
import { setTransport } from '../src/lib/call';
import { go } from '../src/lib/place';
import { type FakeOptions, fakeTransport } from './fake/transport';

/** A person at the window, and what the window asked the ledger so far. */
export function open(place: string, options: FakeOptions = {}) {
  const calls: { name: string; request: Record<string, unknown> }[] = [];
  setTransport(
    fakeTransport({
      ...options,
      onCall: (name, request) => calls.push({ name, request: request as Record<string, unknown> }),
    }),
  );
  go(place);
  render(<App />);
  return { user: userEvent.setup(), asked: (name: string) => calls.filter((call) => call.name === name) };
}
