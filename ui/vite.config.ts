/** How the window is built. Nothing is inlined as a data URL, because the window's content policy allows fonts and scripts from the app only. `--mode fake` serves the pages with the test answers for work without the desktop; no build contains them. */
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig(({ command, mode }) => ({
  base: './',
  plugins: [
    react(),
    tailwindcss(),
    command === 'serve' &&
      mode === 'fake' && {
        name: 'fake-answers',
        transformIndexHtml: () => [
          { tag: 'script', attrs: { type: 'module', src: '/test/fake/start.ts' }, injectTo: 'head' as const },
        ],
      },
  ],
  clearScreen: false,
  server: { port: 1420, strictPort: true, fs: { allow: ['..'] } },
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 1200 },
}));
