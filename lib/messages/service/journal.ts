import { peerKind } from '@/lib/chats/model';
import { COMMON_SPAN, idsOf, type Op, PAGE_MESSAGES, PAGE_UNITS, packIds, packOps } from '@/lib/messages/pages';
import { type JournalRow, journalId, keysOf, lastNumber } from '@/lib/store/message-rows';
import type { Records } from '@/lib/store/records';

/**
 * From so many rows on a chat's journal is folded into its pages. Each row costs a reader one more box to open; each
 * folding costs a page written anew.
 */
const FOLD_ROWS = 16;

interface Tail {
  next: number;
  rows: number;
}

/** Whether a chat's ids are of the one sequence that an account's users and basic groups share. */
export function isCommon(peer: number): boolean {
  return peerKind(peer) !== 'channel';
}

/** Where each chat's journal ends, and the sealing of what is appended to it. Used inside the engine's turn only. */
export function createJournal(records: Records) {
  const tails = new Map<string, Tail>();

  async function tailOf(chat: string): Promise<Tail> {
    const known = tails.get(chat);
    if (known) return known;
    const ids = await records.db
      .sealed('journal')
      .where('id')
      .between(...keysOf(chat))
      .primaryKeys();
    const last = ids.at(-1);
    const tail = { next: last === undefined ? 1 : lastNumber(last) + 1, rows: ids.length };
    tails.set(chat, tail);
    return tail;
  }

  return {
    /** Rows for what happened in a chat, to be put in the caller's transaction, and {@link appended} after it. */
    async seal(account: number, peer: number, ops: readonly Op[]): Promise<JournalRow[]> {
      const chat = `${account}:${peer}`;
      const { next } = await tailOf(chat);
      return Promise.all(
        cutOps(ops, isCommon(peer)).map(async (part, index): Promise<JournalRow> => {
          const id = journalId(chat, next + index);
          const box = await records.sealText('journal', id, 1, packOps(part));
          return { ...(isCommon(peer) ? whereabouts(account, part) : {}), id, v: 1, box };
        }),
      );
    },

    appended(rows: readonly JournalRow[]): void {
      for (const { id } of rows) {
        const tail = tails.get(id.slice(0, id.lastIndexOf(':')));
        if (!tail) continue;
        tail.rows += 1;
        tail.next = Math.max(tail.next, lastNumber(id) + 1);
      }
    },

    /** The journal of a chat was folded, or what it speaks of is gone. */
    emptied(chat: string): void {
      tails.delete(chat);
    },

    isLong: (chat: string) => (tails.get(chat)?.rows ?? 0) >= FOLD_ROWS,
  };
}

export type Journal = ReturnType<typeof createJournal>;

/** The ids that came, in the clear, so that a deletion that names no chat finds it. */
function whereabouts(account: number, ops: readonly Op[]): Pick<JournalRow, 'account' | 'from' | 'to' | 'ids'> {
  const came = ops.flatMap((op) => (op.do === 'put' ? idsOf(op) : []));
  const ids = [...new Set(came)].sort((a, b) => a - b);
  const [from] = ids;
  const to = ids.at(-1);
  return from === undefined || to === undefined ? {} : { account, from, to, ids: packIds(ids) };
}

/** Ops in parts that are no longer than a page and whose ids span no more than one. */
function cutOps(ops: readonly Op[], common: boolean): Op[][] {
  const parts: Op[][] = [];
  let part: Op[] = [];
  let units = 0;
  let [from, to]: [number, number] = NO_IDS;
  for (const op of ops) {
    const came = op.do === 'put' ? idsOf(op) : [];
    const length = packOps([op]).length;
    const wide = common && Math.max(to, ...came) - Math.min(from, ...came) >= COMMON_SPAN;
    if (part.length > 0 && (wide || part.length === PAGE_MESSAGES || units + length > PAGE_UNITS)) {
      parts.push(part);
      part = [];
      units = 0;
      [from, to] = NO_IDS;
    }
    part.push(op);
    units += length;
    from = Math.min(from, ...came);
    to = Math.max(to, ...came);
  }
  if (part.length > 0) parts.push(part);
  return parts;
}

const NO_IDS: [number, number] = [Number.POSITIVE_INFINITY, 0];
