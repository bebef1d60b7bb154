import { bind, open, type Random, seal, systemRandom } from './box';
import type { SealedTable } from './database';
import type { Records } from './records';

export interface SealedBlock {
  id: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Bytes by id in one table: written once, sealed by themselves, bound to their ids. Unlike records they are neither JSON
 * nor kept in memory when opened.
 */
export interface SealedBlocks {
  /** Opened blocks; undefined where there is none. @throws TezError `damaged`, `locked` */
  read(ids: readonly string[]): Promise<(Uint8Array | undefined)[]>;
  /** Puts and removes in one transaction. */
  write(blocks: readonly SealedBlock[], removed?: readonly string[]): Promise<void>;
  /** Removes every block whose id begins so. */
  clear(prefix: string): Promise<void>;
  /** Ids of the blocks that begin so, ascending. */
  ids(prefix: string): Promise<string[]>;
}

const VERSION = 1;

/** Tables that hold bytes rather than records. */
export type BlockTable = Extract<SealedTable, 'search' | 'fileParts'>;

export function sealedBlocks(
  { db, vault }: Records,
  name: BlockTable = 'search',
  random: Random = systemRandom,
): SealedBlocks {
  const table = db.sealed(name);
  return {
    async read(ids) {
      const rows = await table.bulkGet([...ids]);
      const keys = await vault.keys();
      return Promise.all(rows.map((row) => row && open(keys, row.box, bind(name, row.id, VERSION))));
    },
    async write(blocks, removed = []) {
      const keys = await vault.keys();
      const rows = await Promise.all(
        blocks.map(async ({ id, bytes }) => {
          return { id, v: VERSION, box: await seal(keys, bytes, bind(name, id, VERSION), random) };
        }),
      );
      await db.transaction('rw', table, async () => {
        await table.bulkPut(rows);
        await table.bulkDelete([...removed]);
      });
    },
    async clear(prefix) {
      await table.where('id').startsWith(prefix).delete();
    },
    async ids(prefix) {
      return table.where('id').startsWith(prefix).primaryKeys();
    },
  };
}
