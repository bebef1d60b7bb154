import { bind, keyNumber, open, seal, systemRandom } from './box';
import { SEALED_TABLES, type SealedRow, type SealedTable } from './database';
import type { Records } from './records';

const BATCH = 200;
/** Parts of files are half a megabyte each. */
const FEW: Partial<Record<SealedTable, number>> = { fileParts: 8 };

/**
 * Seals every record anew under the vault's current key and drops the old one. Safe to run again after a crash: a row
 * already under the current key is passed over, and a row that was rewritten meanwhile is left as it is.
 */
export async function resealAll({ db, vault }: Records): Promise<void> {
  for (const table of Object.keys(SEALED_TABLES) as SealedTable[]) {
    let after = '';
    for (;;) {
      const rows = await db
        .sealed(table)
        .where('id')
        .above(after)
        .limit(FEW[table] ?? BATCH)
        .toArray();
      const last = rows.at(-1);
      if (!last) break;
      after = last.id;
      await resealRows(table, rows);
    }
  }
  await vault.dropOldKeys();

  async function resealRows(table: SealedTable, rows: SealedRow[]): Promise<void> {
    const keys = await vault.keys();
    const stale = rows.filter((row) => keyNumber(row.box) !== keys.current);
    const fresh = await Promise.all(
      stale.map(async (row) => {
        const boundTo = bind(table, row.id, row.v);
        return { ...row, box: await seal(keys, await open(keys, row.box, boundTo), boundTo, systemRandom) };
      }),
    );
    await db.transaction('rw', db.sealed(table), async () => {
      const stored = await db.sealed(table).bulkGet(fresh.map((row) => row.id));
      const unchanged = fresh.filter((row, i) => {
        const now = stored[i];
        return now && now.v === row.v && keyNumber(now.box) !== keys.current;
      });
      await db.sealed(table).bulkPut(unchanged);
    });
  }
}
