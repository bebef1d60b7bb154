import { parseStamp } from '@/lib/store/hlc';
import type { Records } from '@/lib/store/records';

/** More new entries than this are quicker looked up by their keys alone. */
const FEW = 500;
const FIRST = 'contacts|';
const LAST = 'contacts|\uffff';

/**
 * When each contact was changed last, by its id. The change log is looked through once in a worker's life; after that only
 * what was added to it.
 */
export function lastChanges({ db }: Records): () => Promise<ReadonlyMap<string, number>> {
  const log = db.sealed('changes');
  const at = new Map<string, number>();
  let mark: string | null = null;

  function heard(record: string, change: string): void {
    const id = record.slice(FIRST.length);
    at.set(id, Math.max(at.get(id) ?? 0, parseStamp(change).wall));
  }

  return async () => {
    const newest = (await log.orderBy('id').last())?.id ?? '';
    const added = mark === null ? FEW : await log.where('id').above(mark).count();
    if (added >= FEW) {
      const ofContacts = log.where('record').between(FIRST, LAST);
      await ofContacts.eachKey((record, cursor) => heard(String(record), String(cursor.primaryKey)));
    } else if (added > 0) {
      const rows = await log
        .where('id')
        .above(mark ?? '')
        .toArray();
      for (const row of rows as { id: string; record?: string }[]) {
        if (row.record?.startsWith(FIRST)) heard(row.record, row.id);
      }
    }
    mark = newest;
    return at;
  };
}
