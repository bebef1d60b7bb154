import { TezError, type WireError } from '@/lib/limits/model';

export interface LiveDeps<T> {
  /** Asks the background. Rejects with a `TezError`. */
  fetch(): Promise<T>;
  /** Runs `work` in `ms` milliseconds; the answer cancels it. */
  later(work: () => void, ms: number): () => void;
}

export interface LiveState<T> {
  value: T | null;
  /** Why the last question failed; the value of the one before stays. */
  error: WireError | null;
}

interface Patch<T> {
  apply(value: T): T;
  settled: boolean;
}

/** Announcements come in bursts; one question answers them all. */
const GATHER_MS = 60;
const RETRY_MS = [200, 800];

/**
 * Something the background knows, kept by its announcements, with edits shown before they are confirmed. An answer that
 * may or may not hold an edit still under way is not used: one asked after the edit follows.
 */
export class LiveValue<T> {
  readonly #deps: LiveDeps<T>;
  readonly #listeners = new Set<() => void>();
  #base: T | null = null;
  #patches: Patch<T>[] = [];
  #state: LiveState<T> = { value: null, error: null };
  #fetching = false;
  #again = false;
  #failures = 0;
  #paused = false;
  #round = 0;
  #cancel: () => void = () => {};

  constructor(deps: LiveDeps<T>) {
    this.#deps = deps;
  }

  get state(): LiveState<T> {
    return this.#state;
  }

  subscribe(listener: () => void, signal: AbortSignal): void {
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }

  /** Asks anew, a moment from now, together with whatever else is announced by then. */
  refresh(): void {
    this.#cancel();
    this.#cancel = this.#deps.later(() => void this.load(), GATHER_MS);
  }

  /** Asks at once. */
  async load(): Promise<void> {
    this.#cancel();
    if (this.#fetching || this.#paused) {
      this.#again = true;
      return;
    }
    this.#fetching = true;
    this.#again = false;
    const round = this.#round;
    const under = [...this.#patches];
    const clean = under.every((patch) => patch.settled);
    try {
      const value = await this.#deps.fetch();
      if (round === this.#round) this.#answered(value, clean, under);
    } catch (error) {
      if (round === this.#round) this.#failed(TezError.from(error).toWire());
    }
    this.#fetching = false;
    this.#draw();
    if (this.#again && !this.#paused) this.refresh();
  }

  /** Starts over after an error that was shown. */
  retry(): void {
    this.#failures = 0;
    this.#state = { ...this.#state, error: null };
    void this.load();
    this.#draw();
  }

  /** While the page is hidden nothing is asked for. */
  pause(paused: boolean): void {
    this.#paused = paused;
    if (!paused && this.#again) this.refresh();
  }

  /** Forgets everything, also an answer that is on its way: the vault was locked. */
  clear(): void {
    this.#cancel();
    this.#round += 1;
    this.#base = null;
    this.#patches = [];
    this.#state = { value: null, error: null };
    this.#draw();
  }

  /** Shows an edit, runs it, and takes it back when it fails. @throws whatever `run` throws. */
  async change<R>(apply: (value: T) => T, run: () => Promise<R>): Promise<R> {
    const patch: Patch<T> = { apply, settled: false };
    this.#patches = [...this.#patches, patch];
    this.#draw();
    try {
      return await run();
    } catch (error) {
      this.#patches = this.#patches.filter((other) => other !== patch);
      this.#draw();
      throw error;
    } finally {
      patch.settled = true;
      void this.load();
    }
  }

  #answered(value: T, clean: boolean, under: readonly Patch<T>[]): void {
    const nothingNew = this.#patches.every((patch) => under.includes(patch));
    if (clean && nothingNew) {
      this.#base = value;
      this.#patches = [];
    } else {
      this.#base ??= value;
      this.#again = true;
    }
    this.#failures = 0;
    this.#state = { ...this.#state, error: null };
  }

  #failed(error: WireError): void {
    const wait = error.kind === 'internal' ? RETRY_MS[this.#failures] : undefined;
    this.#failures += 1;
    if (wait === undefined) this.#state = { ...this.#state, error };
    else this.#cancel = this.#deps.later(() => void this.load(), wait);
  }

  #draw(): void {
    const base = this.#base;
    const value = base === null ? null : this.#patched(base);
    this.#state = { ...this.#state, value };
    for (const listener of this.#listeners) listener();
  }

  #patched(base: T): T {
    let value = base;
    for (const patch of this.#patches) value = patch.apply(value);
    return value;
  }
}
