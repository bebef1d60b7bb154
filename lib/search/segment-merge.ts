import { type Bits, countBits, hasBit } from './bits';
import { Reader } from './bytes';
import { compareDocs, type Id } from './entry';
import type { SegmentHead, Stream } from './segment';
import { readPrint, readSpaces, readTable, type TableBlock, tableRange } from './segment-read';
import { type SegmentBytes, SegmentWriter, SpaceCount, type TableRow } from './segment-write';

/** A segment with all its bytes, and which of its documents are gone. */
export interface MergeInput {
  head: SegmentHead;
  streams: Record<Stream, Uint8Array>;
  dead: Bits | null;
}

/** Postings that are written between two pauses. */
const STEP = 20_000;
/** Documents that are put in order between two pauses. */
const PAUSE = 4096;

/** What came of a merge. Document `doc` of input `i` is now number `to[i][doc] % size` of segment `to[i][doc] / size`. */
export interface Merged {
  segments: SegmentBytes[];
  size: number;
  /** -1 where the document was gone. */
  to: Int32Array[];
}

/**
 * Puts segments together without what is gone. The result is cut by time into segments of at most `most` documents; none
 * where nothing is left. Yields now and then.
 */
export function* mergeSegments(inputs: readonly MergeInput[], most: number): Generator<undefined, Merged> {
  const total = inputs.reduce((sum, { head, dead }) => sum + head.docs - (dead ? countBits(dead) : 0), 0);
  if (total === 0) return { segments: [], size: 1, to: inputs.map(({ head }) => new Int32Array(head.docs).fill(-1)) };
  const size = Math.ceil(total / Math.ceil(total / most));
  const order = yield* orderDocs(inputs, total, size);
  const writers = order.spaces.map((spaces) => new SegmentWriter(spaces.done()));
  yield* writeDocs(inputs, order, writers, size);
  yield* mergeWords(inputs, order, writers, size);
  return { segments: writers.map((writer) => writer.done()), size, to: order.to };
}

interface Order {
  /** Of each segment of the result. */
  spaces: SpaceCount[];
  /** For each document of the result, which input it comes from. */
  from: Uint8Array;
  /** For each document of each input, its number in the result; -1 where it is gone. */
  to: Int32Array[];
}

/** The documents of one input, one after the other. */
class Rows {
  doc = -1;
  at = 0;
  space = '';
  id: Id = 0;
  private block: TableBlock | null = null;
  private number = -1;
  private names: string[];

  constructor(private readonly input: MergeInput) {
    const { head, streams } = input;
    this.names = head.spacesAt.length === 0 ? [] : readSpaces(head, streams.spaces).map(({ name }) => name);
    this.next();
  }

  get ended(): boolean {
    return this.doc >= this.input.head.docs;
  }

  /** Goes on to the next document that is not gone. */
  next(): void {
    const { dead } = this.input;
    do this.doc++;
    while (!this.ended && dead && hasBit(dead, this.doc));
    if (!this.ended) this.read();
  }

  private read(): void {
    const { head, streams } = this.input;
    while (!this.block || this.doc - this.block.first >= this.block.at.length) {
      const range = tableRange(head, ++this.number);
      this.block = readTable(head, this.number, streams.table.subarray(range.from, range.to));
    }
    const i = this.doc - this.block.first;
    this.at = this.block.at[i] as number;
    this.space = this.names[this.block.space[i] as number] as string;
    this.id = this.block.id[i] as Id;
  }

  row(): TableRow {
    const { at, space, id, doc } = this;
    return { at, space, id, print: readPrint(this.input.streams.prints.subarray(doc * 4, doc * 4 + 4)) };
  }
}

function* orderDocs(inputs: readonly MergeInput[], total: number, size: number): Generator<undefined, Order> {
  const rows = inputs.map((input) => new Rows(input));
  const to = inputs.map(({ head }) => new Int32Array(head.docs).fill(-1));
  const from = new Uint8Array(total);
  const spaces = Array.from({ length: Math.ceil(total / size) }, () => new SpaceCount());
  for (let doc = 0; doc < total; doc++) {
    if (doc % PAUSE === 0) yield;
    let first = -1;
    for (let i = 0; i < rows.length; i++) {
      if ((rows[i] as Rows).ended) continue;
      if (first < 0 || compareDocs(rows[i] as Rows, rows[first] as Rows) < 0) first = i;
    }
    const chosen = rows[first] as Rows;
    (to[first] as Int32Array)[chosen.doc] = doc;
    from[doc] = first;
    spaces[Math.floor(doc / size)]?.add(chosen);
    chosen.next();
  }
  return { spaces, from, to };
}

function* writeDocs(inputs: readonly MergeInput[], { from }: Order, writers: readonly SegmentWriter[], size: number) {
  const rows = inputs.map((input) => new Rows(input));
  for (let doc = 0; doc < from.length; doc++) {
    if (doc % PAUSE === 0) yield;
    const chosen = rows[from[doc] as number] as Rows;
    writers[Math.floor(doc / size)]?.doc(chosen.row());
    chosen.next();
  }
}

/** The words of one input, one after the other. */
class Dictionary {
  word = '';
  ended = false;
  /** Numbers in the result of the documents that have the word and are not gone, and where their places lie. */
  docs: Uint32Array;
  places: Uint32Array;
  count = 0;
  private readonly dictionary: Reader;
  private readonly postings: Reader;
  private at = 0;
  private placesLength = 0;

  constructor(
    readonly input: MergeInput,
    private readonly to: Int32Array,
  ) {
    this.docs = new Uint32Array(input.head.docs);
    this.places = new Uint32Array(input.head.docs * 2);
    this.dictionary = new Reader(input.streams.dictionary);
    this.postings = new Reader(input.streams.postings);
    this.next();
  }

  next(): void {
    const from = this.dictionary;
    this.at += this.placesLength;
    if (!from.more) {
      this.ended = true;
      return;
    }
    let word = this.word.slice(0, from.number());
    for (let left = from.number(); left > 0; left--) word += String.fromCharCode(from.number());
    this.word = word;
    from.number();
    this.placesLength = from.number();
    this.readList();
  }

  private readList(): void {
    const { places } = this.input.streams;
    const { postings } = this;
    let doc = 0;
    let at = this.at;
    this.count = 0;
    for (let left = postings.number(); left > 0; left--) {
      doc += postings.number();
      const from = at;
      if (this.placesLength > 0) at = afterPlaces(places, at);
      const to = this.to[doc] as number;
      if (to < 0) continue;
      this.docs[this.count] = to;
      this.places[this.count * 2] = from;
      this.places[this.count * 2 + 1] = at;
      this.count++;
    }
  }
}

/** The end of one document's places: the number whose lowest bit is set is its last. */
function afterPlaces(places: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    if (at >= places.length) throw new RangeError('bytes end too early');
    const low = places[at++] as number;
    let byte = low;
    while (byte >= 0x80) byte = places[at++] as number;
    if ((low & 1) === 1) return at;
  }
}

function* mergeWords(inputs: readonly MergeInput[], order: Order, writers: readonly SegmentWriter[], size: number) {
  const all = inputs.map((input, i) => new Dictionary(input, order.to[i] as Int32Array));
  const heads = new Uint32Array(inputs.length);
  let step = 0;
  for (;;) {
    let word: string | null = null;
    for (const { ended, word: own } of all) if (!ended && (word === null || own < word)) word = own;
    if (word === null) return;
    const having = all.filter((dictionary) => !dictionary.ended && dictionary.word === word);
    step += writeWord(word, having, writers, size, heads);
    for (const dictionary of having) dictionary.next();
    if (step < STEP) continue;
    step = 0;
    yield;
  }
}

/** Writes one word's lists, put together in order of their documents; returns how much work it was. */
function writeWord(
  word: string,
  having: readonly Dictionary[],
  writers: readonly SegmentWriter[],
  size: number,
  heads: Uint32Array,
): number {
  heads.fill(0);
  let written = 0;
  let part = -1;
  let writer: SegmentWriter | undefined;
  for (;;) {
    let first = -1;
    let doc = 0;
    for (let i = 0; i < having.length; i++) {
      const { count, docs } = having[i] as Dictionary;
      const at = heads[i] as number;
      if (at >= count || (first >= 0 && (docs[at] as number) >= doc)) continue;
      first = i;
      doc = docs[at] as number;
    }
    if (first < 0) break;
    const own = Math.floor(doc / size);
    if (own !== part) {
      writer?.end();
      part = own;
      writer = writers[own];
      writer?.begin(word);
    }
    const at = (heads[first] as number)++;
    const { places, input } = having[first] as Dictionary;
    writer?.posting(doc - part * size);
    writer?.places.copy(input.streams.places, places[at * 2] as number, places[at * 2 + 1] as number);
    written++;
  }
  writer?.end();
  return written + having.length;
}
