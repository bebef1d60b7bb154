import { Reader, Writer } from './bytes';
import type { Id } from './entry';

/**
 * A segment: an unchanging index of some documents, newest first, numbered from 0. It consists of a head, which is in
 * memory while Tez searches, and of streams that are read in parts:
 *
 * dictionary  words in order of their UTF-16 units, each as what differs from the one before, with the lengths of its
 *             lists; every {@link BLOCK_WORDS} words begins anew, and the head knows where
 * postings    for each word: how many documents have it, and their numbers as differences
 * places      for each word and document: where it stands (see {@link writePlace}); attributes have none
 * table       for each document: time, space and id, in blocks of {@link BLOCK_DOCS}
 * prints      for each document: 32 bits that change with it
 * spaces      for each space: its name, how many documents, lowest and highest id
 */
export const STREAMS = ['dictionary', 'postings', 'places', 'table', 'prints', 'spaces'] as const;
export type Stream = (typeof STREAMS)[number];

export const BLOCK_WORDS = 128;
export const BLOCK_DOCS = 512;
export const BLOCK_SPACES = 64;

const FORMAT = 1;

/** Attributes share the dictionary with words and stand before them. */
export function attributeWord(name: string): string {
  return `\u0001${name}`;
}

export interface SegmentHead {
  docs: number;
  textIds: boolean;
  /** Bytes of each stream. */
  lengths: Record<Stream, number>;
  /** First word of each block of the dictionary, and where the block's parts begin. */
  words: string[];
  dictionaryAt: Uint32Array;
  postingsAt: Uint32Array;
  placesAt: Uint32Array;
  /** Where each block of the table begins, and the time (UTC seconds) of its first, newest document. */
  tableAt: Uint32Array;
  tableTimes: Uint32Array;
  /** Time of the last, oldest document. */
  oldest: number;
  /** First name of each block of spaces, and where it begins. */
  spaces: string[];
  spacesAt: Uint32Array;
}

export function writeHead(head: SegmentHead): Uint8Array<ArrayBuffer> {
  const out = new Writer(4096);
  out.number(FORMAT);
  out.number(head.docs);
  out.number(head.textIds ? 1 : 0);
  out.number(head.oldest);
  for (const stream of STREAMS) out.number(head.lengths[stream]);
  writeTexts(out, head.words);
  for (const offsets of [head.dictionaryAt, head.postingsAt, head.placesAt]) writeRising(out, offsets);
  writeRising(out, head.tableAt);
  for (const time of head.tableTimes) out.number(time);
  writeTexts(out, head.spaces);
  writeRising(out, head.spacesAt);
  return out.done();
}

/** @throws RangeError for bytes that are no head of this format. */
export function readHead(bytes: Uint8Array): SegmentHead {
  const from = new Reader(bytes);
  if (from.number() !== FORMAT) throw new RangeError('not a segment of this format');
  const docs = from.number();
  const textIds = from.number() === 1;
  const oldest = from.number();
  const lengths = Object.fromEntries(STREAMS.map((stream) => [stream, from.number()])) as Record<Stream, number>;
  const words = readTexts(from);
  const [dictionaryAt, postingsAt, placesAt] = [readRising(from), readRising(from), readRising(from)];
  const tableAt = readRising(from);
  const tableTimes = Uint32Array.from(tableAt, () => from.number());
  const head = { docs, textIds, lengths, words, dictionaryAt, postingsAt, placesAt, tableAt, tableTimes, oldest };
  return { ...head, spaces: readTexts(from), spacesAt: readRising(from) };
}

function writeTexts(out: Writer, texts: readonly string[]): void {
  out.number(texts.length);
  for (const text of texts) out.text(text);
}

function readTexts(from: Reader): string[] {
  return Array.from({ length: from.number() }, () => from.text());
}

function writeRising(out: Writer, values: Uint32Array): void {
  out.number(values.length);
  let before = 0;
  for (const value of values) {
    out.number(value - before);
    before = value;
  }
}

function readRising(from: Reader): Uint32Array {
  const values = new Uint32Array(from.number());
  let before = 0;
  for (let i = 0; i < values.length; i++) {
    before += from.number();
    values[i] = before;
  }
  return values;
}

/** The last block that begins at or before `text`; 0 where all begin after it. */
export function blockOf(firsts: readonly string[], text: string): number {
  let low = 0;
  let high = firsts.length;
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if ((firsts[middle] as string) <= text) low = middle;
    else high = middle;
  }
  return low;
}

/** What a segment knows of one space. `falling`: ids fall with the document numbers, so that one is found by halving. */
export interface SpaceInfo {
  name: string;
  docs: number;
  lowest: Id;
  highest: Id;
  falling: boolean;
}

export function writeId(out: Writer, id: Id): void {
  if (typeof id === 'number') out.signed(id);
  else out.text(id);
}

export function readId(from: Reader, textIds: boolean): Id {
  return textIds ? from.text() : from.signed();
}
