import { beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '@/lib/messages/model';
import { DEFAULT_SETTINGS, type Settings } from '@/lib/settings/model';
import { testRecords } from '@/tests/support/records';
import { createNotifications, type Notifier } from '.';

const NOW = 1_800_000_000_000;
const ID = '1:100:7';

async function make(
  options: {
    settings?: Partial<Settings['notifications']>;
    tabs?: { peer: number; visible: boolean }[];
    titleOf?: () => Promise<string>;
  } = {},
) {
  const { db, records } = testRecords(() => NOW);
  const message: Message = {
    id: 7,
    peer: 100,
    out: false,
    date: NOW,
    text: 'Can we talk?',
    kind: 'text',
    mentioned: false,
    silent: false,
  };
  await db.told.put({ id: ID, chat: '1:100', state: 'due', at: NOW });
  const screen = new Map<string, string>();
  const shownEver: string[] = [];
  const notifier: Notifier = {
    async show(id, { title, text }) {
      screen.set(id, `${title}: ${text}`);
      shownEver.push(id);
    },
    async clear(id) {
      screen.delete(id);
    },
    shown: async () => [...screen.keys()],
  };
  const opened: unknown[] = [];
  const notifications = createNotifications({
    records,
    notifier,
    now: () => NOW,
    settings: async () => ({
      ...DEFAULT_SETTINGS,
      notifications: { ...DEFAULT_SETTINGS.notifications, ...options.settings },
    }),
    tabs: async () => (options.tabs ?? []).map(({ peer, visible }) => ({ chat: { account: 1, peer }, visible })),
    titleOf: options.titleOf ?? (async () => 'Anna'),
    openChat: async (chat) => void opened.push(chat),
    messageOf: async (_chat, id) => (id === 7 ? message : undefined),
    wordsFor: (kind) => kind,
  });
  const state = async () => (await db.told.get(ID))?.state;
  return { db, notifications, screen, shownEver, state, opened };
}

let world: Awaited<ReturnType<typeof make>>;
beforeEach(async () => {
  world = await make();
});

describe('notifications', () => {
  it('shows what is due once, and notes it', async () => {
    await Promise.all([world.notifications.settle(), world.notifications.settle()]);
    await world.notifications.settle();
    expect(world.shownEver).toEqual([ID]);
    expect(world.screen.get(ID)).toBe('Anna: Can we talk?');
    expect(await world.state()).toBe('told');
  });

  it('does not show again what a crash left shown but not noted', async () => {
    world.screen.set(ID, 'from before the crash');
    await world.notifications.settle();
    expect(world.shownEver).toEqual([]);
    expect(await world.state()).toBe('told');
  });

  it('forgets lines that are a month old, whatever became of them', async () => {
    const at = NOW - 31 * 24 * 3_600_000;
    for (const state of ['told', 'dropped'] as const)
      await world.db.told.put({ id: `1:100:${state}`, chat: '1:100', state, at });
    await world.notifications.settle();
    expect(await world.db.told.toCollection().primaryKeys()).toEqual([ID]);
  });

  it('takes off the screen also what was being told in that moment, and tells no more', async () => {
    let answer = (_: string) => {};
    const asked = new Promise<void>((resolve) => {
      const titleOf = () => {
        resolve();
        return new Promise<string>((named) => {
          answer = named;
        });
      };
      void make({ titleOf }).then(async (made) => {
        world = made;
        await made.db.told.put({ id: '1:100:8', chat: '1:100', state: 'due', at: NOW + 1 });
        await made.notifications.settle();
      });
    });
    await asked;
    const cleared = world.notifications.clear();
    answer('Anna');
    await cleared;
    expect(world.shownEver).toEqual([ID]);
    expect(world.screen.size).toBe(0);
    expect((await world.db.told.get('1:100:8'))?.state).toBe('due');
  });

  it('takes back what was read elsewhere', async () => {
    await world.notifications.settle();
    await world.db.told.update(ID, { state: 'dropped' });
    await world.notifications.settle();
    expect(world.screen.size).toBe(0);
  });

  it('is silent where the chat is open in a visible tab, and only there', async () => {
    const open = await make({ tabs: [{ peer: 100, visible: true }] });
    await open.notifications.settle();
    expect([open.screen.size, await open.state()]).toEqual([0, 'dropped']);
    for (const tab of [
      { peer: 100, visible: false },
      { peer: 101, visible: true },
    ]) {
      const other = await make({ tabs: [tab] });
      await other.notifications.settle();
      expect(other.screen.size).toBe(1);
    }
  });

  it('leaves plain replies to Telegram Web while one of its tabs is open, when told so', async () => {
    const settings = { telegramWebNotifies: true };
    const withTab = await make({ settings, tabs: [{ peer: 5, visible: false }] });
    await withTab.notifications.settle();
    expect(withTab.screen.size).toBe(0);
    const without = await make({ settings });
    await without.notifications.settle();
    expect(without.screen.size).toBe(1);
  });

  it('is silent while paused', async () => {
    const paused = await make({ settings: { pausedUntil: NOW + 1 } });
    await paused.notifications.settle();
    expect(paused.screen.size).toBe(0);
  });

  it('tells of a message that was not to be kept, without its content', async () => {
    await world.db.told.put({ id: '1:100:8', chat: '1:100', state: 'due', at: NOW });
    await world.notifications.settle();
    expect(world.screen.get('1:100:8')).toBe('Anna: other');
  });

  it('opens the chat of a notification that was clicked', async () => {
    await world.notifications.settle();
    await world.notifications.clicked(ID);
    expect(world.opened).toEqual([{ account: 1, peer: 100 }]);
    expect(world.screen.size).toBe(0);
  });
});
