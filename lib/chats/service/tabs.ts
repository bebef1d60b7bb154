import { type ChatRef, chatKey } from '@/lib/chats/model';
import { formatHashA, formatHashK } from '@/lib/chats/web-address';
import type { InsertMode, PageReport, PageRequest, WebClient } from '@/lib/page/contract';

/** What a Telegram tab showed when it last reported. Kept in `storage.session`: it outlives the worker. */
export interface TabState {
  tab: number;
  client: WebClient;
  account: number | null;
  chat: ChatRef | null;
  visible: boolean;
}

/** The browser's tabs, as far as they are needed. */
export interface BrowserTabs {
  /** Ids of the open Telegram Web tabs. */
  telegramTabs(): Promise<number[]>;
  focus(tab: number): Promise<void>;
  open(url: string): Promise<void>;
  /** Asks the content script of a tab; undefined where none listens. */
  ask(tab: number, request: PageRequest): Promise<unknown>;
  remembered(): Promise<TabState[]>;
  remember(states: TabState[]): Promise<void>;
}

export interface Tabs {
  /** A report of a content script. */
  heard(tab: number, report: PageReport): Promise<void>;
  /** States of the tabs that are still open. */
  states(): Promise<TabState[]>;
  /** Focuses a Telegram tab of that account and opens the chat there; opens a new tab where there is none. */
  openChat(chat: ChatRef): Promise<void>;
  /** Puts text into the message field of a tab that shows the chat; never sends it. Resolves to whether it is there. */
  insertText(chat: ChatRef, text: string, mode: InsertMode): Promise<boolean>;
}

export function createTabs(browser: BrowserTabs): Tabs {
  // Reports of one tab come in order; reading and writing the list must not interleave.
  let queue: Promise<unknown> = Promise.resolve();

  async function states(): Promise<TabState[]> {
    const open = new Set(await browser.telegramTabs());
    return (await browser.remembered()).filter((state) => open.has(state.tab));
  }

  return {
    states,

    heard(tab, report) {
      if (report.tez !== 'page.chat') return Promise.resolve();
      const { client, account, visible } = report;
      const chat = chatOf(report);
      const done = queue.then(async () => {
        const others = (await states()).filter((state) => state.tab !== tab);
        await browser.remember([...others, { tab, client, account, chat, visible }]);
      });
      queue = done.catch(() => undefined);
      return done;
    },

    async openChat(chat) {
      const known = await states();
      const best = known.find((state) => state.account === chat.account) ?? null;
      if (best) {
        await browser.focus(best.tab);
        const { peer, topic } = chat;
        if (await browser.ask(best.tab, { tez: 'page.goTo', peer, ...(topic === undefined ? {} : { topic }) })) return;
      }
      const client = best?.client ?? known.at(-1)?.client ?? 'a';
      await browser.open(chatAddress(client, chat));
    },

    async insertText(chat, text, mode) {
      const showing = (await states()).filter((state) => state.chat && chatKey(state.chat) === chatKey(chat));
      const best = showing.find((state) => state.visible) ?? showing[0];
      return best !== undefined && (await browser.ask(best.tab, { tez: 'page.insertText', text, mode })) === true;
    },
  };
}

function chatOf({ account, chat }: Extract<PageReport, { tez: 'page.chat' }>): ChatRef | null {
  if (account === null || chat.kind !== 'chat') return null;
  return chat.topic === undefined ? { account, peer: chat.peer } : { account, peer: chat.peer, topic: chat.topic };
}

/** Where a fresh tab shows a chat. */
function chatAddress(client: WebClient, { peer, topic }: ChatRef): string {
  const hash = client === 'a' ? formatHashA(peer, topic) : formatHashK(peer, topic);
  return `https://web.telegram.org/${client}/#${hash}`;
}
