/**
 * Who waits since when, of one chat or one topic. Needs no kept message: it is known for every tracked chat, whatever is
 * kept of it.
 */
import type { Message } from './model';

/** The end of a conversation, as far as answering goes. */
export interface Wait {
  /** Forum topic; absent where a chat has none. */
  topic?: number;
  /** Their messages after our last one: ids and UTC ms, ascending, the first {@link MOST_OPEN}. */
  open: { id: number; date: number }[];
  /** Our last message; 0 where none was seen. */
  lastOut: number;
}

/** Enough to know who waits since when after some of them were deleted. */
const MOST_OPEN = 50;

/** Whether a message counts for waiting: service messages don't, whoever they come from. */
export function countsForWaiting(message: Pick<Message, 'kind'>): boolean {
  return message.kind !== 'service';
}

export function newWait(topic: number | undefined): Wait {
  return { ...(topic === undefined ? {} : { topic }), open: [], lastOut: 0 };
}

/** After one more message, in whatever order they come, and however often. Any message of ours ends the waiting before it. */
export function heard(wait: Wait, message: Pick<Message, 'id' | 'out' | 'kind' | 'date'>): Wait {
  if (!countsForWaiting(message) || message.id <= wait.lastOut) return wait;
  const { id, date } = message;
  if (message.out) return { ...wait, lastOut: id, open: wait.open.filter((it) => it.id > id) };
  const open = [...wait.open.filter((it) => it.id !== id), { id, date }].sort((a, b) => a.id - b.id);
  return { ...wait, open: open.slice(0, MOST_OPEN) };
}

/**
 * After messages were deleted. Null when that cannot be told from what is known: the answer that ended the waiting is
 * gone, or all of the first that wait are.
 */
export function forgot(wait: Wait, ids: ReadonlySet<number>): Wait | null {
  if (ids.has(wait.lastOut)) return null;
  const open = wait.open.filter((it) => !ids.has(it.id));
  if (open.length === wait.open.length) return wait;
  return open.length === 0 && wait.open.length === MOST_OPEN ? null : { ...wait, open };
}

/** UTC ms of the first message that waits for an answer; null when none does. */
export function since(wait: Wait): number | null {
  return wait.open[0]?.date ?? null;
}

/** The longest wait of several. */
export function longest(waits: readonly Wait[]): number | null {
  const times = waits.map(since).filter((time) => time !== null);
  return times.length === 0 ? null : Math.min(...times);
}
