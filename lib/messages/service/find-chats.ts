import type { ChatState } from '@/lib/messages/model';
import { COMMON_SPAN, unpackIds } from '@/lib/messages/pages';
import type { JournalRow, PageIdsRow } from '@/lib/store/message-rows';
import type { Records } from '@/lib/store/records';
import { isCommon } from './journal';

/**
 * Finds the chats of messages that were deleted in users and basic groups: Telegram names their ids and no chat. Looks
 * at ids that lie in the clear, opens no page, and reads only rows near the ids (see COMMON_SPAN).
 */
export function createFindChats(records: Records) {
  const { db } = records;
  /** Ends of conversations by account and peer, also of chats of which nothing is kept. Read once, then kept up to date. */
  const states = new Map<number, Map<number, ChatState>>();

  async function statesOf(account: number): Promise<Map<number, ChatState>> {
    const known = states.get(account);
    if (known) return known;
    const all = await records.where<ChatState>('chats', 'account', account);
    const read = new Map(all.filter(({ peer }) => isCommon(peer)).map((state) => [state.peer, state]));
    states.set(account, read);
    return read;
  }

  async function rowsNear(account: number, low: number, high: number) {
    const bounds = [
      [account, low],
      [account, high + COMMON_SPAN],
    ] as const;
    const near = (row: { from?: number }) => (row.from ?? 0) <= high;
    const [pages, rows] = await Promise.all([
      db.pageIds
        .where('[account+to]')
        .between(...bounds)
        .filter(near)
        .toArray(),
      db
        .sealed('journal')
        .where('[account+to]')
        .between(...bounds)
        .filter((row) => near(row as JournalRow))
        .toArray(),
    ]);
    return [...pages, ...(rows as JournalRow[])] satisfies Pick<PageIdsRow, 'id'>[];
  }

  return {
    /** The peers that hold, or wait with, any of `ids`, each with those it may hold. */
    async find(account: number, ids: ReadonlySet<number>): Promise<Map<number, Set<number>>> {
      const found = new Map<number, Set<number>>();
      const add = (peer: number, id: number) => found.set(peer, (found.get(peer) ?? new Set()).add(id));
      for (const [peer, { waits }] of await statesOf(account)) {
        for (const { open, lastOut } of waits) {
          if (ids.has(lastOut)) add(peer, lastOut);
          for (const { id } of open) if (ids.has(id)) add(peer, id);
        }
      }
      for (const row of await rowsNear(account, Math.min(...ids), Math.max(...ids))) {
        const peer = Number(row.id.split(':')[1]);
        for (const id of row.ids ? unpackIds(row.ids) : []) if (ids.has(id)) add(peer, id);
      }
      for (const key of await db.told.where('id').startsWith(`${account}:`).primaryKeys()) {
        const [, peer = 0, id = 0] = key.split(':').map(Number);
        if (ids.has(id) && isCommon(peer)) add(peer, id);
      }
      return found;
    },

    /** States were stored. */
    changed(account: number, changed: readonly ChatState[]): void {
      const known = states.get(account);
      for (const state of changed) if (isCommon(state.peer)) known?.set(state.peer, state);
    },

    forget: () => states.clear(),
  };
}

export type FindChats = ReturnType<typeof createFindChats>;
