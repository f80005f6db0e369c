/** How the window's tests run: a light document in Node, no browser. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  test: {
    environment: 'happy-dom',
    include: ['test/{lib,parts,screens}/**/*.test.{ts,tsx}'],
    setupFiles: ['test/setup.ts'],
    silent: 'passed-only',
  },
});
