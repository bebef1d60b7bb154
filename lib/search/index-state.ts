import { TezError } from '@/lib/limits/model';
import { type Bits, countBits } from './bits';
import type { BlockStore } from './blocks';
import { emptyManifest, type Manifest, readDead, readManifest } from './manifest';
import { createMemory, type Frozen, type Memory } from './memory';
import type { Segment } from './search-segments';
import { readHead, type SegmentHead } from './segment';

/** A segment that belongs to the index now. */
export interface OwnSegment extends Segment {
  number: number;
  /** When the first of its dead died (UTC ms); 0 while all live. */
  deadSince: number;
  /** How many of its dead are written down. */
  saved: number;
}

/** An index as it is in memory. */
export interface IndexState {
  manifest: Manifest;
  segments: OwnSegment[];
  /** What came after the segments. */
  memory: Memory;
  /** What is being written into a segment right now. */
  frozen: Frozen | null;
  /** Changes of the source up to here are in `memory`, `frozen` and the segments together. */
  mark: string;
  /** How many ranges of the source are not taken in, as far as was heard. */
  left: number;
  /** Blocks that nothing speaks of were removed. */
  tidy: boolean;
}

export const segmentName = (index: string, number: number) => `${index}/${number}`;
export const manifestId = (index: string) => `${index}/manifest`;
export const headId = (segment: string) => `${segment}/head`;
export const deadId = (segment: string) => `${segment}/dead`;

/** What an index must be made from to be of worth (see Source in engine.ts). */
export interface Origin {
  epoch: string;
  knows(mark: string): Promise<boolean>;
}

/** The stored index; a new one where there is none, where it was made from other documents, or where it is damaged. */
export async function openIndex(name: string, store: BlockStore, origin: Origin): Promise<IndexState> {
  try {
    const [bytes] = await store.read([manifestId(name)]);
    const manifest = bytes ? readManifest(bytes) : null;
    if (manifest && manifest.epoch === origin.epoch && (await origin.knows(manifest.mark))) {
      return stateOf(manifest, await openSegments(name, store, manifest));
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
  }
  return newIndex(name, store, origin);
}

/** Removes every block of the index and begins it anew. */
export async function newIndex(name: string, store: BlockStore, { epoch }: Origin): Promise<IndexState> {
  await store.clear(`${name}/`);
  return stateOf(emptyManifest(epoch), []);
}

/** Blocks that do not open, are gone, or are not what they should be. */
export function isDamage(error: unknown): boolean {
  return error instanceof RangeError || (error instanceof TezError && error.kind === 'damaged');
}

export function ownSegment(index: string, number: number, head: SegmentHead, dead: Bits | null = null): OwnSegment {
  return { name: segmentName(index, number), number, head, dead, deadSince: 0, saved: 0 };
}

export function deadCount({ dead }: Segment): number {
  return dead ? countBits(dead) : 0;
}

function stateOf(manifest: Manifest, segments: OwnSegment[]): IndexState {
  return { manifest, segments, memory: createMemory(), frozen: null, mark: manifest.mark, left: 0, tidy: false };
}

async function openSegments(index: string, store: BlockStore, { segments }: Manifest): Promise<OwnSegment[]> {
  const names = segments.map(({ number }) => segmentName(index, number));
  const withDead = names.filter((_, i) => (segments[i]?.dead ?? 0) > 0);
  const blocks = await store.read([...names.map(headId), ...withDead.map(deadId)]);
  return segments.map(({ number, dead: count, deadSince }, i) => {
    const bytes = blocks[i];
    if (!bytes) throw new TezError('damaged');
    const head = readHead(bytes);
    const saved = blocks[names.length + withDead.indexOf(segmentName(index, number))];
    const dead = count > 0 && saved ? readDead(saved, head.docs) : null;
    const segment = { ...ownSegment(index, number, head, dead), deadSince, saved: count };
    if (deadCount(segment) !== count) throw new TezError('damaged');
    return segment;
  });
}
