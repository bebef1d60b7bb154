import { beforeEach, describe, expect, it, vi } from 'vitest';
import { undoGroup } from '@/lib/changes/service/undo';
import type { Contact } from '@/lib/contacts/model';
import { TezError } from '@/lib/limits/model';
import type { TelegramChat, TelegramPort } from '@/lib/telegram/port';
import { testRecords } from '@/tests/support/records';
import type { ReviewView, Tracked } from '../contract';
import type { SyncView } from '../model';
import { syncHandlers } from '.';

const NOW = 1_800_000_000_000;
const ACCOUNT = 1;

/** Telegram's people in memory, and how often they were asked for. */
class FakePeople {
  people = new Map<number, TelegramChat>();
  book = new Set<number>();
  asked: string[] = [];
  /** Called before each answer. */
  onAsk: (method: string) => void = () => undefined;

  add(peer: number, more: Partial<TelegramChat> = {}): void {
    this.people.set(peer, { peer, kind: 'user', title: `Person ${peer}`, phone: null, hasPhoto: false, ...more });
  }

  #ask(method: string): void {
    this.asked.push(method);
    this.onAsk(method);
  }

  port(): TelegramPort {
    const port: Pick<TelegramPort, 'addressBook' | 'chats'> = {
      addressBook: async (known) => {
        this.#ask('addressBook');
        const hash = [...this.book].sort().join();
        if (hash === known) return null;
        return { hash, people: [...this.book].flatMap((peer) => this.people.get(peer) ?? []) };
      },
      chats: async (peers) => {
        this.#ask('chats');
        return peers.map((peer) => this.people.get(peer) ?? null);
      },
    };
    return port as TelegramPort;
  }
}

let store: ReturnType<typeof testRecords>;
let telegram: FakePeople;
let clock: number;
beforeEach(() => {
  clock = NOW;
  store = testRecords(() => clock);
  telegram = new FakePeople();
});

/** A life of the worker on the same store. */
function life(port = () => telegram.port()) {
  const due: (() => void)[] = [];
  const deps = {
    ...store,
    now: () => clock,
    port: async () => port(),
    announce: () => undefined,
    onTracked: () => undefined,
    later: (work: () => void) => {
      due.push(work);
      return () => due.splice(due.indexOf(work), 1);
    },
  };
  const handlers = syncHandlers(deps);
  const ask = <T>(name: string, input: object = {}) =>
    handlers
      .find(({ command }) => command.name === `sync.${name}`)
      ?.run(input, { tab: null, framed: false }) as Promise<T>;
  const settled = async () => {
    let state = await ask<SyncView>('state', { account: ACCOUNT });
    while (state.is === 'running') {
      await new Promise((resolve) => setImmediate(resolve));
      state = await ask<SyncView>('state', { account: ACCOUNT });
    }
    return state;
  };
  return {
    ask,
    due,
    settled,
    async sync() {
      await ask('now', { account: ACCOUNT });
      return settled();
    },
    track: (chats: number[], addressBook = false, key = 'press-0001') =>
      ask<Tracked>('track', { key, account: ACCOUNT, chats, addressBook }),
  };
}

const contacts = async () =>
  (await store.records.all<Contact>('contacts')).sort((a, b) => (a.telegram[0] ?? 0) - (b.telegram[0] ?? 0));
/** Everything of the CRM that is written: its rows with their versions. */
async function written(): Promise<string[]> {
  const tables = ['contacts', 'chatLinks', 'reviews', 'changes', 'settings'] as const;
  const rows = await Promise.all(tables.map((table) => store.db.sealed(table).toArray()));
  return rows.flat().map(({ id, v }) => `${id} ${v}`);
}

describe('chosen chats', () => {
  it('enter the CRM as one change, once however often the press is given, and leave it with one undo', async () => {
    for (const peer of [10, 11]) telegram.add(peer);
    telegram.add(12, { kind: 'bot' });
    telegram.add(-20, { kind: 'group', title: 'Team' });
    telegram.add(13);
    telegram.book = new Set([11, 13]);
    const { track, ask } = life();
    expect(await ask('offered')).toBe(true);
    const [first, again] = await Promise.all([track([10, 11, 12, -20], true), track([10, 11, 12, -20], true)]);
    expect(first).toEqual({ contacts: 3, chats: 4, review: 0, undo: 'press-0001' });
    expect(again).toEqual(first);
    expect(await life().track([10, 11, 12, -20], true)).toEqual(first);
    expect((await contacts()).map(({ telegram: [peer], name }) => [peer, name])).toEqual([
      [10, 'Person 10'],
      [11, 'Person 11'],
      [13, 'Person 13'],
    ]);
    expect((await ask<number[]>('tracked', { account: ACCOUNT })).sort()).toEqual([-20, 10, 11, 12]);
    expect(await store.records.get('profiles', '1:-20')).toMatchObject({ chat: { title: 'Team' } });
    expect(await ask('offered')).toBe(false);
    await undoGroup(store, first.undo);
    expect(await contacts()).toEqual([]);
    expect(await ask('tracked', { account: ACCOUNT })).toEqual([]);
    expect(await ask('options')).toMatchObject({ addressBook: false });
  });

  it('that are not wanted stay away, and that is remembered', async () => {
    await life().ask('startEmpty');
    expect(await life().ask('offered')).toBe(false);
  });
});

describe('a sync', () => {
  it('of 5,000 people and their address book writes what changed, and nothing the second time', async () => {
    for (let peer = 1; peer <= 5_000; peer += 1) telegram.add(peer);
    for (let peer = 1; peer <= 3_000; peer += 1) telegram.book.add(peer);
    const { track, sync, ask } = life();
    await track(Array.from({ length: 2_500 }, (_, n) => n + 1));
    await ask('setOptions', { addressBook: true });
    telegram.add(7, { title: 'Another name' });
    telegram.add(4, { username: 'four' });
    telegram.add(9, { deleted: true, title: '' });
    expect((await sync()).last?.result).toEqual({ created: 500, changed: 3, review: 0 });
    expect((await contacts())[6]).toMatchObject({ name: 'Another name' });
    expect((await contacts())[8]).toMatchObject({ name: 'Person 9', told: { deleted: true } });
    const before = await written();
    telegram.asked = [];
    const second = await sync();
    expect(second).toMatchObject({ is: 'done', done: 3_000, total: 3_000 });
    expect(second.last).toEqual({ at: NOW, result: { created: 0, changed: 0, review: 0 }, group: null });
    expect(await written()).toEqual(before);
    expect(telegram.asked).toHaveLength(31);
  }, 120_000);

  it('waits for as long as Telegram says, stored, and goes on where it stood', async () => {
    for (let peer = 1; peer <= 350; peer += 1) telegram.add(peer);
    const first = life();
    await first.track(Array.from({ length: 350 }, (_, n) => n + 1));
    for (const [peer, chat] of telegram.people) telegram.add(peer, { title: `${chat.title}!` });
    telegram.asked = [];
    telegram.onAsk = () => {
      if (telegram.asked.length === 3) throw new TezError('floodWait', { retryAt: clock + 60_000 });
    };
    const waiting = await first.sync();
    expect(waiting).toMatchObject({ is: 'waiting', done: 200, error: { kind: 'floodWait', retryAt: NOW + 60_000 } });
    telegram.asked = [];
    telegram.onAsk = () => undefined;
    // Another life, too early and then in time.
    const next = life();
    await next.ask('resume');
    expect(telegram.asked).toEqual([]);
    clock += 60_000;
    await next.ask('resume');
    const done = await next.settled();
    expect(done.last?.result).toEqual({ created: 0, changed: 350, review: 0 });
    expect(telegram.asked).toEqual(['chats', 'chats']);
    // All of it is one change.
    await undoGroup(store, done.last?.group ?? '');
    expect((await contacts()).every(({ name }) => !name.endsWith('!'))).toBe(true);
  });

  it('whose worker dies at any step goes on in the next life, and writes everything once', async () => {
    for (let peer = 1; peer <= 450; peer += 1) telegram.add(peer);
    for (let peer = 400; peer <= 450; peer += 1) telegram.book.add(peer);
    const { track, ask } = life();
    await track(Array.from({ length: 400 }, (_, n) => n + 1));
    await ask('setOptions', { addressBook: true });
    for (const [peer, chat] of telegram.people) telegram.add(peer, { title: `${chat.title}!` });
    let lives = 0;
    let state: string = 'running';
    // Each life is given one more answer than it lives for: it never hears the next.
    for (; state !== 'done' && lives < 20; lives += 1) {
      let left = 2;
      const dying = life(() => {
        const port = telegram.port();
        const orNever = <T>(answer: () => Promise<T>): Promise<T> => {
          left -= 1;
          return left > 0 ? answer() : new Promise<T>(() => undefined);
        };
        return {
          ...port,
          addressBook: (known: string) => orNever(() => port.addressBook(known)),
          chats: (peers: readonly number[]) => orNever(() => port.chats(peers)),
        };
      });
      if (lives === 0) await dying.ask('now', { account: ACCOUNT });
      else await dying.ask('resume');
      await vi.waitFor(async () => {
        state = (await dying.ask<SyncView>('state', { account: ACCOUNT })).is;
        if (left > 0 && state !== 'done') throw new Error('it lives');
      });
    }
    expect(lives).toBeGreaterThan(3);
    const { last } = await life().ask<SyncView>('state', { account: ACCOUNT });
    expect(last?.result).toEqual({ created: 50, changed: 400, review: 0 });
    expect((await contacts()).map(({ name }) => name)).toEqual(
      Array.from({ length: 450 }, (_, n) => `Person ${n + 1}!`),
    );
  });

  it('changes nothing, or makes nobody, where that is not wanted', async () => {
    telegram.add(1);
    telegram.add(2);
    telegram.book = new Set([2]);
    const { track, sync, ask } = life();
    await track([1]);
    telegram.add(1, { title: 'Another' });
    await ask('setOptions', { update: false, create: false, addressBook: true });
    expect((await sync()).last?.result).toEqual({ created: 0, changed: 0, review: 0 });
    await ask('setOptions', { update: true, create: true });
    expect((await sync()).last?.result).toEqual({ created: 0, changed: 1, review: 0 });
  });

  it('marks people that the account cannot see any more, and keeps what was known of them', async () => {
    telegram.add(1, { phone: '+491', username: 'one' });
    const { track, sync } = life();
    await track([1]);
    telegram.people.delete(1);
    expect((await sync()).last?.result).toEqual({ created: 0, changed: 1, review: 0 });
    expect(await contacts()).toMatchObject([
      { name: 'Person 1', phones: ['491'], told: { name: 'Person 1', limited: 'chatUnavailable' } },
    ]);
    expect((await sync()).last?.result).toEqual({ created: 0, changed: 0, review: 0 });
    telegram.add(1, { phone: '+491', username: 'one' });
    await sync();
    expect((await contacts())[0]?.told).toEqual({ name: 'Person 1', phone: '491', username: 'one' });
  });

  it('ends with what does not pass by itself, and says so', async () => {
    telegram.add(1);
    const { track, sync } = life();
    await track([1]);
    telegram.onAsk = () => {
      throw new TezError('notSignedIn');
    };
    expect(await sync()).toMatchObject({ is: 'failed', error: { kind: 'notSignedIn' } });
    telegram.onAsk = () => undefined;
    expect(await sync()).toMatchObject({ is: 'done' });
  });

  it('begins by itself at its time', async () => {
    telegram.add(1);
    const { track, sync, ask, settled } = life();
    await track([1]);
    await sync();
    await ask('setOptions', { every: 'hourly' });
    telegram.asked = [];
    clock += 59 * 60_000;
    await ask('resume');
    expect(telegram.asked).toEqual([]);
    clock += 60_000;
    await ask('resume');
    await settled();
    expect(telegram.asked).toEqual(['chats']);
    await ask('setOptions', { every: 'off' });
    clock += 24 * 60 * 60_000;
    await ask('resume');
    expect(telegram.asked).toEqual(['chats']);
  });
});

describe('what is to be reviewed', () => {
  async function unclear() {
    const { track, ask, sync } = life();
    telegram.add(5, { title: 'Anna', phone: '+491' });
    telegram.add(6, { title: 'Anna the second', phone: '+491' });
    await track([5], false, 'press-0005');
    expect(await track([6], false, 'press-0006')).toMatchObject({ contacts: 0, chats: 1, review: 1 });
    const [review] = await ask<ReviewView[]>('reviews');
    return { ask, sync, review };
  }
  const links = async () =>
    (await store.records.all<{ chat: string; to: object }>('chatLinks')).map(({ chat, to }) => [chat, to]);

  it('is told with its reason, and lies sealed', async () => {
    const { review } = await unclear();
    expect(review).toMatchObject({ peer: 6, why: 'otherTelegram', contacts: [{ name: 'Anna' }] });
    const row = JSON.stringify(await store.db.sealed('reviews').toArray(), (_, value) =>
      value instanceof Uint8Array ? new TextDecoder().decode(value) : value,
    );
    expect(row).not.toContain('second');
  });

  it('may be the same person, somebody new, or left; each is taken back by one undo', async () => {
    const { ask, sync, review } = await unclear();
    const before = JSON.stringify([await contacts(), await links()]);
    const answer = (as: object) => ask<{ undo: string }>('review', { id: '6', as });
    const contact = review?.contacts[0]?.id;
    const same = await answer({ is: 'contact', contact });
    expect(await contacts()).toMatchObject([{ name: 'Anna', telegram: [5, 6] }]);
    expect(await links()).toContainEqual(['1:6', { contact }]);
    expect(await ask('reviews')).toEqual([]);
    await undoGroup(store, same.undo);
    expect(JSON.stringify([await contacts(), await links()])).toBe(before);

    const other = await answer({ is: 'new' });
    expect((await contacts()).map(({ name }) => name)).toEqual(['Anna', 'Anna the second']);
    expect((await sync()).last?.result).toEqual({ created: 0, changed: 0, review: 0 });
    await undoGroup(store, other.undo);

    await answer({ is: 'left' });
    expect(await ask('reviews')).toEqual([]);
    expect((await sync()).last?.result).toEqual({ created: 0, changed: 0, review: 0 });
    await expect(answer({ is: 'left' })).rejects.toThrow('notFound');
  });
});
