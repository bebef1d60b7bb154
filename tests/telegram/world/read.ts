/** Who has read what. Every change is logged with its pts and announced. */
import type { tl } from '@mtcute/tl';
import { kindOf, type MarkedId } from './ids';
import { lowerBound } from './message-box';
import type { Account, Message } from './types';
import { topicOf, unreadCount, unreadInTopic } from './views';
import { isOut, type Origin, type World } from './world';

/** Whoever writes has read what came before; clients expect no update for that. */
export function advanceRead(world: World, account: Account, { chat, id, topic }: Message): void {
  const dialog = world.dialog(account, chat);
  dialog.readInbox = Math.max(dialog.readInbox, id);
  if (topic !== undefined) topicState(account, world, chat, topic).readInbox = id;
}

function topicState(
  account: Account,
  world: World,
  chat: MarkedId,
  topic: number,
): { readInbox: number; readOutbox: number } {
  const { topics } = world.dialog(account, chat);
  const state = topics.get(topic) ?? { readInbox: 0, readOutbox: 0 };
  topics.set(topic, state);
  return state;
}

/** The account has read a chat, or a topic, up to a message. Tells the writers that are accounts too. */
export function readInbox(
  world: World,
  account: Account,
  chat: MarkedId,
  { upTo, topic }: { upTo?: number; topic?: number },
  origin?: Origin,
): void {
  const ids = world.box(account, chat).idsOf(chat);
  const newest = ids.at(-1) ?? 0;
  const target = Math.min(upTo && upTo > 0 ? upTo : newest, newest);
  const dialog = world.dialog(account, chat);
  const channel = world.channels.get(chat);
  const state = topic === undefined ? dialog : topicState(account, world, chat, topic);
  if (target <= state.readInbox) return;
  const before = state.readInbox;
  state.readInbox = target;
  dialog.unreadMark = false;
  if (channel?.isForum && topic === undefined) {
    for (const id of channel.topics.keys()) topicState(account, world, chat, id).readInbox = target;
  }
  const unread =
    channel && topic !== undefined ? unreadInTopic(world, account, channel, topic) : unreadCount(world, account, chat);
  const event = { kind: 'readInbox', account, chat, topic, upTo: target, unread } as const;
  if (channel) world.announceNumbered({ ...event }, origin);
  else {
    const change = account.box.note(readChange(account, chat, 'Inbox', target, unread));
    world.announce({ ...event, change }, origin);
  }
  tellWriters(world, account, chat, before, target, topic);
}

function tellWriters(world: World, reader: Account, chat: MarkedId, after: number, upTo: number, topic?: number): void {
  const box = world.box(reader, chat);
  const ids = box.idsOf(chat);
  for (const other of world.accounts.values()) {
    if (other === reader) continue;
    let last: Message | undefined;
    for (let i = lowerBound(ids, after + 1); i < ids.length && (ids[i] ?? 0) <= upTo; i++) {
      const message = box.messages.get(ids[i] ?? 0);
      if (message?.from !== other.person.id || (topic !== undefined && topicOf(message) !== topic)) continue;
      last = message;
    }
    const copy = last && (world.channels.has(chat) ? last : other.box.byUid(last.uid));
    if (copy) readOutbox(world, other, copy.chat, copy.id, topic);
  }
}

/** The others have read what the account wrote, up to a message. */
export function readOutbox(world: World, account: Account, chat: MarkedId, upTo: number, topic?: number): void {
  const state = topic === undefined ? world.dialog(account, chat) : topicState(account, world, chat, topic);
  if (upTo <= state.readOutbox) return;
  state.readOutbox = upTo;
  const event = { kind: 'readOutbox', account, chat, topic, upTo } as const;
  if (kindOf(chat) === 'channel') world.announceNumbered({ ...event });
  else world.announce({ ...event, change: account.box.note(readChange(account, chat, 'Outbox', upTo, 0)) });
}

function readChange(
  account: Account,
  chat: MarkedId,
  side: 'Inbox' | 'Outbox',
  maxId: number,
  stillUnreadCount: number,
): { kind: 'other'; update: tl.TypeUpdate } {
  const peer =
    kindOf(chat) === 'user' ? { _: 'peerUser' as const, userId: chat } : { _: 'peerChat' as const, chatId: -chat };
  // The log is read later, so the state after this change is written here; `note` raises it by one.
  const state = { pts: account.box.pts + 1, ptsCount: 1 };
  return {
    kind: 'other',
    update:
      side === 'Inbox'
        ? { _: 'updateReadHistoryInbox', peer, maxId, stillUnreadCount, ...state }
        : { _: 'updateReadHistoryOutbox', peer, maxId, ...state },
  };
}

/** The newest message of a chat that the account wrote and the others have not read. */
export function lastOwn(world: World, account: Account, chat: MarkedId): Message | undefined {
  const box = world.box(account, chat);
  const ids = box.idsOf(chat);
  for (let i = ids.length - 1; i >= 0; i--) {
    const message = box.messages.get(ids[i] ?? 0);
    if (message && isOut(account, message)) return message;
  }
  return undefined;
}
