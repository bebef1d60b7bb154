import { BOX_HEAD, bind, open, type Random, seal, systemRandom } from './box';
import { fromBytes, toBytes } from './canonical';
import type { SealedRow, SealedTable, TezDatabase } from './database';
import type { Vault } from './vault';

export type IndexFields = Record<string, string | number | string[] | number[] | undefined>;

/**
 * Sealed records by table and id. Sealing and opening happen outside Dexie's transactions: awaiting WebCrypto inside
 * one commits it early.
 */
export interface Records {
  readonly db: TezDatabase;
  readonly vault: Vault;
  get<T>(table: SealedTable, id: string): Promise<T | undefined>;
  getMany<T>(table: SealedTable, ids: readonly string[]): Promise<(T | undefined)[]>;
  all<T>(table: SealedTable): Promise<T[]>;
  where<T>(table: SealedTable, index: string, value: string | number): Promise<T[]>;
  /** A row ready to be put; `index` are the fields that stay in the clear. */
  sealed(table: SealedTable, id: string, v: number, value: unknown, index?: IndexFields): Promise<SealedRow>;
  opened<T>(table: SealedTable, row: SealedRow): Promise<T>;
  /** A box around text, for tables whose rows are many or long: neither canonical, nor kept in memory when opened. */
  sealText(table: SealedTable, id: string, v: number, text: string): Promise<Uint8Array<ArrayBuffer>>;
  /** @throws TezError `damaged` */
  openText(table: SealedTable, row: SealedRow): Promise<string>;
  /** Forgets what was opened; called on lock. */
  forget(): void;
}

/** Opened rows kept in memory, so that a board of thousands is not decrypted at every look. */
const KEPT_ROWS = 20_000;

export function createRecords(db: TezDatabase, vault: Vault, random: Random = systemRandom): Records {
  const kept = new Map<string, { head: string; value: unknown }>();

  async function opened<T>(table: SealedTable, row: SealedRow): Promise<T> {
    const keys = await vault.keys();
    const name = `${table}|${row.id}`;
    const known = kept.get(name);
    // A record removed and made again has the same version but never the same head (its IV is random).
    const head = String(row.box.subarray(0, BOX_HEAD));
    if (known?.head === head) return known.value as T;
    const value = fromBytes<T>(await open(keys, row.box, bind(table, row.id, row.v)));
    if (kept.size >= KEPT_ROWS) kept.clear();
    kept.set(name, { head, value });
    return value;
  }

  const openAll = <T>(table: SealedTable, rows: SealedRow[]) => Promise.all(rows.map((row) => opened<T>(table, row)));

  return {
    db,
    vault,
    opened,
    async get<T>(table: SealedTable, id: string) {
      const row = await db.sealed(table).get(id);
      return row && opened<T>(table, row);
    },
    async getMany<T>(table: SealedTable, ids: readonly string[]) {
      const rows = await db.sealed(table).bulkGet([...ids]);
      return Promise.all(rows.map((row) => (row ? opened<T>(table, row) : undefined)));
    },
    async all<T>(table: SealedTable) {
      return openAll<T>(table, await db.sealed(table).toArray());
    },
    async where<T>(table: SealedTable, index: string, value: string | number) {
      return openAll<T>(table, await db.sealed(table).where(index).equals(value).toArray());
    },
    async sealed(table, id, v, value, index = {}) {
      const box = await seal(await vault.keys(), toBytes(value), bind(table, id, v), random);
      return { ...index, id, v, box };
    },
    async sealText(table, id, v, text) {
      return seal(await vault.keys(), new TextEncoder().encode(text), bind(table, id, v), random);
    },
    async openText(table, row) {
      const plain = await open(await vault.keys(), row.box, bind(table, row.id, row.v));
      return new TextDecoder().decode(plain);
    },
    forget() {
      kept.clear();
    },
  };
}
