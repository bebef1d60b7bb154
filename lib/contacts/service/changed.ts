import { parseStamp } from '@/lib/store/hlc';
import type { Records } from '@/lib/store/records';

/** So many entries are read at once: a cursor that goes over their keys alone takes many times as long. */
const AT_ONCE = 5_000;
const CONTACT = 'contacts|';

/**
 * When each contact was changed last, by its id. The change log is looked through once in a worker's life; after that only
 * what was added to it.
 */
export function lastChanges({ db }: Records): () => Promise<ReadonlyMap<string, number>> {
  const log = db.sealed('changes');
  const at = new Map<string, number>();
  let mark = '';

  function heard(record: string, change: string): void {
    const id = record.slice(CONTACT.length);
    at.set(id, Math.max(at.get(id) ?? 0, parseStamp(change).wall));
  }

  return async () => {
    for (;;) {
      const rows = (await log.where('id').above(mark).limit(AT_ONCE).toArray()) as { id: string; record?: string }[];
      for (const { id, record } of rows) if (record?.startsWith(CONTACT)) heard(record, id);
      mark = rows.at(-1)?.id ?? mark;
      if (rows.length < AT_ONCE) return at;
    }
  };
}
