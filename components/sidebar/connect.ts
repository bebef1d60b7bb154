import type { Ask } from '@/components/background/ask';
import { later } from '@/components/background/later';
import { onChanged } from '@/lib/bus/client';
import { SidebarModel } from './model';

/** A model that hears this browser: the content scripts' reports, the background's announcements, the tabs' changes. */
export function connectSidebar(ask: Ask, panelWindow: number | null, signal: AbortSignal): SidebarModel {
  const model = new SidebarModel({ ask, ownId: chrome.runtime.id, panelWindow, later, now: Date.now }, signal);

  const heard = (message: unknown, sender: chrome.runtime.MessageSender): undefined => {
    model.hear(message, sender);
  };
  chrome.runtime.onMessage.addListener(heard);
  signal.addEventListener('abort', () => chrome.runtime.onMessage.removeListener(heard), { once: true });
  onChanged((topics) => model.changed(topics), signal);

  const seen = () => model.cards.pause(document.visibilityState === 'hidden');
  document.addEventListener('visibilitychange', seen, { signal });
  if (panelWindow !== null) followTabs(model, panelWindow, signal);
  model.start();
  return model;
}

/** A side panel stays while its window turns to other tabs: it follows the active one. */
function followTabs(model: SidebarModel, panelWindow: number, signal: AbortSignal): void {
  const activated = ({ tabId, windowId }: chrome.tabs.OnActivatedInfo) => {
    if (windowId !== panelWindow) return;
    // What that tab reported before is shown at once; the background then says whether it is a Telegram tab.
    model.link.follow(tabId);
    void model.findTab();
  };
  const updated = (tabId: number, { status }: { status?: string }) => {
    if (tabId !== model.link.tab || status !== 'loading') return;
    model.link.forget(tabId);
    void model.findTab();
  };
  chrome.tabs.onActivated.addListener(activated);
  chrome.tabs.onUpdated.addListener(updated);
  signal.addEventListener(
    'abort',
    () => {
      chrome.tabs.onActivated.removeListener(activated);
      chrome.tabs.onUpdated.removeListener(updated);
    },
    { once: true },
  );
}
