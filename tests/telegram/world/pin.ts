/** Pinned messages of a chat. https://core.telegram.org/api/pin */
import type { tl } from '@mtcute/tl';
import { type Copy, copiesOf, post } from './change';
import { bareId, kindOf, type MarkedId } from './ids';
import type { Account, Channel, Message } from './types';
import type { Origin, Place, World } from './world';

/** What is told of a pin; `note` raises the state by one for each message. */
function pinChange(place: Place, chat: MarkedId, ids: number[], pinned: boolean): tl.TypeUpdate {
  const owner = place.channel ?? place.account;
  const state = { pinned, messages: ids, pts: owner.box.pts + ids.length, ptsCount: ids.length };
  if (place.channel) return { _: 'updatePinnedChannelMessages', channelId: bareId(chat), ...state };
  const peer: tl.TypePeer =
    kindOf(chat) === 'user' ? { _: 'peerUser', userId: chat } : { _: 'peerChat', chatId: bareId(chat) };
  return { _: 'updatePinnedMessages', peer, ...state };
}

/** Pins or unpins messages of one chat, in every box unless `onlyHere`. */
export function pin(
  world: World,
  place: Place,
  messages: Message[],
  { pinned, onlyHere = false }: { pinned: boolean; onlyHere?: boolean },
  origin?: Origin,
): void {
  const copies = messages.flatMap((message): Copy[] =>
    onlyHere ? [{ place, message }] : copiesOf(world, place, message),
  );
  const byBox = new Map<Account | Channel, Copy[]>();
  for (const copy of copies) {
    if ((copy.message.pinned === true) === pinned) continue;
    copy.message.pinned = pinned;
    const owner = copy.place.channel ?? copy.place.account;
    byBox.set(owner, [...(byBox.get(owner) ?? []), copy]);
  }
  for (const [owner, [first, ...more]] of byBox) {
    if (!first) continue;
    const ids = [first, ...more].map(({ message }) => message.id);
    const { chat } = first.message;
    const update = pinChange(first.place, chat, ids, pinned);
    const change = owner.box.note({ kind: 'other', update }, ids.length);
    world.announce({ kind: 'pinned', place: first.place, chat, ids, pinned, change }, origin);
  }
}

/** Somebody pins a message, and the chat is told so by a message of its own. */
export function pinAloud(world: World, place: Place, message: Message, by: number, origin?: Origin): Copy[] {
  pin(world, place, [message], { pinned: true }, origin);
  // As the writer sees the chat: in a private one the other side writes to the account.
  const chat =
    place.account && kindOf(message.chat) === 'user' && by !== place.account.person.id
      ? place.account.person.id
      : message.chat;
  const topic = message.topic === undefined ? {} : { topic: message.topic };
  return post(world, { from: by, chat, text: '', replyTo: message.uid, ...topic, action: { kind: 'pin' } }, origin);
}
