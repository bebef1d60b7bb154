import type { tl } from '@mtcute/core';
import { TezError } from '@/lib/limits/model';
import type { Message } from '@/lib/messages/model';
import type { OutgoingContent, OutgoingForward, OutgoingMessage } from '../port/messages';
import { deliver, randomLong } from './deliver';
import { toTelegramText } from './map-text';
import { markedUser, type OutgoingMedia, toInputMedia, toReply, toSeconds } from './outgoing';
import type { Peers } from './peers';
import type { Session } from './session';

/** As many as Telegram takes as one. */
const ALBUM = { least: 2, most: 10 };

/** Where, how and when: what every way of sending says. */
async function common(peers: Peers, message: OutgoingMessage) {
  const { silent, scheduleAt } = message;
  return {
    peer: await peers.input(message.peer),
    silent,
    replyTo: toReply(message),
    scheduleDate: scheduleAt === undefined ? undefined : toSeconds(scheduleAt),
  };
}

function captionOf(content: OutgoingContent) {
  return 'text' in content ? content : { text: '', entities: [] };
}

/** Sends a message, which Telegram takes once whatever happens on the way. */
export async function send(session: Session, peers: Peers, message: OutgoingMessage): Promise<Message | null> {
  const { content } = message;
  const randomId = randomLong(message.randomId);
  const to = await common(peers, message);
  const words = await toTelegramText(captionOf(content), markedUser(peers));
  const request: tl.messages.RawSendMessageRequest | tl.messages.RawSendMediaRequest =
    content.is === 'text'
      ? { _: 'messages.sendMessage', ...to, ...words, noWebpage: !content.linkPreview, randomId }
      : { _: 'messages.sendMedia', ...to, ...words, media: toInputMedia(content), randomId };
  const sent = await deliver(session, request, [randomId]);
  if (sent === null) return null;
  const [first] = sent;
  if (!first) throw new TezError('internal');
  return first;
}

/** Sends files as one, all or none. What goes for all of them is read from the first. */
export async function sendAlbum(
  session: Session,
  peers: Peers,
  messages: readonly OutgoingMessage[],
): Promise<Message[] | null> {
  const [first] = messages;
  if (!first || messages.length < ALBUM.least || messages.length > ALBUM.most) throw new TezError('invalidInput');
  const to = await common(peers, first);
  const multiMedia: tl.RawInputSingleMedia[] = [];
  for (const { content, randomId } of messages) {
    if (content.is !== 'file' && content.is !== 'upload') throw new TezError('invalidInput');
    const words = await toTelegramText(content, markedUser(peers));
    const media = await kept(session, to.peer, content);
    multiMedia.push({ _: 'inputSingleMedia', media, randomId: randomLong(randomId), ...words });
  }
  const randomIds = multiMedia.map(({ randomId }) => randomId);
  return deliver(session, { _: 'messages.sendMultiMedia', ...to, multiMedia }, randomIds);
}

/**
 * A file of an album must be with Telegram as what it is before it is sent.
 * https://core.telegram.org/api/files#albums-grouped-media
 */
async function kept(session: Session, peer: tl.TypeInputPeer, content: OutgoingMedia): Promise<tl.TypeInputMedia> {
  const media = toInputMedia(content);
  if (content.is !== 'upload') return media;
  const spoiler = content.spoiler === true;
  const given = await session.call({ _: 'messages.uploadMedia', peer, media });
  if (given._ === 'messageMediaPhoto' && given.photo?._ === 'photo') {
    const { id, accessHash, fileReference } = given.photo;
    return { _: 'inputMediaPhoto', spoiler, id: { _: 'inputPhoto', id, accessHash, fileReference } };
  }
  if (given._ !== 'messageMediaDocument' || given.document?._ !== 'document') throw new TezError('fileBroken');
  const { id, accessHash, fileReference } = given.document;
  return { _: 'inputMediaDocument', spoiler, id: { _: 'inputDocument', id, accessHash, fileReference } };
}

export async function forward(session: Session, peers: Peers, what: OutgoingForward): Promise<Message[] | null> {
  const randomId = what.randomIds.map(randomLong);
  if (randomId.length === 0 || randomId.length !== what.ids.length) throw new TezError('invalidInput');
  const request: tl.messages.RawForwardMessagesRequest = {
    _: 'messages.forwardMessages',
    fromPeer: await peers.input(what.from),
    toPeer: await peers.input(what.to),
    id: [...what.ids],
    randomId,
    topMsgId: what.topic,
    silent: what.silent,
    dropAuthor: !what.withSender,
    // Telegram drops captions of files only without the sender.
    dropMediaCaptions: !what.withCaption,
    scheduleDate: what.scheduleAt === undefined ? undefined : toSeconds(what.scheduleAt),
  };
  return deliver(session, request, randomId);
}
