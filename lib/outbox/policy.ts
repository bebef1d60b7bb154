import type { ErrorKind } from '@/lib/limits/model';

/** What a refusal or a silence of Telegram means for something that is to be sent. */
export type Verdict =
  /** Telegram named a time, for one kind of request or for one chat; goes on by itself then. */
  | { is: 'wait'; for: 'method' | 'chat' }
  /** No answer: Telegram may have it or not. Tried again by itself, with the same numbers. */
  | { is: 'again' }
  /** Tez itself cannot send now (locked, signed out): it stays queued, untouched. */
  | { is: 'hold' }
  /** What was wanted is so already. */
  | { is: 'done' }
  /** Telegram gave a file's reference an end: a fresh one is asked for. */
  | { is: 'refresh' }
  /** Refused. `retry`: it may work later, or after the person did something about it. */
  | { is: 'fail'; retry: boolean };

const HOLD: readonly ErrorKind[] = [
  'locked',
  'quota',
  'damaged',
  'notSignedIn',
  'signedOutElsewhere',
  'accountDeactivated',
  'apiInvalid',
];
const AGAIN: readonly ErrorKind[] = ['offline', 'timeout', 'telegramBusy', 'internal'];
/** What may change: rights, privacy, blocks, Premium, a full list, the pause for strangers. */
const LATER: readonly ErrorKind[] = [
  'chatUnavailable',
  'notAllowed',
  'peerFlood',
  'writeForbidden',
  'mediaForbidden',
  'premiumOnly',
  'premiumNeeded',
  'paidOnly',
  'privacyRestricted',
  'blockedByThem',
  'blockedByUs',
  'scheduleFull',
  'fileGone',
];

/** The one table of what each error means for a send, an edit, a deletion or a reaction. */
export function verdictOf(kind: ErrorKind, act: 'send' | 'edit' | 'delete' | 'react'): Verdict {
  if (kind === 'floodWait') return { is: 'wait', for: 'method' };
  if (kind === 'slowMode') return { is: 'wait', for: 'chat' };
  if (HOLD.includes(kind)) return { is: 'hold' };
  if (AGAIN.includes(kind)) return { is: 'again' };
  if (kind === 'notModified' && act !== 'send') return { is: 'done' };
  if (kind === 'notFound' && act === 'delete') return { is: 'done' };
  if (kind === 'fileExpired' && act === 'send') return { is: 'refresh' };
  return { is: 'fail', retry: LATER.includes(kind) };
}

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 60_000;

/** Ms before something unanswered is tried again: 1 s, 2 s … 60 s. */
export function waitAfter(tries: number): number {
  return Math.min(FIRST_WAIT * 2 ** Math.max(tries - 1, 0), LONGEST_WAIT);
}

/**
 * How long Tez writes to no stranger after PEER_FLOOD, ms. Telegram names no time; its own bot speaks of hours to days.
 * https://core.telegram.org/api/errors#400-bad-request
 */
export const STRANGERS_PAUSE = 24 * 3_600_000;

/** A deadline that Telegram set, or {@link STRANGERS_PAUSE}. Stored, so that it binds the next worker too. */
export interface Limit {
  account: number;
  /** `method:text`, `chat:PEER`, or `strangers`. */
  of: string;
  kind: 'floodWait' | 'slowMode' | 'peerFlood';
  /** UTC ms, when it was set and until when it holds. */
  since: number;
  until: number;
}

/** UTC ms until which a limit holds; past ones give `now` or less. A clock that was set back does not lengthen it. */
export function heldUntil(limit: Limit, now: number): number {
  return now < limit.since ? now + (limit.until - limit.since) : limit.until;
}

/** The limits that hold for an account, by what they are of. */
export function limitIn(limits: readonly Limit[], account: number, of: string, now: number): Limit | null {
  const held = limits.filter((it) => it.account === account && it.of === of && heldUntil(it, now) > now);
  return held.reduce<Limit | null>((most, it) => (most && most.until >= it.until ? most : it), null);
}
