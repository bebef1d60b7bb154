import { ulid } from 'ulid';
import type { Change } from '@/lib/changes/model';
import type { Person } from '@/lib/contacts/match';
import type { Contact } from '@/lib/contacts/model';
import { TezError } from '@/lib/limits/model';
import type { ChangeLog } from '@/lib/store/changes';
import type { Records } from '@/lib/store/records';
import type { TelegramPort } from '@/lib/telegram/port';
import {
  begun,
  ended,
  nextAt,
  type SyncOptions,
  type SyncResult,
  type SyncRow,
  type SyncView,
  stopped,
  viewOf,
} from '../model';
import { planPeople, toldOf, unseen } from '../plan';
import { readOptions } from './settings';
import { linksByPeer, readWorld } from './world';

export interface RunDeps {
  records: Records;
  log: ChangeLog;
  now: () => number;
  port: (account: number) => Promise<TelegramPort>;
  announce: (topics: string[]) => void;
  /** Runs `work` in `ms`; the answer cancels it. */
  later: (work: () => void, ms: number) => () => void;
}

export interface Runner {
  state(account: number): Promise<SyncView>;
  /** Begins a sync, or goes on with the one under way; does not wait for it. */
  begin(account: number): Promise<SyncView>;
  /** Takes up what is due, also what an earlier life of the worker left. */
  resume(): Promise<void>;
  /** Another schedule holds for those that are not under way, from their last run on. */
  reschedule(): Promise<void>;
}

/** As many people as are asked for, and written, at once. */
const AT_ONCE = 100;
const LONGEST_TIMER = 2_000_000_000;

/** Keeps the people of the CRM in step with Telegram: one run at a time of each account. */
export function createRunner(deps: RunDeps): Runner {
  const { records, now, announce, later } = deps;
  const working = new Set<number>();
  const ending = new Map<number, Promise<void>>();
  const timers = new Map<number, () => void>();
  const table = records.db.sealed('peopleSyncs');

  const read = (account: number) => records.get<SyncRow>('peopleSyncs', String(account));

  async function put(row: SyncRow): Promise<void> {
    const id = String(row.account);
    const version = ((await table.get(id))?.v ?? 0) + 1;
    const index = row.due === undefined ? {} : { due: row.due };
    await table.put(await records.sealed('peopleSyncs', id, version, row, index));
    announce(['peopleSyncs', `peopleSyncs:${id}`]);
  }

  /** Takes up a run that is stored as running. One that just ends is waited for: then it is another. */
  async function go(row: SyncRow): Promise<void> {
    const { account } = row;
    if (working.has(account)) return;
    await ending.get(account);
    if (working.has(account)) return;
    working.add(account);
    timers.get(account)?.();
    const { error: _, ...again } = row;
    await put({ ...again, due: now() });
    const end = run(again)
      .finally(() => working.delete(account))
      .then(close)
      .catch(() => undefined)
      .finally(() => ending.delete(account));
    ending.set(account, end);
  }

  /** The row as the run leaves it; null where it cannot be said: what is stored is where the next life goes on. */
  async function run(start: SyncRow): Promise<SyncRow | null> {
    let row = start;
    try {
      return await work(deps, row, async (next) => {
        row = next;
        await put(next);
      });
    } catch (thrown) {
      const error = TezError.from(thrown).toWire();
      return error.kind === 'locked' ? null : stopped(row, error, await readOptions(records), now());
    }
  }

  async function close(row: SyncRow | null): Promise<void> {
    if (!row) return;
    await put(row);
    if (row.due !== undefined) wait(row.account, row.due);
  }

  function wait(account: number, due: number): void {
    const ms = Math.min(Math.max(0, due - now()), LONGEST_TIMER);
    timers.set(
      account,
      later(() => void resume().catch(() => undefined), ms),
    );
  }

  async function resume(): Promise<void> {
    const rows = await table.where('due').belowOrEqual(now()).toArray();
    for (const row of await Promise.all(rows.map((one) => records.opened<SyncRow>('peopleSyncs', one)))) {
      if (row.running) await go(row);
      else await begin(row.account);
    }
  }

  async function begin(account: number): Promise<SyncView> {
    if (!working.has(account)) {
      await ending.get(account);
      const before = await read(account);
      await go(before?.running ? before : begun(before, { account, group: ulid(now()), now: now() }));
    }
    return viewOf(await read(account));
  }

  return {
    resume,
    begin,
    state: async (account) => viewOf(await read(account)),
    async reschedule() {
      const { every } = await readOptions(records);
      for (const { due: _, ...row } of await records.all<SyncRow>('peopleSyncs')) {
        const due = nextAt(every, row.last?.at ?? now());
        if (!row.running) await put({ ...row, ...(due === null ? {} : { due }) });
      }
    },
  };
}

/** One run, from where its row stands. Every step is stored before the next is asked for. */
async function work(deps: RunDeps, start: SyncRow, put: (row: SyncRow) => Promise<void>): Promise<SyncRow> {
  const { records, now } = deps;
  const options = await readOptions(records);
  let row = start;
  const port = await deps.port(start.account);
  const told = new Set<number>();
  if (!row.bookDone) {
    const book = options.addressBook ? await port.addressBook(row.book) : null;
    const people = (book?.people ?? []).filter(({ kind }) => kind === 'user');
    row = { ...row, total: people.length };
    for (let at = 0; at < people.length; at += AT_ONCE) {
      const some = people.slice(at, at + AT_ONCE);
      await takeIn(
        deps,
        row,
        options,
        some.map((chat) => ({ peer: chat.peer, told: toldOf(chat) })),
      );
      for (const { peer } of some) told.add(peer);
      row = { ...row, done: row.done + some.length };
      await put(row);
    }
    row = { ...row, bookDone: true, ...(book ? { book: book.hash } : {}) };
    await put(row);
  }
  const { all, tracked } = await peopleOf(records, row.account);
  const left = all.filter((peer) => peer > row.after && !told.has(peer));
  row = { ...row, total: row.done + left.length };
  for (let at = 0; at < left.length; at += AT_ONCE) {
    const some = left.slice(at, at + AT_ONCE);
    const seen = await port.chats(some);
    const people = seen.flatMap((chat) => (chat ? [{ peer: chat.peer, told: toldOf(chat) }] : []));
    const gone = some.filter((peer, n) => seen[n] === null && tracked.has(peer));
    await takeIn(deps, row, options, people, gone);
    row = { ...row, after: some.at(-1) ?? row.after, done: row.done + some.length };
    await put(row);
  }
  return ended(row, await resultOf(records, row.group), options, now());
}

async function takeIn(
  deps: RunDeps,
  { account, group }: SyncRow,
  options: SyncOptions,
  people: readonly Person[],
  gone: readonly number[] = [],
): Promise<void> {
  await deps.log.commit(
    async () => {
      const world = await readWorld(deps, account, people, options, gone);
      const unseenOnes = gone.flatMap((peer) => {
        const [contact] = world.index.withTelegram(peer);
        return contact ? [{ peer, told: unseen(contact) }] : [];
      });
      return planPeople(world, [...people, ...unseenOnes], { track: false });
    },
    { group, who: 'sync' },
  );
}

/** Telegram users of the CRM, ascending: those of contacts, and those whose chats with this account are in it. */
async function peopleOf(records: Records, account: number): Promise<{ all: number[]; tracked: Set<number> }> {
  const links = await linksByPeer(records, account);
  const tracked = new Set([...links.keys()].filter((peer) => peer > 0));
  const contacts = await records.all<Contact>('contacts');
  const all = new Set([...tracked, ...contacts.flatMap(({ telegram }) => telegram)]);
  return { all: [...all].sort((a, b) => a - b), tracked };
}

/** Counted in the log, since the run may be that of several lives of the worker. */
async function resultOf(records: Records, group: string): Promise<SyncResult> {
  const changes = await records.where<Change>('changes', 'group', group);
  const count = (fits: (change: Change) => boolean) => new Set(changes.filter(fits).map(({ record }) => record)).size;
  const made = new Set(changes.filter(({ action }) => action === 'create').map(({ record }) => record));
  return {
    created: count(({ table, action }) => table === 'contacts' && action === 'create'),
    changed: count(({ table, action, record }) => table === 'contacts' && action === 'edit' && !made.has(record)),
    review: count(({ table, action }) => table === 'reviews' && action === 'create'),
  };
}
