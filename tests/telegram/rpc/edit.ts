/** Editing and deleting what was sent. */
import type { tl } from '@mtcute/tl';
import { Bundle } from '../shape/bundle';
import { resolveChannel, resolvePeer } from '../shape/ids';
import { edit, remove } from '../world/change';
import type { MarkedId } from '../world/ids';
import { reschedule, scheduledIn, whenOf } from '../world/scheduled';
import type { Message } from '../world/types';
import type { SignedCall, SignedMethods } from './call';
import { badRequest, namedError } from './error';
import { knownMessage, updatesOf } from './outgoing';
import { wordsOf } from './text';

/** Seconds for which messages to others can be edited. https://core.telegram.org/constructor/config */
const EDIT_TIME = 172_800;

function editScheduled(call: SignedCall, chat: MarkedId, request: tl.messages.RawEditMessageRequest): tl.TypeUpdates {
  const { world, account, session } = call;
  const message = scheduledIn(account, chat).find(({ id }) => id === request.id);
  if (!message || request.scheduleDate === undefined) throw badRequest('MESSAGE_ID_INVALID');
  if (whenOf(world, request.scheduleDate) !== 'later') throw badRequest('SCHEDULE_DATE_INVALID');
  const given = request.message;
  const words =
    given === undefined ? {} : wordsOf(world, account, { ...request, message: given }, message.media?.kind === 'file');
  reschedule(world, account, message, { ...words, date: request.scheduleDate }, session);
  const bundle = new Bundle(world, account);
  return updatesOf(call, bundle, [{ _: 'updateNewScheduledMessage', message: bundle.message(message) }]);
}

function editMessage(call: SignedCall, request: tl.messages.RawEditMessageRequest): tl.TypeUpdates {
  const { world, account, session, now } = call;
  const chat = resolvePeer(world, account, request.peer);
  if (request.scheduleDate !== undefined) return editScheduled(call, chat, request);
  const message = knownMessage(call, chat, request.id);
  const isMine = message.from === account.person.id;
  const isPost = message.from === undefined && world.group(chat)?.members.get(account.person.id) !== 'member';
  if (!isMine && !isPost) throw namedError('MESSAGE_AUTHOR_REQUIRED');
  if (chat !== account.person.id && !isPost && message.date < now - EDIT_TIME)
    throw badRequest('MESSAGE_EDIT_TIME_EXPIRED');
  if (message.action || (message.forward && request.message !== undefined)) throw badRequest('MESSAGE_ID_INVALID');
  if (request.message === undefined) throw badRequest('MESSAGE_NOT_MODIFIED');
  const isCaption = message.media?.kind === 'file';
  const words = wordsOf(world, account, { ...request, message: request.message }, isCaption);
  if (words.text === '' && !isCaption) throw badRequest('MESSAGE_EMPTY');
  if (words.text === message.text && JSON.stringify(words.entities) === JSON.stringify(message.entities ?? [])) {
    throw badRequest('MESSAGE_NOT_MODIFIED');
  }
  const place = world.place(account, chat);
  edit(world, place, message, words, session);
  const bundle = new Bundle(world, account);
  const content = { message: bundle.message(message), pts: world.box(account, chat).pts, ptsCount: 1 };
  const update: tl.TypeUpdate = place.channel
    ? { _: 'updateEditChannelMessage', ...content }
    : { _: 'updateEditMessage', ...content };
  return updatesOf(call, bundle, [update]);
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
  const channel = world.channels.get(resolveChannel(world, account, request.channel));
  if (!channel) throw badRequest('CHANNEL_INVALID');
  const messages = request.id.flatMap((one) => channel.box.messages.get(one) ?? []);
  const role = channel.members.get(account.person.id);
  if (role === 'member' && messages.some(({ from }) => from !== account.person.id))
    throw namedError('MESSAGE_DELETE_FORBIDDEN');
  const before = channel.box.pts;
  if (messages.length > 0) remove(world, { channel }, messages, true, session);
  return { _: 'messages.affectedMessages', pts: channel.box.pts, ptsCount: channel.box.pts - before };
}

export const editMethods: SignedMethods = {
  'messages.editMessage': editMessage,
  'messages.deleteMessages': (call, { id, revoke }) => deleteMessages(call, id, revoke === true),
  'channels.deleteMessages': deleteFromChannel,
};
