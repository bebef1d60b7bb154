import type { Change } from '@/lib/changes/model';
import { TezError } from '@/lib/limits/model';
import type { ChangeLog, CrmRecord, Edit } from '@/lib/store/changes';
import type { Records } from '@/lib/store/records';

export interface UndoDeps {
  records: Records;
  log: ChangeLog;
}

/** Takes a group back as a new group. Fields changed since keep their newer value. @throws TezError `notFound` */
export function undoGroup({ records, log }: UndoDeps, group: string): Promise<string> {
  return log.commit(
    async () => {
      const changes = inOrder(await records.where<Change>('changes', 'group', group));
      const undone = await records.db.sealed('changes').where('undoes').equals(group).count();
      if (changes.length === 0 || undone > 0) throw new TezError('notFound');
      const edits: Edit[] = [];
      const current = await recordsOf(records, changes);
      for (const change of changes) {
        const edit = inverse(change, current.get(`${change.table}|${change.record}`) ?? null);
        if (edit) edits.push(edit);
      }
      return edits;
    },
    { undoes: group },
  );
}

/** The records of changes as they are now, by `table|id`. */
async function recordsOf(records: Records, changes: readonly Change[]): Promise<Map<string, CrmRecord>> {
  const found = new Map<string, CrmRecord>();
  for (const table of new Set(changes.map((change) => change.table))) {
    const ids = changes.flatMap((change) => (change.table === table ? [change.record] : []));
    for (const record of await records.getMany<CrmRecord>(table, [...new Set(ids)])) {
      if (record) found.set(`${table}|${record.id}`, record);
    }
  }
  return found;
}

export function inOrder(changes: readonly Change[]): Change[] {
  return [...changes].sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** The edit that takes a change back, given the record as it is now; null when nothing of it is left to take back. */
export function inverse(change: Change, current: CrmRecord | null): Edit | null {
  const { table, record: id, fields } = change;
  if (change.action === 'create') return current ? { table, id, remove: true } : null;
  if (change.action === 'remove') {
    if (current) return null;
    const before = Object.fromEntries(Object.entries(fields).map(([field, { before }]) => [field, before]));
    return { table, create: { ...before, id } };
  }
  if (!current) return null;
  const still = Object.entries(fields).filter(
    ([field, { after }]) => JSON.stringify(current[field]) === JSON.stringify(after),
  );
  return { table, id, set: Object.fromEntries(still.map(([field, { before }]) => [field, before])) };
}
