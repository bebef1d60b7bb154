import { browserTabs, TELEGRAM_PAGES } from './browser-tabs';

/**
 * Right after an update a page may still be taking leave of the old Tez, and what is put into it then is lost with that:
 * each tab is asked whether it listens, and given the script again until it does.
 */
const TRIES = 5;
const ASKS = 10;
const ASK_AGAIN_MS = 100;

/**
 * Puts the content script into Telegram tabs that were open before Tez was installed or updated. The new instance
 * takes the place of an old one (entrypoints/telegram.content), so no reload is needed and no draft is lost.
 */
export async function injectIntoOpenTabs(): Promise<void> {
  const files = chrome.runtime.getManifest().content_scripts?.flatMap((script) => script.js ?? []) ?? [];
  const tabs = await chrome.tabs.query({ url: TELEGRAM_PAGES });
  await Promise.all(tabs.map(({ id }) => (id === undefined ? undefined : injectInto(id, files))));
}

async function injectInto(tab: number, files: string[]): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    try {
      await chrome.scripting.executeScript({ target: { tabId: tab }, files });
    } catch {
      // A tab that is discarded or shows an error page gets the script when it loads.
    }
    if (await listens(tab)) return;
  }
}

async function listens(tab: number): Promise<boolean> {
  for (let asks = 0; asks < ASKS; asks += 1) {
    if ((await browserTabs.ask(tab, { tez: 'page.hello' })) === true) return true;
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
  return false;
}
