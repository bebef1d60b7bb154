import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failure, type Opened, randomId, startWorld, type World, words } from './harness';
import {
  ANNA,
  CROSS,
  DMITRI,
  FORUM,
  GONE,
  MIKHAIL,
  NEWS,
  OLGA,
  PAID,
  PAVEL,
  PREMIUM_ONLY,
  READ_ONLY,
  SEALED,
  SLOW,
  TEAM,
  TRADERS,
  VERA,
} from './scenario';

let world: World;
let mikhail: Opened;
beforeEach(async () => {
  world = await startWorld();
  mikhail = await world.signedIn();
});
afterEach(async () => {
  const { reads, online, typing } = world.telegram.saw;
  await world.close();
  expect({ reads, online, typing }, 'nothing may be read, online or typing').toEqual({
    reads: [],
    online: [],
    typing: [],
  });
  expect(world.telegram.failures).toEqual([]);
});

/** What Anna's chat holds on the server, newest last. */
const onServer = (chat: string | number = 'Anna Berg') => world.telegram.messagesOf({ chat }).map(({ text }) => text);

describe('a message', () => {
  it('is sent, told back, and told to the sink with the number it was sent with', async () => {
    const outgoing = words('Friday it is.');
    const sent = await mikhail.port.send(outgoing);
    expect(sent).toMatchObject({ peer: ANNA, from: MIKHAIL, out: true, kind: 'text', text: 'Friday it is.' });
    expect(onServer().at(-1)).toBe('Friday it is.');
    const told = await mikhail.update((it) => it.is === 'sent');
    expect(told).toEqual({ is: 'sent', randomId: outgoing.randomId, id: sent?.id });
    expect((await mikhail.message('Friday it is.')).message).toEqual(sent);
    const [known] = await mikhail.port.history(ANNA, { limit: 1 });
    expect(known).toEqual(sent);
  });

  it('is taken once, however often it is sent', async () => {
    const outgoing = words('Once');
    expect(await mikhail.port.send(outgoing)).not.toBeNull();
    expect(await mikhail.port.send(outgoing)).toBeNull();
    expect(onServer().filter((text) => text === 'Once')).toHaveLength(1);
  });

  it('is taken once when the connection breaks at the worst moment', async () => {
    for (let n = 0; n < 5; n += 1) {
      const outgoing = words(`Through ${n}`);
      const sending = mikhail.port.send(outgoing);
      world.telegram.cutConnections({ forget: n % 2 === 1 });
      await sending;
      expect(onServer().filter((text) => text === `Through ${n}`)).toHaveLength(1);
    }
  });

  it('keeps its marks, and loses white space at its ends as Telegram takes it away', async () => {
    const text = '  bold, link, and code with Anna 👍 here  ';
    const mark = (what: string) => ({ at: text.indexOf(what), length: what.length });
    const sent = await mikhail.port.send(
      words('', {
        content: {
          is: 'text',
          linkPreview: false,
          text,
          entities: [
            { is: 'bold', at: 0, length: 6 },
            { is: 'link', ...mark('link'), url: 'https://example.com/' },
            { is: 'code', ...mark('code') },
            { is: 'person', ...mark('Anna'), peer: ANNA },
            { is: 'spoiler', ...mark('here  ') },
            { is: 'pre', language: 'ts', at: text.length - 1, length: 1 },
          ],
        },
      }),
    );
    expect(sent).toMatchObject({ text: text.trim() });
    expect(sent?.entities).toEqual([
      { is: 'bold', at: 0, length: 4 },
      { is: 'link', at: 6, length: 4, url: 'https://example.com/' },
      { is: 'code', at: 16, length: 4 },
      { is: 'person', at: 26, length: 4, peer: ANNA },
      { is: 'spoiler', at: 34, length: 4 },
    ]);
    expect((await mikhail.port.history(ANNA, { limit: 1 }))[0]).toEqual(sent);
  });

  it('shows a link with or without its page', async () => {
    const text = 'See https://example.com/offer for the offer.';
    const shown = await mikhail.port.send(words(text));
    expect(shown?.media).toEqual({ is: 'page', url: 'https://example.com/offer', site: 'example.com' });
    expect(shown?.entities).toEqual([{ is: 'url', at: 4, length: 25 }]);
    const content = { is: 'text' as const, text, entities: [], linkPreview: false };
    const plain = await mikhail.port.send(words('', { content }));
    expect(plain?.media).toBeUndefined();
  });

  it('answers another, in a topic too, and can be silent', async () => {
    const [newest] = await mikhail.port.history(ANNA, { limit: 1 });
    const answer = await mikhail.port.send(words('Yes', { replyTo: newest?.id, silent: true }));
    expect(answer).toMatchObject({ replyTo: { id: newest?.id }, silent: true });
    const pricing = [...(world.telegram.world.channels.get(FORUM)?.topics.values() ?? [])].find(
      ({ title }) => title === 'Pricing',
    )?.id as number;
    const inTopic = await mikhail.port.send(words('Noted', { peer: FORUM, topic: pricing }));
    expect(inTopic).toMatchObject({ topic: pricing, peer: FORUM });
    expect(inTopic?.replyTo).toBeUndefined();
    const [quote] = await mikhail.port.history(FORUM, { limit: 1, topic: pricing });
    expect(quote?.id).toBe(inTopic?.id);
    const answered = await mikhail.port.send(words('And?', { peer: FORUM, topic: pricing, replyTo: quote?.id }));
    expect(answered).toMatchObject({ topic: pricing, replyTo: { id: quote?.id } });
  });

  it.each([
    ['a basic group', TEAM],
    ['a supergroup', TRADERS],
    ['Saved Messages', MIKHAIL],
    ['a channel of one’s own', SEALED],
  ])('reaches %s', async (_, peer) => {
    const sent = await mikhail.port.send(words('Here', { peer }));
    expect(sent).toMatchObject({ peer, out: peer !== SEALED, text: 'Here' });
    expect((await mikhail.port.history(peer, { limit: 1 }))[0]).toEqual(sent);
  });

  it('can be a place or a contact', async () => {
    const place = { latitude: 53.55, longitude: 9.99 };
    const where = await mikhail.port.send(words('', { content: { is: 'place', place } }));
    expect(where).toMatchObject({ kind: 'location', media: { is: 'place', place } });
    const person = { firstName: 'Olga', lastName: 'Weiss', phone: '+43 660 5550104' };
    const card = await mikhail.port.send(words('', { content: { is: 'contact', ...person } }));
    expect(card).toMatchObject({
      kind: 'contact',
      text: 'Olga Weiss',
      media: { is: 'contact', firstName: 'Olga', phone: '436605550104', peer: OLGA },
    });
  });

  it('with a number that is none of Telegram’s is refused before anything is sent', async () => {
    for (const wrong of ['0', '18446744073709551615', 'abc', '']) {
      expect((await failure(mikhail.port.send(words('No', { randomId: wrong })))).kind).toBe('invalidInput');
    }
    expect(world.telegram.saw.sends).toEqual([]);
  });
});

describe('what Telegram refuses', () => {
  it.each([
    ['too long a text', words('x'.repeat(4097)), 'messageTooLong'],
    ['an empty text', words('  '), 'invalidInput'],
    ['an answer to nothing', words('Yes', { replyTo: 999_999 }), 'notFound'],
    ['a closed account', words('Hi', { peer: GONE }), 'chatUnavailable'],
    ['somebody for Premium only', words('Hi', { peer: PREMIUM_ONLY }), 'premiumOnly'],
    ['somebody who wants Stars', words('Hi', { peer: PAID }), 'paidOnly'],
    ['somebody who has blocked us', words('Hi', { peer: CROSS }), 'blockedByThem'],
    ['a group for reading', words('Hi', { peer: READ_ONLY }), 'writeForbidden'],
    ['a channel of others', words('Hi', { peer: NEWS }), 'writeForbidden'],
    ['a date beyond a year', words('Hi', { scheduleAt: Date.now() + 400 * 86_400_000 }), 'scheduleInvalid'],
  ])('%s is told for what it is, and nothing was sent', async (_, outgoing, kind) => {
    expect((await failure(mikhail.port.send(outgoing))).kind).toBe(kind);
    expect(world.telegram.saw.sends).toEqual([]);
  });

  it.each([
    ['PEER_FLOOD', 'peerFlood'],
    ['USER_PRIVACY_RESTRICTED', 'privacyRestricted'],
    ['CHAT_SEND_PLAIN_FORBIDDEN', 'writeForbidden'],
    ['CHAT_SEND_VOICES_FORBIDDEN', 'mediaForbidden'],
    ['YOU_BLOCKED_USER', 'blockedByUs'],
    ['PREMIUM_ACCOUNT_REQUIRED', 'premiumNeeded'],
    ['TOPIC_CLOSED', 'writeForbidden'],
    ['SCHEDULE_TOO_MUCH', 'scheduleFull'],
  ])('%s is %s', async (error, kind) => {
    world.telegram.failNext({ method: 'messages.sendMessage', error });
    expect((await failure(mikhail.port.send(words('Hi')))).kind).toBe(kind);
    expect(onServer()).not.toContain('Hi');
  });

  it('and trouble on its own side, are tried again unseen', async () => {
    world.telegram.failNext({ method: 'messages.sendMessage', error: 'INTERNAL' });
    expect(await mikhail.port.send(words('At last'))).toMatchObject({ text: 'At last' });
  });

  it('a group in slow mode holds back that group alone, and is not asked early, by the next worker either', async () => {
    expect(await mikhail.port.send(words('Oak', { peer: SLOW }))).toMatchObject({ peer: SLOW });
    const slow = await failure(mikhail.port.send(words('Ash', { peer: SLOW })));
    expect(slow.kind).toBe('slowMode');
    expect((slow.retryAt ?? 0) - Date.now()).toBeGreaterThan(590_000);
    expect(await mikhail.port.send(words('Elsewhere'))).toMatchObject({ text: 'Elsewhere' });
    expect(mikhail.waits).toEqual([]);
    const asked = world.telegram.saw.count('messages.sendMessage');
    await mikhail.port.disconnect();
    const next = world.open({ store: mikhail.store });
    await next.port.connect();
    const again = await failure(next.port.send(words('Ash', { peer: SLOW })));
    expect(again).toMatchObject({ kind: 'slowMode', retryAt: expect.closeTo(slow.retryAt ?? 0, -4) });
    expect(world.telegram.saw.count('messages.sendMessage')).toBe(asked);
  });

  it('a wait is passed on with its time', async () => {
    world.telegram.failNext({ method: 'messages.sendMessage', error: 'FLOOD_WAIT_60' });
    const wait = await failure(mikhail.port.send(words('Hi')));
    expect(wait).toMatchObject({ kind: 'floodWait', retryAt: expect.closeTo(Date.now() + 60_000, -4) });
  });
});

describe('a forward', () => {
  const ofAnna = async () => {
    const [id] = (await mikhail.port.history(ANNA, { limit: 1 })).map((it) => it.id);
    return id ?? 0;
  };
  const what = async (more: object = {}) => ({
    from: ANNA,
    ids: [await ofAnna()],
    to: DMITRI,
    randomIds: [randomId()],
    withSender: true,
    withCaption: true,
    silent: false,
    ...more,
  });

  it('says who wrote it, or does not', async () => {
    const [named] = (await mikhail.port.forward(await what())) ?? [];
    expect(named).toMatchObject({ peer: DMITRI, out: true, forwarded: { from: ANNA } });
    expect(named?.text).toBe('Can you hold the price until Friday?');
    const [plain] = (await mikhail.port.forward(await what({ withSender: false }))) ?? [];
    expect(plain?.forwarded).toBeUndefined();
    expect(plain?.text).toBe('Can you hold the price until Friday?');
  });

  it('of several keeps their order, each with its number', async () => {
    const all = await mikhail.port.history(ANNA, { limit: 3 });
    const ids = all.map(({ id }) => id).reverse();
    const randomIds = ids.map(randomId);
    const sent = await mikhail.port.forward(await what({ ids, randomIds }));
    expect(sent?.map(({ text }) => text)).toEqual([...all].reverse().map(({ text }) => text));
    for (const [i, one] of randomIds.entries()) {
      await mikhail.update((it) => it.is === 'sent' && it.randomId === one && it.id === sent?.[i]?.id);
    }
    expect(await mikhail.port.forward(await what({ ids, randomIds }))).toBeNull();
    expect(onServer('Dmitri Orlov')).toHaveLength(4);
  });

  it('of a channel’s post names the channel and the post', async () => {
    const post = world.telegram.messagesOf({ chat: 'Timber news' }).at(-1)?.id ?? 0;
    const [sent] = (await mikhail.port.forward(await what({ from: NEWS, ids: [post] }))) ?? [];
    expect(sent?.forwarded).toMatchObject({ from: NEWS, post });
  });

  it('of what may not be copied is refused', async () => {
    const post = world.telegram.messagesOf({ chat: 'Sealed news' }).at(-1)?.id ?? 0;
    const refused = await failure(mikhail.port.forward(await what({ from: SEALED, ids: [post] })));
    expect(refused.kind).toBe('copyForbidden');
  });
});

describe('somebody never met', () => {
  it('is found by username or phone, and can be written to', async () => {
    expect(await mikhail.port.findPerson({ username: '@PNovak' })).toBe(PAVEL);
    expect(await mikhail.port.findPerson({ phone: '+46 70 5550103' })).toBe(VERA);
    expect(await mikhail.port.send(words('Hello', { peer: PAVEL }))).toMatchObject({ peer: PAVEL, text: 'Hello' });
  });

  it.each([
    ['nobody has the username', { username: 'nobody_has_it' }],
    ['a channel has it', { username: 'timber_news' }],
    ['nobody has the phone', { phone: '+49 151 0000' }],
    ['the phone is hidden', { phone: '+7 912 5550102' }],
  ])('is not found where %s', async (_, who) => {
    expect((await failure(mikhail.port.findPerson(who))).kind).toBe('notFound');
  });
});

describe('what people ask of whoever writes to them first', () => {
  it('is told beforehand', async () => {
    expect(await mikhail.port.requirements([ANNA, PREMIUM_ONLY, TEAM, PAID, MIKHAIL])).toEqual([
      { is: 'free' },
      { is: 'premium' },
      { is: 'free' },
      { is: 'paid', stars: 25 },
      { is: 'free' },
    ]);
    expect(world.telegram.saw.count('users.getRequirementsToContact')).toBe(1);
  });

  it('is nothing once they have written', async () => {
    await world.telegram.receives({ from: 'Premium Only', text: 'Hello yourself' });
    await world.telegram.receives({ from: 'Paid Person', text: 'Hello yourself' });
    expect(await mikhail.port.requirements([PREMIUM_ONLY, PAID])).toEqual([{ is: 'free' }, { is: 'free' }]);
    expect(await mikhail.port.send(words('There you are', { peer: PREMIUM_ONLY }))).not.toBeNull();
  });
});
