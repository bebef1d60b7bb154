import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { trimTelegramSchema } from './lib/telegram/build/trim-schema';
import { readLocalTelegram } from './scripts/local-build';
import { builtInApi } from './scripts/setup/api.mjs';

const require = createRequire(import.meta.url);
// Read before anything is written: a wrong one must not leave half a build behind.
const local = readLocalTelegram(process.env);
const api = builtInApi(process.env);

/** Telegram's WebSocket hosts, the only ones the extension may ever contact. https://core.telegram.org/mtproto/transports */
const TELEGRAM_SOCKETS = ['pluto', 'venus', 'aurora', 'vesta', 'flora'].flatMap((dc) => [
  `wss://${dc}.web.telegram.org`,
  `wss://${dc}-1.web.telegram.org`,
]);
const sockets = local ? [local.origin] : TELEGRAM_SOCKETS;

export default defineConfig({
  modules: ['@wxt-dev/webextension-polyfill'],
  imports: false,
  // Set where the build that is there must stay until the new one is whole (scripts/setup/build.mjs).
  outDir: process.env.TEZ_OUTPUT || '.output',
  outDirTemplate: local ? '{{browser}}-mv{{manifestVersion}}-local' : '{{browser}}-mv{{manifestVersion}}',
  manifestVersion: 3,
  vite: () => ({
    plugins: [preact(), trimTelegramSchema()],
    resolve: {
      alias: {
        // WXT's own context announces every start of a content script to the page, and brings the polyfill along.
        'wxt/utils/content-script-context': fileURLToPath(
          new URL('entrypoints/telegram.content/without-context.ts', import.meta.url),
        ),
      },
    },
    build: { target: 'chrome116', modulePreload: false },
    define: {
      __TEZ_LOCAL_TELEGRAM__: JSON.stringify(local?.telegram ?? null),
      __TEZ_API__: JSON.stringify(api),
    },
  }),
  manifest: {
    name: 'Tez CRM',
    short_name: 'Tez',
    description: '__MSG_description__',
    default_locale: 'en',
    minimum_chrome_version: '116',
    permissions: ['storage', 'unlimitedStorage', 'alarms', 'notifications', 'scripting', 'sidePanel'],
    host_permissions: ['https://web.telegram.org/*'],
    icons: { 16: 'icons/16.png', 32: 'icons/32.png', 48: 'icons/48.png', 128: 'icons/128.png' },
    action: { default_title: 'Tez' },
    side_panel: { default_path: 'sidebar.html?panel' },
    web_accessible_resources: [
      { resources: ['sidebar.html'], matches: ['https://web.telegram.org/*'], use_dynamic_url: true },
    ],
    content_security_policy: {
      extension_pages: [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "font-src 'self'",
        `connect-src 'self' ${sockets.join(' ')}`,
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self' https://web.telegram.org",
      ].join('; '),
    },
  },
  hooks: {
    // WXT rewrites import.meta.url, so mtcute's wasm is not emitted by itself: it is copied beside the scripts.
    'build:publicAssets': (_wxt, files) => {
      const wasm = require.resolve('@mtcute/wasm/mtcute-simd.wasm');
      files.push({ absoluteSrc: wasm, relativeDest: 'mtcute.wasm' });
    },
  },
});
