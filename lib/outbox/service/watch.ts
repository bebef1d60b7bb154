import type { TelegramUpdate } from '@/lib/messages/model';
import { heardUnscheduled, isAnsweredBy, isDue, lookedForDue, takenBack } from '@/lib/outbox/due';
import { accepted, heardRead, heardSent, isSend, type OutboxItem } from '@/lib/outbox/model';
import type { TelegramPort } from '@/lib/telegram/port';
import { locateDue } from './perform';
import type { OutboxStore } from './store';
import type { Strangers } from './strangers';

export interface WatchDeps {
  store: OutboxStore;
  strangers: Strangers;
  port: (account: number) => Promise<TelegramPort>;
  now: () => number;
  announce: (topics: string[]) => void;
  later: (work: () => void, ms: number) => () => void;
}

/** Follows what became of what was sent, and takes back what they answered first. */
export interface Watch {
  /** What Telegram told, after it was stored. Nothing rests on hearing it: {@link Watch.check} finds out what was missed. */
  heard(account: number, updates: readonly TelegramUpdate[]): Promise<void>;
  /** Asks Telegram what may have happened unheard. */
  check(account: number): Promise<void>;
  stop(): void;
}

/** Chats whose read marks are asked for after a start. */
const MOST_CHATS = 20;
/** How much of a chat is looked through for an answer. */
const LOOK_BACK = 50;
const TRY_AGAIN = 5_000;
/** Telegram sends what is due within seconds; what is still in its list then is late, not gone. */
const OVERDUE = 60_000;

export function createWatch({ store, strangers, port, now, announce, later }: WatchDeps): Watch {
  const timers = new Map<number, () => void>();

  const ofAccount = (account: number) => store.all().filter(({ chat }) => chat.account === account);
  const scheduledOf = (account: number) => ofAccount(account).filter(({ state }) => state === 'scheduled');

  async function heard(account: number, updates: readonly TelegramUpdate[]): Promise<void> {
    let unsure = false;
    for (const update of updates) {
      for (const item of ofAccount(account)) await apply(item, update);
      if (update.is === 'message' && !update.message.out) {
        strangers.wrote(account, update.message.peer);
        unsure ||= scheduledOf(account).some((item) => isAnsweredBy(item, update.message));
      }
      // The list on Telegram's server may have been changed from another device.
      if (update.is === 'scheduled') announce([`outbox:${account}:${update.message.peer}`]);
      if (update.is === 'unscheduled') {
        announce([`outbox:${account}:${update.peer}`]);
        unsure ||= scheduledOf(account).some(({ messageIds }) => messageIds?.some((id) => update.ids.includes(id)));
      }
      unsure ||= update.is === 'gap' && scheduledOf(account).length > 0;
    }
    if (unsure) await check(account);
  }

  async function apply(item: OutboxItem, update: TelegramUpdate): Promise<void> {
    const { id } = item;
    if (update.is === 'sent' && item.randomIds.includes(update.randomId)) {
      await store.change(id, (it) => heardSent(it, update.randomId, update.id, now()));
    } else if (update.is === 'readOutbox') {
      await store.change(id, (it) => heardRead(it, update.peer, update.upTo));
    } else if (update.is === 'unscheduled') {
      await store.change(id, (it) => heardUnscheduled(it, update.peer, update.ids, update.sent, now()));
    }
  }

  async function check(account: number): Promise<void> {
    try {
      const telegram = await port(account);
      await checkScheduled(telegram, account);
      await checkRead(telegram, account);
    } catch {
      // Without a connection its return asks again; else so does this, while something must be watched.
      timers.get(account)?.();
      if (scheduledOf(account).length > 0)
        timers.set(
          account,
          later(() => void check(account), TRY_AGAIN),
        );
    }
  }

  async function checkScheduled(telegram: TelegramPort, account: number): Promise<void> {
    const items = scheduledOf(account).filter((it) => it.unlessAnswered || (it.scheduleAt ?? 0) < now() + OVERDUE);
    for (const peer of new Set(items.map(({ chat }) => chat.peer))) {
      const waiting = new Set((await telegram.scheduled(peer)).map(({ id }) => id));
      const here = items.filter(({ chat }) => chat.peer === peer);
      for (const item of here) {
        const ids = item.messageIds ?? [];
        const gone = ids.filter((id) => !waiting.has(id));
        if (gone.length > 0) await checkGone(telegram, item, gone);
        else if (item.unlessAnswered && (await isAnswered(telegram, item))) {
          await store.change(item.id, (it) => ({ ...it, takingBack: 'answered' }));
          await telegram.deleteScheduled(peer, ids);
          // Should Telegram have sent it at this very moment, its update says so, and that is what counts.
          await store.change(item.id, (it) => takenBack(it, now()));
        }
      }
    }
  }

  /** What is gone from the list was taken back, or, where its time had come, is looked for in the chat. */
  async function checkGone(telegram: TelegramPort, item: OutboxItem, gone: readonly number[]): Promise<void> {
    const { peer } = item.chat;
    if (!isDue(item, now()) || gone.length < (item.messageIds?.length ?? 0)) {
      await store.change(item.id, (it) => heardUnscheduled(it, peer, gone, undefined, now()));
      return;
    }
    const taken = new Set(store.all().flatMap((it) => (it.id === item.id ? [] : (it.messageIds ?? []))));
    const found = await locateDue(telegram, item, taken);
    // So long ago that nobody can tell: it had come due, and Telegram sends what has.
    if (found === undefined) await store.change(item.id, (it) => accepted(it, null, now(), false));
    else await store.change(item.id, (it) => lookedForDue(it, found, now()));
  }

  async function isAnswered(telegram: TelegramPort, item: OutboxItem): Promise<boolean> {
    const { peer, topic } = item.chat;
    const after = item.unlessAnswered?.after;
    const options = { limit: LOOK_BACK, ...(after ? { after } : {}), ...(topic === undefined ? {} : { topic }) };
    return (await telegram.history(peer, options)).some((message) => isAnsweredBy(item, message));
  }

  async function checkRead(telegram: TelegramPort, account: number): Promise<void> {
    const unread = ofAccount(account).filter((it) => it.state === 'sent' && isSend(it.act) && it.messageIds?.length);
    const peers = [...new Set(unread.reverse().map(({ chat }) => chat.peer))].slice(0, MOST_CHATS);
    for (const peer of peers) {
      const dialog = await telegram.dialog(peer);
      if (!dialog) continue;
      for (const { id, chat } of unread) {
        if (chat.peer === peer) await store.change(id, (it) => heardRead(it, peer, dialog.readOutbox));
      }
    }
  }

  return {
    heard,
    check,
    stop() {
      for (const cancel of timers.values()) cancel();
      timers.clear();
    },
  };
}
