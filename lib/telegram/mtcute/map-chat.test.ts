import { Long, type tl } from '@mtcute/core';
import { describe, expect, it } from 'vitest';
import { mapGroup, mapMe, mapStatus, mapTopic, mapUser } from './map-chat';

const NOW = 1_700_000_000_000;
const SELF = 7;
const anna: tl.RawUser = {
  _: 'user',
  id: 5,
  accessHash: Long.ONE,
  firstName: 'Anna',
  lastName: 'Meyer',
  phone: '4915',
};
const photo: tl.TypeChatPhoto = { _: 'chatPhotoEmpty' };

describe('a person of Telegram', () => {
  it('has a name, and what they show', () => {
    const user: tl.RawUser = {
      ...anna,
      username: 'anna',
      status: { _: 'userStatusOffline', wasOnline: 1_699_999_000 },
    };
    expect(mapUser(user, SELF, NOW)).toEqual({
      peer: 5,
      kind: 'user',
      title: 'Anna Meyer',
      username: 'anna',
      phone: '+4915',
      lastSeen: { is: 'at', time: 1_699_999_000_000 },
      hasPhoto: false,
    });
  });

  it('who hides phone and last seen is shown as hiding them', () => {
    const chat = mapUser({ ...anna, phone: undefined }, SELF, NOW);
    expect(chat.phone).toBeNull();
    expect(chat.lastSeen).toEqual({ is: 'hidden' });
  });

  it('that is a bot, a deleted account or Telegram itself has neither', () => {
    const bot = mapUser({ ...anna, bot: true, phone: undefined }, SELF, NOW);
    expect(bot).toMatchObject({ kind: 'bot' });
    expect(bot).not.toHaveProperty('phone');
    const deleted = mapUser({ _: 'user', id: 6, deleted: true }, SELF, NOW);
    expect(deleted).toEqual({ peer: 6, kind: 'user', title: '', deleted: true, hasPhoto: false });
    expect(mapUser({ ...anna, id: 777000 }, SELF, NOW)).toMatchObject({ kind: 'service' });
  });

  it('that is oneself is Saved Messages', () => {
    expect(mapUser({ ...anna, id: SELF }, SELF, NOW).kind).toBe('saved');
    expect(mapMe({ ...anna, id: SELF, username: 'me' })).toEqual({
      id: SELF,
      name: 'Anna Meyer',
      username: 'me',
      phone: '+4915',
    });
  });

  it('may have several usernames: the one they edit counts, a collectible one otherwise', () => {
    const name = (username: string, editable: boolean, active: boolean): tl.TypeUsername => ({
      _: 'username',
      username,
      editable,
      active,
    });
    const both = { ...anna, usernames: [name('gold', false, true), name('anna', true, true)] };
    expect(mapUser(both, SELF, NOW).username).toBe('anna');
    const off = { ...anna, usernames: [name('anna', true, false), name('gold', false, true)] };
    expect(mapUser(off, SELF, NOW).username).toBe('gold');
  });

  it.each<[tl.TypeUserStatus | undefined, unknown]>([
    [{ _: 'userStatusOnline', expires: NOW / 1000 + 60 }, { is: 'online' }],
    [
      { _: 'userStatusOnline', expires: NOW / 1000 - 60 },
      { is: 'at', time: NOW - 60_000 },
    ],
    [{ _: 'userStatusRecently' }, { is: 'recently' }],
    [{ _: 'userStatusLastWeek' }, { is: 'withinWeek' }],
    [{ _: 'userStatusLastMonth' }, { is: 'withinMonth' }],
    [{ _: 'userStatusEmpty' }, { is: 'longAgo' }],
  ])('was seen as exactly as Telegram tells: %o', (status, expected) => {
    expect(mapStatus(status, NOW)).toEqual(expected);
  });
});

describe('a group of Telegram', () => {
  const channel = { _: 'channel', id: 123, title: 'Orders', photo, date: 0 } as const;

  it('is basic, super or a channel', () => {
    const basic: tl.RawChat = { _: 'chat', id: 9, title: 'Team', photo, participantsCount: 3, date: 0, version: 1 };
    expect(mapGroup(basic)).toEqual({ peer: -9, kind: 'group', title: 'Team', members: 3, hasPhoto: false });
    expect(mapGroup({ ...channel, megagroup: true }).kind).toBe('supergroup');
    expect(mapGroup({ ...channel, broadcast: true, username: 'orders' })).toEqual({
      peer: -1_000_000_000_123,
      kind: 'channel',
      title: 'Orders',
      username: 'orders',
      hasPhoto: false,
    });
  });

  it('that is a forum has topics, which know its title', () => {
    const topic = { _: 'forumTopic', id: 4, title: 'Berlin' } as tl.RawForumTopic;
    expect(mapTopic(topic, mapGroup({ ...channel, megagroup: true, forum: true }))).toMatchObject({
      peer: -1_000_000_000_123,
      topic: 4,
      kind: 'topic',
      title: 'Berlin',
      forumTitle: 'Orders',
    });
  });
});
