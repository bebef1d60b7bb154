import { Long, type tl } from '@mtcute/core';
import { describe, expect, it } from 'vitest';
import { messageContext } from './map-message';
import { mapUpdate } from './map-update';

const anna: tl.TypePeer = { _: 'peerUser', userId: 5 };
const message: tl.RawMessage = { _: 'message', id: 10, peerId: anna, date: 1, message: 'Hi' };
const pts = { pts: 3, ptsCount: 1 };
const map = (update: tl.TypeUpdate) => mapUpdate(update, () => messageContext(7));

describe('an update of Telegram', () => {
  it.each<[tl.TypeUpdate, unknown]>([
    [
      { _: 'updateNewMessage', message, ...pts },
      { is: 'message', message: { id: 10, peer: 5 } },
    ],
    [{ _: 'updateNewChannelMessage', message, ...pts }, { is: 'message' }],
    [
      { _: 'updateEditMessage', message, ...pts },
      { is: 'edited', message: { id: 10 } },
    ],
    [{ _: 'updateEditChannelMessage', message, ...pts }, { is: 'edited' }],
    [
      { _: 'updateMessageID', id: 10, randomId: Long.fromNumber(-5) },
      { is: 'sent', randomId: '-5', id: 10 },
    ],
    [
      { _: 'updateMessageReactions', peer: anna, msgId: 10, reactions: { _: 'messageReactions', results: [] } },
      { is: 'reactions', peer: 5, id: 10, reactions: [] },
    ],
    [
      { _: 'updatePinnedMessages', pinned: true, peer: anna, messages: [10], ...pts },
      { is: 'pinned', peer: 5, ids: [10], pinned: true },
    ],
    [
      { _: 'updatePinnedChannelMessages', channelId: 123, messages: [10], ...pts },
      { is: 'pinned', peer: -1_000_000_000_123, ids: [10], pinned: false },
    ],
    [
      { _: 'updateNewScheduledMessage', message },
      { is: 'scheduled', message: { id: 10 } },
    ],
    [
      { _: 'updateDeleteScheduledMessages', peer: anna, messages: [3], sentMessages: [11] },
      { is: 'unscheduled', peer: 5, ids: [3] },
    ],
    [
      { _: 'updateDeleteMessages', messages: [1, 2], ...pts },
      { is: 'deleted', ids: [1, 2] },
    ],
    [
      { _: 'updateDeleteChannelMessages', channelId: 123, messages: [1], ...pts },
      { is: 'deleted', peer: -1_000_000_000_123, ids: [1] },
    ],
    [
      { _: 'updateReadHistoryInbox', peer: anna, maxId: 9, stillUnreadCount: 0, ...pts },
      { is: 'readInbox', peer: 5, upTo: 9 },
    ],
    [
      { _: 'updateReadChannelInbox', channelId: 123, maxId: 9, stillUnreadCount: 0, pts: 3 },
      { is: 'readInbox', peer: -1_000_000_000_123, upTo: 9 },
    ],
    [
      { _: 'updateReadHistoryOutbox', peer: anna, maxId: 9, ...pts },
      { is: 'readOutbox', peer: 5, upTo: 9 },
    ],
    [
      { _: 'updateReadChannelOutbox', channelId: 123, maxId: 9 },
      { is: 'readOutbox', peer: -1_000_000_000_123, upTo: 9 },
    ],
    [
      { _: 'updateUserName', userId: 5, firstName: 'A', lastName: '', usernames: [] },
      { is: 'peer', peer: 5 },
    ],
    [
      { _: 'updateUserPhone', userId: 5, phone: '1' },
      { is: 'peer', peer: 5 },
    ],
    [
      { _: 'updateChat', chatId: 9 },
      { is: 'peer', peer: -9 },
    ],
    [
      { _: 'updateChannel', channelId: 123 },
      { is: 'peer', peer: -1_000_000_000_123 },
    ],
  ])('%o means what it says', (update, expected) => {
    expect(map(update)).toMatchObject(expected as object);
  });

  it.each<tl.TypeUpdate>([
    { _: 'updateUserTyping', userId: 5, action: { _: 'sendMessageTypingAction' } },
    { _: 'updateUserStatus', userId: 5, status: { _: 'userStatusRecently' } },
    { _: 'updateNewMessage', message: { _: 'messageEmpty', id: 1 }, ...pts },
    { _: 'updateReadHistoryInbox', peer: anna, topMsgId: 4, maxId: 9, stillUnreadCount: 0, ...pts },
    { _: 'updateConfig' },
  ])('%o means nothing to Tez', (update) => {
    expect(map(update)).toBeNull();
  });
});
