import { addBit, hasBit, noBits } from './bits';
import type { BlockCache } from './blocks';
import type { Id } from './entry';
import { attributeTerm } from './evaluate';
import { spaceAttribute } from './match';
import type { IdRange, Known } from './memory';
import { readRows, type Segment } from './search-segments';
import { blockOf, type SpaceInfo } from './segment';
import { dictionaryRanges, docsOf, findLists, printRange, readPrint, readSpaces, spaceRange } from './segment-read';

/** So many rows of the table are read at once where ids are in no order. */
const ROWS = 4096;

/** Documents of a segment with ids within a range, but those that are dead. */
export async function knownDocs(segment: Segment, range: IdRange, cache: BlockCache): Promise<Known[]> {
  const space = await findSpace(segment, range.space, cache);
  if (!space || space.highest < range.from || space.lowest > range.to) return [];
  const all = await docsOfSpace(segment, range.space, cache);
  const rows = space.falling ? await halve(segment, all, range, cache) : await readAll(segment, all, cache);
  const wanted = rows.filter(
    ({ doc, id }) => id >= range.from && id <= range.to && !(segment.dead && hasBit(segment.dead, doc)),
  );
  const prints = await cache.read(wanted.map(({ doc }) => ({ segment: segment.name, ...printRange(doc) })));
  return wanted.map(({ doc, id }, i) => ({
    id,
    print: readPrint(prints[i] as Uint8Array),
    kill: () => killIn(segment, doc),
  }));
}

/** The document is gone: it is found no more, and cleaned away when the segment is merged. */
export function killIn(segment: Segment, doc: number): void {
  segment.dead ??= noBits(segment.head.docs);
  addBit(segment.dead, doc);
}

async function findSpace({ name, head }: Segment, space: string, cache: BlockCache): Promise<SpaceInfo | undefined> {
  if (head.spaces.length === 0) return undefined;
  const [part] = await cache.read([{ segment: name, ...spaceRange(head, blockOf(head.spaces, space)) }]);
  return readSpaces(head, part as Uint8Array).find((own) => own.name === space);
}

async function docsOfSpace({ name, head }: Segment, space: string, cache: BlockCache): Promise<Uint32Array> {
  const term = attributeTerm(spaceAttribute(space));
  const parts = await cache.read(dictionaryRanges(head, term).map((range) => ({ segment: name, ...range })));
  const lists = findLists(head, term, parts);
  if (!lists) return new Uint32Array();
  const [postings] = await cache.read([{ segment: name, ...lists.postings }]);
  return docsOf(postings as Uint8Array);
}

interface IdRow {
  doc: number;
  id: Id;
}

async function readAll(segment: Segment, docs: Uint32Array, cache: BlockCache): Promise<IdRow[]> {
  const rows: IdRow[] = [];
  for (let from = 0; from < docs.length; from += ROWS) {
    rows.push(...(await readRows(segment, [...docs.subarray(from, from + ROWS)], cache)));
  }
  return rows;
}

/** Ids fall along `docs`: the first that is not above the range is found by halving, and what follows is read until one is below. */
async function halve(segment: Segment, docs: Uint32Array, { from, to }: IdRange, cache: BlockCache): Promise<IdRow[]> {
  let low = 0;
  let high = docs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const [row] = await readRows(segment, [docs[middle] as number], cache);
    if (row && row.id > to) low = middle + 1;
    else high = middle;
  }
  const rows: IdRow[] = [];
  for (let step = 128; low < docs.length; low += step, step = Math.min(step * 4, ROWS)) {
    const more = await readRows(segment, [...docs.subarray(low, low + step)], cache);
    rows.push(...more);
    if (more.some(({ id }) => id < from)) break;
  }
  return rows;
}
