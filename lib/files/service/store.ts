import type { StoredFile } from '@/lib/files/stored';
import { TezError } from '@/lib/limits/model';
import type { Records } from '@/lib/store/records';
import { type SealedBlocks, sealedBlocks } from '@/lib/store/sealed-blocks';
import { type SealedMap, sealedMap } from '@/lib/store/sealed-map';

/** What is here of files: a record of each in memory and in the vault, and parts by number in the vault alone. */
export interface FileStore extends Omit<SealedMap<StoredFile>, 'remove'> {
  /** Removes files with their bytes. */
  remove(ids: readonly string[]): Promise<void>;
  /** Numbers of the parts that are here. */
  parts(id: string): Promise<Set<number>>;
  /** @throws TezError `damaged`, `locked` */
  readPart(id: string, n: number): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** @throws TezError `quota`, `locked` */
  writePart(id: string, n: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  dropPart(id: string, n: number): Promise<void>;
}

export interface StoreDeps {
  records: Records;
  announce: (topics: string[]) => void;
}

/** Digits of a part's number, so that keys sort as numbers do. */
const DIGITS = 5;

/** Key of a part. */
export function partId(id: string, n: number): string {
  return `${id}/${String(n).padStart(DIGITS, '0')}`;
}

/** Numbers of parts by their keys. */
export function partNumbers(keys: readonly string[]): Set<number> {
  return new Set(keys.map((key) => Number(key.slice(key.lastIndexOf('/') + 1))));
}

/** Puts a block; a full disk is told as that. */
export async function writeBlock(blocks: SealedBlocks, id: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    await blocks.write([{ id, bytes }]);
  } catch (error) {
    throw isQuota(error) ? new TezError('quota', { cause: error }) : error;
  }
}

/** Dexie wraps what the browser says. */
function isQuota(error: unknown): boolean {
  const { name, inner } = (error ?? {}) as { name?: string; inner?: unknown };
  return name === 'QuotaExceededError' || (inner !== undefined && inner !== error && isQuota(inner));
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
    writePart: (id, n, bytes) => writeBlock(blocks, partId(id, n), bytes),
    dropPart: (id, n) => blocks.write([], [partId(id, n)]),
  };
}

/** What the worker looks for at its start: `brief` files are to go. */
function stateOf({ state, brief, kept }: StoredFile): string {
  return brief && !kept && state === 'here' ? 'brief' : state;
}
