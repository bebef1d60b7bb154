import type { tl } from '@mtcute/core';
import { describe, expect, it, vi } from 'vitest';
import { Arrivals } from './arrivals';

const peerId: tl.TypePeer = { _: 'peerChannel', channelId: 7 };
const message: tl.RawMessage = { _: 'message', id: 3, peerId, date: 0, message: '' };
const pts = { pts: 9, ptsCount: 1 };
const posted: tl.TypeUpdate = { _: 'updateNewChannelMessage', message, ...pts };
const edited: tl.TypeUpdate = { _: 'updateEditChannelMessage', message, ...pts };
const reacted = (msgId: number): tl.RawUpdateMessageReactions => ({
  _: 'updateMessageReactions',
  peer: peerId,
  msgId,
  reactions: { _: 'messageReactions', results: [] },
});
const read: tl.TypeUpdate = { _: 'updateReadChannelInbox', channelId: 7, maxId: 3, stillUnreadCount: 0, pts: 9 };
const gap = { is: 'gap', peer: -1_000_000_000_007 };

const container = (...updates: tl.TypeUpdate[]): tl.RawUpdates => ({
  _: 'updates',
  updates,
  users: [],
  chats: [],
  date: 0,
  seq: 0,
});

function watching(knowsChannel: (id: number) => boolean = () => false) {
  const collect = vi.fn();
  let now = 0;
  const pass = (ms: number): void => {
    now += ms;
  };
  return { collect, pass, arrivals: new Arrivals({ collect, knowsChannel, now: () => now }) };
}

describe('what arrives', () => {
  it.each<[string, tl.TypeUpdate]>([
    ['a post', posted],
    ['an edit', edited],
    ['a deletion', { _: 'updateDeleteChannelMessages', channelId: 7, messages: [1], ...pts }],
    ['a pin', { _: 'updatePinnedChannelMessages', channelId: 7, messages: [1], ...pts }],
  ])('as the first of a channel, %s, leaves a gap for what came before, once', (_, update) => {
    const { arrivals, collect } = watching();
    arrivals.note(container(update, update));
    arrivals.note(container(posted));
    expect(collect.mock.calls).toEqual([[gap]]);
  });

  it('from a channel that is followed leaves none', () => {
    const { arrivals, collect } = watching((id) => id === 7);
    arrivals.note(container(posted));
    arrivals.note({ _: 'updatesTooLong' });
    expect(collect).not.toHaveBeenCalled();
  });

  it('about what was read in a channel is told at once, pushed or missed', () => {
    const { arrivals, collect } = watching();
    arrivals.note(container(read));
    arrivals.noteMissed([read, posted]);
    const told = { is: 'readInbox', peer: gap.peer, upTo: 3 };
    expect(collect.mock.calls).toEqual([[told], [told]]);
  });

  it('of a scheduled message is overtaken by what says that it is gone, from wherever that came', () => {
    const scheduled = (id: number): tl.TypeUpdate => ({ _: 'updateNewScheduledMessage', message: { ...message, id } });
    const gone = (...messages: number[]): tl.TypeUpdate => ({
      _: 'updateDeleteScheduledMessages',
      peer: peerId,
      messages,
    });
    const { arrivals, pass } = watching();
    arrivals.note(container(gone(1)));
    arrivals.noteMissed([gone(2)]);
    expect([1, 2, 3].map((id) => arrivals.isTold(scheduled(id)))).toEqual([true, true, false]);
    // Telegram may use an id again.
    pass(10_000);
    expect([1, 2].map((id) => arrivals.isTold(scheduled(id)))).toEqual([false, false]);
  });

  it('of reactions is left to the edit beside it, where there is one', () => {
    const { arrivals } = watching();
    const [beside, alone, other] = [reacted(3), reacted(3), reacted(4)];
    arrivals.note(container(beside, edited, other));
    arrivals.note(container(alone));
    expect([beside, alone, other].map((it) => arrivals.isTold(it))).toEqual([true, false, false]);
  });
});
