import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BlockStore } from '@/lib/search/blocks';
import { bind, importKey, open, seal } from '@/lib/store/box';

/** Sealed blocks in a file: on disk as a browser's database is, so that memory holds only what the search itself keeps. */
export function createDisk() {
  const folder = mkdtempSync(join(tmpdir(), 'tez-bench-'));
  const file = openSync(join(folder, 'blocks'), 'w+');
  const at = new Map<string, { from: number; size: number }>();
  const key = importKey(new Uint8Array(32).fill(7)).then((own) => ({ current: 1, byNumber: new Map([[1, own]]) }));
  let end = 0;

  const store: BlockStore = {
    async read(ids) {
      const keys = await key;
      return Promise.all(
        ids.map(async (id) => {
          const place = at.get(id);
          if (!place) return undefined;
          const box = new Uint8Array(place.size);
          readSync(file, box, 0, place.size, place.from);
          return open(keys, box, bind('search', id, 1));
        }),
      );
    },
    async write(blocks, removed = []) {
      const keys = await key;
      for (const { id, bytes } of blocks) {
        const box = await seal(keys, bytes, bind('search', id, 1));
        writeSync(file, box, 0, box.length, end);
        at.set(id, { from: end, size: box.length });
        end += box.length;
      }
      for (const id of removed) at.delete(id);
    },
    async clear(prefix) {
      for (const id of [...at.keys()]) if (id.startsWith(prefix)) at.delete(id);
    },
  };
  return {
    store,
    /** Bytes of the blocks that are not removed. */
    size: (prefix: string) => [...at].reduce((sum, [id, { size }]) => (id.startsWith(prefix) ? sum + size : sum), 0),
    close() {
      closeSync(file);
      rmSync(folder, { recursive: true });
    },
  };
}
