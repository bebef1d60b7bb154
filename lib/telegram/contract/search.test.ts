import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failure, type Opened, startWorld, type World } from './harness';
import { ANNA, FORUM, MIKHAIL, OLGA, TEAM, TRADERS } from './scenario';

let world: World;
let mikhail: Opened;
beforeAll(async () => {
  world = await startWorld();
  mikhail = await world.signedIn();
  const { telegram } = world;
  await telegram.receives({ from: 'Anna Berg', text: 'The oak price, again', file: { name: 'Oak.pdf', kilobytes: 9 } });
  await telegram.receives({ from: 'Anna Berg', text: '', photo: true });
  await telegram.receives({ from: 'Anna Berg', text: 'See https://example.com/oak' });
  await telegram.receives({ from: 'Anna Berg', voice: 5 });
  await telegram.receives({ from: 'Anna Berg', round: 5 });
  await telegram.receives({ from: 'Anna Berg', video: { seconds: 3 } });
  await telegram.receives({ from: 'Anna Berg', audio: { seconds: 2, title: 'Oak song' } });
  await telegram.pins({ chat: 'Anna Berg', text: 'Can you hold the price until Friday?', silently: true });
  await telegram.receives({ from: 'Olga Weiss', chat: 'Timber traders', text: 'Oak is up' });
  await telegram.receives({ from: 'Anna Berg', chat: 'Timber traders', text: 'Oak is down' });
  await telegram.receives({ from: 'Olga Weiss', chat: 'Harbour team', text: 'No oak today' });
  await telegram.receives({
    from: 'Vera Lindqvist',
    chat: { chat: 'Project room', topic: 'Pricing' },
    text: 'Oak quote',
  });
});
afterAll(async () => {
  expect(world.telegram.saw.reads).toEqual([]);
  expect(world.telegram.failures).toEqual([]);
  await world.close();
});

const textsOf = async (options: Parameters<Opened['port']['search']>[0]) =>
  (await mikhail.port.search(options)).messages.map(({ text }) => text);

describe('a search on Telegram', () => {
  it('finds words in one chat, newest first, with how many there are', async () => {
    expect(await textsOf({ peer: ANNA, query: 'price', limit: 10 })).toEqual([
      'The oak price, again',
      'Can you hold the price until Friday?',
      'Hi Anna, here is the price list.',
    ]);
    const first = await mikhail.port.search({ peer: ANNA, query: 'price', limit: 2 });
    expect(first.total).toBe(3);
    const after = first.messages.at(-1);
    const rest = await mikhail.port.search({ peer: ANNA, query: 'price', limit: 2, after });
    expect(rest.messages.map(({ text }) => text)).toEqual(['Hi Anna, here is the price list.']);
  });

  it.each([
    ['file', ['document']],
    ['photo', ['photo']],
    ['video', ['video']],
    ['media', ['video', 'photo']],
    ['voice', ['round', 'voice']],
    ['music', ['audio']],
    ['link', ['text']],
    ['pinned', ['text']],
  ] as const)('finds what is a %s', async (kind, kinds) => {
    const { messages, total } = await mikhail.port.search({ peer: ANNA, query: '', kind, limit: 10 });
    expect(messages.map((it) => it.kind)).toEqual(kinds);
    expect(total).toBe(kinds.length);
  });

  it('finds by sender, topic and time', async () => {
    const inGroup = { peer: TRADERS, query: 'oak', limit: 10 };
    expect(await textsOf({ ...inGroup, from: OLGA })).toEqual(['Oak is up']);
    expect(await textsOf({ ...inGroup, from: MIKHAIL })).toEqual([]);
    const pricing = [...(world.telegram.world.channels.get(FORUM)?.topics.values() ?? [])].find(
      ({ title }) => title === 'Pricing',
    )?.id;
    expect(await textsOf({ peer: FORUM, topic: pricing, query: 'oak', limit: 10 })).toEqual(['Oak quote']);
    expect(await textsOf({ peer: FORUM, topic: 1, query: 'oak', limit: 10 })).toEqual([]);
    const hour = 3_600_000;
    const [old] = (await mikhail.port.history(ANNA, { limit: 100 })).slice(-1);
    const at = old?.date ?? 0;
    expect(await textsOf({ peer: ANNA, query: 'price', until: Date.now() - hour, limit: 10 })).toEqual([
      'Can you hold the price until Friday?',
      'Hi Anna, here is the price list.',
    ]);
    expect(await textsOf({ peer: ANNA, query: 'price', since: at, until: at + 1, limit: 10 })).toEqual([
      'Hi Anna, here is the price list.',
    ]);
  });

  it('finds in all chats, page by page, each once', async () => {
    const all = await mikhail.port.search({ query: 'oak', limit: 100 });
    expect(new Set(all.messages.map(({ peer }) => peer))).toEqual(new Set([ANNA, TRADERS, TEAM, FORUM]));
    const dates = all.messages.map(({ date }) => date);
    expect([...dates].sort((a, b) => b - a)).toEqual(dates);
    const seen: string[] = [];
    for (let after: (typeof all.messages)[number] | undefined; ; ) {
      const { messages, total } = await mikhail.port.search({ query: 'oak', limit: 2, ...(after ? { after } : {}) });
      expect(total).toBe(all.total);
      seen.push(...messages.map(({ peer, id }) => `${peer} ${id}`));
      after = messages.at(-1);
      if (messages.length < 2) break;
    }
    expect(seen).toEqual(all.messages.map(({ peer, id }) => `${peer} ${id}`));
    expect(await textsOf({ query: 'oak', kind: 'file', limit: 10 })).toEqual(['The oak price, again']);
    expect((await mikhail.port.search({ query: 'oak', from: OLGA, limit: 10 })).messages).toHaveLength(2);
  });

  it('that finds nothing, or asks for what nobody may see, says so', async () => {
    expect(await mikhail.port.search({ peer: ANNA, query: 'walnut', limit: 10 })).toEqual({ messages: [], total: 0 });
    const unseen = mikhail.port.search({ peer: -1_000_000_009_999, query: 'oak', limit: 10 });
    expect((await failure(unseen)).kind).toBe('chatUnavailable');
  });
});

describe('a count', () => {
  it('is of all messages, and of those since a time', async () => {
    const all = await mikhail.port.history(ANNA, { limit: 100 });
    expect(await mikhail.port.count(ANNA, { from: 0 })).toEqual({ total: all.length, since: all.length });
    const [, , , theirs] = [...all].reverse();
    const from = theirs?.date ?? 0;
    expect(await mikhail.port.count(ANNA, { from })).toEqual({
      total: all.length,
      since: all.filter(({ date }) => date >= from).length,
    });
    expect(await mikhail.port.count(ANNA, { from: Date.now() + 60_000 })).toMatchObject({ since: 0 });
    const inTopic = await mikhail.port.count(FORUM, { from: 0, topic: 1 });
    expect(inTopic.total).toBe((await mikhail.port.history(FORUM, { limit: 100, topic: 1 })).length);
  });
});

describe('messages by id', () => {
  it('come as they are now; those that are gone, or elsewhere, are left out', async () => {
    const [newest] = await mikhail.port.history(ANNA, { limit: 1 });
    const [elsewhere] = await mikhail.port.history(TEAM, { limit: 1 });
    const found = await mikhail.port.messages(ANNA, [newest?.id ?? 0, elsewhere?.id ?? 0, 999_999]);
    expect(found).toEqual([newest]);
    const posts = await mikhail.port.history(TRADERS, { limit: 2 });
    const ids = posts.map(({ id }) => id);
    expect((await mikhail.port.messages(TRADERS, [...ids, 999_999])).map(({ id }) => id).sort()).toEqual(ids.sort());
    expect(await mikhail.port.messages(TRADERS, [])).toEqual([]);
  });
});
