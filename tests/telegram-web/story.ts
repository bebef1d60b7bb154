/** What a person does in Telegram Web, for tests that read as stories. Works on both stand-ins. */
import type { Page } from '@playwright/test';

export interface ChatRef {
  /** Telegram's marked id. */
  peer: number;
  topic?: number;
}

const isK = (page: Page) => new URL(page.url()).pathname.startsWith('/k/');
const CHANNEL = 1_000_000_000_000;
const toK = (marked: number) => (marked < -CHANNEL ? marked + CHANNEL : marked);

/** Opens Telegram Web in a page, at a chat where one is named. */
export async function openTelegramWeb(page: Page, client: 'a' | 'k', chat?: ChatRef): Promise<void> {
  const topic = chat?.topic === undefined ? '' : `${client === 'k' ? '?thread=' : '_'}${chat.topic}`;
  const id = chat && `${client === 'k' ? toK(chat.peer) : chat.peer}${topic}`;
  await page.goto(`https://web.telegram.org/${client}/${id ? `#${id}` : ''}`);
  await page.locator('#LeftColumn a, #chatlist-container a').first().waitFor();
}

/** Presses the chat's row in the list, scrolling it into view first; for a topic, its forum's row and then its own. */
export async function openChat(page: Page, { peer, topic }: ChatRef): Promise<void> {
  await pressRow(page, peer);
  if (topic !== undefined) {
    const thread = isK(page) ? topic + 2 ** 32 : topic;
    await page
      .locator(isK(page) ? `a.chatlist-chat[data-thread-id="${thread}"]` : `#LeftColumn a[href="#${peer}_${topic}"]`)
      .click();
  }
  await shows(page, { peer, topic });
}

/** Presses a forum's row: its topics come up in the list's place, the chat that is open stays. */
export async function openForum(page: Page, peer: number): Promise<void> {
  await pressRow(page, peer);
  await page.locator(isK(page) ? '.topics-slider' : '.ForumPanel').waitFor();
}

/** Waits until the page shows a chat and is done changing to it. */
async function shows(page: Page, { peer, topic }: ChatRef): Promise<void> {
  if (isK(page)) {
    const thread = topic === undefined ? ':not([data-thread-id])' : `[data-thread-id="${topic + 2 ** 32}"]`;
    const named = `[data-peer-id="${toK(peer)}"]`;
    await page.locator(`.chat.active .person-avatar${named}${thread}`).waitFor();
    await page.locator(`body.has-chat .chat.active .input-message-input${named}`).waitFor({ state: 'attached' });
    return;
  }
  const hash = topic === undefined ? `#${peer}` : `#${peer}_${topic}`;
  await page.waitForURL((url) => url.hash === hash);
  await page.locator('.MiddleHeader .Transition_slide-active').waitFor();
}

async function pressRow(page: Page, peer: number): Promise<void> {
  const css = isK(page) ? `#chatlist-container a[data-peer-id="${toK(peer)}"]` : `.chat-list a[href="#${peer}"]`;
  const scroller = page.locator(isK(page) ? '#chatlist-container' : '.chat-list');
  await scroller.evaluate((element) => element.scrollTo(0, 0));
  const row = page.locator(css);
  while ((await row.count()) === 0) {
    const moved = await scroller.evaluate(async (element) => {
      const before = element.scrollTop;
      element.scrollBy(0, element.clientHeight / 2);
      await new Promise(requestAnimationFrame);
      return element.scrollTop > before;
    });
    if (!moved) throw new Error(`The chat list has no row for ${peer}.`);
  }
  await row.dispatchEvent('mousedown', { button: 0 });
}

/** Closes the chat by the key that both clients take for it. */
export async function closeChat(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
}

/** Switches to the light or the dark theme by the menu, and waits for the last of its colours. */
export async function toggleTheme(page: Page, scheme: 'light' | 'dark'): Promise<void> {
  const dark = await page.evaluate(() => /night|theme-dark/.test(document.documentElement.className));
  if (dark === (scheme === 'dark')) return;
  await page.getByRole('button', { name: isK(page) ? 'Menu' : 'Open menu', exact: true }).click();
  await page.getByRole('button', { name: 'Night mode' }).click();
  const hex = scheme === 'dark' ? '#8774e1' : '#3390ec';
  const accent = isK(page) ? hex : scheme === 'dark' ? 'rgb(52.941% 45.49% 88.235%)' : 'rgb(20% 56.471% 92.549%)';
  await page.waitForFunction((colour) => document.documentElement.style.cssText.includes(colour), accent);
}

/** The composer of the open chat. */
export function composerOf(page: Page) {
  return page.locator(
    isK(page)
      ? '.chat.active .input-message-input:not(.input-field-input-fake)'
      : '.messages-layout .Transition_slide-active #editable-message-text',
  );
}

/** Types into the composer without sending. */
export async function typeInComposer(page: Page, text: string): Promise<void> {
  await composerOf(page).click();
  await page.keyboard.insertText(text);
}

/** Sends what the composer holds, and waits until it stands in the chat. */
export async function sendComposer(page: Page): Promise<void> {
  const text = (await composerOf(page).innerText()).trim();
  await page.keyboard.press('Enter');
  await page.locator('.Message.own, .chat.active .bubble.is-out').filter({ hasText: text }).last().waitFor();
}

/** Opens the column with the open chat's profile. */
export async function openRightColumn(page: Page): Promise<void> {
  await page.getByRole('button', { name: isK(page) ? 'Info' : 'Chat info', exact: true }).click();
  await page.locator('#RightColumn .ProfileInfo, #column-right .profile-content').waitFor();
}

/** Presses row after row, a frame apart, as fast as no person could. The rows must be in view. */
export async function switchFast(page: Page, peers: readonly number[]): Promise<void> {
  const rows = peers.map((peer) =>
    isK(page) ? `#chatlist-container a[data-peer-id="${toK(peer)}"]` : `.chat-list a[href="#${peer}"]`,
  );
  await page.evaluate(async (rows) => {
    for (const row of rows) {
      const found = document.querySelector(row);
      if (!found) throw new Error('A row is not in view.');
      found.dispatchEvent(new MouseEvent('mousedown', { button: 0, bubbles: true, cancelable: true }));
      await new Promise(requestAnimationFrame);
    }
  }, rows);
}
