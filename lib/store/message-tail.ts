import type { SealedRow, TezDatabase } from './database';
import { type ChatRow, type JournalRow, keysOf, type LinkRow, type PageRow } from './message-rows';

/** The end of a chat, all of one moment. */
export interface MessageTail {
  /** In order of id; as many as hold the messages asked for, where there are so many. */
  pages: PageRow[];
  /** There may be pages before these: it is not looked for where they hold more messages than asked for. */
  more: boolean;
  journal: JournalRow[];
  syncs: SealedRow[];
  state: ChatRow | undefined;
  links: LinkRow[];
}

/**
 * Reads the end of a chat (`account:peer`): more than its last `count` messages, and all that is known beside them. By the browser's
 * own requests, which leave together: opening a chat is what people wait for, and each way to the database's process and
 * back, and Dexie's own work around it, would show.
 */
export async function readTail(
  db: TezDatabase,
  chat: string,
  syncs: readonly string[],
  count: number,
): Promise<MessageTail> {
  if (!db.isOpen()) await db.open();
  return new Promise((resolve, reject) => {
    const tail: MessageTail = { pages: [], more: false, journal: [], syncs: [], state: undefined, links: [] };
    const reading = db.backendDB().transaction(['pages', 'journal', 'syncs', 'chats', 'chatLinks'], 'readonly');
    const range = IDBKeyRange.bound(...keysOf(chat));
    const pages = reading.objectStore('pages');
    const journal = reading.objectStore('journal').getAll(range);
    const state = reading.objectStore('chats').get(chat);
    const links = reading.objectStore('chatLinks').index('whole').getAll(chat);
    const known = syncs.map((key) => reading.objectStore('syncs').get(key));
    const cursor = pages.openCursor(range, 'prev');
    let messages = 0;
    // Asked for last, so that the others have their answers by then.
    cursor.onsuccess = () => {
      const at = cursor.result;
      if (at) {
        const page = at.value as PageRow;
        tail.pages.unshift(page);
        messages += page.n;
        if (messages <= count) return at.continue();
      }
      tail.more = at !== null;
      tail.journal = journal.result as JournalRow[];
      tail.state = state.result as ChatRow | undefined;
      tail.links = links.result as LinkRow[];
      tail.syncs = known.flatMap(({ result }) => (result ? [result as SealedRow] : []));
      resolve(tail);
    };
    reading.onabort = () => reject(reading.error);
  });
}
