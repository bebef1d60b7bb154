import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TelegramUpdate } from '@/lib/messages/model';
import { FakeSessionStore } from './fake-store';
import { type Opened, startWorld, type World } from './harness';
import { ANNA, FORUM, MIKHAIL, NEWS, OLGA, TEAM, TRADERS, VERA } from './scenario';

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

const texts = (updates: TelegramUpdate[]) => updates.flatMap((it) => (it.is === 'message' ? [it.message.text] : []));
const numbered = (count: number, from = 1) => Array.from({ length: count }, (_, at) => `Message ${at + from}`);

/** The same session, as the next worker would open it from what is stored. */
async function reopened(store: FakeSessionStore) {
  const next = world.open({ store });
  await next.port.connect();
  await next.port.catchUp();
  return next;
}

/** What would be stored after a crash right now. */
function crashed(store: FakeSessionStore): FakeSessionStore {
  const copy = new FakeSessionStore();
  copy.apply([...store.rows].map(([key, box]) => ({ key, box })));
  return copy;
}

describe('what happens in Telegram is told', () => {
  it('when somebody writes, wherever they write', async () => {
    const { telegram } = world;
    // Of a channel whose log was never followed, a gap is as good as its messages.
    await telegram.receives({ from: 'Olga Weiss', chat: 'Timber traders', text: 'First' });
    await telegram.receives({ from: 'Vera Lindqvist', chat: 'Project room', text: 'First' });
    await telegram.receives({ from: 'Vera Lindqvist', chat: 'Timber news', text: 'First' });
    for (const peer of [TRADERS, FORUM, NEWS]) {
      await mikhail.update((it) => ('peer' in it ? it.peer : 'message' in it && it.message.peer) === peer);
    }
    await mikhail.port.catchUp();
    await telegram.receives({ from: 'Anna Berg', text: 'To you' });
    await telegram.receives({ from: 'Olga Weiss', chat: 'Harbour team', text: 'To the team', silent: true });
    await telegram.receives({ from: 'Olga Weiss', chat: 'Timber traders', text: 'To traders' });
    await telegram.receives({
      from: 'Vera Lindqvist',
      chat: { chat: 'Project room', topic: 'Pricing' },
      text: 'To topic',
    });
    await telegram.receives({ from: 'Vera Lindqvist', chat: 'Timber news', text: 'Posted' });
    const { message } = await mikhail.message('To you');
    expect(message).toMatchObject({ peer: ANNA, from: ANNA, out: false, kind: 'text', silent: false });
    expect(Math.abs(message.date - Date.now())).toBeLessThan(10_000);
    expect((await mikhail.message('To the team')).message).toMatchObject({ peer: TEAM, from: OLGA, silent: true });
    expect((await mikhail.message('To traders')).message).toMatchObject({ peer: TRADERS, from: OLGA });
    const inTopic = (await mikhail.message('To topic')).message;
    expect(inTopic).toMatchObject({ peer: FORUM, from: VERA });
    expect(inTopic.topic).toBeGreaterThan(1);
    expect((await mikhail.message('Posted')).message).toMatchObject({ peer: NEWS, out: false });
  });

  it('when the account itself writes from another device', async () => {
    await world.telegram.sends({ chat: 'Anna Berg', text: 'From my phone' });
    expect((await mikhail.message('From my phone')).message).toMatchObject({ peer: ANNA, from: MIKHAIL, out: true });
    await world.telegram.sends({ chat: 'Saved Messages', text: 'To myself' });
    expect((await mikhail.message('To myself')).message).toMatchObject({ peer: MIKHAIL, out: true });
  });

  it('when a message is edited or deleted', async () => {
    const { telegram } = world;
    const { id } = await telegram.receives({ from: 'Anna Berg', text: 'Draft' });
    await telegram.edits({ chat: 'Anna Berg', id, newText: 'Final' });
    const edited = await mikhail.update((it) => it.is === 'edited');
    expect(edited).toMatchObject({ message: { id, peer: ANNA, text: 'Final' } });
    await telegram.deletes({ chat: 'Anna Berg', ids: [id] });
    expect(await mikhail.update((it) => it.is === 'deleted')).toEqual({ is: 'deleted', ids: [id] });
    const posted = await telegram.receives({ from: 'Olga Weiss', chat: 'Timber traders', text: 'Oops' });
    await telegram.deletes({ chat: 'Timber traders', ids: [posted.id] });
    await mikhail.update((it) => it.is === 'deleted' && it.peer === TRADERS && it.ids.includes(posted.id));
  });

  it('when something is read, here or there', async () => {
    const { telegram } = world;
    const { id } = await telegram.receives({ from: 'Anna Berg', text: 'Read me' });
    await telegram.readsElsewhere({ chat: 'Anna Berg' });
    await mikhail.update((it) => it.is === 'readInbox' && it.peer === ANNA && it.upTo === id);
    const ours = await telegram.sends({ chat: 'Anna Berg', text: 'Seen?' });
    await telegram.seen({ chat: 'Anna Berg' });
    await mikhail.update((it) => it.is === 'readOutbox' && it.peer === ANNA && it.upTo === ours.id);
    const posted = await telegram.receives({ from: 'Olga Weiss', chat: 'Timber traders', text: 'Read us' });
    await telegram.readsElsewhere({ chat: 'Timber traders' });
    await mikhail.update((it) => it.is === 'readInbox' && it.peer === TRADERS && it.upTo === posted.id);
  });

  it('when somebody takes another name, which is then shown', async () => {
    await world.telegram.renames({ person: 'Anna Berg', name: 'Anna Lund', username: 'annalund' });
    await mikhail.update((it) => it.is === 'peer' && it.peer === ANNA);
    expect(await mikhail.port.chat(ANNA)).toMatchObject({ title: 'Anna Lund', username: 'annalund' });
  });

  it('in order, each call of the sink with the position that covers it', async () => {
    for (const text of numbered(30)) await world.telegram.receives({ from: 'Anna Berg', text });
    await mikhail.message('Message 30');
    expect(texts(mikhail.updates)).toEqual(numbered(30));
    const withMessages = mikhail.calls.filter(({ updates }) => texts(updates).length);
    for (const { rows } of withMessages) expect(rows.map(({ key }) => key)).toContain('updates_pts');
  });

  it('but not who types or comes online', async () => {
    const before = mikhail.updates.length;
    await world.telegram.types({ from: 'Anna Berg' });
    await world.telegram.comesOnline({ person: 'Olga Weiss' });
    await world.telegram.receives({ from: 'Anna Berg', text: 'After' });
    await mikhail.message('After');
    expect(texts(mikhail.updates.slice(before))).toEqual(['After']);
    expect(mikhail.updates).toHaveLength(before + 1);
  });
});

describe('nothing is lost', () => {
  it('while no worker lives', async () => {
    await mikhail.port.disconnect();
    for (const text of numbered(5)) await world.telegram.receives({ from: 'Anna Berg', text });
    await world.telegram.receives({ from: 'Olga Weiss', chat: 'Timber traders', text: 'To traders' });
    const next = await reopened(mikhail.store);
    expect(texts(next.updates).slice(0, 5)).toEqual(numbered(5));
    // Nothing was known of this chat's log: it must be asked again as a whole.
    expect(next.updates).toContainEqual({ is: 'gap', peer: TRADERS });
    await next.port.disconnect();
    await world.telegram.receives({ from: 'Olga Weiss', chat: 'Timber traders', text: 'Again to traders' });
    const third = await reopened(mikhail.store);
    expect(texts(third.updates)).toEqual(['Again to traders']);
    expect(third.updates).toHaveLength(1);
  });

  it('when the connection is cut, and when the server forgot the session with it', async () => {
    for (const forget of [false, true]) {
      world.telegram.cutConnections({ forget });
      await world.telegram.receives({ from: 'Anna Berg', text: `Cut ${forget}` });
      await world.telegram.receives({ from: 'Olga Weiss', chat: 'Timber traders', text: `Group ${forget}` });
      await mikhail.message(`Cut ${forget}`);
      await mikhail.update(
        (it) =>
          (it.is === 'message' && it.message.text === `Group ${forget}`) || (it.is === 'gap' && it.peer === TRADERS),
      );
    }
    const connections = mikhail.connections.filter((state, at) => state !== mikhail.connections[at - 1]);
    expect(connections.at(-1)).toBe('connected');
    expect(connections.filter((state) => state === 'connected').length).toBeGreaterThanOrEqual(3);
  });

  it('when the sink fails: told again by itself', async () => {
    mikhail.sinkFails = new Error('quota');
    await world.telegram.receives({ from: 'Anna Berg', text: 'Kept' });
    await world.telegram.receives({ from: 'Anna Berg', text: 'Kept too' });
    await expect(mikhail.port.catchUp()).rejects.toMatchObject({ kind: 'internal' });
    expect(texts(mikhail.updates)).toEqual([]);
    mikhail.sinkFails = null;
    await mikhail.message('Kept too');
    expect(texts(mikhail.updates)).toEqual(['Kept', 'Kept too']);
  });

  it('when the worker dies with a sink that failed: told again by the next', async () => {
    mikhail.sinkFails = new Error('quota');
    await world.telegram.receives({ from: 'Anna Berg', text: 'Kept' });
    await expect(mikhail.port.catchUp()).rejects.toMatchObject({ kind: 'internal' });
    await mikhail.port.disconnect();
    const next = await reopened(mikhail.store);
    expect(texts(next.updates)).toEqual(['Kept']);
  });

  it('wherever the worker dies', async () => {
    const { telegram } = world;
    await telegram.receives({ from: 'Olga Weiss', chat: 'Timber traders', text: 'Message 0' });
    await mikhail.message('Message 0');
    // A crash leaves what some write had just stored.
    const moments: { store: FakeSessionStore; told: number }[] = [];
    const apply = mikhail.store.apply.bind(mikhail.store);
    mikhail.store.apply = (rows) => {
      apply(rows);
      moments.push({ store: crashed(mikhail.store), told: mikhail.updates.length });
    };
    for (const text of numbered(24)) {
      await telegram.receives({ from: 'Olga Weiss', chat: text.endsWith('3') ? 'Timber traders' : undefined, text });
    }
    await mikhail.message('Message 24');
    await mikhail.port.disconnect();
    const every = Math.ceil(moments.length / 10);
    for (const { store, told } of moments.filter((_, at) => at % every === 0)) {
      const next = await reopened(store);
      const all = new Set(texts([...mikhail.updates.slice(0, told), ...next.updates]));
      expect([...all].filter((text) => text !== 'Message 0').sort()).toEqual(numbered(24).sort());
      await next.port.disconnect();
    }
  });

  it('in a long absence, which comes in slices', async () => {
    await mikhail.port.disconnect();
    for (const text of numbered(250)) await world.telegram.receives({ from: 'Anna Berg', text });
    const next = await reopened(mikhail.store);
    expect(texts(next.updates)).toEqual(numbered(250));
  });

  it('when Telegram is busy or wants to be left alone for a moment', async () => {
    world.telegram.cutConnections();
    world.telegram.failNext({ method: 'updates.getDifference', error: 'INTERNAL' });
    world.telegram.failNext({ method: 'updates.getDifference', error: 'FLOOD_WAIT_1' });
    await world.telegram.receives({ from: 'Anna Berg', text: 'At last' });
    await mikhail.message('At last');
    expect(mikhail.waits).toEqual([]);
  });
});

describe('a log that is too long to replay', () => {
  it('leaves a gap for all chats, and goes on from there', async () => {
    await mikhail.port.disconnect();
    await world.telegram.receives({ from: 'Anna Berg', text: 'Too long ago' });
    world.telegram.forgetUpdates();
    const next = await reopened(mikhail.store);
    expect(next.updates).toContainEqual({ is: 'gap' });
    await world.telegram.receives({ from: 'Anna Berg', text: 'News' });
    await next.message('News');
    expect(texts(next.updates)).toEqual(['News']);
  });

  it('of one channel leaves a gap there alone', async () => {
    await world.telegram.receives({ from: 'Olga Weiss', chat: 'Timber traders', text: 'Known' });
    await mikhail.message('Known');
    await mikhail.port.disconnect();
    await world.telegram.receives({ from: 'Olga Weiss', chat: 'Timber traders', text: 'Too long ago' });
    world.telegram.forgetUpdates({ chat: 'Timber traders' });
    const next = await reopened(mikhail.store);
    expect(next.updates.filter(({ is }) => is === 'gap')).toEqual([{ is: 'gap', peer: TRADERS }]);
    await world.telegram.receives({ from: 'Olga Weiss', chat: 'Timber traders', text: 'News' });
    await next.message('News');
  });

  it('is what a new sign-in begins with: whatever came before is not told', async () => {
    expect(mikhail.updates[0]).toEqual({ is: 'gap' });
  });
});
