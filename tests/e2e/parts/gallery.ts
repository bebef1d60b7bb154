import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { build, type PreviewServer, preview } from 'vite';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const OUT = `${ROOT}.cache/gallery`;

/** The page's script: the gallery, with the toasts in reach of the test. */
const SCRIPT = `
import '/components/ui/ui.css';
import { h, render } from 'preact';
import { Gallery } from '/components/ui/gallery.tsx';
import { toasts } from '/components/ui/index.ts';
window.toasts = toasts;
render(h(Gallery), document.body);
`;

/** Builds the gallery of parts and serves it on a free port of the loopback. Close it when done. */
export async function serveGallery(): Promise<{ url: string; close: () => Promise<void> }> {
  const shared = { root: ROOT, configFile: false, logLevel: 'error', publicDir: `${ROOT}public` } as const;
  await build({
    ...shared,
    resolve: { alias: { '@': ROOT.slice(0, -1) } },
    plugins: [
      preact(),
      {
        name: 'gallery-entry',
        resolveId: (id) => (id === 'gallery-entry' ? `${ROOT}gallery-entry.js` : null),
        load: (id) => (id === `${ROOT}gallery-entry.js` ? SCRIPT : null),
      },
    ],
    build: {
      outDir: OUT,
      emptyOutDir: true,
      rollupOptions: {
        input: 'gallery-entry',
        output: { entryFileNames: 'gallery.js', assetFileNames: 'gallery[extname]' },
      },
    },
  });
  const server: PreviewServer = await preview({
    ...shared,
    build: { outDir: OUT },
    preview: { host: '127.0.0.1', port: 0 },
  });
  const url = server.resolvedUrls?.local[0];
  if (!url) throw new Error('the gallery is not served');
  return { url, close: () => server.close() };
}

export const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Parts</title>
<link rel="stylesheet" href="/gallery.css"><script type="module" src="/gallery.js"></script></head><body></body></html>`;
