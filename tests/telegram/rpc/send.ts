/** Writing: send, edit, delete, forward. https://core.telegram.org/api/updates on what the answers carry. */
import type { tl } from '@mtcute/tl';
import type Long from 'long';
import { toBits } from '../mtproto/tl';
import { Bundle } from '../shape/bundle';
import { resolveChannel, resolvePeer } from '../shape/ids';
import { type Copy, edit, lastOwn, post, remove } from '../world/change';
import { kindOf, type MarkedId } from '../world/ids';
import type { Account, Message } from '../world/types';
import { topicOf } from '../world/views';
import type { World } from '../world/world';
import type { SignedCall, SignedMethods } from './call';
import { badRequest, namedError } from './error';

const LONGEST = 4096;

/** The random_ids each account used, so that a repeated send is refused. */
const used = new WeakMap<Account, Set<bigint>>();

/** Notes a random_id. @throws RANDOM_ID_DUPLICATE when it was used before */
function useRandomId(account: Account, randomId: Long): void {
  const known = used.get(account) ?? new Set<bigint>();
  used.set(account, known);
  const id = toBits(randomId);
  if (known.has(id)) throw namedError('RANDOM_ID_DUPLICATE');
  known.add(id);
}

/** May the account write here? @throws CHAT_WRITE_FORBIDDEN, INPUT_USER_DEACTIVATED and their kind */
export function checkMayWrite(world: World, account: Account, chat: MarkedId): void {
  const channel = world.channels.get(chat);
  const role = world.group(chat)?.members.get(account.person.id);
  if (channel?.kind === 'broadcast' && role === 'member') throw namedError('CHAT_ADMIN_REQUIRED');
  if (kindOf(chat) === 'user' && world.people.get(chat)?.isDeleted) throw badRequest('INPUT_USER_DEACTIVATED');
  if (channel && role === 'member' && channel.slowModeSeconds > 0) {
    const last = lastOwn(world, account, chat)?.date ?? 0;
    const wait = last + channel.slowModeSeconds - world.seconds();
    if (wait > 0) throw namedError(`SLOWMODE_WAIT_${wait}`);
  }
}

function replyOf(
  world: World,
  account: Account,
  chat: MarkedId,
  replyTo: tl.TypeInputReplyTo | undefined,
): { replyTo?: number; topic?: number } {
  const channel = world.channels.get(chat);
  if (replyTo?._ !== 'inputReplyToMessage') return {};
  const answered = world.box(account, chat).messages.get(replyTo.replyToMsgId);
  if (!answered || answered.chat !== chat) throw badRequest('REPLY_MESSAGE_ID_INVALID');
  if (!channel?.isForum) return { replyTo: answered.uid };
  const topic = replyTo.topMsgId ?? topicOf(answered);
  const known = channel.topics.get(topic);
  if (!known) throw badRequest('TOPIC_ID_INVALID');
  if (known.closed && channel.members.get(account.person.id) === 'member') throw badRequest('TOPIC_CLOSED');
  // An answer to the topic's first message only says which topic is meant.
  return answered.id === topic ? { topic } : { topic, replyTo: answered.uid };
}

function copyFor(copies: Copy[], account: Account): Copy {
  const mine = copies.find(({ place }) => place.channel || place.account === account);
  if (!mine) throw new Error('a message was sent but reached nobody');
  return mine;
}

function ptsOf({ place }: Copy): { pts: number; ptsCount: number } {
  return { pts: (place.channel ?? place.account).box.pts, ptsCount: 1 };
}

function newMessageUpdate(bundle: Bundle, copy: Copy): tl.TypeUpdate {
  const content = { message: bundle.message(copy.message), ...ptsOf(copy) };
  return copy.place.channel ? { _: 'updateNewChannelMessage', ...content } : { _: 'updateNewMessage', ...content };
}

function sendMessage(call: SignedCall, request: tl.messages.RawSendMessageRequest): tl.TypeUpdates {
  const { core, world, account, session, now } = call;
  const chat = resolvePeer(world, account, request.peer);
  const text = request.message;
  if (text.trim() === '') throw badRequest('MESSAGE_EMPTY');
  if ([...text].length > LONGEST) throw badRequest('MESSAGE_TOO_LONG');
  checkMayWrite(world, account, chat);
  const reply = replyOf(world, account, chat, request.replyTo);
  useRandomId(account, request.randomId);
  const { entities, silent } = request;
  const copies = post(world, { from: account.person.id, chat, text, ...reply, entities, silent }, session);
  const mine = copyFor(copies, account);
  const { id } = mine.message;
  if (request.clearDraft) world.dialog(account, chat).draft = undefined;
  const randomId = request.randomId.toString();
  core.saw.sends.push({ account: account.person.id, chat, id, text, randomId, at: world.milliseconds() });
  if (kindOf(chat) === 'user' && chat !== account.person.id) {
    return { _: 'updateShortSentMessage', out: true, id, date: mine.message.date, ...ptsOf(mine), entities };
  }
  const bundle = new Bundle(world, account);
  const updates: tl.TypeUpdate[] = [
    { _: 'updateMessageID', id, randomId: request.randomId },
    newMessageUpdate(bundle, mine),
  ];
  return { _: 'updates', updates, ...bundle.mentioned, date: now, seq: 0 };
}

function ownMessage({ world, account }: SignedCall, chat: MarkedId, id: number): Message {
  const message = world.box(account, chat).messages.get(id);
  if (!message || message.chat !== chat) throw badRequest('MESSAGE_ID_INVALID');
  return message;
}

function editMessage(call: SignedCall, request: tl.messages.RawEditMessageRequest): tl.TypeUpdates {
  const { world, account, session, now } = call;
  const chat = resolvePeer(world, account, request.peer);
  const message = ownMessage(call, chat, request.id);
  if (message.from !== account.person.id) throw namedError('MESSAGE_AUTHOR_REQUIRED');
  if (request.message === undefined || request.message === message.text) throw badRequest('MESSAGE_NOT_MODIFIED');
  if (request.message.trim() === '' && !message.media) throw badRequest('MESSAGE_EMPTY');
  const place = world.place(account, chat);
  edit(world, place, message, { text: request.message, entities: request.entities }, session);
  const bundle = new Bundle(world, account);
  const { pts } = world.box(account, chat);
  const content = { message: bundle.message(message), pts, ptsCount: 1 };
  const update: tl.TypeUpdate = place.channel
    ? { _: 'updateEditChannelMessage', ...content }
    : { _: 'updateEditMessage', ...content };
  return { _: 'updates', updates: [update], ...bundle.mentioned, date: now, seq: 0 };
}

function deleteMessages(call: SignedCall, ids: number[], forAll: boolean): tl.messages.RawAffectedMessages {
  const { world, account, session } = call;
  const before = account.box.pts;
  const byChat = new Map<MarkedId, Message[]>();
  for (const id of ids) {
    const message = account.box.messages.get(id);
    if (message) byChat.set(message.chat, [...(byChat.get(message.chat) ?? []), message]);
  }
  for (const messages of byChat.values()) remove(world, { account }, messages, forAll, session);
  const { pts } = account.box;
  return { _: 'messages.affectedMessages', pts, ptsCount: pts - before };
}

function deleteFromChannel(
  call: SignedCall,
  request: tl.channels.RawDeleteMessagesRequest,
): tl.messages.RawAffectedMessages {
  const { world, account, session } = call;
  const id = resolveChannel(world, account, request.channel);
  const channel = world.channels.get(id);
  if (!channel) throw badRequest('CHANNEL_INVALID');
  const messages = request.id.flatMap((one) => channel.box.messages.get(one) ?? []);
  const role = channel.members.get(account.person.id);
  if (role === 'member' && messages.some(({ from }) => from !== account.person.id))
    throw namedError('MESSAGE_DELETE_FORBIDDEN');
  const before = channel.box.pts;
  if (messages.length > 0) remove(world, { channel }, messages, true, session);
  return { _: 'messages.affectedMessages', pts: channel.box.pts, ptsCount: channel.box.pts - before };
}

function forwardMessages(call: SignedCall, request: tl.messages.RawForwardMessagesRequest): tl.TypeUpdates {
  const { world, account, session, now } = call;
  const from = resolvePeer(world, account, request.fromPeer);
  const chat = resolvePeer(world, account, request.toPeer);
  checkMayWrite(world, account, chat);
  const bundle = new Bundle(world, account);
  const updates = request.id.flatMap((id, i): tl.TypeUpdate[] => {
    const message = ownMessage(call, from, id);
    const randomId = request.randomId[i];
    if (!randomId) throw badRequest('RANDOM_ID_INVALID');
    useRandomId(account, randomId);
    const forward = message.forward ?? { from: message.from ?? from, date: message.date };
    const { text, media, entities } = message;
    const copies = post(world, { from: account.person.id, chat, text, media, entities, forward }, session);
    const mine = copyFor(copies, account);
    return [{ _: 'updateMessageID', id: mine.message.id, randomId }, newMessageUpdate(bundle, mine)];
  });
  return { _: 'updates', updates, ...bundle.mentioned, date: now, seq: 0 };
}

export const sendMethods: SignedMethods = {
  'messages.sendMessage': sendMessage,
  'messages.editMessage': editMessage,
  'messages.deleteMessages': (call, { id, revoke }) => deleteMessages(call, id, revoke === true),
  'channels.deleteMessages': deleteFromChannel,
  'messages.forwardMessages': forwardMessages,
};
