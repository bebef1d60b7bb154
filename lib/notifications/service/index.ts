import { type Handler, handle } from '@/lib/bus/router';
import type { ChatRef } from '@/lib/chats/model';
import type { Message } from '@/lib/messages/model';
import { toldLedger } from '@/lib/notifications/contract';
import { shortText, shouldTell } from '@/lib/notifications/model';
import type { Settings } from '@/lib/settings/model';
import type { ToldRow } from '@/lib/store/database';
import type { Records } from '@/lib/store/records';

/** The part of `chrome.notifications` that is used. */
export interface Notifier {
  show(id: string, content: { title: string; text: string; at: number }): Promise<void>;
  clear(id: string): Promise<void>;
  /** Ids of the notifications on screen. */
  shown(): Promise<string[]>;
}

export interface NotificationDeps {
  records: Records;
  notifier: Notifier;
  settings: () => Promise<Settings>;
  /** What the Telegram tabs show now. */
  tabs: () => Promise<{ chat: ChatRef | null; visible: boolean }[]>;
  /** The chat's title, and its sender's name in a group. */
  titleOf: (chat: ChatRef, from: number | undefined) => Promise<string>;
  openChat: (chat: ChatRef) => Promise<void>;
  /** A message that is kept, or was heard lately. */
  messageOf: (chat: ChatRef, id: number) => Promise<Message | undefined>;
  /** What stands for a message without text ("Photo"). */
  wordsFor: (kind: Message['kind']) => string;
  now: () => number;
}

export interface Notifications {
  /** Tells everything that is due, takes back what was dropped. Runs one at a time; safe to call at any moment. */
  settle(): Promise<void>;
  clicked(id: string): Promise<void>;
  /** Takes everything off the screen: a locked Tez shows no customer's words. What was told stays told. */
  clear(): Promise<void>;
  handlers: Handler[];
}

/** Ledger lines older than this are of no use: Telegram does not send such messages as new any more. */
const LEDGER_MS = 30 * 24 * 3_600_000;

export function createNotifications(deps: NotificationDeps): Notifications {
  const { records, notifier, now } = deps;
  const { told } = records.db;
  let running: Promise<void> | null = null;
  let again = false;
  let clearing = false;

  async function settleOnce(): Promise<void> {
    const shown = new Set(await notifier.shown());
    for (const id of shown) {
      const row = await told.get(id);
      if (row?.state === 'dropped') await notifier.clear(id);
    }
    const due = await told.where('state').equals('due').toArray();
    for (const row of due.sort((a, b) => a.at - b.at)) {
      if (clearing) return;
      await tell(row, shown);
    }
    await told
      .where('state')
      .anyOf('told', 'dropped')
      .filter((row) => row.at < now() - LEDGER_MS)
      .delete();
  }

  /**
   * A crash between showing and noting must not show it twice: what is on screen already is only noted. The id is the
   * message's, so even showing again would replace, not add.
   */
  async function tell(row: ToldRow, shown: ReadonlySet<string>): Promise<void> {
    if (shown.has(row.id)) return note(row.id, 'told');
    const [account, peer, id] = row.id.split(':').map(Number);
    if (account === undefined || peer === undefined || id === undefined) return note(row.id, 'dropped');
    const message = await deps.messageOf({ account, peer }, id);
    const chat: ChatRef = message?.topic === undefined ? { account, peer } : { account, peer, topic: message.topic };
    if (!shouldTell(await situation(chat))) return note(row.id, 'dropped');
    const title = await deps.titleOf(chat, message?.from);
    // A deleted message is dropped with its line; one that is due and not here was not to be kept.
    const text = shortText(message?.text ?? '') || deps.wordsFor(message?.kind ?? 'other');
    await notifier.show(row.id, { title, text, at: row.at });
    await note(row.id, 'told');
  }

  /** Only a line that is still due changes: what was read meanwhile stays dropped. */
  async function note(id: string, state: ToldRow['state']): Promise<void> {
    const changed = await told
      .where('id')
      .equals(id)
      .and((row) => row.state === 'due')
      .modify({ state });
    if (changed === 0 && (await told.get(id))?.state === 'dropped') await notifier.clear(id);
  }

  async function situation(chat: ChatRef) {
    const tabs = await deps.tabs();
    const chatOpen = tabs.some(
      (tab) =>
        tab.visible &&
        tab.chat?.account === chat.account &&
        tab.chat.peer === chat.peer &&
        (tab.chat.topic === undefined || tab.chat.topic === chat.topic),
    );
    const { notifications } = await deps.settings();
    return { settings: notifications, chatOpen, telegramTabOpen: tabs.length > 0, now: now() };
  }

  async function settle(): Promise<void> {
    if (running) {
      again = true;
      return running;
    }
    running = (async () => {
      do {
        again = false;
        await settleOnce();
      } while (again);
    })().finally(() => {
      running = null;
    });
    return running;
  }

  async function takeOff(): Promise<void> {
    for (const id of await notifier.shown()) await notifier.clear(id);
  }

  return {
    settle,
    async clear() {
      clearing = true;
      try {
        await takeOff();
        // One that was being told had its words already, and comes up after the others have gone.
        await running?.catch(() => undefined);
        await takeOff();
      } finally {
        clearing = false;
      }
    },
    async clicked(id) {
      const [account, peer, message] = id.split(':').map(Number);
      if (account === undefined || peer === undefined || message === undefined) return;
      const topic = (await deps.messageOf({ account, peer }, message))?.topic;
      await notifier.clear(id);
      await deps.openChat(topic === undefined ? { account, peer } : { account, peer, topic });
    },
    handlers: [
      handle(toldLedger, async () => {
        const rows = await told.toArray();
        return rows.map(({ id, state, at }) => ({ id, state, at }));
      }),
    ],
  };
}
