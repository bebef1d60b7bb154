import type { tl } from '@mtcute/core';
import type { Message, MessageKind } from '@/lib/messages/model';
import { mapAction, mapForward, mapReactions, mapReply } from './map-around';
import { mapMedia } from './map-media';
import { mapEntities } from './map-text';
import { markedPeer } from './marked';

/** What a message does not say of itself. */
export interface MessageContext {
  /** The account's own user id. */
  self: number;
  /** Whether a channel has forum topics, and whether a chat forbids copying. */
  chat?: { forum?: boolean; noforwards?: boolean };
}

/** @param chat the group or channel the message is in, where it is in one and known */
export function messageContext(self: number | null, chat?: tl.TypeChat): MessageContext {
  return { self: self ?? 0, chat: chat?._ === 'channel' || chat?._ === 'chat' ? chat : undefined };
}

/** The General topic of a forum; its messages carry no mark. https://core.telegram.org/api/forum */
const GENERAL_TOPIC = 1;

/** A message in Tez's words, or null where there is none (deleted, never existed). */
export function mapMessage(raw: tl.TypeMessage, context: MessageContext): Message | null {
  if (raw._ === 'messageEmpty') return null;
  const peer = markedPeer(raw.peerId);
  const topic = topicOf(raw, context);
  const from = senderOf(raw, context.self);
  const content = raw._ === 'message' ? raw : null;
  const message: Message = {
    id: raw.id,
    peer,
    // Saved Messages are one's own, though Telegram doesn't mark them as sent.
    out: raw.out === true || peer === context.self,
    date: raw.date * 1000,
    text: content ? textOf(content) : '',
    kind: content ? kindOfMedia(content.media) : 'service',
    mentioned: raw.mentioned === true,
    silent: raw.silent === true,
  };
  if (topic !== undefined) message.topic = topic;
  if (from !== undefined) message.from = from;
  // `editHide` marks edits nobody sees, such as a reaction or a button.
  if (content?.editDate && !content.editHide) message.editDate = content.editDate * 1000;
  if (isFleeting(raw, context)) message.fleeting = true;
  if (destroysItself(raw)) message.once = true;
  const replyTo = mapReply(raw.replyTo);
  if (replyTo) message.replyTo = replyTo;
  if (raw._ === 'messageService') message.service = mapAction(raw.action, from);
  else addContent(message, raw);
  return message;
}

function addContent(message: Message, raw: tl.RawMessage): void {
  const entities = mapEntities(raw.entities);
  // A message without words of its own shows those of what it carries, which its marks are not about.
  if (entities.length && raw.message) message.entities = entities;
  const media = mapMedia(raw.media);
  if (media) message.media = media;
  if (raw.groupedId) message.album = raw.groupedId.toString();
  const forwarded = mapForward(raw.fwdFrom);
  if (forwarded) message.forwarded = forwarded;
  const reactions = mapReactions(raw.reactions);
  if (reactions.length) message.reactions = reactions;
  if (raw.pinned) message.pinned = true;
  if (raw.viaBotId) message.viaBot = raw.viaBotId;
  if (raw.postAuthor) message.author = raw.postAuthor;
}

function senderOf(raw: tl.RawMessage | tl.RawMessageService, self: number): number | undefined {
  if (raw.fromId) return markedPeer(raw.fromId);
  if (raw.peerId._ !== 'peerUser') return undefined;
  return raw.out ? self : raw.peerId.userId;
}

function topicOf(raw: tl.RawMessage | tl.RawMessageService, { chat }: MessageContext): number | undefined {
  if (raw.peerId._ !== 'peerChannel') return undefined;
  if (raw._ === 'messageService' && raw.action._ === 'messageActionTopicCreate') return raw.id;
  const reply = raw.replyTo;
  if (reply?._ === 'messageReplyHeader' && reply.forumTopic) return reply.replyToTopId ?? reply.replyToMsgId;
  return chat?.forum ? GENERAL_TOPIC : undefined;
}

/** Self-destructing chats, view-once media, and chats whose owner forbids copies. https://core.telegram.org/api/forward */
function isFleeting(raw: tl.RawMessage | tl.RawMessageService, { chat }: MessageContext): boolean {
  if (chat?.noforwards || raw.ttlPeriod) return true;
  if (raw._ === 'messageService') return false;
  return raw.noforwards === true || destroysItself(raw);
}

function destroysItself(raw: tl.RawMessage | tl.RawMessageService): boolean {
  const media = raw._ === 'message' ? raw.media : undefined;
  return media !== undefined && 'ttlSeconds' in media && Boolean(media.ttlSeconds);
}

/** The words of a message; where it has none, those of what it carries. */
function textOf({ message, media }: tl.RawMessage): string {
  if (message || !media) return message;
  switch (media._) {
    case 'messageMediaPoll':
      return media.poll.question.text;
    case 'messageMediaContact':
      return [media.firstName, media.lastName].filter(Boolean).join(' ');
    case 'messageMediaVenue':
      return media.title;
    default:
      return '';
  }
}

function kindOfMedia(media: tl.TypeMessageMedia | undefined): MessageKind {
  switch (media?._) {
    case undefined:
    case 'messageMediaEmpty':
    case 'messageMediaWebPage':
      return 'text';
    case 'messageMediaPhoto':
      return 'photo';
    case 'messageMediaDocument':
      return kindOfDocument(media);
    case 'messageMediaGeo':
    case 'messageMediaGeoLive':
    case 'messageMediaVenue':
      return 'location';
    case 'messageMediaContact':
      return 'contact';
    case 'messageMediaPoll':
      return 'poll';
    default:
      return 'other';
  }
}

/** A document is what its attributes say, the most telling first. View-once media that is gone has flags only. */
function kindOfDocument(media: tl.RawMessageMediaDocument): MessageKind {
  if (media.round) return 'round';
  if (media.voice) return 'voice';
  const attributes = media.document?._ === 'document' ? media.document.attributes : [];
  const find = <K extends tl.TypeDocumentAttribute['_']>(kind: K) =>
    attributes.find((it): it is Extract<tl.TypeDocumentAttribute, { _: K }> => it._ === kind);
  if (find('documentAttributeSticker') || find('documentAttributeCustomEmoji')) return 'sticker';
  if (find('documentAttributeAnimated')) return 'gif';
  const audio = find('documentAttributeAudio');
  if (audio) return audio.voice ? 'voice' : 'audio';
  const video = find('documentAttributeVideo');
  if (video) return video.roundMessage ? 'round' : 'video';
  return media.video ? 'video' : 'document';
}
