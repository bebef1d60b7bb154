import { TezError } from '@/lib/limits/model';
import type { SealedTable } from './database';
import { takingTurns } from './in-turn';
import type { IndexFields, Records } from './records';

/** All records of one table, in memory and in the vault: read once, changed in turn, stored before a change counts. */
export interface SealedMap<T> {
  /** Reads what is stored, at first. One that is damaged stays where it is. @throws TezError `locked` */
  load(): Promise<void>;
  all(): T[];
  get(id: string): T | undefined;
  /** Puts a record in unless one of its id is here; resolves to the one that is here then. */
  add(record: T): Promise<T>;
  /** Changes one record. Resolves to it as it is then. */
  change(id: string, to: (record: T) => T): Promise<T | undefined>;
  /** Removes records; `also` then removes what belongs to each. */
  remove(ids: readonly string[], also: (id: string) => Promise<void>): Promise<void>;
  /** Forgets what was opened: Tez was locked. */
  forget(): void;
}

export interface SealedMapDeps<T> {
  records: Records;
  table: SealedTable;
  /** What of a record stays in the clear, for the table's indexes. */
  indexOf: (record: T) => IndexFields;
  /** Told after every change. */
  changed: () => void;
}

export function sealedMap<T extends { id: string }>(deps: SealedMapDeps<T>): SealedMap<T> {
  const { records, table: name, indexOf, changed } = deps;
  const table = records.db.sealed(name);
  const here = new Map<string, { record: T; v: number }>();
  const inTurn = takingTurns();
  let loading: Promise<void> | null = null;
  // Counts locks: what was begun before one must not be put back into memory after it.
  let era = 0;

  async function put(record: T): Promise<void> {
    const started = era;
    const v = (here.get(record.id)?.v ?? 0) + 1;
    await table.put(await records.sealed(name, record.id, v, record, indexOf(record)));
    if (started !== era) throw new TezError('locked');
    here.set(record.id, { record, v });
    changed();
  }

  async function load(): Promise<void> {
    const started = era;
    const found: { record: T; v: number }[] = [];
    for (const row of await table.toArray()) {
      try {
        found.push({ record: await records.opened<T>(name, row), v: row.v });
      } catch (error) {
        // It must not stop the others.
        if (TezError.from(error).kind !== 'damaged') throw error;
      }
    }
    if (started !== era) throw new TezError('locked');
    for (const entry of found) here.set(entry.record.id, entry);
  }

  return {
    async load() {
      loading ??= load();
      loading.catch(() => {
        loading = null;
      });
      await loading;
    },
    all: () => [...here.values()].map(({ record }) => record),
    get: (id) => here.get(id)?.record,
    add: (record) =>
      inTurn(async () => {
        const known = here.get(record.id);
        if (!known) await put(record);
        return known?.record ?? record;
      }),
    change: (id, to) =>
      inTurn(async () => {
        const before = here.get(id)?.record;
        if (!before) return undefined;
        const after = to(before);
        if (after !== before) await put(after);
        return after;
      }),
    remove: (ids, also) =>
      inTurn(async () => {
        if (ids.length === 0) return;
        // First the record: what belongs to one that is gone is bytes that nobody names.
        await table.bulkDelete([...ids]);
        for (const id of ids) {
          here.delete(id);
          await also(id);
        }
        changed();
      }),
    forget() {
      era += 1;
      loading = null;
      here.clear();
    },
  };
}
