/** Reading the world: unread counts, dialogs in order, pages of history. Nothing here changes anything. */
import { kindOf, type MarkedId } from './ids';
import { lowerBound } from './message-box';
import type { Account, Channel, Dialog, Message } from './types';
import { isOut, type World } from './world';

export interface HistoryQuery {
  /** Start below this message id; 0 is the newest. */
  offsetId?: number;
  /** Start below this date, Unix seconds. */
  offsetDate?: number;
  /** Shift of the start; negative reaches newer messages. */
  addOffset?: number;
  limit: number;
  maxId?: number;
  minId?: number;
}

/** How many of the ids belong to messages that are older than the query's start. */
function countBelow(ids: readonly number[], dateOf: (id: number) => number, query: HistoryQuery): number {
  const { offsetId = 0, offsetDate = 0 } = query;
  if (offsetId > 0) return lowerBound(ids, offsetId);
  if (offsetDate <= 0) return ids.length;
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dateOf(ids[middle] ?? 0) < offsetDate) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The ids of a page, newest first, out of ascending ids. https://core.telegram.org/api/offsets */
export function pageOf(ids: readonly number[], dateOf: (id: number) => number, query: HistoryQuery): number[] {
  const { addOffset = 0, limit, maxId = 0, minId = 0 } = query;
  const end = countBelow(ids, dateOf, query) - addOffset;
  const page = ids.slice(Math.max(0, end - Math.max(0, limit)), Math.max(0, end)).reverse();
  return page.filter((id) => (maxId === 0 || id < maxId) && id > minId);
}

/** A page of a chat's or topic's messages, or of those that fit, newest first; and how many there are in all. */
export function historyPage(
  world: World,
  account: Account,
  chat: MarkedId,
  query: HistoryQuery,
  { topic, fits }: { topic?: number; fits?: (message: Message) => boolean } = {},
): { messages: Message[]; total: number } {
  const box = world.box(account, chat);
  const all = box.idsOf(chat);
  const isWanted = (id: number): boolean => {
    const message = box.messages.get(id);
    return message !== undefined && (topic === undefined || topicOf(message) === topic) && (!fits || fits(message));
  };
  const ids = topic === undefined && !fits ? all : all.filter(isWanted);
  const page = pageOf(ids, (id) => box.messages.get(id)?.date ?? 0, query);
  return { messages: page.flatMap((id) => box.messages.get(id) ?? []), total: ids.length };
}

/** All messages of a chat, newest first. */
export function messagesOf(world: World, account: Account, chat: MarkedId, topic?: number): Message[] {
  const box = world.box(account, chat);
  const messages: Message[] = [];
  const ids = box.idsOf(chat);
  for (let i = ids.length - 1; i >= 0; i--) {
    const message = box.messages.get(ids[i] ?? 0);
    if (message && (topic === undefined || topicOf(message) === topic)) messages.push(message);
  }
  return messages;
}

/** The topic a message of a forum belongs to; 1 is "General". */
export function topicOf(message: Message): number {
  return message.action?.kind === 'createTopic' ? message.id : (message.topic ?? 1);
}

export function unreadCount(world: World, account: Account, chat: MarkedId): number {
  const dialog = account.dialogs.get(chat);
  const channel = world.channels.get(chat);
  if (channel?.isForum) {
    return [...channel.topics.keys()].reduce((sum, topic) => sum + unreadInTopic(world, account, channel, topic), 0);
  }
  return countUnread(world, account, chat, dialog?.readInbox ?? 0);
}

export function unreadInTopic(world: World, account: Account, channel: Channel, topic: number): number {
  const read = account.dialogs.get(channel.id)?.topics.get(topic)?.readInbox ?? 0;
  return countUnread(world, account, channel.id, read, topic);
}

function countUnread(world: World, account: Account, chat: MarkedId, readUpTo: number, topic?: number): number {
  if (chat === account.person.id) return 0;
  const box = world.box(account, chat);
  const ids = box.idsOf(chat);
  let unread = 0;
  for (let i = lowerBound(ids, readUpTo + 1); i < ids.length; i++) {
    const message = box.messages.get(ids[i] ?? 0);
    if (!message || isOut(account, message)) continue;
    if (topic === undefined || topicOf(message) === topic) unread++;
  }
  return unread;
}

/** The dialogs of an account that have something to show: pinned first, then by their last message. */
export function dialogsOf(world: World, account: Account): { dialog: Dialog; top: Message | undefined }[] {
  const listed: { dialog: Dialog; top: Message | undefined }[] = [];
  for (const dialog of account.dialogs.values()) {
    if (kindOf(dialog.chat) !== 'user' && !world.canSee(account, dialog.chat)) continue;
    const top = world.box(account, dialog.chat).last(dialog.chat);
    if (top || dialog.pinned !== undefined || dialog.draft) listed.push({ dialog, top });
  }
  return listed.sort((a, b) => (a.dialog.pinned ?? Infinity) - (b.dialog.pinned ?? Infinity) || byDate(b.top, a.top));
}

function byDate(a: Message | undefined, b: Message | undefined): number {
  return (a?.date ?? 0) - (b?.date ?? 0) || (a?.id ?? 0) - (b?.id ?? 0);
}

/** The date that orders a dialog. */
export function dialogDate(dialog: Dialog, top: Message | undefined): number {
  return Math.max(top?.date ?? 0, dialog.draft?.date ?? 0);
}

/** Groups and channels that both are in. */
export function commonChats(world: World, account: Account, person: number): MarkedId[] {
  return [...world.groups.values(), ...world.channels.values()]
    .filter(({ members }) => members.has(account.person.id) && members.has(person))
    .map(({ id }) => id);
}
