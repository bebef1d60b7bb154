import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHAT_LIST_TOP, type ChatListPlace, type ListedChat } from '../port/lists';
import { failure, type Opened, startWorld, type World } from './harness';
import { ANNA, BOT, DMITRI, GONE, NEWS, OLGA, scenario, TEAM, TRADERS, VERA } from './scenario';

const CROWD = 230;
let world: World;
let mikhail: Opened;
beforeAll(async () => {
  const crowd = Array.from({ length: CROWD }, (_, n) => ({ name: `Customer ${n}`, id: 1000 + n, contact: n < 200 }));
  world = await startWorld({
    ...scenario,
    people: [...(scenario.people ?? []), ...crowd],
    accounts: [
      {
        person: 'Mikhail Sorokin',
        folders: [
          {
            title: 'Clients',
            chats: ['Dmitri Orlov'],
            pinned: ['Timber traders'],
            exclude: ['Anna Berg'],
            contacts: true,
          },
          { title: 'News', channels: true, bots: true, withoutRead: true, withoutArchived: true, withoutMuted: true },
        ],
      },
    ],
    chats: [
      ...(scenario.chats ?? []),
      ...crowd.map(({ id }, n) => ({
        type: 'private' as const,
        with: id,
        archived: n % 10 === 0,
        pinned: n === 5,
        messages: [{ at: `${n + 20}d ago`, text: 'Hello' }],
      })),
    ],
  });
  mikhail = await world.signedIn();
});
afterAll(() => world.close());

/** Every chat of the list, and how many pages it took. */
async function wholeList(): Promise<{ chats: ListedChat[]; pages: number; totals: number[] }> {
  const chats: ListedChat[] = [];
  const totals: number[] = [];
  let place: ChatListPlace | null = CHAT_LIST_TOP;
  while (place) {
    const page = await mikhail.port.chatList(place);
    chats.push(...page.chats);
    totals.push(page.total);
    place = page.next;
  }
  return { chats, pages: totals.length, totals };
}

describe('the list of chats', () => {
  it('comes by pages, each chat once, the archive after the rest', async () => {
    const { chats, pages, totals } = await wholeList();
    const peers = chats.map(({ peer }) => peer);
    expect(new Set(peers).size).toBe(peers.length);
    // And Telegram's own notifications.
    expect(peers).toHaveLength((scenario.chats?.length ?? 0) + CROWD + 1);
    expect(pages).toBeLessThanOrEqual(6);
    expect(totals[0]).toBe(chats.filter(({ archived }) => !archived).length);
    expect(chats.filter(({ archived }) => archived)).toHaveLength(CROWD / 10 + 1);
    const firstArchived = chats.findIndex(({ archived }) => archived);
    expect(chats.slice(firstArchived).every(({ archived }) => archived)).toBe(true);
  });

  it('tells of each what it is and how it stands', async () => {
    const { chats } = await wholeList();
    const of = (peer: number) => chats.find((chat) => chat.peer === peer);
    expect(of(ANNA)).toMatchObject({
      ...{ kind: 'user', title: 'Anna Berg', username: 'annaberg', phone: '+491605550101' },
      ...{ unread: 1, contact: true, muted: false, archived: false, pinned: false },
    });
    expect(of(ANNA)?.lastAt).toBeGreaterThan(Date.now() - 3 * 60 * 60_000);
    expect(of(DMITRI)).toMatchObject({ muted: true, contact: false, phone: null });
    expect(of(OLGA)).toMatchObject({ archived: true });
    expect(of(1005)).toMatchObject({ pinned: true });
    expect(of(BOT)).toMatchObject({ kind: 'bot' });
    expect(of(GONE)).toMatchObject({ deleted: true, title: '' });
    expect(of(TEAM)).toMatchObject({ kind: 'group', title: 'Harbour team', members: 3 });
    expect(of(NEWS)).toMatchObject({ kind: 'channel' });
  });
});

describe('folders', () => {
  it('say which chats they show', async () => {
    const rest = { bots: false, channels: false, nonContacts: false, groups: false };
    expect(await mikhail.port.folders()).toEqual([
      {
        ...{ id: 2, title: 'Clients', include: [TRADERS, DMITRI], exclude: [ANNA], ...rest, contacts: true },
        ...{ withoutMuted: false, withoutRead: false, withoutArchived: false },
      },
      {
        ...{ id: 3, title: 'News', include: [], exclude: [], ...rest, contacts: false, channels: true, bots: true },
        ...{ withoutMuted: true, withoutRead: true, withoutArchived: true },
      },
    ]);
  });
});

describe('the address book', () => {
  it('is told once, and again when somebody joins or leaves it', async () => {
    const book = await mikhail.port.addressBook('');
    expect(book?.people).toHaveLength(201);
    expect(book?.people[0]).toMatchObject({ peer: ANNA, title: 'Anna Berg', phone: '+491605550101' });
    expect(await mikhail.port.addressBook(book?.hash ?? '')).toBeNull();
    world.telegram.world.accounts.get(101)?.contacts.add(VERA);
    const later = await mikhail.port.addressBook(book?.hash ?? '');
    expect(later?.people).toHaveLength(202);
    expect(later?.hash).not.toBe(book?.hash);
  });
});

describe('several chats', () => {
  it('are asked for a hundred at a time, in their order, with null for what the account cannot see', async () => {
    const before = world.telegram.saw.count('users.getUsers');
    const crowd = Array.from({ length: CROWD }, (_, n) => 1000 + n);
    const seen = await mikhail.port.chats([NEWS, 9999, TEAM, ...crowd, ANNA, -9999]);
    expect(seen.map((chat) => chat?.peer)).toEqual([NEWS, undefined, TEAM, ...crowd, ANNA, undefined]);
    expect(seen[0]).toMatchObject({ kind: 'channel', title: 'Timber news' });
    expect(world.telegram.saw.count('users.getUsers') - before).toBe(3);
  });
});

describe('the list of chats while Telegram asks to wait', () => {
  it('is refused with a deadline', async () => {
    world.telegram.failNext({ method: 'messages.getDialogs', error: 'FLOOD_WAIT_600' });
    const before = Date.now();
    const { kind, retryAt = 0 } = await failure(mikhail.port.chatList(CHAT_LIST_TOP));
    expect(kind).toBe('floodWait');
    expect(retryAt).toBeGreaterThanOrEqual(before + 600_000);
  });
});
