import type { Page, Worker } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTab, type Tab } from './harness/tab';
import {
  closeChat,
  composerOf,
  openChat,
  openForum,
  openRightColumn,
  openTelegramWeb,
  toggleTheme,
  typeInComposer,
} from './index';
import { ANNA, BIG_GROUP, CHANNEL, FORUM, GROUP, SELF, SUPERGROUP, TOPIC } from './sample-feed';

const waiting = { timeout: 8000, interval: 30 };
const becomes = <T>(read: () => Promise<T>, wanted: T) =>
  vi.waitFor(async () => expect(await read()).toEqual(wanted), waiting);

/** Where the client's own columns end. */
const right = (page: Page) =>
  page.locator('#Main, #main-columns').evaluate((main) => main.getBoundingClientRect().right);
const frames = (page: Page) => page.frames().filter((frame) => frame.url().includes('sidebar.html'));

/** Puts the content script into the tab that is open, as the background does after an installation or an update. */
async function inject(worker: Worker): Promise<void> {
  await worker.evaluate(async () => {
    const [{ id } = { id: -1 }] = await chrome.tabs.query({ url: 'https://web.telegram.org/*' });
    await chrome.scripting.executeScript({ target: { tabId: id ?? -1 }, files: ['content.js'] });
  });
}

describe.each(['a', 'k'] as const)('the content script on Web %s', (client) => {
  let tab: Tab;
  beforeAll(async () => {
    tab = await openTab(client);
  }, 120_000);
  afterAll(() => tab.close());
  // Every test starts from the usual width.
  beforeEach(() => tab.worker.evaluate(() => chrome.storage.local.clear()));

  it('reports the chat that is open, by its marked id', async () => {
    const { page } = tab;
    await becomes(tab.chat, { kind: 'none' });
    for (const peer of [ANNA, GROUP, SUPERGROUP, BIG_GROUP, CHANNEL, SELF, ANNA + 90]) {
      await openChat(page, { peer });
      await becomes(tab.chat, { kind: 'chat', peer });
    }
    // A forum's row opens its topics beside the chat, which stays.
    const count = (await tab.reports('page.chat')).length;
    await openForum(page, FORUM);
    expect((await tab.reports('page.chat')).length).toBe(count);
    await openChat(page, { peer: FORUM, topic: TOPIC });
    await becomes(tab.chat, { kind: 'chat', peer: FORUM, topic: TOPIC });
    await openChat(page, { peer: FORUM, topic: 1 });
    await becomes(tab.chat, { kind: 'chat', peer: FORUM, topic: 1 });
    await closeChat(page);
    await becomes(tab.chat, { kind: 'none' });
    await openChat(page, { peer: ANNA });
    await becomes(tab.chat, { kind: 'chat', peer: ANNA });
    const [first] = await tab.reports('page.chat');
    expect(first).toMatchObject({ client, account: SELF, visible: true });
  });

  it('follows 200 quick switches without ever naming a chat out of turn', { timeout: 60_000 }, async () => {
    const { page } = tab;
    await openTelegramWeb(page, client);
    const before = (await tab.reports('page.chat')).length;
    const pressed = await page.evaluate(async () => {
      const rows = () => [...document.querySelectorAll<HTMLElement>('.chat-list a, #chatlist-container a')].slice(0, 5);
      const order: string[] = [];
      for (let turn = 0; turn < 200; turn += 1) {
        const row = rows()[turn % 5];
        order.push(row?.textContent ?? '');
        row?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, button: 0 }));
        // Some switches come within one frame, some while the slide is under way, some after it.
        for (let frame = 0; frame < (turn % 8 === 7 ? 24 : turn % 3); frame += 1)
          await new Promise(requestAnimationFrame);
      }
      return order;
    });
    expect(pressed[199]).toContain('Customs news');
    await becomes(tab.chat, { kind: 'chat', peer: CHANNEL });
    // What was reported is a part of what was pressed, in the same order.
    const peers = [ANNA, GROUP, SUPERGROUP, BIG_GROUP, CHANNEL];
    const reported = (await tab.reports('page.chat')).slice(before).map(({ chat }) => chat);
    let turn = -1;
    for (const chat of reported) {
      if (chat.kind !== 'chat') continue;
      const next = Array.from({ length: 200 }, (_, index) => index).find((i) => i > turn && peers[i % 5] === chat.peer);
      expect(next, `${chat.peer} after turn ${turn}`).toBeDefined();
      turn = next ?? turn;
    }
    expect(reported.filter(({ kind }) => kind === 'chat').length).toBeGreaterThan(20);
  });

  it('tells a theme once it stands, in plain colours', async () => {
    const before = (await tab.reports('page.theme')).length;
    await toggleTheme(tab.page, 'dark');
    const theme =
      client === 'k'
        ? { scheme: 'dark', accent: '#8774e1', island: '#212121', text: '#ffffff', text2: '#aaaaaa' }
        : { scheme: 'dark', accent: 'rgb(135, 116, 225)', island: 'rgb(33, 33, 33)', text: 'rgb(255, 255, 255)' };
    await vi.waitFor(async () => expect((await tab.reports('page.theme')).at(-1)?.theme).toMatchObject(theme), waiting);
    const told = (await tab.reports('page.theme')).slice(before).map(({ theme }) => theme);
    // Not with every step, and the new scheme never with the old one's background.
    expect(told.length).toBeLessThan(4);
    expect(told.filter(({ island }) => island === '#ffffff' || island === 'rgb(255, 255, 255)')).toEqual([]);
    await toggleTheme(tab.page, 'light');
    await vi.waitFor(async () => expect((await tab.reports('page.theme')).at(-1)?.theme.scheme).toBe('light'), waiting);
  });

  it('says nothing of a chat that is still loading, and that none is open once it was closed', async () => {
    const { page } = tab;
    // The page that is left reports once more, that it is hidden: a chat, too.
    await openChat(page, { peer: GROUP });
    await becomes(tab.chat, { kind: 'chat', peer: GROUP });
    for (const chat of [{ peer: ANNA }, { peer: FORUM, topic: TOPIC }]) {
      const before = (await tab.reports('page.chat')).length;
      await page.goto('about:blank');
      await openTelegramWeb(page, client, chat);
      await becomes(tab.chat, { kind: 'chat', ...chat });
      const reported = (await tab.reports('page.chat')).slice(before).map(({ chat: { kind } }) => kind);
      expect(reported).not.toContain('none');
    }
    await openTelegramWeb(page, client);
    await page.reload();
    for (const peer of [ANNA, GROUP]) {
      await openChat(page, { peer });
      await becomes(tab.chat, { kind: 'chat', peer });
    }
    await page.goBack();
    await becomes(tab.chat, { kind: 'none' });
    // An address that leads nowhere.
    await page.goto('about:blank');
    await openTelegramWeb(page, client, { peer: 4_999_999_999 });
    await becomes(tab.chat, { kind: 'none' });
  });

  it('opens a chat by its row, else by a fresh load where it must, and then not over a draft', async () => {
    const { page } = tab;
    await openTelegramWeb(page, client);
    expect(await tab.ask({ tez: 'page.goTo', peer: SUPERGROUP })).toBe(true);
    await becomes(tab.chat, { kind: 'chat', peer: SUPERGROUP });
    let loads = 0;
    page.on('load', () => {
      loads += 1;
    });
    const far = ANNA + 110;
    await tab.ask({ tez: 'page.goTo', peer: far });
    await becomes(tab.chat, { kind: 'chat', peer: far });
    await typeInComposer(page, 'Half a thought');
    expect(await tab.ask({ tez: 'page.goTo', peer: ANNA + 60 })).toBe(client === 'k');
    expect(await tab.ask({ tez: 'page.goTo', peer: FORUM, topic: TOPIC })).toBe(client === 'k');
    expect(loads).toBe(client === 'k' ? 0 : 1);
    if (client === 'k') {
      await becomes(tab.chat, { kind: 'chat', peer: FORUM, topic: TOPIC });
      await page.goBack();
      await page.goBack();
      await becomes(tab.chat, { kind: 'chat', peer: far });
    }
    expect(await composerOf(page).innerText()).toBe('Half a thought');
  });

  it('writes into the composer as a person would, and never sends', async () => {
    const { page, feed } = tab;
    await openTelegramWeb(page, client);
    await openChat(page, { peer: ANNA });
    expect(await tab.ask({ tez: 'page.insertText', text: 'Dear Anna,', mode: 'append' })).toBe(true);
    expect(await tab.ask({ tez: 'page.insertText', text: '\n\nthe quote\nis ready.', mode: 'append' })).toBe(true);
    expect(await composerOf(page).innerText()).toBe('Dear Anna,\n\nthe quote\nis ready.');
    const sent = async () => feed.log.filter((line) => line.startsWith('send'));
    expect(await sent()).toEqual([]);
    await page.keyboard.press('Enter');
    await becomes(sent, [`send ${ANNA} Dear Anna,\n\nthe quote\nis ready.`]);
    await typeInComposer(page, 'Half a thought');
    expect(await tab.ask({ tez: 'page.insertText', text: 'Hello', mode: 'replace' })).toBe(true);
    await page.keyboard.press('Enter');
    await becomes(async () => (await sent()).at(-1), `send ${ANNA} Hello`);
    await openChat(page, { peer: CHANNEL });
    const composers = client === 'a' ? 0 : 1;
    expect(await composerOf(page).count()).toBe(composers);
    expect(await tab.ask({ tez: 'page.insertText', text: 'Hello', mode: 'append' })).toBe(false);
  });

  it('takes room beside the page, as wide as it is dragged, and gives it back', async () => {
    const { page } = tab;
    await page.setViewportSize({ width: 1600, height: 900 });
    await openTelegramWeb(page, client);
    await becomes(() => tab.box('panel'), { x: 1240, width: 360 });
    await becomes(() => right(page), 1240);
    await page.mouse.move(1240, 400);
    await page.mouse.down();
    await page.mouse.move(1170, 400, { steps: 5 });
    await becomes(() => right(page), 1170);
    await page.mouse.move(900, 400, { steps: 3 });
    await page.mouse.up();
    await becomes(() => right(page), 1120);
    await page.reload();
    await becomes(() => tab.box('panel'), { x: 1120, width: 480 });
    expect(await tab.ask({ tez: 'page.collapse', collapsed: true })).toBe(true);
    await becomes(() => tab.box('panel'), { x: 1556, width: 44 });
    await becomes(() => right(page), 1556);
    expect((await tab.reports('page.dock')).at(-1)).toMatchObject({ mode: 'column', collapsed: true, width: 44 });
    await tab.ask({ tez: 'page.collapse', collapsed: false });
  });

  it('is a drawer over the page where the window is narrow', async () => {
    const { page } = tab;
    await page.setViewportSize({ width: 900, height: 900 });
    await openTelegramWeb(page, client);
    await openChat(page, { peer: ANNA });
    await typeInComposer(page, 'Draft');
    await becomes(() => tab.box('panel'), { x: 856, width: 44 });
    expect(await tab.box('scrim')).toBeNull();
    await tab.ask({ tez: 'page.collapse', collapsed: false });
    await becomes(() => tab.box('panel'), { x: 540, width: 360 });
    expect(await tab.box('scrim')).toEqual({ x: 0, width: 900 });
    expect((await tab.reports('page.dock')).at(-1)).toMatchObject({ mode: 'drawer', collapsed: false });
    await page.mouse.click(200, 450);
    await becomes(() => tab.box('panel'), { x: 856, width: 44 });
    // The keys are back where they were: the person writes on.
    await page.keyboard.insertText(' goes on');
    expect(await composerOf(page).innerText()).toBe('Draft goes on');
    await page.setViewportSize({ width: 1600, height: 900 });
    await becomes(() => tab.box('panel'), { x: 1240, width: 360 });
  });

  it('makes way for the right column in a middling window', async () => {
    const { page } = tab;
    await page.setViewportSize({ width: client === 'a' ? 1100 : 1400, height: 900 });
    await openTelegramWeb(page, client);
    await openChat(page, { peer: ANNA });
    await vi.waitFor(async () => expect((await tab.box('panel'))?.width).toBeGreaterThan(300), waiting);
    await openRightColumn(page);
    await vi.waitFor(async () => expect((await tab.box('panel'))?.width).toBe(44), waiting);
    await page.setViewportSize({ width: 1600, height: 900 });
  });

  it('shows the page nothing, and does nothing that the page asks', async () => {
    const { page } = tab;
    await openTelegramWeb(page, client);
    await openChat(page, { peer: ANNA });
    await becomes(tab.chat, { kind: 'chat', peer: ANNA });
    const before = await tab.worker.evaluate(() => (globalThis as unknown as { reports: unknown[] }).reports.length);
    const seen = await page.evaluate(() => {
      const host = document.querySelector('tez-sidebar');
      const inside = [...(host?.querySelectorAll('*') ?? [])];
      for (const tez of ['page.collapse', 'page.hello', 'page.goTo', 'page.insertText']) {
        const message = { tez, collapsed: true, peer: 1, text: 'forged', mode: 'replace' };
        window.postMessage(message, '*');
        for (const target of [window, document, host, ...inside])
          target?.dispatchEvent(new CustomEvent(tez, { detail: message }));
      }
      for (const target of [host, ...inside]) (target as HTMLElement | null)?.click();
      return {
        frames: window.length,
        roots: inside.filter((node) => node.shadowRoot).length,
        names: inside.map(({ localName }) => localName),
        attributes: [host, ...inside].flatMap((node) => [...(node?.attributes ?? [])].map(({ name }) => name)),
        html: host?.textContent?.includes(`${location.hash}`),
      };
    });
    expect(seen).toEqual({ frames: 0, roots: 0, names: ['style', 'div'], attributes: ['style'], html: false });
    expect(await composerOf(page).innerText()).toBe('');
    await becomes(() => tab.box('panel'), { x: 1240, width: 360 });
    expect(await tab.worker.evaluate(() => (globalThis as unknown as { reports: unknown[] }).reports.length)).toBe(
      before,
    );
  });

  it('gives way to a newer instance: one frame, the draft kept, the old one quiet', async () => {
    const { page } = tab;
    await openTelegramWeb(page, client);
    await openChat(page, { peer: ANNA });
    await typeInComposer(page, 'Kept');
    await inject(tab.worker);
    await becomes(async () => frames(page).length, 1);
    await becomes(() => page.locator('tez-sidebar').count(), 1);
    expect(await composerOf(page).innerText()).toBe('Kept');
    const before = (await tab.reports('page.chat')).length;
    await openChat(page, { peer: GROUP });
    await becomes(tab.chat, { kind: 'chat', peer: GROUP });
    const named = (await tab.reports('page.chat')).slice(before).filter(({ chat }) => chat.kind === 'chat');
    expect(named).toHaveLength(1);
    await becomes(() => right(page), 1240);
  });

  it('comes back a few times when the page removes it, then stays away', async () => {
    const { page } = tab;
    await openTelegramWeb(page, client);
    const removed = await page.evaluate(async () => {
      let times = 0;
      for (let turn = 0; turn < 20; turn += 1) {
        const host = document.querySelector('tez-sidebar');
        if (host) times += 1;
        host?.remove();
        await new Promise(requestAnimationFrame);
      }
      return times;
    });
    expect(removed).toBe(4);
    // What it took is given back.
    await becomes(() => right(page), 1600);
  });

  it('works in a page that has its own idea of tez-sidebar', async () => {
    const { page } = tab;
    await page.addInitScript(() => {
      customElements.define(
        'tez-sidebar',
        class extends HTMLElement {
          constructor() {
            super();
            this.attachShadow({ mode: 'open' }).innerHTML = '<slot></slot>';
          }
        },
      );
    });
    await openTelegramWeb(page, client);
    await page.reload();
    await becomes(() => tab.box('panel'), { x: 1240, width: 360 });
  });

  it('names the selectors that have stopped matching', async () => {
    const { page } = tab;
    await openTelegramWeb(page, client);
    await page.evaluate(() => {
      for (const node of document.querySelectorAll('#LeftColumn, #column-left')) node.id = 'renamed';
      for (const node of document.querySelectorAll('#chatlist-container')) node.id = 'renamed-list';
    });
    const row = page.locator('#renamed a').first();
    expect((await tab.reports('page.health')).every(({ failing }) => failing.length === 0)).toBe(true);
    await row.dispatchEvent('mousedown', { button: 0 });
    const names = client === 'a' ? ['leftColumn', 'chatRow'] : ['left', 'row'];
    await vi.waitFor(async () => expect((await tab.reports('page.health')).at(-1)?.failing).toEqual(names), waiting);
  });

  it('says one line when its extension has been replaced, until the new one comes into the tab', async () => {
    const { page, context } = tab;
    await openTelegramWeb(page, client);
    await openChat(page, { peer: ANNA });
    await typeInComposer(page, 'Kept over the update');
    const cdp = await context.newCDPSession(page);
    await cdp.send('DOM.enable');
    const texts = async () => {
      const { nodes } = await cdp.send('DOM.getFlattenedDocument', { depth: -1, pierce: true });
      return nodes.map(({ nodeValue }) => nodeValue);
    };
    const worker = await tab.update();
    await openChat(page, { peer: GROUP });
    await vi.waitFor(async () => expect(await texts()).toContain('Reload to show Tez'), waiting);
    await inject(worker);
    await vi.waitFor(async () => expect(await texts()).not.toContain('Reload to show Tez'), waiting);
    await becomes(async () => frames(page).length, 1);
    expect(await page.locator('tez-sidebar').count()).toBe(1);
    await openChat(page, { peer: ANNA });
    expect(await composerOf(page).innerText()).toBe('Kept over the update');
    await becomes(() => right(page), 1240);
  });
});
