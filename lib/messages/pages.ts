/**
 * How messages lie in the store: pages of one chat's messages in order of id, and a journal of what happened since they
 * were written. Pure: `service/` reads and writes the rows.
 */
import type { Reaction } from './content';
import type { Message } from './model';

/** As many messages as one page holds. */
export const PAGE_MESSAGES = 128;
/**
 * As long as a page's JSON may grow, UTF-16 units (at most three bytes each), save for a single message that is longer.
 * Chrome keeps values above 64 KiB in files of their own, which are slow.
 */
export const PAGE_UNITS = 20_000;
/**
 * Users and basic groups share one sequence of ids. A page of theirs spans less than this, so that whoever looks for an
 * id need not look at pages that end further above it.
 */
export const COMMON_SPAN = 2 ** 17;

/** A message without what its page knows, and without what most messages are. */
export type Packed = Pick<Message, 'id' | 'date'> & Partial<Omit<Message, 'id' | 'date' | 'peer'>>;

export function packMessage(message: Message): Packed {
  const { peer: _, out, text, kind, mentioned, silent, ...packed } = message;
  const slim: Packed = packed;
  if (out) slim.out = out;
  if (text) slim.text = text;
  if (kind !== 'text') slim.kind = kind;
  if (mentioned) slim.mentioned = mentioned;
  if (silent) slim.silent = silent;
  return slim;
}

export function unpackMessage(peer: number, packed: Packed): Message {
  return { peer, out: false, text: '', kind: 'text', mentioned: false, silent: false, ...packed };
}

/** The messages of a page, from its content (see {@link CutPage}). */
export function unpackPage(peer: number, text: string): Message[] {
  return (JSON.parse(text) as Packed[]).map((packed) => unpackMessage(peer, packed));
}

/** One thing that happened to messages of a chat. */
export type Op =
  /** New here, or newer than what is here. */
  | { do: 'put'; messages: Message[] }
  /** Changes what is here; an edit of a message that was never kept does not bring it in. */
  | { do: 'edit'; message: Message }
  | { do: 'remove'; ids: readonly number[] }
  /** All reactions a message has now. */
  | { do: 'react'; id: number; reactions: Reaction[] }
  | { do: 'pin'; ids: readonly number[]; pinned: boolean };

type PackedOp =
  | { do: 'put'; messages: Packed[] }
  | { do: 'edit'; message: Packed }
  | Extract<Op, { do: 'remove' | 'react' | 'pin' }>;

/** The content of a journal's row before it is sealed. */
export function packOps(ops: readonly Op[]): string {
  return JSON.stringify(
    ops.map((op): PackedOp => {
      if (op.do === 'put') return { do: 'put', messages: op.messages.map(packMessage) };
      return op.do === 'edit' ? { do: 'edit', message: packMessage(op.message) } : op;
    }),
  );
}

export function unpackOps(peer: number, text: string): Op[] {
  return (JSON.parse(text) as PackedOp[]).map((op): Op => {
    if (op.do === 'put') return { do: 'put', messages: op.messages.map((packed) => unpackMessage(peer, packed)) };
    return op.do === 'edit' ? { do: 'edit', message: unpackMessage(peer, op.message) } : op;
  });
}

/** The ids of messages that an op is about. */
export function idsOf(op: Op): readonly number[] {
  switch (op.do) {
    case 'put':
      return op.messages.map(({ id }) => id);
    case 'edit':
      return [op.message.id];
    case 'react':
      return [op.id];
    case 'remove':
    case 'pin':
      return op.ids;
  }
}

/** Does to `messages` what the ops say, in their order. Doing it twice is doing it once. */
export function applyOps(messages: Map<number, Message>, ops: readonly Op[]): void {
  const change = (id: number, to: (message: Message) => Message) => {
    const known = messages.get(id);
    if (known) messages.set(id, to(known));
  };
  for (const op of ops) {
    switch (op.do) {
      case 'put':
        for (const message of op.messages) messages.set(message.id, message);
        break;
      case 'edit':
        change(op.message.id, () => op.message);
        break;
      case 'remove':
        for (const id of op.ids) messages.delete(id);
        break;
      case 'react':
        change(op.id, (message) => withReactions(message, op.reactions));
        break;
      case 'pin':
        for (const id of op.ids) change(id, (message) => withPin(message, op.pinned));
        break;
    }
  }
}

function withReactions({ reactions: _, ...message }: Message, reactions: Reaction[]): Message {
  // Who and when is all that is kept of a bare message.
  return message.bare || reactions.length === 0 ? message : { ...message, reactions };
}

function withPin({ pinned: _, ...message }: Message, pinned: boolean): Message {
  return pinned && !message.bare ? { ...message, pinned } : message;
}

/** A page to be: its messages, ascending by id, and its content before it is sealed. */
export interface CutPage {
  messages: Message[];
  text: string;
}

/**
 * Cuts messages (ascending by id) into pages, the full ones first: what is newest goes on growing.
 * @param common ids are of the account's one sequence, see {@link COMMON_SPAN}
 */
export function cutPages(messages: readonly Message[], common: boolean): CutPage[] {
  const pages: CutPage[] = [];
  let page: Message[] = [];
  let texts: string[] = [];
  let units = 0;
  const end = () => {
    pages.push({ messages: page, text: `[${texts.join(',')}]` });
    page = [];
    texts = [];
    units = 0;
  };
  for (const message of messages) {
    const text = JSON.stringify(packMessage(message));
    const [first] = page;
    const full = page.length === PAGE_MESSAGES || units + text.length > PAGE_UNITS;
    if (first && (full || (common && message.id - first.id >= COMMON_SPAN))) end();
    page.push(message);
    texts.push(text);
    units += text.length;
  }
  if (page.length > 0) end();
  return pages;
}

/** The part of an op that is about ids between two, both outside. */
export function opWithin(op: Op, after: number, before: number): Op {
  const inside = (id: number) => id > after && id < before;
  switch (op.do) {
    case 'put':
      return { do: 'put', messages: op.messages.filter(({ id }) => inside(id)) };
    case 'edit':
      return inside(op.message.id) ? op : NOTHING;
    case 'react':
      return inside(op.id) ? op : NOTHING;
    case 'remove':
    case 'pin':
      return { ...op, ids: op.ids.filter(inside) };
  }
}

const NOTHING: Op = { do: 'remove', ids: [] };

/** Ids, ascending, as differences of seven bits a byte: about one byte an id. */
export function packIds(ids: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  let before = 0;
  for (const id of ids) {
    let left = id - before;
    before = id;
    for (; left >= 0x80; left = Math.floor(left / 0x80)) bytes.push((left % 0x80) | 0x80);
    bytes.push(left);
  }
  return Uint8Array.from(bytes);
}

/** The inverse of {@link packIds}. */
export function unpackIds(bytes: Uint8Array): number[] {
  const ids: number[] = [];
  let before = 0;
  let left = 0;
  let weight = 1;
  for (const byte of bytes) {
    left += (byte & 0x7f) * weight;
    weight *= 0x80;
    if (byte & 0x80) continue;
    before += left;
    ids.push(before);
    left = 0;
    weight = 1;
  }
  return ids;
}
