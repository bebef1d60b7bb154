import type { TezDatabase } from '@/lib/store/database';
import { keysOf } from '@/lib/store/message-rows';

/** `account:peer` of a chat's key, whether or not it names a topic. */
const wholeOf = (key: string) => key.split(':', 2).join(':');

/**
 * Removes what is kept of chats that are in the CRM no more: nothing of them is kept unasked, and one that is added again
 * is looked back at as any new one. In the engine's turn.
 * @returns the chats (`account:peer`) that went
 */
export async function forgetUntracked(db: TezDatabase): Promise<string[]> {
  const links = db.sealed('chatLinks');
  const chats = db.sealed('chats');
  const syncs = db.sealed('syncs');
  const profiles = db.sealed('profiles');
  const rows = [db.sealed('pages'), db.sealed('journal'), db.pageIds] as const;
  return db.transaction('rw', [links, chats, syncs, profiles, ...rows, db.feed], async () => {
    const tracked = new Set(await links.orderBy('whole').uniqueKeys());
    const gone = (keys: readonly string[]) => keys.filter((key) => !tracked.has(wholeOf(key)));
    const untracked = gone(await chats.toCollection().primaryKeys());
    await chats.bulkDelete(untracked);
    await syncs.bulkDelete(gone(await syncs.toCollection().primaryKeys()));
    await profiles.bulkDelete(gone(await profiles.toCollection().primaryKeys()));
    for (const chat of untracked) {
      for (const table of rows) {
        await table
          .where('id')
          .between(...keysOf(chat))
          .delete();
      }
      const [account = 0, peer = 0] = chat.split(':').map(Number);
      await db.feed.add({ account, peer });
    }
    return untracked;
  });
}
