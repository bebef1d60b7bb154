import { tl } from '@mtcute/core';
import type { TelegramClient } from '@mtcute/core/client.js';
import Long from 'long';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalTelegram, startTelegram } from '.';
import { openMtcute, signIn } from './clients/mtcute';
import { PHONES, SMALL } from './clients/small';

let telegram: LocalTelegram;
let client: TelegramClient;

beforeAll(async () => {
  telegram = await startTelegram({ scenario: SMALL });
  ({ client } = await openMtcute(telegram));
  await signIn(telegram, client, PHONES.mikhail);
});

afterAll(async () => {
  await client.destroy();
  // Looking at everything marked nothing as read, showed nobody online, and typed nothing.
  expect(telegram.saw.reads).toEqual([]);
  expect(telegram.saw.online).toEqual([]);
  expect(telegram.saw.typing).toEqual([]);
  expect(telegram.failures).toEqual([]);
  await telegram.close();
});

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function errorOf(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((reason: unknown) => reason);
  return error instanceof tl.RpcError ? error.text : `no RPC error but ${String(error)}`;
}

describe('dialogs', () => {
  it('come the same in one page and in many', async () => {
    const whole = await collect(client.iterDialogs({ chunkSize: 100 }));
    const pages = await collect(client.iterDialogs({ chunkSize: 2 }));
    expect(pages.map(({ peer }) => peer.id)).toEqual(whole.map(({ peer }) => peer.id));
    expect(whole.map(({ peer, unreadCount }) => [peer.displayName, unreadCount])).toEqual([
      // The code, and the new sign-in.
      ['Telegram', 2],
      ['Lübeck harbour team', 1],
      ['Anna Berg', 1],
      ['Nordic project room', 1],
      ['Timber traders', 0],
      ['Timber news', 0],
      ['Mikhail Sorokin', 0],
      ['Дмитрий Орлов', 0],
      ['Parcel Bot', 0],
    ]);
  });

  it('can be asked for one by one, with the state', async () => {
    const [dialog] = await client.getPeerDialogs('annaberg');
    expect(dialog?.lastMessage?.text).toBe('Perfect. Can you hold the price until Friday?');
    expect(dialog?.lastMessage?.isOutgoing).toBe(false);
  });
});

describe('history', () => {
  it('pages down and up', async () => {
    const all = await client.getHistory('annaberg', { limit: 100 });
    expect(all).toHaveLength(4);
    const older = await client.getHistory('annaberg', { limit: 2, offset: { id: all[1]?.id ?? 0, date: 0 } });
    expect(older.map(({ id }) => id)).toEqual(all.slice(2, 4).map(({ id }) => id));
    const newer = await client.getHistory('annaberg', { limit: 2, reverse: true });
    expect(newer.map(({ id }) => id)).toEqual([all[3]?.id, all[2]?.id]);
  });

  it('shows replies, writers in groups, and messages that are gone', async () => {
    const [, answer] = await client.getHistory('annaberg', { limit: 2 });
    expect(answer?.replyToMessage?.id).toBeTypeOf('number');
    const [last] = await client.getHistory(-4000004, { limit: 1 });
    expect(last?.sender.displayName).toBe('Anna Berg');
    expect(await client.getMessages('annaberg', [answer?.id ?? 0, 9999])).toEqual([expect.anything(), null]);
  });

  it('is searched by words and by kind', async () => {
    const found = await client.searchMessages({ chatId: 'annaberg', query: 'FRIDAY' });
    expect(found.map(({ text }) => text)).toEqual(['Perfect. Can you hold the price until Friday?']);
  });
});

describe('people', () => {
  it('shows what they show, and hides what they hide', async () => {
    const [anna, dmitry, bot] = await client.getUsers(['annaberg', 'd_orlov', 'parcel_track_bot']);
    expect(anna).toMatchObject({ phoneNumber: '491605550101', isContact: true, status: 'offline' });
    expect(dmitry).toMatchObject({ phoneNumber: null, isContact: false, status: 'recently' });
    expect(bot?.isBot).toBe(true);
    expect((await client.getFullUser('annaberg')).bio).toBe('Buys timber in Lübeck');
  });

  it('are contacts, and are found by phone', async () => {
    expect((await client.getContacts()).map(({ displayName }) => displayName)).toEqual(['Anna Berg', 'Olga Weiss']);
    const resolved = await client.call({ _: 'contacts.resolvePhone', phone: '+436605550104' });
    expect(resolved.users).toHaveLength(1);
    expect(await errorOf(client.call({ _: 'contacts.resolvePhone', phone: '+79125550102' }))).toBe(
      'PHONE_NOT_OCCUPIED',
    );
    expect(await errorOf(client.call({ _: 'contacts.resolveUsername', username: 'nobody_here' }))).toBe(
      'USERNAME_NOT_OCCUPIED',
    );
  });

  it('have pictures, whichever data centre keeps them', async () => {
    const { dcs } = telegram.world.settings;
    const owners = ['self', 'annaberg', 'pnovak'];
    const photos = await Promise.all(owners.map(async (owner) => (await client.getUsers(owner))[0]?.photo));
    const kept = [...telegram.world.people.values()].flatMap(({ photo }) => photo?.dc ?? []);
    expect(new Set(kept).size).toBe(dcs.length);
    for (const photo of photos) {
      if (!photo) throw new Error('no photo');
      const bytes = await client.downloadAsBuffer(photo.small);
      expect(Buffer.from(bytes.subarray(1, 4)).toString()).toBe('PNG');
    }
    expect(telegram.saw.count('auth.exportAuthorization')).toBeGreaterThan(0);
  });

  it('have pictures that another data centre does not have', async () => {
    const peer = await client.resolvePeer('pnovak');
    const photoId = Long.fromNumber(telegram.world.people.get(5000000005)?.photo?.id ?? 0);
    const location: tl.RawInputPeerPhotoFileLocation = { _: 'inputPeerPhotoFileLocation', peer, photoId };
    expect(await errorOf(client.call({ _: 'upload.getFile', location, offset: 0, limit: 4096 }))).toBe(
      'FILE_MIGRATE_%d',
    );
  });

  it('are not given out for a wrong access hash', async () => {
    const id: tl.RawInputUser = { _: 'inputUser', userId: 5000000002, accessHash: Long.ONE };
    expect(await errorOf(client.call({ _: 'users.getFullUser', id }))).toBe('USER_ID_INVALID');
    expect(await client.call({ _: 'users.getUsers', id: [id] })).toEqual([]);
  });
});

describe('groups', () => {
  it('list their members', async () => {
    const members = await client.getChatMembers('timber_traders');
    expect(members.map(({ user, status }) => [user.displayName, status])).toEqual([
      ['Mikhail Sorokin', 'member'],
      ['Anna Berg', 'member'],
      ['Olga Weiss', 'creator'],
      ['Vera Lindqvist', 'member'],
    ]);
    const full = await client.getFullChat('timber_news');
    expect(full.membersCount).toBe(5400);
  });

  it('have topics with their own unread counts and history', async () => {
    const topics = await client.getForumTopics(-1002100000006);
    expect(topics.map(({ title, unreadCount }) => [title, unreadCount])).toEqual([
      ['Pricing', 1],
      ['Delivery', 0],
      ['General', 0],
    ]);
    const pricing = topics[0];
    const history = await client.searchMessages({ chatId: -1002100000006, threadId: pricing?.id });
    expect(history.map(({ text }) => text)).toContain('New quote attached below.');
    expect(history.map(({ text }) => text)).not.toContain('Dates for October?');
  });
});

describe('refusals', () => {
  it('come for methods that are not there', async () => {
    expect(await errorOf(client.call({ _: 'payments.getStarsTopupOptions' }))).toBe('METHOD_INVALID');
  });

  it('come for what nobody may do', async () => {
    expect(await errorOf(client.sendText('timber_news', 'me too'))).toBe('CHAT_ADMIN_REQUIRED');
    const peer = await client.resolvePeer('annaberg');
    const message = 'x'.repeat(4097);
    const randomId = Long.ONE;
    expect(await errorOf(client.call({ _: 'messages.sendMessage', peer, message, randomId }))).toBe('MESSAGE_TOO_LONG');
  });
});
