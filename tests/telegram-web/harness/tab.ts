/** A stand-in in a real browser, with the content script in it, for tests of the page room. */
import { type BrowserContext, chromium, type Page, type Worker } from '@playwright/test';
import type { OpenChat, PageReport, PageRequest } from '@/lib/page/contract';
import { findChromium } from '../../../scripts/setup/chromium.mjs';
import { openTelegramWeb, type ServeOptions, serveTelegramWeb } from '../index';
import { type SampleFeed, SELF, startSampleFeed } from '../sample-feed';
import { contentScriptAlone } from './extension';

export interface Tab {
  context: BrowserContext;
  page: Page;
  feed: SampleFeed;
  worker: Worker;
  /** Everything reported so far, of one kind. */
  reports<T extends PageReport['tez']>(kind: T): Promise<Extract<PageReport, { tez: T }>[]>;
  /** The open chat as last reported. */
  chat(): Promise<OpenChat | undefined>;
  /** Asks the content script as the background would. */
  ask(request: PageRequest): Promise<boolean>;
  /** Replaces the extension with itself, as an update does; its new background worker. */
  update(): Promise<Worker>;
  /** Where the sidebar's panel, scrim and grip are, by class; null for what is not shown. */
  box(part: 'panel' | 'scrim' | 'grip'): Promise<{ x: number; width: number } | null>;
  /** The middle of the button beside messages; null while it is not shown. */
  takeUp(): Promise<{ x: number; y: number } | null>;
  close(): Promise<void>;
}

/** Opens a stand-in with 120 sample chats, none of them open. */
export async function openTab(client: 'a' | 'k', options: Partial<ServeOptions> = {}, width = 1600): Promise<Tab> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium or Chrome for Testing is installed.');
  const extension = await contentScriptAlone();
  const feed = await startSampleFeed();
  const context = await chromium.launchPersistentContext('', {
    executablePath,
    headless: false,
    viewport: { width, height: 900 },
    args: ['--headless=new', `--disable-extensions-except=${extension.folder}`, `--load-extension=${extension.folder}`],
  });
  await serveTelegramWeb(context, { client, telegram: feed, account: SELF, ...options });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const page = context.pages()[0] ?? (await context.newPage());
  await openTelegramWeb(page, client);
  await page.locator('tez-sidebar').waitFor({ state: 'attached' });
  const cdp = await context.newCDPSession(page);
  await cdp.send('DOM.enable');

  const reports: Tab['reports'] = async (kind) => {
    const all = await worker.evaluate(() => (globalThis as unknown as { reports: PageReport[] }).reports);
    return all.filter((report) => report.tez === kind) as never;
  };
  /** The shadow root is closed: only the browser's own tools see into it. */
  async function rectOf(part: string): Promise<{ x: number; y: number; width: number; height: number } | null> {
    const { nodes } = await cdp.send('DOM.getFlattenedDocument', { depth: -1, pierce: true });
    const has = (attributes: string[] = []) =>
      attributes.some((text, index) => attributes[index - 1] === 'class' && text.split(' ').includes(part));
    const node = nodes.find(({ attributes }) => has(attributes));
    if (!node) return null;
    const { object } = await cdp.send('DOM.resolveNode', { nodeId: node.nodeId });
    const { result } = await cdp.send('Runtime.callFunctionOn', {
      objectId: object.objectId ?? '',
      returnByValue: true,
      functionDeclaration: `function () {
        if (!this.checkVisibility({ visibilityProperty: true })) return null;
        const { x, y, width, height } = this.getBoundingClientRect();
        return { x, y, width, height };
      }`,
    });
    return result.value;
  }

  return {
    context,
    page,
    feed,
    worker,
    reports,
    chat: async () => (await reports('page.chat')).at(-1)?.chat,
    ask: (request) =>
      worker.evaluate(async (message) => {
        const [tab] = await chrome.tabs.query({ url: 'https://web.telegram.org/*' });
        return chrome.tabs.sendMessage(tab?.id ?? -1, message);
      }, request),
    async update() {
      // An unpacked extension comes back from its reload in developer mode only.
      const settings = await context.newPage();
      await settings.goto('chrome://extensions');
      await settings.evaluate(() => {
        const { developerPrivate } = chrome as unknown as {
          developerPrivate: { updateProfileConfiguration(to: { inDeveloperMode: boolean }): Promise<void> };
        };
        return developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
      });
      await settings.close();
      const next = context.waitForEvent('serviceworker');
      await worker.evaluate(() => chrome.runtime.reload()).catch(() => {});
      return next;
    },
    async box(part) {
      const rect = await rectOf(part);
      return rect && { x: rect.x, width: rect.width };
    },
    async takeUp() {
      const rect = await rectOf('take-up');
      return rect && { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
    },
    async close() {
      await context.close();
      await feed.close();
      extension.remove();
    },
  };
}
