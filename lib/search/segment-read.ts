import { addBit, type Bits, hasBit } from './bits';
import { Reader } from './bytes';
import { BODY, type Id } from './entry';
import type { Term } from './query';
import { BLOCK_DOCS, BLOCK_SPACES, blockOf, readId, type SegmentHead, type SpaceInfo, type Stream } from './segment';

/** Part of a stream, end exclusive. */
export interface Range {
  stream: Stream;
  from: number;
  to: number;
}

/** Where the lists of a term (one word, or all words of one beginning) lie. `whole`: the first of them is the term itself. */
export interface Lists {
  postings: Range;
  places: Range;
  whole: boolean;
}

/** Text that sorts after every word that begins with `word`. */
const after = (word: string) => `${word}\uffff`;

/** The parts of the dictionary that tell where a term's lists are: one block, or for a beginning the first and the last. */
export function dictionaryRanges(head: SegmentHead, { word, prefix }: Term): Range[] {
  if (head.words.length === 0) return [];
  const first = blockOf(head.words, word);
  const last = prefix ? blockOf(head.words, after(word)) : first;
  return [...new Set([first, last])].map((block) => blockRange('dictionary', head.dictionaryAt, block, head));
}

/** The lists of a term, from the parts that {@link dictionaryRanges} named; null where the segment has none. */
export function findLists(head: SegmentHead, term: Term, parts: readonly Uint8Array[]): Lists | null {
  const [firstPart, lastPart = firstPart] = parts;
  if (!firstPart || !lastPart) return null;
  const first = blockOf(head.words, term.word);
  const start = scanBlock(head, first, firstPart, term.word);
  if (!term.prefix) {
    return start.whole ? listsWithin(start.postings, start.postingsEnd, start.places, start.placesEnd, true) : null;
  }
  const end = scanBlock(head, blockOf(head.words, after(term.word)), lastPart, after(term.word));
  if (end.postings === start.postings) return null;
  return listsWithin(start.postings, end.postings, start.places, end.places, start.whole);
}

function listsWithin(from: number, to: number, placesFrom: number, placesTo: number, whole: boolean): Lists {
  return {
    postings: { stream: 'postings', from, to },
    places: { stream: 'places', from: placesFrom, to: placesTo },
    whole,
  };
}

/** Where the lists of the first word of a block that is not below `word` begin (and end), and whether it is that word. */
function scanBlock(head: SegmentHead, block: number, part: Uint8Array, word: string) {
  const from = new Reader(part);
  let postings = head.postingsAt[block] as number;
  let places = head.placesAt[block] as number;
  // Units by which the current entry agrees with the word asked for.
  let agreed = 0;
  while (from.more) {
    const shared = from.number();
    const length = shared + from.number();
    // What differed already within the shared part differs still.
    let order = shared > agreed ? -1 : 0;
    if (order === 0) {
      agreed = shared;
      for (let i = shared; i < length; i++) {
        const unit = from.number();
        if (order !== 0) continue;
        order = i < word.length ? unit - word.charCodeAt(i) : 1;
        if (order === 0) agreed++;
      }
      if (order === 0) order = length - word.length;
    } else {
      for (let i = shared; i < length; i++) from.number();
    }
    const postingsEnd = postings + from.number();
    const placesEnd = places + from.number();
    if (order >= 0) return { postings, places, postingsEnd, placesEnd, whole: order === 0 };
    postings = postingsEnd;
    places = placesEnd;
  }
  return { postings, places, postingsEnd: postings, placesEnd: places, whole: false };
}

/** Adds the documents of lists to a set. */
export function addDocs(lists: Uint8Array, to: Bits): void {
  const from = new Reader(lists);
  while (from.more) {
    let doc = 0;
    for (let left = from.number(); left > 0; left--) {
      doc += from.number();
      addBit(to, doc);
    }
  }
}

/** Numbers of the documents of one list. */
export function docsOf(list: Uint8Array): Uint32Array {
  const from = new Reader(list);
  const docs = new Uint32Array(from.more ? from.number() : 0);
  let doc = 0;
  for (let i = 0; i < docs.length; i++) {
    doc += from.number();
    docs[i] = doc;
  }
  return docs;
}

/** A document and a place in it as one number; they sort by document, then place. */
export const PLACES = 0x10000;

/**
 * Where a term stands, in the documents of `within`: sorted. The places of the first list apart where it is the term
 * itself, for they count more.
 */
export function placesOf(
  { whole }: Lists,
  postings: Uint8Array,
  places: Uint8Array,
  within: Bits,
): { whole: Float64Array; rest: Float64Array } {
  const docs = new Reader(postings);
  const at = new Reader(places);
  const first: number[] = [];
  const rest: number[] = [];
  let list = 0;
  for (; docs.more; list++) {
    const into = whole && list === 0 ? first : rest;
    let doc = 0;
    for (let left = docs.number(); left > 0; left--) {
      doc += docs.number();
      const wanted = hasBit(within, doc);
      let value = at.number();
      const folded = Math.floor(value / 2);
      let place = folded % 2 === 0 ? folded / 2 + BODY : (folded - 1) / 2;
      if (wanted) into.push(doc * PLACES + place);
      while (value % 2 === 0) {
        value = at.number();
        place += Math.floor(value / 2);
        if (wanted) into.push(doc * PLACES + place);
      }
    }
  }
  return { whole: Float64Array.from(first), rest: Float64Array.from(rest).sort() };
}

function blockRange(stream: Stream, offsets: Uint32Array, block: number, { lengths }: SegmentHead): Range {
  return { stream, from: offsets[block] as number, to: offsets[block + 1] ?? lengths[stream] };
}

export function tableRange(head: SegmentHead, block: number): Range {
  return blockRange('table', head.tableAt, block, head);
}

/** One block of the table: documents from number `first` on. Spaces are numbers until {@link spaceName} names them. */
export interface TableBlock {
  first: number;
  at: number[];
  space: number[];
  id: Id[];
}

export function readTable(head: SegmentHead, block: number, part: Uint8Array): TableBlock {
  const from = new Reader(part);
  const rows: TableBlock = { first: block * BLOCK_DOCS, at: [], space: [], id: [] };
  const lastIds = new Map<number, number>();
  let at = head.tableTimes[block] as number;
  while (from.more) {
    at -= from.number();
    const space = from.number();
    let id: Id;
    if (head.textIds) id = from.text();
    else {
      id = (lastIds.get(space) ?? 0) - from.signed();
      lastIds.set(space, id);
    }
    rows.at.push(at);
    rows.space.push(space);
    rows.id.push(id);
  }
  return rows;
}

export function spaceRange(head: SegmentHead, block: number): Range {
  return blockRange('spaces', head.spacesAt, block, head);
}

/** The block of spaces that holds a space's number. */
export function spaceBlock(space: number): number {
  return Math.floor(space / BLOCK_SPACES);
}

export function readSpaces(head: SegmentHead, part: Uint8Array): SpaceInfo[] {
  const from = new Reader(part);
  const spaces: SpaceInfo[] = [];
  while (from.more) {
    const name = from.text();
    const count = from.number();
    const [lowest, highest] = [readId(from, head.textIds), readId(from, head.textIds)];
    spaces.push({ name, docs: Math.floor(count / 2), falling: count % 2 === 1, lowest, highest });
  }
  return spaces;
}

export function printRange(doc: number): Range {
  return { stream: 'prints', from: doc * 4, to: doc * 4 + 4 };
}

export function readPrint(part: Uint8Array): number {
  return new Reader(part).uint32();
}
