import { TezError } from '@/lib/limits/model';
import { type BlockStore, createBlockCache } from './blocks';
import { nextMerge, SIZES, type Sizes } from './compaction';
import { compareDocs, type Doc, entryOf } from './entry';
import { deadCount, type IndexState, isDamage, newIndex, openIndex } from './index-state';
import { knownDocs } from './known-docs';
import { createMaintenance } from './maintenance';
import type { Ask } from './match';
import { type IdRange, knownFrozen, living, searchEntries } from './memory';
import { type Answer, type Page, searchSegments } from './search-segments';

/** Where documents come from. It is the truth: the index is made from it, and made again when it is damaged. */
export interface Source {
  /** A name that changes when documents are made in another way: the index is made anew then. */
  epoch: string;
  /** Whether the documents have what `mark` covers. Not after they were restored from an older state, or wiped. */
  knows(mark: string): Promise<boolean>;
  /**
   * What changed after `mark` ('' is the beginning), oldest change first, at most `limit` ranges: documents that are new,
   * changed or gone. `upTo` is the mark that covers them; `left` how many ranges come after.
   */
  changes(mark: string, limit: number): Promise<Changes>;
  /** All documents of a range as they are now. @throws TezError `damaged` where they cannot be read: they are passed over */
  docs(range: IdRange): Promise<Doc[]>;
  /** What `mark` covers is in the stored index: nobody asks for changes before it again, but an index that begins anew. */
  stored?(mark: string): Promise<void>;
}

export interface Changes {
  ranges: IdRange[];
  upTo: string;
  left: number;
}

export interface IndexDeps {
  /** Begins the ids of its blocks. */
  name: string;
  store: BlockStore;
  source: Source;
  /** Bytes of opened blocks to keep in memory. */
  budget: number;
  sizes?: Sizes;
  now: () => number;
  /** Lets others have the worker. */
  pause: () => Promise<void>;
}

export interface SearchIndex {
  /**
   * The newest (or best) answers. What changed since is taken in first, until `until` (UTC ms); `left` tells how many ranges
   * were not.
   */
  search(ask: Ask, page: Page, until: number): Promise<Answer & { left: number }>;
  /** Takes in what changed, cleans up and merges, until nothing is left to do or `signal` aborts. */
  work(signal?: AbortSignal): Promise<void>;
  status(): Promise<IndexStatus>;
  /** Forgets what is in memory: the vault was locked, or the documents are other ones now. */
  forget(): void;
}

export interface IndexStatus {
  docs: number;
  segments: number;
  /** Ranges of the source that are not taken in yet. */
  left: number;
}

/** Ranges that are taken in between two looks at the clock. */
const RANGES = 4;

export function createSearchIndex(deps: IndexDeps): SearchIndex {
  const { name, store, source, budget, sizes = SIZES, now, pause } = deps;
  const cache = createBlockCache(store, budget);
  const inTurn = createQueue();
  const maintained = createQueue();
  const readers = new Set<Promise<unknown>>();
  let opening: Promise<IndexState> | null = null;
  let opened: IndexState | null = null;

  const maintenance = createMaintenance({
    ...{ name, store, sizes, now, pause, inTurn },
    mustBeCurrent(state) {
      if (state !== opened) throw new TezError('damaged');
    },
    readersDone: () => Promise.allSettled([...readers]),
  });

  function open(how: typeof openIndex): Promise<IndexState> {
    const own = how(name, store, source);
    opening = own;
    own.then(
      (state) => {
        if (opening === own) opened = state;
      },
      () => {
        if (opening === own) opening = null;
      },
    );
    return own;
  }

  /** Does work on the index; when it proves to be damaged, the index is begun anew and the work done once more. */
  async function orAnew<T>(work: (state: IndexState) => Promise<T>): Promise<T> {
    const own = opening ?? open(openIndex);
    try {
      return await work(await own);
    } catch (error) {
      if (!isDamage(error)) throw error;
      if (opening === own) {
        cache.forget();
        opened = null;
        open(newIndex);
      }
      return work(await (opening ?? open(openIndex)));
    }
  }

  /** Takes in changes until there are none left or `until` has come, at least one portion. */
  function catchUp(state: IndexState, until: number): Promise<void> {
    return inTurn(async () => {
      do {
        const { ranges, upTo, left } = await fromSource(source.changes(state.mark, RANGES));
        for (const range of ranges) await takeIn(state, range);
        state.mark = upTo;
        state.left = left;
      } while (state.left > 0 && now() < until);
    });
  }

  async function takeIn(state: IndexState, range: IdRange): Promise<void> {
    const docs = await docsOf(range);
    if (!docs) return;
    const known = [...state.memory.known(range), ...(state.frozen ? knownFrozen(state.frozen, range) : [])];
    for (const segment of state.segments) known.push(...(await knownDocs(segment, range, cache)));
    const fresh = new Map(docs.map((doc) => [doc.id, entryOf(doc)]));
    // From here on nothing is awaited: a search sees a document's old state or its new one, never both or none.
    for (const { id, print, kill } of known) {
      if (fresh.get(id)?.print === print) fresh.delete(id);
      else kill();
    }
    for (const entry of fresh.values()) state.memory.put(entry);
  }

  /** null where they cannot be read: what is known of them stays. */
  async function docsOf(range: IdRange): Promise<Doc[] | null> {
    try {
      return await source.docs(range);
    } catch (error) {
      if (TezError.from(error).kind === 'damaged') return null;
      throw TezError.from(error);
    }
  }

  async function search(state: IndexState, ask: Ask, page: Page, until: number) {
    await catchUp(state, until);
    const { skip = 0, limit, scored, after } = page;
    const entries = [...state.memory.entries(), ...(state.frozen ? living(state.frozen) : [])];
    const inMemory = searchEntries(ask, entries, scored);
    const reading = searchSegments([...state.segments], ask, { ...page, limit: limit + skip, skip: 0 }, cache);
    readers.add(reading);
    const { found, total, complete } = await reading.finally(() => readers.delete(reading));
    const further = after && !scored ? inMemory.filter((doc) => compareDocs(after, doc) < 0) : inMemory;
    const all = [...found, ...further].sort((a, b) => b.score - a.score || compareDocs(a, b));
    return { found: all.slice(skip, skip + limit), total: total + further.length, complete, left: state.left };
  }

  async function work(state: IndexState, signal?: AbortSignal): Promise<void> {
    if (!state.tidy) await maintenance.tidy(state);
    do {
      await catchUp(state, 0);
      await pause();
      if (state.memory.size >= sizes.small) await maintenance.flush(state);
    } while (state.left > 0 && !signal?.aborted);
    const unsaved = state.segments.some((segment) => deadCount(segment) !== segment.saved);
    if (state.memory.size > 0 || unsaved || state.mark !== state.manifest.mark) await maintenance.flush(state);
    await source.stored?.(state.manifest.mark);
    while (!signal?.aborted) {
      const sized = state.segments.map((own) => ({
        docs: own.head.docs,
        dead: deadCount(own),
        deadSince: own.deadSince,
      }));
      const due = nextMerge(sized, sizes, now());
      if (due.length === 0) return;
      await maintenance.merge(
        state,
        state.segments.filter((_, i) => due.includes(i)),
      );
    }
  }

  return {
    search: (ask, page, until) => orAnew((state) => search(state, ask, page, until)),
    work: (signal) => maintained(() => orAnew((state) => work(state, signal))),
    status: () =>
      orAnew(async (state) => {
        const { ranges, left } = await fromSource(source.changes(state.mark, 1));
        const stored = state.segments.reduce((sum, own) => sum + own.head.docs - deadCount(own), 0);
        const docs = stored + state.memory.size + (state.frozen ? living(state.frozen).length : 0);
        return { docs, segments: state.segments.length, left: left + ranges.length };
      }),
    forget() {
      opening = null;
      opened = null;
      cache.forget();
    },
  };
}

/** What a source throws is never taken for damage of the index. */
async function fromSource<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const own = TezError.from(error);
    throw isDamage(own) ? new TezError('internal', { cause: error }) : own;
  }
}

/** One after the other, whatever became of the one before. */
function createQueue() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work, work);
    last = done.catch(() => undefined);
    return done;
  };
}
