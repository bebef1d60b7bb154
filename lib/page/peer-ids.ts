/**
 * Marked ids, read from the two clients' own ways to write them (lib/chats/web-address.ts writes them).
 * Ranges: https://core.telegram.org/api/bots/ids
 */

/** Supergroups and channels are marked as -100… : this much is taken off their bare id. */
const CHANNEL_MARK = 1_000_000_000_000;
const MAX_USER = 0xffffffffff;
const MAX_BASIC_GROUP = 999_999_999_999;
const MAX_CHANNEL = 997_852_516_352;

/** Web K counts a channel's messages and topics from here: the server's id is what exceeds it. */
export const K_CHANNEL_OFFSET = 2 ** 32;

/** What a marked id stands for, or null for a number that is none. */
export function peerKind(marked: number): 'user' | 'group' | 'channel' | null {
  if (!Number.isSafeInteger(marked) || marked === 0) return null;
  if (marked > 0) return marked <= MAX_USER ? 'user' : null;
  if (-marked <= MAX_BASIC_GROUP) return 'group';
  const bare = -marked - CHANNEL_MARK;
  return bare > 0 && bare <= MAX_CHANNEL ? 'channel' : null;
}

/** The marked id written in a text, exactly; null for anything else (`@name`, `1e5`, ` 12`). */
export function readPeer(text: string | null | undefined): number | null {
  if (!text || !/^-?[1-9]\d{0,15}$/.test(text)) return null;
  const peer = Number(text);
  return peerKind(peer) ? peer : null;
}

export type HashA =
  | { kind: 'none' }
  | { kind: 'unknown' }
  | { kind: 'chat'; peer: number; topic?: number; list?: string };

/** Reads Web A's hash. `list` is a side list of the same chat (`scheduled`, `pinned`). */
export function parseHashA(hash: string): HashA {
  const text = hash.replace(/^#/, '');
  if (text === '') return { kind: 'none' };
  const [id, part, ...rest] = text.split('_');
  const peer = readPeer(id);
  if (peer === null || rest.length > 0) return { kind: 'unknown' };
  if (part === undefined) return { kind: 'chat', peer };
  if (/^[a-z]+$/.test(part)) return { kind: 'chat', peer, list: part };
  const topic = readPositive(part);
  return topic === null || peerKind(peer) === 'user' ? { kind: 'unknown' } : { kind: 'chat', peer, topic };
}

/**
 * The marked id of a Web K peer. K writes basic groups and channels alike (-123), so a negative one needs the id of one
 * of its messages (K's `data-mid`): channels count from 2^32. Null when that is missing or makes no sense.
 */
export function fromPeerK(peerK: number, messageIdK: number | null): number | null {
  if (peerK > 0) return peerKind(peerK) === 'user' ? peerK : null;
  if (messageIdK === null || !(messageIdK > 0)) return null;
  const marked = messageIdK > K_CHANNEL_OFFSET ? peerK - CHANNEL_MARK : peerK;
  return peerKind(marked) === (messageIdK > K_CHANNEL_OFFSET ? 'channel' : 'group') ? marked : null;
}

/** The server's topic id from Web K's `data-thread-id`, or null. */
export function fromTopicK(threadK: string | null | undefined): number | null {
  const thread = readPositive(threadK);
  return thread !== null && thread > K_CHANNEL_OFFSET ? thread - K_CHANNEL_OFFSET : null;
}

/** The server's message id from Web K's `data-mid`; null while it is being sent, under a fraction. */
export function fromMessageK(mid: string | null | undefined): number | null {
  const id = readMessageId(mid);
  return id !== null && id > K_CHANNEL_OFFSET ? id - K_CHANNEL_OFFSET : id;
}

/** A message id written in a text, exactly; null for anything else. */
export function readMessageId(text: string | null | undefined): number | null {
  return readPositive(text);
}

/** Web K's `data-thread-id` of a topic. */
export function toTopicK(topic: number): number {
  return topic + K_CHANNEL_OFFSET;
}

function readPositive(text: string | null | undefined): number | null {
  return text && /^[1-9]\d{0,15}$/.test(text) ? Number(text) : null;
}
