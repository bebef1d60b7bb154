import { RECORD_KINDS, RECORDS_EPOCH, type RecordKind, recordDoc, type SearchableRecord } from '@/lib/search/documents';
import type { Source } from '@/lib/search/engine';
import type { IdRange } from '@/lib/search/memory';
import type { SealedRow } from '@/lib/store/database';
import type { Records } from '@/lib/store/records';

/** Text that sorts after every id of a record. */
const END = '\uffff';

/** The CRM's records as documents. What changed is told by the change log, whose entries name their record in the clear. */
export function recordSource(records: Records): Source {
  const log = records.db.sealed('changes');

  /** Everything, up to the log's end: read before the records, so that nothing falls between. */
  async function everything() {
    const newest = await log.orderBy('id').last();
    const ranges = RECORD_KINDS.map((space): IdRange => ({ space, from: '', to: END }));
    return { ranges, upTo: newest?.id ?? '', left: 0 };
  }

  return {
    epoch: RECORDS_EPOCH,

    async knows(mark) {
      return mark === '' || (await log.where('id').equals(mark).count()) > 0;
    },

    async changes(mark, limit) {
      if (mark === '') return everything();
      const after = log.where('id').above(mark);
      const rows = (await after.limit(limit).toArray()) as (SealedRow & { record: string })[];
      const left = rows.length < limit ? 0 : Math.max(0, (await log.where('id').above(mark).count()) - limit);
      const changed = [...new Set(rows.map(({ record }) => record))];
      return { ranges: changed.flatMap(rangeOf), upTo: rows.at(-1)?.id ?? mark, left };
    },

    async docs({ space, from, to }) {
      const kind = kindOf(space);
      if (!kind) return [];
      const rows =
        from === to
          ? [await records.db.sealed(kind).get(String(from))]
          : await records.db.sealed(kind).where('id').between(String(from), String(to), true, true).toArray();
      const found = rows.filter((row) => row !== undefined);
      const opened = await Promise.all(found.map((row) => records.opened<SearchableRecord>(kind, row)));
      return opened.map((record) => recordDoc(kind, record));
    },
  };
}

/** The record of a log entry's `table|id`; none for tables that are not searched. */
function rangeOf(record: string): IdRange[] {
  const at = record.indexOf('|');
  const kind = kindOf(record.slice(0, at));
  const id = record.slice(at + 1);
  return kind ? [{ space: kind, from: id, to: id }] : [];
}

function kindOf(space: string): RecordKind | undefined {
  return RECORD_KINDS.find((kind) => kind === space);
}
