import { bytesHere, fileVerdict, PART_BYTES, partSize, partsOf, type StoredFile } from '@/lib/files/stored';
import { asFull, type Room } from '@/lib/limits/full';
import { TezError, type WireError } from '@/lib/limits/model';
import type { TelegramPort } from '@/lib/telegram/port';
import { freshFile } from './fresh';
import { holdingBack, LONGEST_REST } from './held';
import type { FileStore } from './store';

export interface DownloadDeps {
  store: FileStore;
  port: (account: number) => Promise<TelegramPort>;
  now: () => number;
  announce: (topics: string[]) => void;
  /** Runs `work` in `ms`; the answer cancels it. */
  later: (work: () => void, ms: number) => () => void;
  room: Room;
}

/** What is known of a file on its way beside its record. */
export interface Progress {
  running: boolean;
  done: number;
  /** What it waits for, and goes on by itself after. */
  waitsFor?: WireError;
}

const FILES_AT_ONCE = 3;
const PARTS_AT_ONCE = 4;
/** Progress is told no oftener than this, ms. */
const TELL_EVERY = 250;

/** One file that is being fetched. */
interface Run {
  file: StoredFile;
  here: Set<number>;
  /** Parts that lack and are not asked for, in the order in which they will be. */
  lacking: number[];
  ended: AbortController;
  waiting: Map<number, ((bytes: Uint8Array<ArrayBuffer> | null) => void)[]>;
  refreshing: Promise<void> | null;
}

/** Fetches files part by part, several at once, and goes on by itself after silences, waits and deaths. */
export function createDownloads({ store, port, now, announce, later, room }: DownloadDeps) {
  const runs = new Map<string, Run>();
  const held = holdingBack(now);
  let cancelTimer: () => void = () => {};
  let telling: (() => void) | null = null;
  let era = 0;

  function tell(): void {
    telling ??= later(() => {
      telling = null;
      announce(['files']);
    }, TELL_EVERY);
  }

  function pump(): void {
    const waiting = store
      .all()
      .filter(({ id, state }) => state === 'waiting' && !runs.has(id))
      .sort((a, b) => a.createdAt - b.createdAt);
    let wake = Number.POSITIVE_INFINITY;
    for (const file of waiting) {
      const until = held.until(file.id);
      if (until > now()) wake = Math.min(wake, until);
      else if (runs.size < FILES_AT_ONCE) start(file);
    }
    cancelTimer();
    if (wake < Number.POSITIVE_INFINITY) cancelTimer = later(pump, Math.min(wake - now(), LONGEST_REST));
  }

  function start(file: StoredFile): void {
    const started = era;
    const ended = new AbortController();
    const run: Run = { file, here: new Set(), lacking: [], ended, waiting: new Map(), refreshing: null };
    runs.set(file.id, run);
    work(run)
      .then(
        () => {
          held.release(file.id);
          return 'here' as const;
        },
        async (error) => (await asFull(error, room)).toWire(),
      )
      .then((outcome) => settle(run, outcome))
      // Locked meanwhile: it is taken up again with what is stored.
      .catch(() => undefined)
      .finally(() => {
        for (const listeners of run.waiting.values()) for (const heard of listeners) heard(null);
        if (started !== era) return;
        if (runs.get(file.id) === run) runs.delete(file.id);
        tell();
        pump();
      });
  }

  async function settle(run: Run, outcome: 'here' | WireError): Promise<void> {
    const { id } = run.file;
    if (run.ended.signal.aborted && run.ended.signal.reason === STOPPED) return;
    if (outcome !== 'here' && fileVerdict(outcome.kind) === 'wait') return held.hold(id, outcome);
    try {
      if (outcome === 'here') {
        await store.change(id, (it) => ({ ...it, state: 'here', usedAt: now() }));
        return;
      }
      // Half a file is of no use to anybody, and what it takes the rest of Tez needs.
      if (outcome.kind === 'quota') await store.dropParts(id);
      await store.change(id, (it) => (it.state === 'waiting' ? { ...it, state: 'failed', error: outcome } : it));
    } catch (error) {
      const why = await asFull(error, room);
      if (why.kind === 'locked') throw why;
      // Not even that could be written down.
      held.hold(id, why.toWire());
    }
  }

  async function work(run: Run): Promise<void> {
    const { id, file, account } = run.file;
    run.here = await store.parts(id);
    run.lacking = Array.from({ length: partsOf(file.size) }, (_, n) => n).filter((n) => !run.here.has(n));
    // Parts that a page waits for come first (see `part`).
    run.lacking.sort((a, b) => Number(run.waiting.has(b)) - Number(run.waiting.has(a)));
    for (const n of run.here) await give(run, n);
    const telegram = await port(account);
    const lanes = Array.from({ length: PARTS_AT_ONCE }, async () => {
      for (let n = run.lacking.shift(); n !== undefined; n = run.lacking.shift()) await fetchPart(run, telegram, n);
    });
    try {
      await Promise.all(lanes);
    } catch (error) {
      run.ended.abort();
      throw error;
    }
  }

  async function fetchPart(run: Run, telegram: TelegramPort, n: number): Promise<void> {
    const { id } = run.file;
    const bytes = await ask(run, telegram, n);
    if (run.ended.signal.aborted) throw new TezError('internal');
    await store.writePart(id, n, bytes);
    run.here.add(n);
    for (const heard of run.waiting.get(n) ?? []) heard(bytes);
    run.waiting.delete(n);
    // Another part may have been refused while this one was stored.
    if (!run.ended.signal.aborted) held.release(id);
    tell();
  }

  async function ask(run: Run, telegram: TelegramPort, n: number): Promise<Uint8Array<ArrayBuffer>> {
    const wanted = { offset: n * PART_BYTES, limit: PART_BYTES, signal: run.ended.signal };
    for (let tries = 0; ; tries += 1) {
      const { at, size } = run.file.file;
      try {
        const bytes = await telegram.filePart(at, wanted);
        // Anything else than what Telegram said the file has would be another file.
        if (bytes.length !== partSize(size, n)) throw new TezError('damaged');
        return Uint8Array.from(bytes);
      } catch (error) {
        if (tries > 0 || fileVerdict(TezError.from(error).kind) !== 'refresh') throw error;
        // Others may have asked for it meanwhile.
        if (run.file.file.at === at) await refresh(run, telegram);
      }
    }
  }

  /** A fresh reference, asked for once for all parts. */
  function refresh(run: Run, telegram: TelegramPort): Promise<void> {
    run.refreshing ??= freshFile(telegram, run.file)
      .then(async (file) => {
        run.file = (await store.change(run.file.id, (it) => ({ ...it, file }))) ?? run.file;
      })
      .finally(() => {
        run.refreshing = null;
      });
    return run.refreshing;
  }

  /** A part that does not open is asked for again. */
  async function readOrDrop(id: string, n: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    try {
      return await store.readPart(id, n);
    } catch (error) {
      if (TezError.from(error).kind !== 'damaged') throw error;
      await store.dropPart(id, n);
      await store.change(id, (it) => (it.state === 'here' ? { ...it, state: 'waiting' } : it));
      return undefined;
    }
  }

  async function give(run: Run, n: number): Promise<void> {
    const listeners = run.waiting.get(n);
    if (!listeners) return;
    run.waiting.delete(n);
    const bytes = await store.readPart(run.file.id, n);
    for (const heard of listeners) heard(bytes ?? null);
  }

  return {
    pump,

    /** The account's connection is there again. */
    connected(account: number): void {
      for (const file of store.all()) {
        if (file.account === account) held.hurry(file.id);
      }
      pump();
    },

    /** Goes on at once with what only waits to be tried again. */
    hurry(id: string): void {
      held.hurry(id);
      pump();
    },

    /** Nothing more is fetched of a file. */
    stop(id: string): void {
      held.release(id);
      const run = runs.get(id);
      runs.delete(id);
      run?.ended.abort(STOPPED);
    },

    async progress(file: StoredFile): Promise<Progress> {
      const { id, state } = file;
      const run = runs.get(id);
      const { size } = file.file;
      const done = state === 'here' ? size : bytesHere(size, run?.here.size ? run.here : await store.parts(id));
      const waitsFor = held.why(id);
      return { running: run !== undefined, done, ...(waitsFor ? { waitsFor } : {}) };
    },

    /**
     * A part of a file that is on its way, as soon as it is here: asked for before the others. null when it does not come.
     */
    async part(id: string, n: number): Promise<Uint8Array<ArrayBuffer> | null> {
      const known = await readOrDrop(id, n);
      if (known) return known;
      pump();
      const run = runs.get(id);
      // It may have come just now.
      if (!run) return (await store.readPart(id, n)) ?? null;
      return new Promise((resolve) => {
        if (run.here.has(n)) {
          store.readPart(id, n).then(
            (bytes) => resolve(bytes ?? null),
            () => resolve(null),
          );
          return;
        }
        run.waiting.set(n, [...(run.waiting.get(n) ?? []), resolve]);
        const at = run.lacking.indexOf(n);
        if (at > 0) run.lacking.unshift(...run.lacking.splice(at, 1));
      });
    },

    forget(): void {
      era += 1;
      cancelTimer();
      telling?.();
      telling = null;
      for (const run of runs.values()) run.ended.abort(STOPPED);
      runs.clear();
      held.clear();
    },
  };
}

export type Downloads = ReturnType<typeof createDownloads>;

/** Why a run was ended by the person, or by a lock, rather than by an error of its own. */
const STOPPED = 'stopped';
