import { addBit, type Bits, nextBit, noBits } from './bits';
import { Reader, Writer } from './bytes';

/** What an index consists of. It is written in one transaction with what it speaks of. */
export interface Manifest {
  /** Of the source: what was made from another is worth nothing. */
  epoch: string;
  /** Changes of the source up to here are in the segments. */
  mark: string;
  /** Number of the next segment. */
  next: number;
  segments: SegmentEntry[];
  /** Segments that are no longer part of it and whose blocks may still be there. */
  dropped: number[];
}

export interface SegmentEntry {
  number: number;
  /** How many of its documents are gone, and since when (UTC ms): they are cleaned away after a while. */
  dead: number;
  deadSince: number;
}

const FORMAT = 1;

export function emptyManifest(epoch: string): Manifest {
  return { epoch, mark: '', next: 1, segments: [], dropped: [] };
}

export function writeManifest(manifest: Manifest): Uint8Array<ArrayBuffer> {
  const out = new Writer();
  out.number(FORMAT);
  out.text(manifest.epoch);
  out.text(manifest.mark);
  out.number(manifest.next);
  out.number(manifest.segments.length);
  for (const { number, dead, deadSince } of manifest.segments) {
    out.number(number);
    out.number(dead);
    out.number(deadSince);
  }
  out.number(manifest.dropped.length);
  for (const number of manifest.dropped) out.number(number);
  return out.done();
}

/** @throws RangeError for what is no manifest of this format. */
export function readManifest(bytes: Uint8Array): Manifest {
  const from = new Reader(bytes);
  if (from.number() !== FORMAT) throw new RangeError('not a manifest of this format');
  const [epoch, mark, next] = [from.text(), from.text(), from.number()];
  const segments = Array.from({ length: from.number() }, () => {
    return { number: from.number(), dead: from.number(), deadSince: from.number() };
  });
  return { epoch, mark, next, segments, dropped: Array.from({ length: from.number() }, () => from.number()) };
}

export function writeDead(dead: Bits): Uint8Array<ArrayBuffer> {
  const out = new Writer();
  let before = -1;
  for (let doc = nextBit(dead, 0); doc >= 0; doc = nextBit(dead, doc + 1)) {
    out.number(doc - before);
    before = doc;
  }
  return out.done();
}

/** @throws RangeError where it speaks of other documents than a segment of this size has. */
export function readDead(bytes: Uint8Array, size: number): Bits {
  const from = new Reader(bytes);
  const dead = noBits(size);
  let doc = -1;
  while (from.more) {
    doc += from.number();
    if (doc >= size) throw new RangeError('no such document');
    addBit(dead, doc);
  }
  return dead;
}
