/** What is kept of a chat, how its history is brought in, and how that stays equal to the server. Pure rules. */
import type { Message } from './model';

/** `nothing`: shown from memory or asked live; `counts`: who and when, no words; `full`. */
export const KEEPS = ['nothing', 'counts', 'full'] as const;
export type Keep = (typeof KEEPS)[number];

/** Tracked chats are kept in full unless somebody said otherwise. */
export const DEFAULT_KEEP: Keep = 'full';

export function keepsLess(next: Keep, than: Keep): boolean {
  return KEEPS.indexOf(next) < KEEPS.indexOf(than);
}

/** A message as it may be kept, or null. View-once, self-destructing and protected messages never are. */
export function asKept(message: Message, keep: Keep): Message | null {
  if (keep === 'nothing' || message.fleeting) return null;
  if (keep === 'full' || message.bare) return message;
  const { id, peer, topic, from, out, date } = message;
  return {
    id,
    peer,
    ...(topic === undefined ? {} : { topic }),
    ...(from === undefined ? {} : { from }),
    out,
    date,
    text: '',
    kind: message.kind === 'service' ? 'service' : 'other',
    mentioned: false,
    silent: false,
    bare: true,
  };
}

/**
 * Ids between which the server must be asked: both ends are known and outside. `missed`: messages may be lacking;
 * `wanted`: more of them is to be kept than is; `check`: what is here may have been edited or deleted; `damaged`: what was
 * here cannot be read any more.
 */
export interface Span {
  after: number;
  before: number;
  why: 'missed' | 'wanted' | 'check' | 'damaged';
}

/** Above every message id. https://core.telegram.org/type/Message: ids are 32-bit */
export const NEWEST = 2 ** 31;

/** How far back an import goes: to `since` (UTC ms), but at least and at most so many messages. */
export interface Goal {
  since: number;
  atLeast: number;
  atMost: number;
}

export interface Import {
  /** `chatUnavailable`: left, banned or gone; `protected`: its owner forbids copies. */
  is: 'queued' | 'paused' | 'done' | 'chatUnavailable' | 'protected';
  goal: Goal;
  /** Messages asked for so far, of all goals. */
  got: number;
  /** How many the server counts in all and since the goal's time; null until it was asked. */
  counted: { total: number; since: number } | null;
  /** UTC ms: imports are done in this order. */
  queuedAt: number;
}

/** How far what is here equals the server: of a chat, or of one topic of a forum. */
export interface Sync {
  account: number;
  peer: number;
  topic?: number;
  /** From this id on everything the server has is here, but for `spans`; null before the first look. */
  from: number | null;
  /** UTC ms of the oldest message that is here; null where none is. */
  oldest: number | null;
  /** `from` is where the chat begins. */
  complete: boolean;
  /** Newest first; they do not overlap. */
  spans: Span[];
  import: Import | null;
}

export function newSync(chat: { account: number; peer: number; topic?: number }): Sync {
  const { account, peer, topic } = chat;
  const of = { account, peer, ...(topic === undefined ? {} : { topic }) };
  return { ...of, from: null, oldest: null, complete: false, spans: [], import: null };
}

/** Whether anything is to be asked for, or will be when it is taken up again. */
export function hasWork(sync: Sync): boolean {
  return sync.spans.length > 0 || sync.import?.is === 'queued';
}

const DAY = 24 * 60 * 60_000;
const FIRST_DAYS = 90;
const FIRST_MESSAGES = 1_000;
/** An import that nobody asked for stops here: a lively group's 90 days may be hundreds of thousands of messages. */
const UNASKED_MOST = 10_000;

/**
 * What a chat that is new to Tez gets without being asked: whichever goes further back, 90 days or 1,000 messages. A quiet
 * customer's whole story is worth having, and figures of 90 days must not be cut short in a lively chat.
 */
export function firstGoal(now: number): Goal {
  return { since: now - FIRST_DAYS * DAY, atLeast: FIRST_MESSAGES, atMost: UNASKED_MOST };
}

/** "Older": as much again, or everything. @param oldest UTC ms of the oldest message that is here */
export function olderGoal(got: number, oldest: number, all: boolean): Goal {
  if (all) return { since: 0, atLeast: NEWEST, atMost: NEWEST };
  return { since: oldest - FIRST_DAYS * DAY, atLeast: got + FIRST_MESSAGES, atMost: got + UNASKED_MOST };
}

/** Whether an import is done with what it got. @param oldest UTC ms of the oldest message so far */
export function reached(goal: Goal, got: number, oldest: number): boolean {
  return got >= goal.atMost || (got >= goal.atLeast && oldest < goal.since);
}

/** How many messages a goal comes to, by what the server counts. */
export function expected(goal: Goal, counted: { total: number; since: number }): number {
  return Math.min(counted.total, goal.atMost, Math.max(goal.atLeast, counted.since));
}

const URGENCY: Readonly<Record<Span['why'], number>> = { check: 0, wanted: 1, missed: 2, damaged: 3 };

/**
 * Spans with one more: where two overlap, the more urgent reason has the common part. Newest first, neighbours of one
 * reason joined.
 */
export function addSpan(spans: readonly Span[], span: Span): Span[] {
  if (span.before - span.after < 2) return [...spans];
  const edges = [...new Set([...spans, span].flatMap(({ after, before }) => [after + 0.5, before - 0.5]))];
  edges.sort((a, b) => b - a);
  const found: Span[] = [];
  for (const [index, high] of edges.entries()) {
    const low = edges[index + 1];
    if (low === undefined) break;
    const middle = (low + high) / 2;
    const over = [...spans, span].filter(({ after, before }) => after < middle && middle < before);
    const [most] = over.sort((a, b) => URGENCY[b.why] - URGENCY[a.why]);
    if (!most) continue;
    const above = found.at(-1);
    if (above && above.why === most.why && above.after === high - 0.5) above.after = low - 0.5;
    else found.push({ after: low - 0.5, before: high + 0.5, why: most.why });
  }
  return found;
}

/** Spans without what lies between two ids, both outside. */
export function withoutSpan(spans: readonly Span[], after: number, before: number): Span[] {
  return spans
    .flatMap((span) => [
      { ...span, after: Math.max(span.after, before - 1) },
      { ...span, before: Math.min(span.before, after + 1) },
    ])
    .filter((span) => span.before - span.after >= 2)
    .sort((a, b) => b.before - a.before);
}

/** What is asked next: messages that lack or are damaged before those that may have changed; the newest first. */
export function nextSpan(spans: readonly Span[]): Span | null {
  return [...spans].sort((a, b) => URGENCY[b.why] - URGENCY[a.why] || b.before - a.before)[0] ?? null;
}
