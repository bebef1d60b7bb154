import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatHashA, toPeerK } from '@/lib/chats/web-address';
import { fromPeerK, fromTopicK, K_CHANNEL_OFFSET, parseHashA, peerKind, readPeer, toTopicK } from './peer-ids';

const users = fc.integer({ min: 1, max: 0xffffffffff });
const groups = fc.integer({ min: 1, max: 999_999_999_999 }).map((id) => -id);
const channels = fc.integer({ min: 1, max: 997_852_516_352 }).map((id) => -1_000_000_000_000 - id);
const peers = fc.oneof(users, groups, channels);

describe('marked ids', () => {
  it.each([
    [123, 'user'],
    [-123, 'group'],
    [-999_999_999_999, 'group'],
    [-1_001_234_567_890, 'channel'],
    [0, null],
    [-1_000_000_000_000, null],
    [-1_998_000_000_000, null],
    [1.5, null],
    [Number.NaN, null],
    [0xffffffffff + 1, null],
  ])('%d is a %s', (id, kind) => {
    expect(peerKind(id)).toBe(kind);
  });

  it.each([
    '',
    'abc',
    '@anna',
    ' 12',
    '12 ',
    '1e5',
    '0',
    '-0',
    '012',
    '1.5',
    '--1',
    '99999999999999999',
    null,
    undefined,
  ])('reads no peer in %j', (text) => {
    expect(readPeer(text)).toBeNull();
  });
});

describe('the hash of Web A', () => {
  it('reads back every chat and topic it writes', () => {
    fc.assert(
      fc.property(peers, fc.option(fc.integer({ min: 1, max: 2 ** 31 - 1 }), { nil: undefined }), (peer, topic) => {
        fc.pre(topic === undefined || peer < 0);
        expect(parseHashA(`#${formatHashA(peer, topic)}`)).toEqual({
          kind: 'chat',
          peer,
          ...(topic === undefined ? {} : { topic }),
        });
      }),
    );
  });

  it('knows none, side lists, and what it does not know', () => {
    expect(parseHashA('')).toEqual({ kind: 'none' });
    expect(parseHashA('#')).toEqual({ kind: 'none' });
    expect(parseHashA('#123_scheduled')).toEqual({ kind: 'chat', peer: 123, list: 'scheduled' });
    for (const hash of ['#@anna', '#?tgaddr=tg%3A%2F%2Fresolve', '#12_3', '#-100123_4_5', '#-1001234567890_0', '#x']) {
      expect(parseHashA(hash), hash).toEqual({ kind: 'unknown' });
    }
  });
});

describe('the ids of Web K', () => {
  it('become marked ids again once a message tells a channel from a group', () => {
    fc.assert(
      fc.property(peers, fc.integer({ min: 1, max: 2 ** 31 - 1 }), (peer, message) => {
        const mid = peerKind(peer) === 'channel' ? K_CHANNEL_OFFSET + message : message;
        expect(fromPeerK(toPeerK(peer), mid)).toBe(peer);
        // A message that is being sent stands under a fraction.
        expect(fromPeerK(toPeerK(peer), mid + 0.0001)).toBe(peer);
      }),
    );
  });

  it('are not guessed', () => {
    expect(fromPeerK(-123, null)).toBeNull();
    expect(fromPeerK(-123, Number.NaN)).toBeNull();
    expect(fromPeerK(-123, -1)).toBeNull();
    expect(fromPeerK(0, 5)).toBeNull();
    expect(fromPeerK(123, null)).toBe(123);
  });

  it('count topics from 2^32', () => {
    expect(fromTopicK(`${toTopicK(51)}`)).toBe(51);
    expect(fromTopicK('51')).toBeNull();
    expect(fromTopicK(undefined)).toBeNull();
    expect(fromTopicK('4294967347x')).toBeNull();
  });
});
