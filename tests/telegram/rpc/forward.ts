/** Forwarding. https://core.telegram.org/api/forward */
import type { tl } from '@mtcute/tl';
import { resolvePeer } from '../shape/ids';
import type { MarkedId } from '../world/ids';
import type { Forward, Message } from '../world/types';
import type { SignedCall, SignedMethods } from './call';
import { badRequest, namedError } from './error';
import { checkMayWrite, knownMessage } from './outgoing';
import { deliver, type Ready } from './send';

const MOST = 100;

/** Where a message came from first. Whoever hides it is a name only. */
function originOf({ world }: SignedCall, chat: MarkedId, message: Message): Forward {
  if (message.forward) return message.forward;
  const { date, from, author, id } = message;
  if (from === undefined) return { from: chat, date, post: id, ...(author ? { author } : {}) };
  return { from, date, ...(world.people.get(from)?.isDeleted ? { name: 'Deleted Account' } : {}) };
}

function forwardMessages(call: SignedCall, request: tl.messages.RawForwardMessagesRequest): tl.TypeUpdates {
  const { world, account } = call;
  const from = resolvePeer(world, account, request.fromPeer);
  const chat = resolvePeer(world, account, request.toPeer);
  checkMayWrite(world, account, chat, request.allowPaidStars?.toNumber());
  if (request.id.length === 0) throw badRequest('MESSAGE_IDS_EMPTY');
  if (request.id.length > MOST || request.id.length !== request.randomId.length) throw badRequest('RANDOM_ID_INVALID');
  if (world.group(from)?.isProtected) throw namedError('CHAT_FORWARDS_RESTRICTED');
  const albums = new Map<number, number>();
  const ready = request.id.map((id, i): Ready => {
    const message = knownMessage(call, from, id);
    if (message.isProtected || message.ttl) throw namedError('CHAT_FORWARDS_RESTRICTED');
    if (message.action) throw badRequest('MESSAGE_ID_INVALID');
    const randomId = request.randomId[i];
    if (!randomId) throw badRequest('RANDOM_ID_INVALID');
    const { media, entities, viaBot } = message;
    const dropCaption = request.dropMediaCaptions === true && media?.kind === 'file';
    const post: Ready['post'] = { text: dropCaption ? '' : message.text };
    if (media) post.media = media;
    if (entities && !dropCaption) post.entities = entities;
    if (viaBot !== undefined) post.viaBot = viaBot;
    if (!request.dropAuthor) post.forward = originOf(call, from, message);
    if (request.silent) post.silent = true;
    if (request.topMsgId !== undefined) post.topic = topicIn(call, chat, request.topMsgId);
    if (message.album !== undefined) {
      const album = albums.get(message.album) ?? world.nextFileId();
      albums.set(message.album, album);
      post.album = album;
    }
    return { randomId, post };
  });
  return deliver(call, chat, ready, { date: request.scheduleDate });
}

function topicIn({ world }: SignedCall, chat: MarkedId, topic: number): number {
  if (!world.channels.get(chat)?.topics.has(topic)) throw badRequest('TOPIC_ID_INVALID');
  return topic;
}

export const forwardMethods: SignedMethods = { 'messages.forwardMessages': forwardMessages };
