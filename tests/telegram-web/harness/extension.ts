/** An extension of the content script alone, whose background only keeps what it reports: tests of the page room use it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../build';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

const MANIFEST = {
  manifest_version: 3,
  name: 'Content script alone',
  version: '1',
  default_locale: 'en',
  permissions: ['storage', 'scripting'],
  host_permissions: ['https://web.telegram.org/*'],
  background: { service_worker: 'background.js' },
  web_accessible_resources: [
    { resources: ['sidebar.html'], matches: ['https://web.telegram.org/*'], use_dynamic_url: true },
  ],
  content_scripts: [{ matches: ['https://web.telegram.org/*'], js: ['content.js'], run_at: 'document_idle' }],
};

const BACKGROUND = `
globalThis.reports = [];
chrome.runtime.onMessage.addListener((message, { tab }) => { reports.push({ tab: tab?.id, ...message }); });`;

const SIDEBAR = '<!doctype html><title>Tez</title><h1>Sidebar</h1><input aria-label="Note" autofocus>';
const MESSAGES = {
  resizeSidebar: { message: 'Resize Tez' },
  reloadToShow: { message: 'Reload to show Tez' },
  takeUpMessage: { message: 'Use this message in Tez' },
};

/** Builds it into a new temporary folder. */
export async function contentScriptAlone(): Promise<{ folder: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'tez-content-'));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  mkdirSync(join(folder, '_locales/en'), { recursive: true });
  write('manifest.json', JSON.stringify(MANIFEST));
  write('background.js', BACKGROUND);
  write('sidebar.html', SIDEBAR);
  write('_locales/en/messages.json', JSON.stringify(MESSAGES));
  write('content.js', await bundle(fileURLToPath(new URL('content.ts', import.meta.url)), 'iife', { '@': ROOT }));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
