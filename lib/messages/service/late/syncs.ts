import { type ChatRef, chatKey, parseChatKey } from '@/lib/chats/model';
import { TezError } from '@/lib/limits/model';
import { firstGoal, hasWork, type Import, NEWEST, newSync, type Sync } from '@/lib/messages/keeping';
import type { SealedRow } from '@/lib/store/database';
import type { Records } from '@/lib/store/records';

/** How far each chat equals the server, in the store and, where there is work, in memory. Written in the engine's turn. */
export function createSyncs(records: Records, now: () => number) {
  const { db } = records;
  /** Those with work, by account. Read once, then kept up to date. */
  const working = new Map<number, Map<string, Sync>>();

  function note(sync: Sync): void {
    const known = working.get(sync.account);
    if (hasWork(sync)) known?.set(chatKey(sync), sync);
    else known?.delete(chatKey(sync));
  }

  /** A row that does not open is made anew: the chat's history is asked for from its end on. */
  async function open(row: SealedRow): Promise<Sync> {
    try {
      return await records.opened<Sync>('syncs', row);
    } catch (error) {
      if (TezError.from(error).kind !== 'damaged') throw error;
      const goal = firstGoal(now());
      const again: Import = { is: 'queued', goal, got: 0, counted: null, queuedAt: now() };
      return { ...newSync(parseChatKey(row.id)), from: NEWEST, import: again };
    }
  }

  /** With the version of its row: 0 where there is none. */
  async function readRow(chat: ChatRef): Promise<{ sync: Sync; v: number }> {
    const row = await db.sealed('syncs').get(chatKey(chat));
    return row ? { sync: await open(row), v: row.v } : { sync: newSync(chat), v: 0 };
  }

  return {
    open,

    read: async (chat: ChatRef) => (await readRow(chat)).sync,
    readRow,

    /** What is known of a chat and of each of its topics. */
    async ofPeer(account: number, peer: number): Promise<Sync[]> {
      const whole = chatKey({ account, peer });
      const rows = await db.sealed('syncs').where('id').between(`${whole}:`, `${whole};`).toArray();
      const own = await db.sealed('syncs').get(whole);
      return Promise.all([...(own ? [own] : []), ...rows].map(open));
    },

    all: async () => Promise.all((await db.sealed('syncs').toArray()).map(open)),

    async withWork(account: number): Promise<Sync[]> {
      const known = working.get(account);
      if (known) return [...known.values()];
      const syncs = await Promise.all((await db.sealed('syncs').where('work').equals(account).toArray()).map(open));
      const read = new Map(syncs.map((sync) => [chatKey(sync), sync]));
      working.set(account, read);
      return syncs;
    },

    /**
     * A row to be put in the caller's transaction, and {@link stored} after it.
     * @param over the version of the row that is here, where the caller knows it
     */
    async seal(sync: Sync, over?: number): Promise<SealedRow> {
      const id = chatKey(sync);
      const v = over ?? (await db.sealed('syncs').get(id))?.v ?? 0;
      return records.sealed('syncs', id, v + 1, sync, hasWork(sync) ? { work: sync.account } : {});
    },

    stored: (syncs: readonly Sync[]) => syncs.forEach(note),
    removed(syncs: readonly Sync[]): void {
      for (const sync of syncs) working.get(sync.account)?.delete(chatKey(sync));
    },
    forget: () => working.clear(),
  };
}

export type Syncs = ReturnType<typeof createSyncs>;
