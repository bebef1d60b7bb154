/** Other pages of ours, opened beside Telegram. */
export interface Pages {
  openWorkspace(): Promise<void>;
  /** Sign-in and unlocking happen in the popup's page as a tab: a web page could imitate a field in its own frame. */
  openPopup(part?: 'settings'): Promise<void>;
  /** The browser's side panel; null where there is none. */
  openPanel: ((tab: number) => Promise<void>) | null;
}

export const pages: Pages = {
  openWorkspace: () => focusOrOpen('workspace.html'),
  openPopup: (part) => focusOrOpen(part ? `popup.html#${part}` : 'popup.html'),
  openPanel: chrome.sidePanel ? (tab) => chrome.sidePanel.open({ tabId: tab }) : null,
};

/** Turns to the tab that shows the page already, else opens one beside the present tab. */
async function focusOrOpen(path: string): Promise<void> {
  const url = chrome.runtime.getURL(path);
  const open = await tabShowing(url.split('#')[0] ?? url);
  if (!open) {
    await chrome.tabs.create({ url });
    return;
  }
  await chrome.tabs.update(open.tabId, path.includes('#') ? { active: true, url } : { active: true });
  await chrome.windows.update(open.windowId, { focused: true });
}

/** Found by its context, not by its address: that needs no permission to read the addresses of tabs. */
async function tabShowing(page: string): Promise<{ tabId: number; windowId: number } | null> {
  const contexts = await chrome.runtime.getContexts({ contextTypes: ['TAB' as chrome.runtime.ContextType] });
  const found = contexts.find(({ documentUrl }) => documentUrl?.split(/[?#]/)[0] === page);
  return found ? { tabId: found.tabId, windowId: found.windowId } : null;
}
