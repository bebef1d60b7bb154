import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failure, type Opened, startWorld, type World } from './harness';
import { ANNA, BOT, DMITRI, FORUM, GONE, MIKHAIL, NEWS, OLGA, PHONES, TEAM, TRADERS, VERA } from './scenario';

let world: World;
let mikhail: Opened;
let pricing: number;
beforeAll(async () => {
  world = await startWorld();
  mikhail = await world.signedIn();
  pricing = [...(world.telegram.world.channels.get(FORUM)?.topics.values() ?? [])].find(
    ({ title }) => title === 'Pricing',
  )?.id as number;
});
afterAll(() => world.close());

describe('a chat', () => {
  it('with a person shows what they show, though the session never met them', async () => {
    expect(await mikhail.port.chat(ANNA)).toEqual({
      peer: ANNA,
      kind: 'user',
      title: 'Anna Berg',
      username: 'annaberg',
      phone: '+491605550101',
      lastSeen: { is: 'online' },
      hasPhoto: true,
    });
  });

  it('with a person who hides it has neither phone nor last seen', async () => {
    const chat = await mikhail.port.chat(DMITRI);
    expect(chat).toMatchObject({ title: 'Dmitri Orlov', phone: null, hasPhoto: false });
    expect(['hidden', 'longAgo']).toContain(chat.lastSeen?.is);
  });

  it.each([
    ['in the archive', OLGA, { kind: 'user', title: 'Olga Weiss' }],
    ['with a bot', BOT, { kind: 'bot', title: 'Parcel Bot', username: 'parcel_track_bot' }],
    ['with a deleted account', GONE, { kind: 'user', title: '', deleted: true }],
    ['with oneself', MIKHAIL, { kind: 'saved' }],
    ['that is a basic group', TEAM, { kind: 'group', title: 'Harbour team', members: 3 }],
    ['that is a supergroup', TRADERS, { kind: 'supergroup', title: 'Timber traders', username: 'timber_traders' }],
    ['that is a channel', NEWS, { kind: 'channel', title: 'Timber news', username: 'timber_news' }],
    ['that is a forum', FORUM, { kind: 'supergroup', title: 'Project room' }],
  ])('%s is told for what it is', async (_, peer, expected) => {
    expect(await mikhail.port.chat(peer)).toMatchObject({ peer, ...expected });
  });

  it('that is a topic knows its forum', async () => {
    expect(await mikhail.port.chat(FORUM, pricing)).toMatchObject({
      peer: FORUM,
      topic: pricing,
      kind: 'topic',
      title: 'Pricing',
      forumTitle: 'Project room',
    });
    expect((await failure(mikhail.port.chat(FORUM, 999))).kind).toBe('notFound');
  });

  it('that this account cannot see is unavailable', async () => {
    expect((await failure(mikhail.port.chat(9999))).kind).toBe('chatUnavailable');
    expect((await failure(mikhail.port.chat(-1_000_000_009_999))).kind).toBe('chatUnavailable');
    expect((await failure(mikhail.port.chat(-9999))).kind).toBe('chatUnavailable');
  });

  it('has a bio, common groups and members for who asks', async () => {
    expect(await mikhail.port.fullChat(ANNA)).toEqual({ about: 'Buys timber in Lübeck', commonChats: 3 });
    const team = await mikhail.port.fullChat(TEAM);
    expect(team.members?.map(({ name }) => name).sort()).toEqual(['Anna Berg', 'Mikhail Sorokin', 'Olga Weiss']);
    const traders = await mikhail.port.fullChat(TRADERS);
    expect(traders.about).toBe('Prices and talk');
    expect(traders.members?.map(({ peer }) => peer).sort()).toEqual([MIKHAIL, ANNA, OLGA]);
    expect((await mikhail.port.fullChat(NEWS)).members).toBeUndefined();
  });

  it('has a picture, or none', async () => {
    const photo = await mikhail.port.photo(ANNA);
    const head = [...(photo ?? [])].slice(0, 3);
    expect([
      [0xff, 0xd8, 0xff],
      [0x89, 0x50, 0x4e],
    ]).toContainEqual(head);
    expect(await mikhail.port.photo(DMITRI)).toBeNull();
    expect(await mikhail.port.photo(TEAM)).toBeNull();
  });
});

describe('what was said in a chat', () => {
  it('comes newest first, by pages', async () => {
    const all = await mikhail.port.history(ANNA, { limit: 100 });
    expect(all.map(({ text, out }) => [text, out])).toEqual([
      ['Can you hold the price until Friday?', false],
      ['Yes, from 20 m³ on.', true],
      ['Thank you! Is delivery included?', false],
      ['Hi Anna, here is the price list.', true],
    ]);
    expect(all[0]).toMatchObject({ peer: ANNA, from: ANNA, kind: 'text' });
    expect(all[1]).toMatchObject({ peer: ANNA, from: MIKHAIL });
    const ids = all.map(({ id }) => id);
    const page = await mikhail.port.history(ANNA, { limit: 2, before: ids[0] });
    expect(page.map(({ id }) => id)).toEqual(ids.slice(1, 3));
    const newer = await mikhail.port.history(ANNA, { limit: 100, after: ids[2] });
    expect(newer.map(({ id }) => id)).toEqual(ids.slice(0, 2));
  });

  it('is of every kind of chat', async () => {
    const texts = async (peer: number, topic?: number) =>
      (await mikhail.port.history(peer, { limit: 10, topic })).map(({ text }) => text);
    expect(await texts(TEAM)).toContain('The crane is booked.');
    expect(await texts(TRADERS)).toContain('Spruce is up 4 %.');
    expect(await texts(NEWS)).toContain('Export duties change in January.');
    expect(await texts(MIKHAIL)).toEqual(['Ask Anna about the second site']);
    expect(await texts(FORUM, pricing)).toContain('New quote.');
    expect(await texts(FORUM, pricing)).not.toContain('Welcome, everybody!');
    const voice = await mikhail.port.history(OLGA, { limit: 10 });
    expect(voice[0]?.kind).toBe('voice');
  });

  it('has its topic, its sender, or none', async () => {
    const [quote] = await mikhail.port.history(FORUM, { limit: 10, topic: pricing });
    expect(quote).toMatchObject({ topic: pricing, from: VERA, out: false });
    const welcome = (await mikhail.port.history(FORUM, { limit: 10 })).find(({ text }) => text.startsWith('Welcome'));
    expect(welcome?.topic).toBe(1);
    const [post] = await mikhail.port.history(NEWS, { limit: 1 });
    expect(post?.from).toBeUndefined();
  });

  it('is summed up by its dialog', async () => {
    const dialog = await mikhail.port.dialog(ANNA);
    expect(dialog).toMatchObject({ peer: ANNA, unread: 1, mentions: 0, mutedUntil: 0 });
    expect(dialog?.last?.text).toBe('Can you hold the price until Friday?');
    expect(dialog?.readInbox).toBeLessThan(dialog?.last?.id ?? 0);
    expect((await mikhail.port.dialog(DMITRI))?.mutedUntil).toBeGreaterThan(Date.now());
    expect((await mikhail.port.dialog(TRADERS))?.last?.text).toBe('Spruce is up 4 %.');
  });
});

describe('all of this', () => {
  it('marked nothing read, set nobody online, showed no typing', () => {
    const { reads, online, typing, sends } = world.telegram.saw;
    expect({ reads, online, typing, sends }).toEqual({ reads: [], online: [], typing: [], sends: [] });
    expect(world.telegram.failures).toEqual([]);
  });

  it('was found with few requests', () => {
    expect(world.telegram.saw.count('contacts.getContacts')).toBe(1);
    expect(world.telegram.saw.count('messages.getDialogs')).toBeLessThanOrEqual(4);
  });

  it('works for an account in another data centre', async () => {
    const pavel = await world.signedIn(PHONES.pavel);
    expect(await pavel.port.me()).toMatchObject({ name: 'Pavel Novak' });
    expect((await failure(pavel.port.chat(ANNA))).kind).toBe('chatUnavailable');
  });
});
