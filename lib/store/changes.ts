import { ulid } from 'ulid';
import type { Change, CrmTable } from '@/lib/changes/model';
import { TezError } from '@/lib/limits/model';
import type { SealedRow } from './database';
import { formatStamp, parseStamp, type Stamp, tick } from './hlc';
import { takingTurns } from './in-turn';
import type { IndexFields, Records } from './records';

/** A CRM record: plain JSON with an id. */
export type CrmRecord = { id: string } & Record<string, unknown>;

export type Edit =
  | { table: CrmTable; create: { id: string } }
  | { table: CrmTable; id: string; set: object }
  | { table: CrmTable; id: string; remove: true };

/** Which fields of a table's records stay in the clear, for its indexes. */
export type IndexOf = { [T in CrmTable]: (record: CrmRecord) => IndexFields };

export interface ChangeLogDeps {
  records: Records;
  indexOf: IndexOf;
  now: () => number;
  /** Told after every commit, with the tables and records that changed. */
  announce: (topics: string[]) => void;
}

export interface ChangeLog {
  /**
   * The only way CRM data is written: all edits and their log entries in one transaction. Edits that depend on what is
   * stored are given as a function, which runs when all earlier commits are done. `undoes` names the group that is taken
   * back. Returns the group.
   */
  commit(edits: readonly Edit[] | (() => Promise<readonly Edit[]>), options?: CommitOptions): Promise<string>;
}

export interface CommitOptions {
  who?: string;
  group?: string;
  undoes?: string;
}

interface Planned {
  table: CrmTable;
  id: string;
  version: number;
  before: CrmRecord | null;
  after: CrmRecord | null;
}

export function createChangeLog({ records, indexOf, now, announce }: ChangeLogDeps): ChangeLog {
  const { db } = records;
  let last: Stamp | null = null;
  let device = '';
  const inTurn = takingTurns();

  async function nextStamp(): Promise<string> {
    device ||= await deviceId(records);
    if (!last) {
      const newest = (await db.sealed('changes').orderBy('id').last()) as (SealedRow & { at: string }) | undefined;
      last = newest ? parseStamp(newest.at) : { wall: 0, counter: 0 };
    }
    last = tick(last, now());
    return formatStamp(last, device);
  }

  async function plan(edits: readonly Edit[]): Promise<Planned[]> {
    const planned = new Map<string, Planned>();
    for (const edit of edits) {
      const id = 'create' in edit ? edit.create.id : edit.id;
      const name = `${edit.table}|${id}`;
      const entry = planned.get(name) ?? (await readPlanned(edit.table, id));
      planned.set(name, { ...entry, after: apply(edit, entry.after) });
    }
    return [...planned.values()];
  }

  async function readPlanned(table: CrmTable, id: string): Promise<Planned> {
    const row = await db.sealed(table).get(id);
    const before = row ? await records.opened<CrmRecord>(table, row) : null;
    return { table, id, version: row?.v ?? 0, before, after: before };
  }

  async function write(edits: readonly Edit[], who: string, group: string, undoes?: string): Promise<void> {
    const planned = (await plan(edits)).filter(({ before, after }) => before !== after);
    const rows = await Promise.all(
      planned.map(async (p) => ({
        ...p,
        row: p.after ? await records.sealed(p.table, p.id, p.version + 1, p.after, indexOf[p.table](p.after)) : null,
      })),
    );
    const log: SealedRow[] = [];
    for (const p of planned) {
      const change = await describe(p, who, group, undoes);
      const index = { group, record: `${p.table}|${p.id}`, at: change.at, ...(undoes ? { undoes } : {}) };
      log.push(await records.sealed('changes', change.id, 1, change, index));
    }
    const tables = [...new Set(planned.map((p) => p.table)), 'changes' as const].map((table) => db.sealed(table));
    await db.transaction('rw', tables, async () => {
      for (const { table, id, version, row } of rows) {
        const stored = await db.sealed(table).get(id);
        if ((stored?.v ?? 0) !== version) throw new TezError('internal');
        if (row) await db.sealed(table).put(row);
        else await db.sealed(table).delete(id);
      }
      await db.sealed('changes').bulkAdd(log);
    });
    if (planned.length > 0) announce(topicsOf(planned));
  }

  async function describe(p: Planned, who: string, group: string, undoes?: string): Promise<Change> {
    const at = await nextStamp();
    return {
      // ULIDs made of the clock's wall time sort as the stamps do.
      id: `${at}-${ulid(parseStamp(at).wall)}`,
      at,
      device,
      who,
      group,
      table: p.table,
      record: p.id,
      action: p.before ? (p.after ? 'edit' : 'remove') : 'create',
      fields: difference(p.before, p.after),
      ...(undoes ? { undoes } : {}),
    };
  }

  return {
    commit: (edits, options = {}) =>
      inTurn(async () => {
        const group = options.group ?? ulid(now());
        await write(typeof edits === 'function' ? await edits() : edits, options.who ?? 'me', group, options.undoes);
        return group;
      }),
  };
}

function apply(edit: Edit, current: CrmRecord | null): CrmRecord | null {
  if ('remove' in edit) return null;
  if ('create' in edit) return { ...edit.create };
  if (!current) throw new TezError('notFound');
  const next: CrmRecord = { ...current, ...edit.set };
  return Object.keys(difference(current, next)).length > 0 ? next : current;
}

/** Fields that differ, by canonical value. */
export function difference(before: CrmRecord | null, after: CrmRecord | null): Change['fields'] {
  const fields: Change['fields'] = {};
  for (const field of new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])) {
    const [was, is] = [before?.[field], after?.[field]];
    if (JSON.stringify(was) === JSON.stringify(is)) continue;
    fields[field] = { ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) };
  }
  return fields;
}

function topicsOf(planned: readonly Planned[]): string[] {
  return [...new Set(planned.flatMap(({ table, id }) => [table, `${table}:${id}`]))];
}

/** A random name for this browser profile, made once. */
async function deviceId({ db }: Records): Promise<string> {
  const row = (await db.vault.get('device')) as { id: string; name: string } | undefined;
  if (row) return row.name;
  const name = ulid().slice(-8).toLowerCase();
  await db.vault.put({ id: 'device', name } as { id: string });
  return name;
}
