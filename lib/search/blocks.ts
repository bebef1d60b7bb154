import { TezError } from '@/lib/limits/model';
import { STREAMS, type Stream } from './segment';
import type { Range } from './segment-read';

/** Where sealed blocks lie. Ids say what they belong to: `index/segment/stream/number`, `index/manifest`. */
export interface BlockStore {
  /** Opened blocks; undefined where there is none. @throws TezError `damaged`, `locked` */
  read(ids: readonly string[]): Promise<(Uint8Array | undefined)[]>;
  /** Puts and removes in one transaction. */
  write(blocks: readonly Block[], removed?: readonly string[]): Promise<void>;
  /** Removes every block whose id begins so. */
  clear(prefix: string): Promise<void>;
}

export interface Block {
  id: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Bytes of a stream in one block: read at once, sealed by themselves. */
export const BLOCK_BYTES = 32 * 1024;

export function blockId(segment: string, stream: Stream, number: number): string {
  return `${segment}/${STREAMS.indexOf(stream)}/${number}`;
}

/** A stream cut into blocks. */
export function blocksOf(segment: string, stream: Stream, bytes: Uint8Array<ArrayBuffer>): Block[] {
  return Array.from({ length: Math.ceil(bytes.length / BLOCK_BYTES) }, (_, n) => ({
    id: blockId(segment, stream, n),
    bytes: bytes.subarray(n * BLOCK_BYTES, (n + 1) * BLOCK_BYTES),
  }));
}

/** Part of a stream of a segment, which is named as its blocks are: `index/segment`. */
export interface Wanted extends Range {
  segment: string;
}

/** Opened blocks, kept within a budget of bytes: those used last. */
export interface BlockCache {
  /** The parts asked for, in that order, all by one read of the store. @throws TezError `damaged` where one is not whole */
  read(wanted: readonly Wanted[]): Promise<Uint8Array[]>;
  forget(): void;
}

export function createBlockCache(store: BlockStore, budget: number): BlockCache {
  const kept = new Map<string, Uint8Array>();
  let size = 0;

  function keep(id: string, bytes: Uint8Array): void {
    kept.delete(id);
    kept.set(id, bytes);
  }

  /** What one read needs stays until it is answered, even beyond the budget. */
  function shrink(): void {
    for (const [id, bytes] of kept) {
      if (size <= budget) return;
      kept.delete(id);
      size -= bytes.length;
    }
  }

  async function load(ids: readonly string[]): Promise<Map<string, Uint8Array>> {
    const found = new Map<string, Uint8Array>();
    const missing: string[] = [];
    for (const id of ids) {
      const bytes = kept.get(id);
      if (!bytes) missing.push(id);
      else {
        found.set(id, bytes);
        keep(id, bytes);
      }
    }
    if (missing.length === 0) return found;
    const blocks = await store.read(missing);
    missing.forEach((id, i) => {
      const bytes = blocks[i];
      if (!bytes) throw new TezError('damaged');
      if (!kept.has(id)) size += bytes.length;
      keep(id, bytes);
      found.set(id, bytes);
    });
    shrink();
    return found;
  }

  return {
    async read(wanted) {
      const ids = new Set<string>();
      for (const { segment, stream, from, to } of wanted) {
        for (let n = Math.floor(from / BLOCK_BYTES); n * BLOCK_BYTES < to; n++) ids.add(blockId(segment, stream, n));
      }
      const blocks = await load([...ids]);
      return wanted.map((part) => cut(part, blocks));
    },
    forget() {
      kept.clear();
      size = 0;
    },
  };
}

function cut({ segment, stream, from, to }: Wanted, blocks: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const first = Math.floor(from / BLOCK_BYTES);
  const parts: Uint8Array[] = [];
  for (let n = first; n * BLOCK_BYTES < to; n++) {
    const block = blocks.get(blockId(segment, stream, n));
    if (block) parts.push(block.subarray(Math.max(0, from - n * BLOCK_BYTES), Math.max(0, to - n * BLOCK_BYTES)));
  }
  const [only] = parts;
  const whole = parts.length === 1 && only ? only : join(parts, to - from);
  if (whole.length !== to - from) throw new TezError('damaged');
  return whole;
}

function join(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    if (at + part.length > size) throw new TezError('damaged');
    whole.set(part, at);
    at += part.length;
  }
  if (at !== size) throw new TezError('damaged');
  return whole;
}
