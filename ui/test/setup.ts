/** Before and after each test: a window without memory, in Japanese. The document of the tests has no layout, so that everything counts as this large. */
import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';
import { setTransport } from '../src/lib/call';
import { go, openGates } from '../src/lib/place';
import { setPreferences } from '../src/lib/preferences';

for (const [name, value] of Object.entries({ offsetWidth: 1056, offsetHeight: 600, clientHeight: 600 }))
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value });

// How long something takes says only how busy the machine is.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000 });

afterEach(() => {
  cleanup();
  setTransport(null);
  openGates();
  go('/', { replace: true });
  setPreferences({ language: 'ja', theme: 'light', singleKeys: true });
});
