import { Long, type tl } from '@mtcute/core';
import { describe, expect, it } from 'vitest';
import type { TextEntity } from '@/lib/messages/content';
import { madeWaveform } from '@/tests/telegram/made/files';
import { mapAction, mapForward, mapReactions, mapReply } from './map-around';
import { mapDocument, mapPhoto, packWaveform, toInputFile, unpackWaveform } from './map-file';
import { mapMedia } from './map-media';
import { mapMessage } from './map-message';
import { mapEntities, toTelegramText } from './map-text';

const nobody = async () => null;
const anna: tl.RawInputUser = { _: 'inputUser', userId: 5, accessHash: Long.ONE };

const EVERY_MARK: TextEntity[] = [
  ...(['bold', 'italic', 'underline', 'strike', 'spoiler', 'code', 'url', 'mention', 'hashtag'] as const).map(
    (is, i) => ({
      is,
      at: i,
      length: 1,
    }),
  ),
  ...(['cashtag', 'command', 'email', 'phone', 'card'] as const).map((is, i) => ({ is, at: 9 + i, length: 1 })),
  { is: 'pre', at: 14, length: 1, language: 'ts' },
  { is: 'quote', at: 15, length: 1, collapsed: true },
  { is: 'link', at: 16, length: 1, url: 'https://example.com/' },
  { is: 'emoji', at: 17, length: 1, id: '5368324170671202286' },
];

describe('marks of a text', () => {
  it('are the same after there and back', async () => {
    const text = 'x'.repeat(18);
    const { message, entities } = await toTelegramText({ text, entities: EVERY_MARK }, nobody);
    expect(message).toBe(text);
    expect(mapEntities(entities)).toEqual(EVERY_MARK);
  });

  it('name a person who is known, and nobody else', async () => {
    const rich = { text: 'Anna', entities: [{ is: 'person' as const, at: 0, length: 4, peer: 5 }] };
    expect(await toTelegramText(rich, async () => anna)).toEqual({
      message: 'Anna',
      entities: [{ _: 'inputMessageEntityMentionName', offset: 0, length: 4, userId: anna }],
    });
    expect(await toTelegramText(rich, nobody)).toEqual({ message: 'Anna' });
    const raw: tl.TypeMessageEntity = { _: 'messageEntityMentionName', offset: 0, length: 4, userId: 5 };
    expect(mapEntities([raw])).toEqual([{ is: 'person', at: 0, length: 4, peer: 5 }]);
  });

  it('of a kind nobody knows are left out', () => {
    expect(mapEntities([{ _: 'messageEntityUnknown', offset: 0, length: 1 }])).toEqual([]);
  });

  it('move with the white space that Telegram takes away', async () => {
    const entities: TextEntity[] = [
      { is: 'bold', at: 0, length: 4 },
      { is: 'italic', at: 3, length: 9 },
      { is: 'code', at: 6, length: 4 },
    ];
    expect(await toTelegramText({ text: '  ab  \n   ', entities }, nobody)).toEqual({
      message: 'ab',
      entities: [
        { _: 'messageEntityBold', offset: 0, length: 2 },
        { _: 'messageEntityItalic', offset: 1, length: 1 },
      ],
    });
  });
});

describe('a file', () => {
  const common = { id: Long.fromString('-7'), accessHash: Long.fromString('9007199254740993'), date: 0, dcId: 4 };

  it('keeps where it lies, 64 bits whole', () => {
    const photo = mapPhoto({
      _: 'photo',
      ...common,
      fileReference: new Uint8Array([1, 2, 255]),
      sizes: [
        { _: 'photoSizeProgressive', type: 'y', w: 1280, h: 960, sizes: [100, 5000, 90_000] },
        { _: 'photoStrippedSize', type: 'i', bytes: new Uint8Array([1, 30, 40, 9]) },
        { _: 'photoSize', type: 'm', w: 320, h: 240, size: 9000 },
      ],
    });
    expect(photo).toEqual({
      at: { is: 'photo', dc: 4, id: '-7', accessHash: '9007199254740993', reference: 'AQL/', size: 'y' },
      size: 90_000,
      mime: 'image/jpeg',
      width: 1280,
      height: 960,
      blur: 'AR4oCQ==',
      sizes: [
        { type: 'm', width: 320, height: 240, size: 9000 },
        { type: 'y', width: 1280, height: 960, size: 90_000 },
      ],
    });
    if (!photo) return;
    const { id, accessHash, fileReference } = toInputFile(photo.at);
    expect([id.toString(), accessHash.toString(), [...fileReference]]).toEqual(['-7', '9007199254740993', [1, 2, 255]]);
  });

  it('that is gone is none', () => {
    expect(mapPhoto({ _: 'photoEmpty', id: Long.ONE })).toBeNull();
    expect(mapPhoto({ _: 'photo', ...common, fileReference: new Uint8Array(), sizes: [] })).toBeNull();
    expect(mapDocument(undefined)).toBeNull();
    expect(mapMedia({ _: 'messageMediaPhoto', ttlSeconds: 5 })).toBeUndefined();
  });

  it('has the loudness of a voice, packed as Telegram does', () => {
    const values = Array.from({ length: 100 }, (_, i) => (i * 7) % 32);
    expect(unpackWaveform(packWaveform(values))).toEqual(values);
    expect(unpackWaveform(packWaveform([40, -3, 15.6]))).toEqual([31, 0, 16]);
    expect(unpackWaveform(madeWaveform(3))).toHaveLength(100);
  });
});

describe('what surrounds a message', () => {
  it('is what it answers, with the part that was picked out, elsewhere too', () => {
    expect(mapReply({ _: 'messageReplyHeader', replyToMsgId: 4 })).toEqual({ id: 4 });
    const quote = { quote: true, quoteText: 'until Friday', replyToPeerId: { _: 'peerChat', chatId: 9 } } as const;
    expect(mapReply({ _: 'messageReplyHeader', replyToMsgId: 4, ...quote })).toEqual({
      id: 4,
      peer: -9,
      quote: 'until Friday',
    });
    expect(mapReply({ _: 'messageReplyHeader', replyToMsgId: 4, forumTopic: true })).toBeUndefined();
    expect(mapReply({ _: 'messageReplyHeader', replyToMsgId: 9, replyToTopId: 4, forumTopic: true })).toEqual({
      id: 9,
    });
    expect(mapReply(undefined)).toBeUndefined();
  });

  it('is where it came from, or a name alone', () => {
    expect(mapForward({ _: 'messageFwdHeader', date: 7, fromName: 'Hidden' })).toEqual({ date: 7000, name: 'Hidden' });
    const channel = { fromId: { _: 'peerChannel', channelId: 3 }, channelPost: 12 } as const;
    expect(mapForward({ _: 'messageFwdHeader', date: 7, ...channel })).toEqual({
      date: 7000,
      from: -1_000_000_000_003,
      post: 12,
    });
  });

  it('is how people reacted', () => {
    const results: tl.RawReactionCount[] = [
      { _: 'reactionCount', reaction: { _: 'reactionEmoji', emoticon: '👍' }, count: 3, chosenOrder: 0 },
      { _: 'reactionCount', reaction: { _: 'reactionCustomEmoji', documentId: Long.fromNumber(77) }, count: 1 },
      { _: 'reactionCount', reaction: { _: 'reactionPaid' }, count: 2 },
    ];
    expect(mapReactions({ _: 'messageReactions', results })).toEqual([
      { emoji: '👍', count: 3, own: true },
      { emoji: '77', custom: true, count: 1 },
      { emoji: '⭐', count: 2 },
    ]);
  });

  it.each<[tl.TypeMessageAction, object]>([
    [
      { _: 'messageActionChatCreate', title: 'Team', users: [1] },
      { is: 'created', title: 'Team' },
    ],
    [
      { _: 'messageActionChatEditTitle', title: 'Crew' },
      { is: 'renamed', title: 'Crew' },
    ],
    [
      { _: 'messageActionTopicCreate', title: 'Orders', iconColor: 0 },
      { is: 'topicCreated', title: 'Orders' },
    ],
    [
      { _: 'messageActionChatAddUser', users: [1, 2] },
      { is: 'joined', people: [1, 2] },
    ],
    [
      { _: 'messageActionChatJoinedByLink', inviterId: 3 },
      { is: 'joined', people: [5] },
    ],
    [
      { _: 'messageActionChatDeleteUser', userId: 9 },
      { is: 'left', people: [9] },
    ],
    [
      { _: 'messageActionPhoneCall', callId: Long.ONE, reason: { _: 'phoneCallDiscardReasonMissed' } },
      { is: 'call', video: false, missed: true },
    ],
    [
      { _: 'messageActionPhoneCall', callId: Long.ONE, video: true, duration: 65 },
      { is: 'call', video: true, seconds: 65 },
    ],
    [{ _: 'messageActionPinMessage' }, { is: 'pinned' }],
    [{ _: 'messageActionHistoryClear' }, { is: 'historyCleared' }],
    [{ _: 'messageActionGameScore', gameId: Long.ONE, score: 1 }, { is: 'other' }],
  ])('is what it tells of: $_', (action, expected) => {
    expect(mapAction(action, 5)).toEqual(expected);
  });

  it('is an album, a pin, a bot, a signature', () => {
    const raw: tl.RawMessage = {
      _: 'message',
      id: 1,
      peerId: { _: 'peerUser', userId: 5 },
      date: 1,
      message: '',
      groupedId: Long.fromString('13456789012345678'),
      pinned: true,
      viaBotId: 9,
      postAuthor: 'The editor',
      entities: [{ _: 'messageEntityBold', offset: 0, length: 1 }],
    };
    const mapped = mapMessage(raw, { self: 7 });
    expect(mapped).toMatchObject({ album: '13456789012345678', pinned: true, viaBot: 9, author: 'The editor' });
    expect(mapped?.entities).toBeUndefined();
  });
});

describe('what hangs on a message', () => {
  const geo: tl.RawGeoPoint = { _: 'geoPoint', lat: 53.5, long: 10, accessHash: Long.ONE };
  const words = (text: string): tl.RawTextWithEntities => ({ _: 'textWithEntities', text, entities: [] });

  it.each<[tl.TypeMessageMedia, object | undefined]>([
    [
      { _: 'messageMediaGeo', geo },
      { is: 'place', place: { latitude: 53.5, longitude: 10 } },
    ],
    [
      { _: 'messageMediaGeoLive', geo, period: 60 },
      { is: 'place', place: { latitude: 53.5, longitude: 10 }, live: true },
    ],
    [
      { _: 'messageMediaVenue', geo, title: 'Port', address: 'Kai 1', provider: '', venueId: '', venueType: '' },
      { is: 'place', place: { latitude: 53.5, longitude: 10 }, title: 'Port', address: 'Kai 1' },
    ],
    [
      { _: 'messageMediaContact', phoneNumber: '49', firstName: 'Anna', lastName: '', vcard: '', userId: 0 },
      { is: 'contact', firstName: 'Anna', lastName: '', phone: '49' },
    ],
    [
      {
        _: 'messageMediaPoll',
        poll: {
          _: 'poll',
          id: Long.ONE,
          quiz: true,
          question: words('When?'),
          answers: [{ _: 'pollAnswer', text: words('Now'), option: new Uint8Array([1]) }],
        },
        results: { _: 'pollResults' },
      },
      { is: 'poll', question: 'When?', answers: ['Now'], quiz: true, closed: false },
    ],
    [
      {
        _: 'messageMediaWebPage',
        webpage: { _: 'webPage', id: Long.ONE, url: 'https://a.b/', displayUrl: 'a.b', hash: 0, title: 'A' },
      },
      { is: 'page', url: 'https://a.b/', title: 'A' },
    ],
    [{ _: 'messageMediaWebPage', webpage: { _: 'webPageEmpty', id: Long.ONE } }, undefined],
    [{ _: 'messageMediaGeo', geo: { _: 'geoPointEmpty' } }, undefined],
    [{ _: 'messageMediaUnsupported' }, undefined],
  ])('$_ is told in Tez words', (media, expected) => {
    expect(mapMedia(media)).toEqual(expected);
  });
});
