/** Serves the built window under the content policy of the desktop, and builds the fake that stands in for its bridge. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The policy of the desktop's window. */
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; connect-src ipc: http://ipc.localhost";

/** The fake as one script. */
export async function fakeScript() {
  const outDir = `${root}test/e2e/out`;
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: false,
      lib: { entry: `${root}test/fake/start.ts`, formats: ['iife'], name: 'fake', fileName: () => 'fake.js' },
    },
  });
  return readFileSync(`${outDir}/fake.js`, 'utf8');
}

/** Builds the window as it is shipped, beside the shipped one. */
export async function buildWindow() {
  await build({ root, logLevel: 'error', build: { outDir: `${root}test/e2e/out/app`, emptyOutDir: true } });
}

/** Serves the built window; answers the address and a way to stop. */
export async function serve() {
  const server = await preview({
    configFile: false,
    root,
    logLevel: 'error',
    build: { outDir: `${root}test/e2e/out/app` },
    preview: { port: 0, host: '127.0.0.1', headers: { 'Content-Security-Policy': POLICY } },
  });
  const { port } = server.httpServer.address();
  return { address: `http://127.0.0.1:${port}/`, stop: () => server.close() };
}
