import { pages } from '@/components/background/pages';

const TELEGRAM = 'https://web.telegram.org/';

/** Shows the workspace: the tab it is open in, else a new one. */
export async function openWorkspace(): Promise<void> {
  await pages.openWorkspace();
  closePopup();
}

/** Shows Telegram Web: the tab it is open in, else a new one. */
export async function openTelegram(): Promise<void> {
  const [found] = await chrome.tabs.query({ url: `${TELEGRAM}*` });
  await (found?.id === undefined ? chrome.tabs.create({ url: `${TELEGRAM}a/` }) : showTab(found.id, found.windowId));
  closePopup();
}

/** Closes the popup where it is one; as a tab it stays. */
export function closePopup(): void {
  if (chrome.extension.getViews({ type: 'popup' }).includes(window)) window.close();
}

async function showTab(tab: number, window: number | undefined): Promise<void> {
  await chrome.tabs.update(tab, { active: true });
  if (window !== undefined && window >= 0) await chrome.windows.update(window, { focused: true });
}
