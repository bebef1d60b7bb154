import { type ChatRef, chatKey, type PersonName } from '@/lib/chats/model';
import { formatHashA, formatHashK, formatNameHash } from '@/lib/chats/web-address';
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
  /**
   * Focuses a Telegram tab of that account and opens the chat there; opens a new tab where there is none. `name` finds a
   * person with whom there is no chat yet.
   */
  openChat(chat: ChatRef, name?: PersonName): Promise<void>;
  /** {@link openChat}, and brings a message into view there. Resolves to whether the page shows it. */
  showMessage(chat: ChatRef, message: number): Promise<boolean>;
  /** Puts text into the message field of a tab that shows the chat; never sends it. Resolves to whether it is there. */
  insertText(chat: ChatRef, text: string, mode: InsertMode): Promise<boolean>;
}

/** A page that is loading, and then looks for an old message, may take this long; whoever asked waits no longer. */
const SHOWN_WITHIN_MS = 14_000;

/** @param later runs `work` in `ms`; the answer cancels it */
export function createTabs(browser: BrowserTabs, later: (work: () => void, ms: number) => () => void): Tabs {
  /** The message that a tab is to show as soon as it shows the chat. */
  let wanted: { chat: ChatRef; message: number; end: (shown: boolean) => void } | null = null;

  // Reports of one tab come in order; reading and writing the list must not interleave.
  let queue: Promise<unknown> = Promise.resolve();

  async function states(): Promise<TabState[]> {
    const open = new Set(await browser.telegramTabs());
    return (await browser.remembered()).filter((state) => open.has(state.tab));
  }

  async function openChat(chat: ChatRef, name?: PersonName): Promise<void> {
    const known = await states();
    const best = known.find((state) => state.account === chat.account) ?? null;
    if (best) {
      await browser.focus(best.tab);
      if (await browser.ask(best.tab, { tez: 'page.goTo', ...placeOf(chat), ...(name ? { name } : {}) })) return;
    }
    const client = best?.client ?? known.at(-1)?.client ?? 'a';
    await browser.open(chatAddress(client, chat, name));
  }

  async function tabShowing(chat: ChatRef): Promise<number | undefined> {
    const showing = (await states()).filter((state) => state.chat && chatKey(state.chat) === chatKey(chat));
    return (showing.find((state) => state.visible) ?? showing[0])?.tab;
  }

  /** Once a tab shows the chat its page is asked, and only then: until that it may still be loading. */
  async function showWanted(): Promise<void> {
    const now = wanted;
    const tab = now && (await tabShowing(now.chat));
    if (!now || tab === null || tab === undefined || now !== wanted) return;
    wanted = null;
    const { chat, message } = now;
    now.end((await browser.ask(tab, { tez: 'page.show', ...placeOf(chat), message })) === true);
  }

  return {
    states,
    openChat,

    heard(tab, report) {
      if (report.tez !== 'page.chat') return Promise.resolve();
      const { client, account, visible } = report;
      const chat = chatOf(report);
      const done = queue.then(async () => {
        const others = (await states()).filter((state) => state.tab !== tab);
        await browser.remember([...others, { tab, client, account, chat, visible }]);
      });
      queue = done.catch(() => undefined);
      void done.then(showWanted).catch(() => undefined);
      return done;
    },

    async showMessage(chat, message) {
      const shown = new Promise<boolean>((resolve) => {
        wanted?.end(false);
        const cancel = later(() => resolve(false), SHOWN_WITHIN_MS);
        const end = (there: boolean) => {
          cancel();
          resolve(there);
        };
        wanted = { chat, message, end };
      });
      await openChat(chat);
      await showWanted();
      return shown;
    },

    async insertText(chat, text, mode) {
      const tab = await tabShowing(chat);
      return tab !== undefined && (await browser.ask(tab, { tez: 'page.insertText', text, mode })) === true;
    },
  };
}

function chatOf({ account, chat }: Extract<PageReport, { tez: 'page.chat' }>): ChatRef | null {
  if (account === null || chat.kind !== 'chat') return null;
  return chat.topic === undefined ? { account, peer: chat.peer } : { account, peer: chat.peer, topic: chat.topic };
}

function placeOf({ peer, topic }: ChatRef): { peer: number; topic?: number } {
  return topic === undefined ? { peer } : { peer, topic };
}

/** Where a fresh tab shows a chat. */
function chatAddress(client: WebClient, { peer, topic }: ChatRef, name: PersonName | undefined): string {
  const hash = client === 'a' ? formatHashA(peer, topic) : formatHashK(peer, topic);
  return `https://web.telegram.org/${client}/#${name ? formatNameHash(client, name, peer) : hash}`;
}
