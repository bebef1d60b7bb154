/** Changing the world: posting, editing, deleting, reading. Every change is logged with its pts and announced. */
import type { tl } from '@mtcute/tl';
import { kindOf, type MarkedId } from './ids';
import { lowerBound } from './message-box';
import type { Account, Channel, Media, Message, ServiceAction } from './types';
import { topicOf, unreadCount, unreadInTopic } from './views';
import { isOut, type Origin, type Place, type World } from './world';

export interface Post {
  /** Who writes; undefined for a channel's own post. */
  from?: number;
  /** The chat as the writer sees it. */
  chat: MarkedId;
  text: string;
  date?: number;
  topic?: number;
  /** The uid of the message that is answered. */
  replyTo?: number;
  entities?: Message['entities'];
  media?: Media;
  action?: ServiceAction;
  forward?: Message['forward'];
  silent?: boolean;
  mentions?: number[];
}

/** One message in the box of an account or of a channel. */
export interface Copy {
  place: Place;
  message: Message;
}

/** Puts a message wherever it belongs, without telling anybody: one copy per account, or one in a channel. */
export function insert(world: World, post: Post): Copy[] {
  const { chat, replyTo, ...content } = post;
  const uid = world.nextUid();
  if (content.media) world.media.set(content.media.id, content.media);
  const add = (place: Place, inChat: MarkedId, out: boolean): Copy => {
    const box = place.channel ? place.channel.box : place.account.box;
    const answered = replyTo === undefined ? undefined : box.byUid(replyTo)?.id;
    const date = content.date ?? world.seconds();
    const message = box.add({ ...content, uid, chat: inChat, out, date, ...(answered ? { replyTo: answered } : {}) });
    return { place, message };
  };
  const channel = world.channels.get(chat);
  if (channel) {
    for (const account of world.accountsIn(channel)) world.dialog(account, chat);
    return [add({ channel }, chat, false)];
  }
  const group = world.groups.get(chat);
  const readers = group
    ? world.accountsIn(group).map((account) => ({ account, inChat: chat }))
    : privateReaders(world, post.from ?? chat, chat);
  return readers.map(({ account, inChat }) => {
    world.dialog(account, inChat);
    return add({ account }, inChat, post.from === account.person.id);
  });
}

function privateReaders(world: World, from: number, to: number): { account: Account; inChat: MarkedId }[] {
  const readers: { account: Account; inChat: MarkedId }[] = [];
  const writer = world.accounts.get(from);
  const reader = world.accounts.get(to);
  if (writer) readers.push({ account: writer, inChat: to });
  if (reader && reader !== writer) readers.push({ account: reader, inChat: from });
  return readers;
}

/** Posts a message: inserts, logs and announces it. The writer has then read the chat up to it. */
export function post(world: World, message: Post, origin?: Origin): Copy[] {
  const copies = insert(world, message);
  for (const copy of copies) {
    const box = copy.place.channel ? copy.place.channel.box : copy.place.account.box;
    const change = box.note({ kind: 'new', id: copy.message.id });
    const writer = copy.place.account ?? (message.from === undefined ? undefined : world.accounts.get(message.from));
    if (writer && isOut(writer, copy.message)) advanceRead(world, writer, copy.message);
    world.announce({ kind: 'message', place: copy.place, message: copy.message, change }, origin);
  }
  return copies;
}

/** Whoever writes has read what came before; clients expect no update for that. */
function advanceRead(world: World, account: Account, { chat, id, topic }: Message): void {
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

/** Every copy of a message, found from one of them. */
export function copiesOf(world: World, place: Place, message: Message): Copy[] {
  if (place.channel) return [{ place, message }];
  return [...world.accounts.values()].flatMap((account) => {
    const copy = account.box.byUid(message.uid);
    return copy ? [{ place: { account }, message: copy }] : [];
  });
}

export function edit(
  world: World,
  place: Place,
  message: Message,
  change: { text: string; entities?: Message['entities'] },
  origin?: Origin,
): void {
  for (const copy of copiesOf(world, place, message)) {
    Object.assign(copy.message, change, { editDate: world.seconds() });
    const box = copy.place.channel ? copy.place.channel.box : copy.place.account.box;
    const logged = box.note({ kind: 'edit', id: copy.message.id });
    world.announce({ kind: 'edit', place: copy.place, message: copy.message, change: logged }, origin);
  }
}

/** Deletes messages of one chat, in every box when `forAll`. */
export function remove(world: World, place: Place, messages: Message[], forAll: boolean, origin?: Origin): void {
  const gone = messages.flatMap((message) => (forAll ? copiesOf(world, place, message) : [{ place, message }]));
  const byBox = new Map<Account | Channel, Copy[]>();
  for (const copy of gone) {
    const owner = copy.place.channel ?? copy.place.account;
    byBox.set(owner, [...(byBox.get(owner) ?? []), copy]);
  }
  for (const [owner, copies] of byBox) {
    const [first] = copies;
    if (!first) continue;
    const ids = copies.map(({ message }) => message.id);
    for (const id of ids) owner.box.remove(id);
    const change = owner.box.note({ kind: 'delete', ids }, ids.length);
    world.announce({ kind: 'delete', place: first.place, chat: first.message.chat, ids, change }, origin);
  }
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
  const change = channel ? undefined : account.box.note(readChange(account, chat, 'Inbox', target, unread));
  world.announce({ kind: 'readInbox', account, chat, topic, upTo: target, unread, change }, origin);
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
  const change =
    kindOf(chat) === 'channel' ? undefined : account.box.note(readChange(account, chat, 'Outbox', upTo, 0));
  world.announce({ kind: 'readOutbox', account, chat, topic, upTo, change });
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
