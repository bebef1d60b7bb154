import { type Handler, handle } from '@/lib/bus/router';
import * as contract from '@/lib/chats/contract';
import type { ChatRef } from '@/lib/chats/model';
import { TezError } from '@/lib/limits/model';
import type { ChangeLog } from '@/lib/store/changes';
import type { Records } from '@/lib/store/records';
import { type CardDeps, readCard } from './card';
import type { Profiles } from './profiles';
import type { BrowserTabs, Tabs } from './tabs';
import type { Tracking } from './track';
import { readWaiting } from './waiting';

export interface ChatDeps extends CardDeps {
  records: Records;
  profiles: Profiles;
  log: ChangeLog;
  tabs: Tabs;
  browser: Pick<BrowserTabs, 'ask'> & { activeTab(window: number | undefined): Promise<number | null> };
  planTracking: (chat: ChatRef) => Promise<Tracking>;
  /** A chat became tracked: its past must be looked at. */
  onTracked: (account: number) => void;
}

/** The commands of lib/chats/contract.ts. */
export function chatHandlers(deps: ChatDeps): Handler[] {
  return [
    handle(contract.chatCard, ({ chat }) => readCard(deps, chat)),
    handle(contract.addContact, async ({ chat }) => {
      const { edits } = await deps.planTracking(chat);
      if (edits.length === 0) throw new TezError('invalidInput');
      const undo = await deps.log.commit(edits);
      deps.onTracked(chat.account);
      return { undo };
    }),
    handle(contract.openChat, ({ chat }) => deps.tabs.openChat(chat)),
    handle(contract.showMessage, ({ chat, message }) => deps.tabs.showMessage(chat, message)),
    handle(contract.insertText, ({ chat, text, mode }) => deps.tabs.insertText(chat, text, mode)),
    handle(contract.startSidebar, async ({ window }, { tab, framed }) => {
      // A side panel's page, also where it is opened as a tab, stands in no Telegram tab of its own.
      const own = framed ? tab : await deps.browser.activeTab(window);
      if (own !== null) await deps.browser.ask(own, { tez: 'page.hello' });
      return { tab: own };
    }),
    handle(contract.collapseSidebar, async ({ collapsed }, { tab }) => {
      if (tab !== null) await deps.browser.ask(tab, { tez: 'page.collapse', collapsed });
    }),
    handle(contract.waitingChats, ({ limit }) => readWaiting(deps, limit)),
  ];
}
