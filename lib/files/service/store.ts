import type { StoredFile } from '@/lib/files/stored';
import type { Records } from '@/lib/store/records';
import { sealedBlocks } from '@/lib/store/sealed-blocks';
import { type SealedMap, sealedMap } from '@/lib/store/sealed-map';
import { partId, partNumbers, writePart } from './parts';

/** What is here of files: a record of each in memory and in the vault, and parts by number in the vault alone. */
export interface FileStore extends Omit<SealedMap<StoredFile>, 'remove'> {
  /** Removes files with their bytes. */
  remove(ids: readonly string[]): Promise<void>;
  /** Numbers of the parts that are here. */
  parts(id: string): Promise<Set<number>>;
  /** @throws TezError `damaged`, `locked` */
  readPart(id: string, n: number): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** @throws TezError `notFound` where the file was removed meanwhile, `quota`, `locked` */
  writePart(id: string, n: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  dropPart(id: string, n: number): Promise<void>;
  dropParts(id: string): Promise<void>;
}

export interface StoreDeps {
  records: Records;
  announce: (topics: string[]) => void;
}

export function createFileStore({ records, announce }: StoreDeps): FileStore {
  const blocks = sealedBlocks(records, 'fileParts');
  const { remove, ...files } = sealedMap<StoredFile>({
    records,
    table: 'files',
    indexOf: (file) => ({ state: stateOf(file) }),
    changed: () => announce(['files']),
  });
  return {
    ...files,
    remove: (ids) => remove(ids, (id) => blocks.clear(`${id}/`)),
    parts: async (id) => partNumbers(await blocks.ids(`${id}/`)),
    async readPart(id, n) {
      const [bytes] = (await blocks.read([partId(id, n)])) as (Uint8Array<ArrayBuffer> | undefined)[];
      return bytes;
    },
    writePart: (id, n, bytes) => writePart(records, { table: 'files', id }, partId(id, n), bytes),
    dropPart: (id, n) => blocks.write([], [partId(id, n)]),
    dropParts: (id) => blocks.clear(`${id}/`),
  };
}

/** What the worker looks for at its start: `brief` files are to go. */
function stateOf({ state, brief, kept }: StoredFile): string {
  return brief && !kept && state === 'here' ? 'brief' : state;
}
