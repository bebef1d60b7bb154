import { TELEGRAM_PAGES } from './browser-tabs';

/**
 * Puts the content script into Telegram tabs that were open before Tez was installed or updated. The new instance
 * takes the place of an old one (entrypoints/telegram.content), so no reload is needed and no draft is lost.
 */
export async function injectIntoOpenTabs(): Promise<void> {
  const files = chrome.runtime.getManifest().content_scripts?.flatMap((script) => script.js ?? []) ?? [];
  const tabs = await chrome.tabs.query({ url: TELEGRAM_PAGES });
  for (const { id } of tabs) {
    if (id === undefined) continue;
    try {
      await chrome.scripting.executeScript({ target: { tabId: id }, files });
    } catch {
      // A tab that is discarded or shows an error page gets the script when it loads.
    }
  }
}
