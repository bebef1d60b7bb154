import browser from 'webextension-polyfill';
import type { BrowserTabs, TabState } from '@/lib/chats/service/tabs';

export const TELEGRAM_PAGES = 'https://web.telegram.org/*';
const REMEMBERED = 'tabs';

/** The browser's tabs for lib/chats/service/tabs. */
export const browserTabs: BrowserTabs & { activeTab(window: number | undefined): Promise<number | null> } = {
  async telegramTabs() {
    const tabs = await browser.tabs.query({ url: TELEGRAM_PAGES });
    return tabs.flatMap((tab) => (tab.id === undefined ? [] : [tab.id]));
  },
  async focus(id) {
    const tab = await browser.tabs.update(id, { active: true });
    if (tab.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
  },
  async open(url) {
    await browser.tabs.create({ url });
  },
  async ask(tab, request) {
    try {
      return await browser.tabs.sendMessage(tab, request);
    } catch {
      // No content script listens there: the tab is no Telegram page, or still loading.
      return undefined;
    }
  },
  async remembered() {
    const { [REMEMBERED]: states } = await chrome.storage.session.get(REMEMBERED);
    return (states as TabState[] | undefined) ?? [];
  },
  async remember(states) {
    await chrome.storage.session.set({ [REMEMBERED]: states });
  },
  async activeTab(windowId) {
    const scope = windowId === undefined ? { lastFocusedWindow: true } : { windowId };
    const [tab] = await browser.tabs.query({ ...scope, active: true, url: TELEGRAM_PAGES });
    return tab?.id ?? null;
  },
};
