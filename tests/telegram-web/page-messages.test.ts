import type { Locator, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openTab, type Tab } from './harness/tab';
import { openChat, openTelegramWeb } from './index';
import { ANNA, DELETED, LONG, SUPERGROUP } from './sample-feed';

const waiting = { timeout: 8000, interval: 30 };
const becomes = <T>(read: () => Promise<T>, wanted: T) =>
  vi.waitFor(async () => expect(await read()).toEqual(wanted), waiting);

async function expectInView(page: Page, node: Locator): Promise<void> {
  const height = page.viewportSize()?.height ?? 0;
  await vi.waitFor(async () => {
    const box = await node.boundingBox();
    expect(box && box.y > 0 && box.y < height).toBe(true);
  }, waiting);
}

describe.each(['a', 'k'] as const)('messages of the page on Web %s', (client) => {
  let tab: Tab;
  beforeAll(async () => {
    tab = await openTab(client);
  }, 120_000);
  afterAll(() => tab.close());

  it('shows a message, however far back, and says of a deleted one that it is not there', async () => {
    const { page } = tab;
    await openTelegramWeb(page, client);
    await openChat(page, { peer: LONG });
    await becomes(tab.chat, { kind: 'chat', peer: LONG });
    const bubble = (id: number) => page.locator(client === 'a' ? `#message-${id}` : `.chat.active [data-mid="${id}"]`);
    for (const id of [296, 60, 4, 250]) {
      expect(await tab.ask({ tez: 'page.show', peer: LONG, message: id })).toBe(true);
      await expectInView(page, bubble(id));
    }
    await bubble(252).evaluate((node) => node.remove());
    // As both clients draw an album: one message of its first id, which names the others.
    await bubble(250).evaluate((node) => {
      const inside = document.createElement('div');
      const k = node.matches('.bubble');
      inside.className = k ? 'grouped-item' : 'bottom-marker';
      inside.dataset[k ? 'mid' : 'lastMessageId'] = '252';
      node.append(inside);
    });
    expect(await tab.ask({ tez: 'page.show', peer: LONG, message: 252 })).toBe(true);
    await expectInView(page, bubble(250));
    expect(await tab.ask({ tez: 'page.show', peer: LONG, message: DELETED })).toBe(false);
    expect(await tab.ask({ tez: 'page.show', peer: ANNA, message: 4 })).toBe(false);
  });

  it('has one button beside the message under the mouse, which tells that message and opens the sidebar', async () => {
    const { page } = tab;
    await openTelegramWeb(page, client);
    await openChat(page, { peer: SUPERGROUP });
    await becomes(tab.chat, { kind: 'chat', peer: SUPERGROUP });
    await tab.ask({ tez: 'page.collapse', collapsed: true });
    const mid = client === 'a' ? 11 : 2 ** 32 + 11;
    const content = page.locator(
      client === 'a' ? `#message-${mid} .message-content` : `.chat.active [data-mid="${mid}"] .bubble-content`,
    );
    await content.hover();
    const { x, y } = await vi.waitFor(async () => {
      const at = await tab.takeUp();
      if (!at) throw new Error('no button beside the message');
      return at;
    }, waiting);
    await page.mouse.move(x, y);
    await page.mouse.click(x, y);
    const told = async () => (await tab.reports('page.message')).map(({ peer, message }) => ({ peer, message }));
    await becomes(told, [{ peer: SUPERGROUP, message: 11 }]);
    await becomes(async () => (await tab.reports('page.dock')).at(-1)?.collapsed, false);
    await content.hover();
    await page.mouse.move(5, 5);
    await becomes(tab.takeUp, null);
  });

  it('has the button of an own message where there is room for it: before the bubble, over nothing else', async () => {
    const { page } = tab;
    await openTelegramWeb(page, client);
    await openChat(page, { peer: LONG });
    await becomes(tab.chat, { kind: 'chat', peer: LONG });
    const own = page.locator(client === 'a' ? '.Message.own .message-content' : '.chat.active .is-out .bubble-content');
    await own.last().hover();
    await vi.waitFor(async () => {
      const [at, bubble] = [await tab.takeUp(), await own.last().boundingBox()];
      if (!at || !bubble) throw new Error('no button beside the message');
      expect(at.x).toBeLessThan(bubble.x);
      expect(at.x).toBeGreaterThan(bubble.x - 40);
    }, waiting);
  });
});
