import type { WireError } from '@/lib/limits/model';

export type { ChatListPlace, ListedChat, TelegramFolder } from '@/lib/telegram/port/lists';

/** What a sync may do, as the person set it. */
export interface SyncOptions {
  /** People of the address book become contacts, also without a chat in the CRM. */
  addressBook: boolean;
  create: boolean;
  update: boolean;
  byPhone: boolean;
  every: Every;
}

export const EVERY = ['off', 'hourly', 'daily'] as const;
export type Every = (typeof EVERY)[number];

export const DEFAULT_OPTIONS: SyncOptions = {
  ...{ addressBook: false, create: true, update: true, byPhone: true },
  every: 'off',
};

/** What came of a sync. */
export interface SyncResult {
  created: number;
  changed: number;
  /** People it could not tell, for the person to say. */
  review: number;
}

/** How far an account's sync is, stored after every step: whoever dies, the next life goes on there. */
export interface SyncRow {
  account: number;
  /** Under way, also while it waits for Telegram or for a connection. */
  running: boolean;
  /** UTC ms from which on it goes on, or begins by itself; absent where it does neither. In the clear, as the index. */
  due?: number;
  /** Names who was in the address book when it was last taken in whole. */
  book: string;
  /** The group of its changes. */
  group: string;
  /** The address book of this run is done. */
  bookDone: boolean;
  /** The last of those asked for by their ids that is done. */
  after: number;
  done: number;
  total: number;
  /** Why it waits, or stopped. */
  error?: WireError;
  last?: { at: number; result: SyncResult; group: string | null };
}

/** What a page sees of it. */
export interface SyncView {
  is: 'never' | 'running' | 'waiting' | 'failed' | 'done';
  done: number;
  total: number;
  error?: WireError;
  last?: SyncRow['last'];
}

export function viewOf(row: SyncRow | undefined): SyncView {
  if (!row) return { is: 'never', done: 0, total: 0 };
  const { running, error, last, done, total } = row;
  const more = { done, total, ...(error ? { error } : {}), ...(last ? { last } : {}) };
  if (running) return { is: error ? 'waiting' : 'running', ...more };
  return { is: error ? 'failed' : last ? 'done' : 'never', ...more };
}

/** A new run, with what the runs before left. */
export function begun(before: SyncRow | undefined, start: { account: number; group: string; now: number }): SyncRow {
  const { account, group, now } = start;
  return {
    ...{ account, group, running: true, due: now, book: before?.book ?? '' },
    ...{ bookDone: false, after: 0, done: 0, total: 0 },
    ...(before?.last ? { last: before.last } : {}),
  };
}

export function ended(row: SyncRow, result: SyncResult, options: Pick<SyncOptions, 'every'>, now: number): SyncRow {
  const { due: _, error: __, ...rest } = row;
  const wrote = result.created + result.changed + result.review > 0;
  const due = nextAt(options.every, now);
  return {
    ...rest,
    running: false,
    ...(due === null ? {} : { due }),
    last: { at: now, result, group: wrote ? row.group : null },
  };
}

const SOON_MS = 15_000;

/**
 * A step failed. What passes by itself is waited for: until Telegram's deadline, or a little while, unless a connection
 * comes before. Everything else ends the run, and is told.
 */
export function stopped(row: SyncRow, error: WireError, options: Pick<SyncOptions, 'every'>, now: number): SyncRow {
  const { due: _, ...rest } = row;
  const passes = ['floodWait', 'offline', 'timeout', 'telegramBusy'].includes(error.kind);
  if (passes) return { ...rest, error, due: error.retryAt ?? now + SOON_MS };
  const due = nextAt(options.every, now);
  return { ...rest, error, running: false, ...(due === null ? {} : { due }) };
}

const HOUR_MS = 60 * 60_000;

/** When the next run begins by itself; null where none does. */
export function nextAt(every: Every, after: number): number | null {
  if (every === 'off') return null;
  return after + (every === 'hourly' ? HOUR_MS : 24 * HOUR_MS);
}

/** About how long it takes Tez to bring in so many chats and people at the pace that Telegram bears, in whole minutes. */
export function minutesFor({ chats, people }: { chats: number; people: number }): number {
  return Math.ceil((chats * 1.2 + Math.ceil(people / 100)) / 60);
}
