import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  define: { __TEZ_LOCAL_TELEGRAM__: 'null', __TEZ_API__: 'null' },
  test: {
    include: ['{components,entrypoints,lib,tests}/**/*.test.{ts,tsx}'],
    // Views speak English in tests, whatever surface they belong to.
    setupFiles: ['lib/words/load/all.ts'],
    // Tests say what they wait for; a test that waits longer than this waits for nothing.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    unstubGlobals: true,
    allowOnly: false,
    maxWorkers: 2,
  },
});
