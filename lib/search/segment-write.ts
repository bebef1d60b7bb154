import { Writer } from './bytes';
import { BODY, type DocKey, type Id } from './entry';
import {
  BLOCK_DOCS,
  BLOCK_SPACES,
  BLOCK_WORDS,
  type SegmentHead,
  type SpaceInfo,
  STREAMS,
  type Stream,
  writeHead,
  writeId,
} from './segment';

/** A finished segment, ready to be sealed. */
export interface SegmentBytes {
  head: Uint8Array<ArrayBuffer>;
  streams: Record<Stream, Uint8Array<ArrayBuffer>>;
}

/** One document in the table. */
export interface TableRow extends DocKey {
  at: number;
  print: number;
}

/**
 * A place as one number: those of the body first, for they are most. The lowest bit says that it is the document's last;
 * the first of a document is the place itself, each further one the difference.
 */
export function writePlaces(out: Writer, places: ArrayLike<number>, from: number, to: number): void {
  let before = 0;
  for (let i = from; i < to; i++) {
    const place = places[i] as number;
    const folded = place >= BODY ? (place - BODY) * 2 : place * 2 + 1;
    const value = i === from ? folded : place - before;
    out.number(value * 2 + (i === to - 1 ? 1 : 0));
    before = place;
  }
}

/**
 * Writes a segment: first the documents in their order ({@link compareDocs}), then the words in theirs. Numbers of
 * documents rise within a word.
 */
export class SegmentWriter {
  private readonly out = Object.fromEntries(STREAMS.map((stream) => [stream, new Writer()])) as Record<Stream, Writer>;
  private readonly index = {
    words: [] as string[],
    dictionaryAt: [] as number[],
    postingsAt: [] as number[],
    placesAt: [] as number[],
  };
  private readonly table = { at: [] as number[], times: [] as number[] };
  private readonly spaces: { names: string[]; at: number[] } = { names: [], at: [] };
  private readonly numbers = new Map<string, number>();
  private readonly lastIds = new Map<number, number>();
  private docs = 0;
  private textIds = false;
  private newer = 0;
  private word = '';
  private words = 0;
  private readonly list = new Writer();
  private listed = 0;
  private last = 0;
  private placesFrom = 0;

  /** `spaces` in order of their names: every space that {@link doc} will name. */
  constructor(spaces: readonly SpaceInfo[]) {
    const out = this.out.spaces;
    spaces.forEach((space, i) => {
      if (i % BLOCK_SPACES === 0) {
        this.spaces.names.push(space.name);
        this.spaces.at.push(out.length);
      }
      this.textIds = typeof space.lowest === 'string';
      this.numbers.set(space.name, i);
      out.text(space.name);
      out.number(space.docs * 2 + (space.falling ? 1 : 0));
      writeId(out, space.lowest);
      writeId(out, space.highest);
    });
  }

  doc({ at, space, id, print }: TableRow): void {
    const out = this.out.table;
    if (this.docs % BLOCK_DOCS === 0) {
      this.table.at.push(out.length);
      this.table.times.push(at);
      this.lastIds.clear();
      this.newer = at;
    }
    const number = this.numbers.get(space);
    if (number === undefined) throw new RangeError('a space was not announced');
    out.number(this.newer - at);
    out.number(number);
    if (typeof id === 'number') {
      out.signed((this.lastIds.get(number) ?? 0) - id);
      this.lastIds.set(number, id);
    } else out.text(id);
    this.out.prints.uint32(print);
    this.newer = at;
    this.docs++;
  }

  begin(word: string): void {
    this.next = word;
    this.list.clear();
    this.listed = 0;
    this.last = 0;
    this.placesFrom = this.out.places.length;
  }
  private next = '';

  /** One document of the word that was begun. Its places are then written to {@link places}. */
  posting(doc: number): void {
    this.list.number(doc - this.last);
    this.last = doc;
    this.listed++;
  }

  get places(): Writer {
    return this.out.places;
  }

  /** A word without documents leaves no trace. */
  end(): void {
    if (this.listed === 0) return;
    const { dictionary, postings, places } = this.out;
    const fresh = this.words++ % BLOCK_WORDS === 0;
    if (fresh) {
      this.index.words.push(this.next);
      this.index.dictionaryAt.push(dictionary.length);
      this.index.postingsAt.push(postings.length);
      this.index.placesAt.push(this.placesFrom);
    }
    const shared = fresh ? 0 : sharedUnits(this.word, this.next);
    const postingsFrom = postings.length;
    postings.number(this.listed);
    postings.append(this.list);
    dictionary.number(shared);
    dictionary.number(this.next.length - shared);
    dictionary.units(this.next, shared);
    dictionary.number(postings.length - postingsFrom);
    dictionary.number(places.length - this.placesFrom);
    this.word = this.next;
  }

  done(): SegmentBytes {
    const lengths = Object.fromEntries(STREAMS.map((s) => [s, this.out[s].length])) as Record<Stream, number>;
    const head: SegmentHead = {
      docs: this.docs,
      textIds: this.textIds,
      lengths,
      words: this.index.words,
      dictionaryAt: Uint32Array.from(this.index.dictionaryAt),
      postingsAt: Uint32Array.from(this.index.postingsAt),
      placesAt: Uint32Array.from(this.index.placesAt),
      tableAt: Uint32Array.from(this.table.at),
      tableTimes: Uint32Array.from(this.table.times),
      oldest: this.newer,
      spaces: this.spaces.names,
      spacesAt: Uint32Array.from(this.spaces.at),
    };
    const streams = Object.fromEntries(STREAMS.map((s) => [s, this.out[s].done()])) as SegmentBytes['streams'];
    return { head: writeHead(head), streams };
  }
}

function sharedUnits(a: string, b: string): number {
  let i = 0;
  while (i < a.length && i < b.length && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  return i;
}

/** What the documents of a segment, given in their order, tell of their spaces. */
export class SpaceCount {
  private readonly known = new Map<string, SpaceInfo & { last: Id }>();

  add({ space, id }: DocKey): void {
    const info = this.known.get(space);
    if (!info) {
      this.known.set(space, { name: space, docs: 1, lowest: id, highest: id, falling: true, last: id });
      return;
    }
    info.docs++;
    if (id >= info.last) info.falling = false;
    if (id < info.lowest) info.lowest = id;
    if (id > info.highest) info.highest = id;
    info.last = id;
  }

  /** By name. */
  done(): SpaceInfo[] {
    return [...this.known.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
