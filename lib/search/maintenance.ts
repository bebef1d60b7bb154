import { type Bits, hasBit } from './bits';
import { type Block, type BlockStore, blocksOf, createBlockCache } from './blocks';
import type { Sizes } from './compaction';
import {
  deadCount,
  deadId,
  headId,
  type IndexState,
  manifestId,
  type OwnSegment,
  ownSegment,
  segmentName,
} from './index-state';
import { killIn } from './known-docs';
import { writeDead, writeManifest } from './manifest';
import { createMemory, type Frozen, freeze, living } from './memory';
import { readHead, STREAMS, type Stream } from './segment';
import { buildSegment } from './segment-build';
import { type Merged, type MergeInput, mergeSegments } from './segment-merge';
import type { SegmentBytes } from './segment-write';

/** Blocks that are sealed and put in one transaction. */
const BLOCKS_AT_ONCE = 32;

export interface MaintenanceDeps {
  name: string;
  store: BlockStore;
  sizes: Sizes;
  now: () => number;
  pause: () => Promise<void>;
  /** Changes to the set of documents happen one at a time. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** Throws where the index was begun anew meanwhile. */
  mustBeCurrent: (state: IndexState) => void;
  /** Resolves when everybody who searches now has read what they need. */
  readersDone: () => Promise<unknown>;
}

export interface Maintenance {
  /** Writes what is in memory into a segment, together with the small ones. */
  flush(state: IndexState): Promise<void>;
  /** Puts segments together, without their dead. */
  merge(state: IndexState, segments: readonly OwnSegment[]): Promise<void>;
  /** Removes blocks that nobody needs any more, also those that a worker which died had begun to write. */
  tidy(state: IndexState): Promise<void>;
}

export function createMaintenance(deps: MaintenanceDeps): Maintenance {
  const { name, store, sizes, now, pause, inTurn, mustBeCurrent, readersDone } = deps;
  // A merge reads whole streams: they would drive everything else out of the cache that searches use.
  const around = createBlockCache(store, 0);

  async function run<T>(steps: Generator<undefined, T>): Promise<T> {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      await pause();
    }
  }

  async function flush(state: IndexState): Promise<void> {
    const { frozen, mark } = await inTurn(async () => {
      const own = freeze(state.memory);
      state.memory = createMemory();
      state.frozen = own;
      return { frozen: own, mark: state.mark };
    });
    try {
      if (frozen.docs.length === 0) await inTurn(() => save(state, state.segments, [], state.manifest.next, mark));
      else {
        const built = await run(buildSegment(frozen.docs));
        const small = state.segments.filter(({ head }) => head.docs < sizes.small);
        const input = { head: readHead(built.head), streams: built.streams, dead: null };
        await replace(state, small, { input, frozen }, mark);
      }
    } finally {
      // Written: nothing. Not written: it stays in memory, but for what a newer state was taken in of.
      if (state.frozen === frozen) {
        for (const entry of living(frozen)) state.memory.put(entry);
        state.frozen = null;
      }
    }
  }

  async function replace(
    state: IndexState,
    old: readonly OwnSegment[],
    added: { input: MergeInput; frozen: Frozen } | null,
    mark: string,
  ): Promise<void> {
    const before = old.map(({ dead }) => dead?.slice() ?? null);
    const inputs = await Promise.all(old.map(async (segment, i) => readWhole(segment, before[i] ?? null)));
    if (added) inputs.push(added.input);
    const merged = await run(mergeSegments(inputs, sizes.most));
    const first = state.manifest.next;
    for (const [i, segment] of merged.segments.entries()) await writeSegment(state, first + i, segment);
    await inTurn(async () => {
      const fresh = merged.segments.map(({ head }, i) => ownSegment(name, first + i, readHead(head)));
      for (const [i, { dead }] of old.entries()) carry(dead, before[i] ?? null, merged, i, fresh);
      if (added) carry(added.frozen.dead, null, merged, old.length, fresh);
      const kept = state.segments.filter((segment) => !old.includes(segment));
      await save(
        state,
        [...kept, ...fresh],
        old.map(({ number }) => number),
        first + fresh.length,
        mark,
      );
      if (added) state.frozen = null;
    });
    await tidy(state);
  }

  async function readWhole({ name: segment, head }: OwnSegment, dead: Bits | null): Promise<MergeInput> {
    const wanted = STREAMS.map((stream) => ({ segment, stream, from: 0, to: head.lengths[stream] }));
    const parts = await around.read(wanted);
    return {
      head,
      dead,
      streams: Object.fromEntries(STREAMS.map((s, i) => [s, parts[i]])) as Record<Stream, Uint8Array>,
    };
  }

  /** What went away while a merge was under way goes away in its result. */
  function carry(
    dead: Bits | null,
    before: Bits | null,
    merged: Merged,
    input: number,
    fresh: readonly OwnSegment[],
  ): void {
    merged.to[input]?.forEach((to, doc) => {
      if (!dead || !hasBit(dead, doc) || (before && hasBit(before, doc))) return;
      const segment = fresh[Math.floor(to / merged.size)];
      if (segment) killIn(segment, to % merged.size);
    });
  }

  /** The manifest and what it speaks of in one transaction; then memory follows. */
  async function save(
    state: IndexState,
    segments: OwnSegment[],
    dropped: readonly number[],
    next: number,
    mark: string,
  ): Promise<void> {
    mustBeCurrent(state);
    for (const segment of segments) if (segment.dead && segment.deadSince === 0) segment.deadSince = now();
    const unsaved = segments.filter((segment) => deadCount(segment) !== segment.saved);
    const blocks = unsaved.flatMap(({ name: own, dead }): Block[] =>
      dead ? [{ id: deadId(own), bytes: writeDead(dead) }] : [],
    );
    const entries = segments.map((segment) => {
      return { number: segment.number, dead: deadCount(segment), deadSince: segment.deadSince };
    });
    const { epoch } = state.manifest;
    const manifest = { epoch, mark, next, segments: entries, dropped: [...state.manifest.dropped, ...dropped] };
    await store.write([...blocks, { id: manifestId(name), bytes: writeManifest(manifest) }]);
    for (const [i, segment] of segments.entries()) segment.saved = entries[i]?.dead ?? 0;
    state.manifest = manifest;
    state.segments = segments;
  }

  async function writeSegment(state: IndexState, number: number, { head, streams }: SegmentBytes): Promise<void> {
    const segment = segmentName(name, number);
    const blocks = STREAMS.flatMap((stream) => blocksOf(segment, stream, streams[stream]));
    blocks.push({ id: headId(segment), bytes: head });
    for (let i = 0; i < blocks.length; i += BLOCKS_AT_ONCE) {
      mustBeCurrent(state);
      await store.write(blocks.slice(i, i + BLOCKS_AT_ONCE));
      await pause();
    }
  }

  async function tidy(state: IndexState): Promise<void> {
    const { dropped, next } = state.manifest;
    await readersDone();
    mustBeCurrent(state);
    // A merge makes two segments at most.
    const begun = state.tidy ? [] : [next, next + 1];
    for (const number of [...dropped, ...begun]) await store.clear(`${segmentName(name, number)}/`);
    state.tidy = true;
    state.manifest = {
      ...state.manifest,
      dropped: state.manifest.dropped.filter((number) => !dropped.includes(number)),
    };
  }

  return { flush, tidy, merge: (state, segments) => replace(state, segments, null, state.manifest.mark) };
}
