import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findChromium } from '../../scripts/setup/chromium.mjs';
import { type LocalTelegram, startTelegram } from '../telegram';
import { openChat, openTelegramWeb, sendComposer, serveTelegramWeb, typeInComposer } from './index';

const scenario = fileURLToPath(new URL('../telegram/scenarios/small.json', import.meta.url));
const ME = 5_000_000_001;
const ANNA = 5_000_000_002;
const waiting = { timeout: 8000, interval: 30 };

/** Where the list stands, the row of a chat in it, and the messages on screen. */
const rows = { a: `.chat-list a[href="#${ANNA}"]`, k: `#chatlist-container a[data-peer-id="${ANNA}"]` };
const messages = { a: '.Message', k: '.bubble' };

describe.each(['a', 'k'] as const)('the stand-in of Web %s beside the local Telegram', (client) => {
  let telegram: LocalTelegram;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    telegram = await startTelegram({ scenario });
    browser = await chromium.launch({ executablePath: findChromium() ?? '' });
  });
  afterAll(async () => {
    await browser.close();
    await telegram.close();
  });

  async function open(marksRead: boolean): Promise<void> {
    context = await browser.newContext();
    await serveTelegramWeb(context, { client, telegram, account: ME, marksRead });
    page = await context.newPage();
    await openTelegramWeb(page, client);
  }

  const unread = () => page.locator(rows[client]).locator('.ChatBadge, .badge').textContent();

  it('lists the chats of the account, with what arrives', async () => {
    await open(false);
    expect(await page.locator(rows[client]).textContent()).toContain('Anna Berg');
    await telegram.receives({ from: ANNA, text: 'One more question' });
    await vi.waitFor(async () => {
      expect(await page.locator(rows[client]).textContent()).toContain('One more question');
    }, waiting);
    await context.close();
  });

  it('sends what is typed as the account, and shows the answer', async () => {
    await open(false);
    await openChat(page, { peer: ANNA });
    await typeInComposer(page, 'Yes, until Friday');
    await sendComposer(page);
    await telegram.receives({ from: ANNA, text: 'Great' });
    await page.locator(messages[client]).filter({ hasText: 'Great' }).waitFor();
    const last = page.locator(messages[client]).filter({ hasText: 'Yes, until Friday' });
    expect(await last.evaluate((node) => /\bown\b|\bis-out\b/.test(node.className))).toBe(true);
    await context.close();
  });

  it('marks a chat read by opening it, or leaves that, as the test wants', async () => {
    await open(false);
    await telegram.receives({ from: ANNA, text: 'Still there?' });
    await vi.waitFor(async () => expect(Number(await unread())).toBeGreaterThan(0), waiting);
    await openChat(page, { peer: ANNA });
    await page.locator(messages[client]).filter({ hasText: 'Still there?' }).waitFor();
    expect(Number(await unread())).toBeGreaterThan(0);
    await context.close();
    await open(true);
    await openChat(page, { peer: ANNA });
    await vi.waitFor(async () => expect(await unread()).toBe(''), waiting);
    // It is the page that read, as another device: Tez's own reads are what the server sees over MTProto.
    expect(telegram.saw.reads).toEqual([]);
    await context.close();
  });
});
