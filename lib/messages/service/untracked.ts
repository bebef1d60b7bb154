import type { TezDatabase } from '@/lib/store/database';

/** `account:peer` of a chat's key, whether or not it names a topic. */
const wholeOf = (key: string) => key.split(':', 2).join(':');

/**
 * Removes what is kept of chats that are in the CRM no more: nothing of them is kept unasked, and one that is added again
 * is looked back at as any new one.
 */
export async function forgetUntracked(db: TezDatabase): Promise<void> {
  const links = db.sealed('chatLinks');
  const chats = db.sealed('chats');
  const pages = db.sealed('pages');
  const profiles = db.sealed('profiles');
  await db.transaction('rw', links, chats, pages, profiles, async () => {
    const tracked = new Set(await links.orderBy('whole').uniqueKeys());
    const gone = (keys: readonly string[]) => keys.filter((key) => !tracked.has(wholeOf(key)));
    const untracked = gone(await chats.toCollection().primaryKeys());
    await chats.bulkDelete(untracked);
    await pages.where('chat').anyOf(untracked).delete();
    await profiles.bulkDelete(gone(await profiles.toCollection().primaryKeys()));
  });
}
