import type { TelegramUpdate } from '@/lib/messages/model';
import type { UpdateSink } from '../../port';
import type { SessionRows } from './rows';

/** Beyond this, updates that could not be stored are forgotten and one `gap` asks for all histories instead. */
const MOST_KEPT = 5_000;
/** mtcute's key for its date: Unix seconds, 32 bits, lowest byte first. */
const DATE = 'updates_date';
const FIRST_RETRY = 1_000;
const LAST_RETRY = 60_000;

/**
 * Holds what arrived until it is stored together with the state that covers it.
 *
 * mtcute moves its position (pts) first, dispatches afterwards, and saves its position at the end of a round; it does
 * not wait for listeners, and may end a round with updates still queued. Left alone, a kill in between loses them.
 * So updates gather here, positions are staged beside them, and both reach the sink in one call. A position that runs
 * ahead of queued updates is held back until a round ends with nothing queued: the worst a kill can do is to make
 * Telegram send the same updates again.
 */
export class UpdateState {
  readonly #rows: SessionRows;
  readonly #sink: UpdateSink;
  #updates: TelegramUpdate[] = [];
  #staged = new Map<string, Uint8Array>();
  #storing: Promise<boolean> | null = null;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #wait = FIRST_RETRY;
  #closed = false;
  /** Set by the owner of the updates manager: whether everything received has been dispatched. */
  settled: () => boolean = () => true;
  /** Set by the owner of the updates manager: what is stored for a date of the log that mtcute has come to. */
  dateToStore: (date: number) => number = (date) => date;

  constructor(rows: SessionRows, sink: UpdateSink) {
    this.#rows = rows;
    this.#sink = sink;
  }

  collect(update: TelegramUpdate): void {
    this.#updates.push(update);
    if (this.#updates.length > MOST_KEPT) this.#updates = [{ is: 'gap' }];
  }

  async read(key: string): Promise<Uint8Array | null> {
    return this.#staged.get(key) ?? (await this.#rows.get(key));
  }

  /** A position. Called at the end of a round only, so that `settled` speaks of the round it covers. */
  stage(key: string, value: Uint8Array): void {
    this.#staged.set(key, key === DATE ? this.#earlier(value) : value);
    if (!this.settled()) return;
    for (const [stagedKey, staged] of this.#staged) this.#rows.set(stagedKey, staged);
    this.#staged.clear();
  }

  #earlier(value: Uint8Array): Uint8Array {
    const stored = new Uint8Array(4);
    const date = new DataView(value.buffer, value.byteOffset).getInt32(0, true);
    new DataView(stored.buffer).setInt32(0, this.dateToStore(date), true);
    return stored;
  }

  /**
   * Hands everything to the sink. Resolves to whether it is stored; never rejects, since the callers inside mtcute
   * would drop what they hold. What failed is kept and tried again. While the sink runs, further calls return at
   * once: the sink may itself ask Telegram something.
   */
  async flush(): Promise<boolean> {
    if (this.#storing || this.#closed) return false;
    if (!this.#updates.length && !this.#rows.changed) return true;
    this.#storing = this.#store();
    const stored = await this.#storing;
    this.#storing = null;
    if (stored && (this.#updates.length || this.#rows.changed)) return this.flush();
    if (!stored) this.#retryLater();
    return stored;
  }

  /** Waits for a flush under way, then stores the rest. Not for use from within the sink. */
  async drain(): Promise<boolean> {
    await this.#storing;
    return this.flush();
  }

  /** From now on nothing is stored; what is not will be sent again by Telegram. */
  close(): void {
    this.#closed = true;
    if (this.#retry) clearTimeout(this.#retry);
  }

  async #store(): Promise<boolean> {
    const updates = this.#updates;
    this.#updates = [];
    try {
      if (updates.length) await this.#rows.commit((rows) => this.#sink(updates, rows));
      else await this.#rows.commit();
      this.#wait = FIRST_RETRY;
      return true;
    } catch {
      this.#updates = [...updates, ...this.#updates];
      if (this.#updates.length > MOST_KEPT) this.#updates = [{ is: 'gap' }];
      return false;
    }
  }

  #retryLater(): void {
    if (this.#closed || this.#retry) return;
    this.#retry = setTimeout(() => {
      this.#retry = null;
      void this.flush();
    }, this.#wait);
    this.#wait = Math.min(this.#wait * 2, LAST_RETRY);
  }
}
