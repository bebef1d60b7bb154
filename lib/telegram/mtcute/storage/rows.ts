import { TezError } from '@/lib/limits/model';
import type { SessionRow, SessionStore } from '../../port';

/** Which rows may be forgotten when their box does not open: Telegram tells them again. Keys and identity may not. */
const RELEARNED = /^(peer|ref|salts|updates_|waits)/;

/**
 * A session's rows: opened when first read and then kept, sealed when written. Changes wait in `dirty` until
 * {@link SessionRows.take} unless they are written through with {@link SessionRows.write}.
 */
export class SessionRows {
  readonly #store: SessionStore;
  #boxes = new Map<string, Uint8Array>();
  #plain = new Map<string, Uint8Array | null>();
  #dirty = new Set<string>();
  #loading: Promise<void> | null = null;
  #writing: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(store: SessionStore) {
    this.#store = store;
  }

  /** Reads the stored boxes once; opens none of them. */
  load(): Promise<void> {
    this.#loading ??= this.#store.load().then(
      (rows) => {
        this.#boxes = new Map(rows.map(({ key, box }) => [key, box]));
      },
      (error) => {
        this.#loading = null;
        throw error;
      },
    );
    return this.#loading;
  }

  /** @throws TezError `damaged` when a row that Telegram cannot tell again does not open. */
  async get(key: string): Promise<Uint8Array | null> {
    const known = this.#plain.get(key);
    if (known !== undefined) return known;
    const box = this.#boxes.get(key);
    if (!box) return null;
    const plain = await this.#open(key, box);
    // A write may have happened while the box was being opened: it wins.
    const newer = this.#plain.get(key);
    if (newer !== undefined) return newer;
    this.#boxes.delete(key);
    this.#plain.set(key, plain);
    return plain;
  }

  keys(prefix: string): string[] {
    const stored = [...this.#boxes.keys()].filter((key) => !this.#plain.has(key));
    const changed = [...this.#plain].flatMap(([key, plain]) => (plain ? [key] : []));
    return [...stored, ...changed].filter((key) => key.startsWith(prefix));
  }

  /** Changes a row here; it is stored with the next batch. null deletes. */
  set(key: string, plain: Uint8Array | null): void {
    this.#plain.set(key, plain);
    this.#boxes.delete(key);
    this.#dirty.add(key);
  }

  /** Changes rows and stores them before it resolves, in the order of the calls. */
  async write(rows: [key: string, plain: Uint8Array | null][]): Promise<void> {
    for (const [key, plain] of rows) this.set(key, plain);
    const keys = rows.map(([key]) => key);
    const done = this.#writing.then(() => this.#commit(keys, (sealed) => this.#store.write(sealed)));
    this.#writing = done.catch(() => {});
    await done;
  }

  /**
   * Seals what changed and hands it to `store` (the session's own store unless told otherwise). When that fails the
   * rows stay dirty and the error is passed on; a row that changed again meanwhile stays dirty too.
   */
  async commit(store = (rows: SessionRow[]) => this.#store.write(rows)): Promise<void> {
    await this.#commit([...this.#dirty], store);
  }

  /** Whether `commit` would have anything to store. */
  get changed(): boolean {
    return this.#dirty.size > 0 && !this.#closed;
  }

  /** From now on nothing is stored: the session may be forgotten, and must not come back. */
  close(): void {
    this.#closed = true;
  }

  async #commit(keys: string[], store: (rows: SessionRow[]) => Promise<void>): Promise<void> {
    if (this.#closed) return;
    const taken = keys.map((key) => [key, this.#plain.get(key) ?? null] as const);
    const sealed = await Promise.all(
      taken.map(async ([key, plain]) => ({ key, box: plain && (await this.#store.seal(key, plain)) })),
    );
    await store(sealed);
    for (const [key, plain] of taken) if ((this.#plain.get(key) ?? null) === plain) this.#dirty.delete(key);
  }

  async #open(key: string, box: Uint8Array): Promise<Uint8Array | null> {
    try {
      return await this.#store.open(key, box);
    } catch (error) {
      if (RELEARNED.test(key) && TezError.from(error).kind === 'damaged') return null;
      throw error;
    }
  }
}
