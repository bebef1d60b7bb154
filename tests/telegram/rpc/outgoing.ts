/** What every way of sending checks first, and how it is answered. */
import type { tl } from '@mtcute/tl';
import type Long from 'long';
import { toBits } from '../mtproto/tl';
import type { Bundle } from '../shape/bundle';
import { resolvePeer } from '../shape/ids';
import type { Copy, Post } from '../world/change';
import { kindOf, type MarkedId } from '../world/ids';
import { lastOwn } from '../world/read';
import { requirementOf } from '../world/requirements';
import { MOST_SCHEDULED, scheduledIn, whenOf } from '../world/scheduled';
import type { Account, Message } from '../world/types';
import { topicOf } from '../world/views';
import type { World } from '../world/world';
import type { SignedCall } from './call';
import { badRequest, namedError } from './error';

/** The random_ids each account used, so that a repeated send is refused. */
const used = new WeakMap<Account, Set<bigint>>();

/** Notes random_ids, all or none. @throws RANDOM_ID_DUPLICATE when one was used before */
export function useRandomIds(account: Account, randomIds: Long[]): void {
  const known = used.get(account) ?? new Set<bigint>();
  used.set(account, known);
  const ids = randomIds.map(toBits);
  if (ids.some((id) => id === 0n)) throw badRequest('RANDOM_ID_EMPTY');
  if (new Set(ids).size < ids.length || ids.some((id) => known.has(id))) throw namedError('RANDOM_ID_DUPLICATE');
  for (const id of ids) known.add(id);
}

/** May the account write here? @throws CHAT_WRITE_FORBIDDEN, INPUT_USER_DEACTIVATED and their kind */
export function checkMayWrite(world: World, account: Account, chat: MarkedId, stars = 0): void {
  if (kindOf(chat) === 'user') checkMayWriteTo(world, account, chat, stars);
  const channel = world.channels.get(chat);
  const role = world.group(chat)?.members.get(account.person.id);
  if (channel?.kind === 'broadcast' && role === 'member') throw namedError('CHAT_ADMIN_REQUIRED');
  if (world.group(chat)?.mayNotWrite?.has(account.person.id)) throw namedError('CHAT_WRITE_FORBIDDEN');
  if (channel && role === 'member' && channel.slowModeSeconds > 0) {
    const last = lastOwn(world, account, chat)?.date ?? 0;
    const wait = last + channel.slowModeSeconds - world.seconds();
    if (wait > 0) throw namedError(`SLOWMODE_WAIT_${wait}`);
  }
}

function checkMayWriteTo(world: World, account: Account, chat: MarkedId, stars: number): void {
  const person = world.people.get(chat);
  if (!person) return;
  if (person.isDeleted) throw badRequest('INPUT_USER_DEACTIVATED');
  if (person.blocksUs) throw namedError('USER_IS_BLOCKED');
  if (account.blocked.has(chat)) throw namedError('YOU_BLOCKED_USER');
  const requirement = requirementOf(account, person);
  if (requirement.is === 'premium') throw namedError('PRIVACY_PREMIUM_REQUIRED');
  if (requirement.is === 'paid' && stars < requirement.stars)
    throw namedError(`ALLOW_PAYMENT_REQUIRED_${requirement.stars}`);
}

/** What an answer says of the message it answers, in the words of a post. */
export function replyOf(
  world: World,
  account: Account,
  chat: MarkedId,
  replyTo: tl.TypeInputReplyTo | undefined,
): Pick<Post, 'replyTo' | 'replyIn' | 'topic' | 'quote'> {
  if (replyTo?._ !== 'inputReplyToMessage') return {};
  const channel = world.channels.get(chat);
  const elsewhere = replyTo.replyToPeerId ? resolvePeer(world, account, replyTo.replyToPeerId) : chat;
  const answered = world.box(account, elsewhere).messages.get(replyTo.replyToMsgId);
  if (!answered || answered.chat !== elsewhere) throw badRequest('REPLY_MESSAGE_ID_INVALID');
  const quote = quoteOf(replyTo, answered);
  if (elsewhere !== chat) {
    const topic = replyTo.topMsgId === undefined ? {} : { topic: replyTo.topMsgId };
    return { replyTo: answered.id, replyIn: elsewhere, ...quote, ...topic };
  }
  if (!channel?.isForum) return { replyTo: answered.uid, ...quote };
  const topic = replyTo.topMsgId ?? topicOf(answered);
  const known = channel.topics.get(topic);
  if (!known) throw badRequest('TOPIC_ID_INVALID');
  if (known.closed && channel.members.get(account.person.id) === 'member') throw badRequest('TOPIC_CLOSED');
  // An answer to the topic's first message only says which topic is meant.
  return answered.id === topic ? { topic } : { topic, replyTo: answered.uid, ...quote };
}

function quoteOf(replyTo: tl.RawInputReplyToMessage, answered: Message): Pick<Post, 'quote'> {
  const { quoteText: text, quoteEntities: entities, quoteOffset: offset } = replyTo;
  if (text === undefined) return {};
  if (!answered.text.includes(text)) throw badRequest('QUOTE_TEXT_INVALID');
  return { quote: { text, ...(entities ? { entities } : {}), ...(offset === undefined ? {} : { offset }) } };
}

/** Is it to wait on the server? @throws SCHEDULE_DATE_TOO_LATE, SCHEDULE_TOO_MUCH */
export function isForLater(world: World, account: Account, chat: MarkedId, date: number | undefined): boolean {
  const when = whenOf(world, date);
  if (when === 'tooLate') throw badRequest('SCHEDULE_DATE_TOO_LATE');
  if (when === 'later' && scheduledIn(account, chat).length >= MOST_SCHEDULED) throw badRequest('SCHEDULE_TOO_MUCH');
  return when === 'later';
}

/** The copy of a message that its writer sees. */
export function copyFor(copies: Copy[], account: Account): Copy {
  const mine = copies.find(({ place }) => place.channel || place.account === account);
  if (!mine) throw new Error('a message was sent but reached nobody');
  return mine;
}

/** @param pts the state after the message; the box's own where nothing followed */
export function newMessageUpdate(
  bundle: Bundle,
  { place, message }: Copy,
  pts = (place.channel ?? place.account).box.pts,
): tl.TypeUpdate {
  const content = { message: bundle.message(message), pts, ptsCount: 1 };
  return place.channel ? { _: 'updateNewChannelMessage', ...content } : { _: 'updateNewMessage', ...content };
}

/** A message of the account's box of a chat. @throws MESSAGE_ID_INVALID */
export function knownMessage({ world, account }: SignedCall, chat: MarkedId, id: number): Message {
  const message = world.box(account, chat).messages.get(id);
  if (!message || message.chat !== chat) throw badRequest('MESSAGE_ID_INVALID');
  return message;
}

export function updatesOf({ now }: SignedCall, bundle: Bundle, updates: tl.TypeUpdate[]): tl.RawUpdates {
  return { _: 'updates', updates, ...bundle.mentioned, date: now, seq: 0 };
}
