import type { StoredFile } from '@/lib/files/stored';
import { TezError } from '@/lib/limits/model';
import type { Records } from '@/lib/store/records';
import { type SealedBlocks, sealedBlocks } from '@/lib/store/sealed-blocks';

/** What is here of files: a record of each in memory and in the vault, and parts by number in the vault alone. */
export interface FileStore {
  /** Reads what is stored, at first. @throws TezError `locked` */
  load(): Promise<void>;
  all(): StoredFile[];
  get(id: string): StoredFile | undefined;
  /** Puts a file in, in turn, unless it is here already. */
  add(file: StoredFile): Promise<StoredFile>;
  /** Changes one file, in turn. Resolves to the file as it is then. */
  change(id: string, to: (file: StoredFile) => StoredFile): Promise<StoredFile | undefined>;
  /** Removes files with their bytes. */
  remove(ids: readonly string[]): Promise<void>;
  /** Numbers of the parts that are here. */
  parts(id: string): Promise<Set<number>>;
  /** @throws TezError `damaged`, `locked` */
  readPart(id: string, n: number): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** @throws TezError `quota`, `locked` */
  writePart(id: string, n: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  dropPart(id: string, n: number): Promise<void>;
  /** Forgets what was opened: Tez was locked. */
  forget(): void;
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
  const table = records.db.sealed('files');
  const blocks = sealedBlocks(records, 'fileParts');
  const files = new Map<string, StoredFile>();
  const versions = new Map<string, number>();
  let loading: Promise<void> | null = null;
  // Counts locks: what was begun before one must not be put back into memory after it.
  let era = 0;
  let queue: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = queue.then(work, work);
    queue = done.catch(() => undefined);
    return done;
  }

  async function put(file: StoredFile): Promise<void> {
    const started = era;
    const v = (versions.get(file.id) ?? 0) + 1;
    await table.put(await records.sealed('files', file.id, v, file, { state: stateOf(file) }));
    if (started !== era) throw new TezError('locked');
    versions.set(file.id, v);
    files.set(file.id, file);
    announce(['files']);
  }

  async function load(): Promise<void> {
    const started = era;
    const found: [StoredFile, number][] = [];
    for (const row of await table.toArray()) {
      try {
        found.push([await records.opened<StoredFile>('files', row), row.v]);
      } catch (error) {
        // One that is damaged stays where it is, and must not stop the others.
        if (TezError.from(error).kind !== 'damaged') throw error;
      }
    }
    if (started !== era) throw new TezError('locked');
    for (const [file, v] of found) {
      files.set(file.id, file);
      versions.set(file.id, v);
    }
  }

  return {
    async load() {
      loading ??= load();
      loading.catch(() => {
        loading = null;
      });
      await loading;
    },
    all: () => [...files.values()],
    get: (id) => files.get(id),
    add: (file) =>
      inTurn(async () => {
        const known = files.get(file.id);
        if (!known) await put(file);
        return known ?? file;
      }),
    change: (id, to) =>
      inTurn(async () => {
        const before = files.get(id);
        if (!before) return undefined;
        const after = to(before);
        if (after !== before) await put(after);
        return after;
      }),
    remove: (ids) =>
      inTurn(async () => {
        if (ids.length === 0) return;
        // First the record: parts without one are bytes that nobody names, a record without parts is asked for again.
        await table.bulkDelete([...ids]);
        for (const id of ids) {
          files.delete(id);
          versions.delete(id);
          await blocks.clear(`${id}/`);
        }
        announce(['files']);
      }),
    parts: async (id) => partNumbers(await blocks.ids(`${id}/`)),
    async readPart(id, n) {
      const [bytes] = (await blocks.read([partId(id, n)])) as (Uint8Array<ArrayBuffer> | undefined)[];
      return bytes;
    },
    writePart: (id, n, bytes) => writeBlock(blocks, partId(id, n), bytes),
    dropPart: (id, n) => blocks.write([], [partId(id, n)]),
    forget() {
      era += 1;
      loading = null;
      files.clear();
      versions.clear();
    },
  };
}

/** What the worker looks for at its start: `brief` files are to go. */
function stateOf({ state, brief, kept }: StoredFile): string {
  return brief && !kept && state === 'here' ? 'brief' : state;
}
