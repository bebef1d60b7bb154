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
  /** Gives up before anything is written; once it is, it stays. */
  signal?: AbortSignal;
  /** Hears how many of the records are ready to be written. */
  onProgress?: (done: number, total: number) => void;
}

/** So many records are sealed, or written, between two looks at whether to go on. */
const AT_ONCE = 500;
/** A group that changes more is announced by its tables alone. */
const MOST_NAMED = 500;

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
    const ids = new Map<CrmTable, string[]>();
    for (const edit of edits) {
      const name = nameOf(edit);
      if (planned.has(name)) continue;
      planned.set(name, { table: edit.table, id: idOf(edit), version: 0, before: null, after: null });
      const wanted = ids.get(edit.table);
      if (wanted) wanted.push(idOf(edit));
      else ids.set(edit.table, [idOf(edit)]);
    }
    for (const [table, wanted] of ids) {
      const rows = await db.sealed(table).bulkGet(wanted);
      await Promise.all(
        rows.map(async (row) => {
          const entry = row && planned.get(`${table}|${row.id}`);
          if (!entry) return;
          entry.before = await records.opened<CrmRecord>(table, row);
          Object.assign(entry, { version: row.v, after: entry.before });
        }),
      );
    }
    for (const edit of edits) {
      const entry = planned.get(nameOf(edit));
      if (entry) entry.after = apply(edit, entry.after);
    }
    return [...planned.values()];
  }

  async function write(edits: readonly Edit[], options: CommitOptions & { group: string }): Promise<void> {
    const { signal, onProgress } = options;
    const planned = (await plan(edits)).filter(({ before, after }) => before !== after);
    const rows: { table: CrmTable; id: string; version: number; row: SealedRow | null }[] = [];
    const log: SealedRow[] = [];
    for (const some of portions(planned)) {
      signal?.throwIfAborted();
      const stamped: { p: Planned; at: string }[] = [];
      for (const p of some) stamped.push({ p, at: await nextStamp() });
      await Promise.all(
        stamped.map(async ({ p, at }) => {
          const change = describe(p, at, options);
          const { undoes } = options;
          const index = { group: options.group, record: `${p.table}|${p.id}`, at, ...(undoes ? { undoes } : {}) };
          const [row, entry] = await Promise.all([
            p.after ? records.sealed(p.table, p.id, p.version + 1, p.after, indexOf[p.table](p.after)) : null,
            records.sealed('changes', change.id, 1, change, index),
          ]);
          rows.push({ table: p.table, id: p.id, version: p.version, row });
          log.push(entry);
        }),
      );
      onProgress?.(rows.length, planned.length);
    }
    const names = [...new Set(planned.map((p) => p.table))];
    const tables = [...names, 'changes' as const].map((table) => db.sealed(table));
    await db.transaction('rw', tables, async () => {
      for (const name of names) {
        const table = db.sealed(name);
        for (const some of portions(rows.filter((each) => each.table === name))) {
          signal?.throwIfAborted();
          const stored = await table.bulkGet(some.map(({ id }) => id));
          if (some.some(({ version }, i) => (stored[i]?.v ?? 0) !== version)) throw new TezError('internal');
          await table.bulkPut(some.flatMap(({ row }) => row ?? []));
          await table.bulkDelete(some.flatMap(({ id, row }) => (row ? [] : [id])));
        }
      }
      for (const some of portions(log)) {
        signal?.throwIfAborted();
        await db.sealed('changes').bulkAdd(some);
      }
    });
    if (planned.length > 0) announce(topicsOf(planned));
  }

  function describe(p: Planned, at: string, { who = 'me', group, undoes }: CommitOptions & { group: string }): Change {
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
        await write(typeof edits === 'function' ? await edits() : edits, { ...options, group });
        return group;
      }),
  };
}

function* portions<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += AT_ONCE) yield items.slice(from, from + AT_ONCE);
}

function idOf(edit: Edit): string {
  return 'create' in edit ? edit.create.id : edit.id;
}

function nameOf(edit: Edit): string {
  return `${edit.table}|${idOf(edit)}`;
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
  if (planned.length > MOST_NAMED) return [...new Set(planned.map(({ table }) => table))];
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
