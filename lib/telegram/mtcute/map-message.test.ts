import { Long, type tl } from '@mtcute/core';
import { describe, expect, it } from 'vitest';
import { mapMessage, messageContext } from './map-message';

const SELF = 7;
const ANNA = 5;
const context = messageContext(SELF);

function message(over: Partial<tl.RawMessage> = {}): tl.RawMessage {
  return {
    _: 'message',
    id: 10,
    peerId: { _: 'peerUser', userId: ANNA },
    date: 1_700_000_000,
    message: 'Can we talk?',
    ...over,
  };
}

function withDocument(attributes: tl.TypeDocumentAttribute[]): tl.RawMessage {
  const document: tl.RawDocument = {
    _: 'document',
    id: Long.ONE,
    accessHash: Long.ONE,
    fileReference: new Uint8Array(),
    date: 0,
    mimeType: 'application/octet-stream',
    size: 1,
    dcId: 2,
    attributes,
  };
  return message({ media: { _: 'messageMediaDocument', document } });
}

const video: tl.RawDocumentAttributeVideo = { _: 'documentAttributeVideo', duration: 1, w: 1, h: 1 };
const audio: tl.RawDocumentAttributeAudio = { _: 'documentAttributeAudio', duration: 1 };
const group: tl.TypePeer = { _: 'peerChannel', channelId: 123 };

describe('a message of Telegram', () => {
  it('is told in Tez words', () => {
    expect(mapMessage(message({ mentioned: true, silent: true }), context)).toEqual({
      id: 10,
      peer: ANNA,
      from: ANNA,
      out: false,
      date: 1_700_000_000_000,
      text: 'Can we talk?',
      kind: 'text',
      mentioned: true,
      silent: true,
    });
  });

  it('is ours when sent from any device, and in Saved Messages', () => {
    expect(mapMessage(message({ out: true }), context)).toMatchObject({ out: true, from: SELF });
    const saved = mapMessage(message({ peerId: { _: 'peerUser', userId: SELF } }), context);
    expect(saved).toMatchObject({ out: true, from: SELF, peer: SELF });
  });

  it('has no sender when posted anonymously', () => {
    expect(mapMessage(message({ peerId: group }), context)?.from).toBeUndefined();
    const signed = mapMessage(message({ peerId: group, fromId: { _: 'peerUser', userId: ANNA } }), context);
    expect(signed).toMatchObject({ peer: -1_000_000_000_123, from: ANNA });
  });

  it('tells an edit, but not a reaction', () => {
    expect(mapMessage(message({ editDate: 1_700_000_060 }), context)?.editDate).toBe(1_700_000_060_000);
    expect(mapMessage(message({ editDate: 1_700_000_060, editHide: true }), context)?.editDate).toBeUndefined();
  });

  it.each<[string, tl.RawMessage]>([
    ['text', message()],
    ['text', message({ media: { _: 'messageMediaWebPage', webpage: { _: 'webPageEmpty', id: Long.ONE } } })],
    ['photo', message({ media: { _: 'messageMediaPhoto' } })],
    ['video', withDocument([video])],
    ['round', withDocument([{ ...video, roundMessage: true }])],
    ['gif', withDocument([video, { _: 'documentAttributeAnimated' }])],
    ['voice', withDocument([{ ...audio, voice: true }])],
    ['voice', message({ media: { _: 'messageMediaDocument', voice: true, ttlSeconds: 0x7fffffff } })],
    ['audio', withDocument([audio])],
    ['document', withDocument([{ _: 'documentAttributeFilename', fileName: 'offer.pdf' }])],
    ['sticker', withDocument([{ _: 'documentAttributeSticker', alt: '', stickerset: { _: 'inputStickerSetEmpty' } }])],
    ['location', message({ media: { _: 'messageMediaGeo', geo: { _: 'geoPointEmpty' } } })],
    ['other', message({ media: { _: 'messageMediaUnsupported' } })],
  ])('is a %s by what it carries', (kind, raw) => {
    expect(mapMessage(raw, context)?.kind).toBe(kind);
  });

  it('shows the words of what it carries when it has none of its own', () => {
    const contact = { phoneNumber: '1', firstName: 'Anna', lastName: 'Meyer', vcard: '', userId: 0 };
    const media: tl.TypeMessageMedia = { _: 'messageMediaContact', ...contact };
    expect(mapMessage(message({ message: '', media }), context)).toMatchObject({ kind: 'contact', text: 'Anna Meyer' });
    expect(mapMessage(message({ message: 'See', media }), context)?.text).toBe('See');
  });

  it('belongs to its topic in a forum, to General without a mark, and to none elsewhere', () => {
    const forum = { self: SELF, chat: { forum: true } };
    const inTopic = (reply: Partial<tl.RawMessageReplyHeader>) =>
      message({ peerId: group, replyTo: { _: 'messageReplyHeader', ...reply } });
    expect(mapMessage(inTopic({ forumTopic: true, replyToMsgId: 4 }), forum)?.topic).toBe(4);
    expect(mapMessage(inTopic({ forumTopic: true, replyToMsgId: 9, replyToTopId: 4 }), forum)?.topic).toBe(4);
    expect(mapMessage(inTopic({ replyToMsgId: 9 }), forum)?.topic).toBe(1);
    expect(mapMessage(inTopic({ replyToMsgId: 9 }), context)?.topic).toBeUndefined();
  });

  it('is the first of the topic it opens', () => {
    const created: tl.RawMessageService = {
      _: 'messageService',
      id: 4,
      peerId: group,
      date: 1,
      action: { _: 'messageActionTopicCreate', title: 'Orders', iconColor: 0 },
    };
    const mapped = mapMessage(created, { self: SELF, chat: { forum: true } });
    expect(mapped).toMatchObject({ topic: 4, kind: 'service', text: '' });
  });

  it.each<[string, tl.RawMessage, { noforwards?: boolean }?]>([
    ['view-once media', message({ media: { _: 'messageMediaPhoto', ttlSeconds: 0x7fffffff } })],
    ['a self-destructing chat', message({ ttlPeriod: 86_400 })],
    ['a protected message', message({ noforwards: true })],
    ['a protected chat', message({ peerId: group }), { noforwards: true }],
  ])('is never to be kept in %s', (_, raw, chat) => {
    expect(mapMessage(raw, { self: SELF, chat })?.fleeting).toBe(true);
    expect(mapMessage(message(), context)?.fleeting).toBeUndefined();
  });

  it('that is gone is none', () => {
    expect(mapMessage({ _: 'messageEmpty', id: 1 }, context)).toBeNull();
  });
});
