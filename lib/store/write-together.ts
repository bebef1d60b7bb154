import { Dexie } from 'dexie';
import type { OpenTable, SealedTable, TezDatabase } from './database';

/** What becomes of one table's rows: keys go first, then rows are put. */
export interface TableChange {
  table: SealedTable | OpenTable;
  remove?: readonly string[];
  put?: readonly object[];
}

/**
 * Changes rows of several tables in one transaction, in the order given. By the browser's own requests: Dexie's work around
 * each of them would be felt where messages come by the thousand.
 * @param durability `relaxed` where all of it can be had again: then it need not have reached the disk when this resolves.
 * It reaches it in order, so what is lost with the machine's power is the end of what was written.
 */
export function writeTogether(
  db: TezDatabase,
  changes: readonly TableChange[],
  durability: IDBTransactionDurability = 'strict',
): Promise<void> {
  const real = changes.filter(({ remove, put }) => remove?.length || put?.length);
  const names = [...new Set(real.map(({ table }) => table))];
  return new Promise((resolve, reject) => {
    if (names.length === 0) return resolve();
    // Whoever closed it meant it.
    if (!db.isOpen()) throw new Dexie.DatabaseClosedError();
    const writing = db.backendDB().transaction(names, 'readwrite', { durability });
    writing.oncomplete = () => resolve();
    writing.onabort = () => reject(writing.error);
    try {
      for (const { table, remove = [], put = [] } of real) {
        const store = writing.objectStore(table);
        for (const key of remove) store.delete(key);
        for (const row of put) store.put(row);
      }
    } catch (error) {
      reject(error);
      writing.abort();
    }
  });
}
