/** Changing the world: posting, editing, deleting. Every change is logged with its pts and announced. */
import type { MarkedId } from './ids';
import type { Media } from './media';
import { advanceRead } from './read';
import type { Account, Channel, Message, ServiceAction } from './types';
import { isOut, type Origin, type Place, type World } from './world';

export interface Post {
  /** Who writes; undefined for a channel's own post. */
  from?: number;
  /** The chat as the writer sees it. */
  chat: MarkedId;
  text: string;
  date?: number;
  topic?: number;
  /** The uid of the message that is answered; its id where it is in another chat (`replyIn`). */
  replyTo?: number;
  replyIn?: MarkedId;
  quote?: Message['quote'];
  entities?: Message['entities'];
  media?: Media;
  album?: number;
  action?: ServiceAction;
  forward?: Message['forward'];
  silent?: boolean;
  mentions?: number[];
  author?: string;
  viaBot?: number;
  isProtected?: boolean;
  ttl?: number;
  fromSchedule?: boolean;
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
  if (content.media?.kind === 'file') world.files.set(content.media.file.id, content.media.file);
  const add = (place: Place, inChat: MarkedId, out: boolean): Copy => {
    const box = place.channel ? place.channel.box : place.account.box;
    const known = replyTo === undefined ? undefined : box.byUid(replyTo)?.id;
    const answered = content.replyIn === undefined ? known : replyTo;
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
  change: { text: string; entities?: Message['entities']; media?: Media },
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
