import { type Bits, countBits, nextBit } from './bits';
import type { BlockCache, Wanted } from './blocks';
import { compareDocs, type DocKey, type Id } from './entry';
import { type Answers, canAnswer, evaluate, type Loaded, termName, termsOf } from './evaluate';
import type { Ask } from './match';
import type { Term } from './query';
import { BLOCK_DOCS, BLOCK_SPACES, type SegmentHead } from './segment';
import {
  dictionaryRanges,
  findLists,
  type Lists,
  readSpaces,
  readTable,
  spaceBlock,
  spaceRange,
  type TableBlock,
  tableRange,
} from './segment-read';

/** A segment as it is in memory. */
export interface Segment {
  /** `index/number`: its blocks' ids begin so. */
  name: string;
  head: SegmentHead;
  dead: Bits | null;
}

/** A document that answers. */
export interface Found extends DocKey {
  at: number;
  score: number;
}

export interface Page {
  /** How many are wanted. */
  limit: number;
  /** Whether better answers stand before newer ones. */
  scored: boolean;
  /** Goes on after this one; of scored ones, so many are passed over instead. */
  after?: DocKey & { at: number };
  skip?: number;
}

export interface Answer {
  found: Found[];
  total: number;
  /** Whether `total` counts all: newest first, older segments need not be looked at. */
  complete: boolean;
}

/** Lists of so many bytes are read at once, be it that older segments prove not to be needed. */
const READ_AT_ONCE = 512 * 1024;
/** So many blocks of the table are read at once. */
const TABLES_AT_ONCE = 8;

/** The newest (or best) answers of segments, which may be given in any order. */
export async function searchSegments(
  segments: readonly Segment[],
  ask: Ask,
  page: Page,
  cache: BlockCache,
): Promise<Answer> {
  const terms = termsOf(ask, page.scored);
  const candidates = (await lookUp(segments, ask, terms, cache)).sort((a, b) => newest(b.segment) - newest(a.segment));
  const collector = createCollector(page, cache);
  let total = 0;
  for (let next = 0; next < candidates.length; ) {
    const enough = page.scored ? null : collector.oldestNeeded();
    if (enough !== null && newest((candidates[next] as Candidate).segment) < enough) {
      return { found: collector.found(), total, complete: false };
    }
    const group: Candidate[] = [];
    for (let bytes = 0; next < candidates.length && (group.length === 0 || bytes < READ_AT_ONCE); next++) {
      const candidate = candidates[next] as Candidate;
      bytes += candidate.bytes;
      group.push(candidate);
    }
    const answers = await evaluateGroup(group, ask, page, cache);
    for (const { docs } of answers) total += countBits(docs);
    await collector.add(answers);
  }
  return { found: collector.found(), total, complete: true };
}

function newest({ head }: Segment): number {
  return head.tableTimes[0] ?? 0;
}

/** A segment that may hold answers. */
interface Candidate {
  segment: Segment;
  terms: { term: Term; lists: Lists; places: boolean }[];
  bytes: number;
}

async function lookUp(
  segments: readonly Segment[],
  ask: Ask,
  terms: readonly { term: Term; places: boolean }[],
  cache: BlockCache,
): Promise<Candidate[]> {
  const inTime = segments.filter(
    ({ head }) =>
      (head.tableTimes[0] ?? 0) >= (ask.since ?? 0) && head.oldest < (ask.until ?? Number.POSITIVE_INFINITY),
  );
  const wanted = inTime.map((segment) =>
    terms.map(({ term }) => dictionaryRanges(segment.head, term).map((range) => ({ segment: segment.name, ...range }))),
  );
  const parts = await cache.read(wanted.flat(2));
  let at = 0;
  const candidates: Candidate[] = [];
  inTime.forEach((segment, i) => {
    const found = terms.flatMap(({ term, places }, k) => {
      const count = wanted[i]?.[k]?.length ?? 0;
      const lists = findLists(segment.head, term, parts.slice(at, at + count));
      at += count;
      return lists ? [{ term, lists, places }] : [];
    });
    const having = new Set(found.map(({ term }) => termName(term)));
    if (!canAnswer(ask, (term) => having.has(termName(term)))) return;
    const bytes = found.reduce(
      (sum, { lists, places }) => sum + size(lists.postings) + (places ? size(lists.places) : 0),
      0,
    );
    candidates.push({ segment, terms: found, bytes });
  });
  return candidates;
}

function size({ from, to }: { from: number; to: number }): number {
  return to - from;
}

type SegmentAnswers = Answers & { segment: Segment };

async function evaluateGroup(
  group: readonly Candidate[],
  ask: Ask,
  { scored, after }: Page,
  cache: BlockCache,
): Promise<SegmentAnswers[]> {
  const wanted = group.flatMap(({ segment: { name }, terms }) =>
    terms.flatMap(({ lists, places }): Wanted[] => [
      { segment: name, ...lists.postings },
      ...(places ? [{ segment: name, ...lists.places }] : []),
    ]),
  );
  const parts = await cache.read(wanted);
  // Documents of the cursor's own second are looked at again, one by one.
  const below = Math.min(ask.until ?? Number.POSITIVE_INFINITY, after ? after.at + 1 : Number.POSITIVE_INFINITY);
  let at = 0;
  const answers: SegmentAnswers[] = [];
  for (const { segment, terms } of group) {
    const loaded = new Map<string, Loaded>();
    for (const { term, lists, places } of terms) {
      const postings = parts[at++] as Uint8Array;
      loaded.set(termName(term), { lists, postings, places: places ? (parts[at++] as Uint8Array) : null });
    }
    const from = await firstBelow(segment, below, cache);
    const to = ask.since === undefined ? segment.head.docs : await firstBelow(segment, ask.since, cache);
    const options = { from, to, dead: segment.dead, scored };
    answers.push({ segment, ...evaluate(ask, segment.head, (term) => loaded.get(termName(term)), options) });
  }
  return answers;
}

/** The number of the first document that is older than `time`. */
async function firstBelow({ name, head }: Segment, time: number, cache: BlockCache): Promise<number> {
  if (time > (head.tableTimes[0] ?? 0)) return 0;
  if (time <= head.oldest) return head.docs;
  let block = 0;
  while (block + 1 < head.tableTimes.length && (head.tableTimes[block + 1] as number) >= time) block++;
  const [part] = await cache.read([{ segment: name, ...tableRange(head, block) }]);
  const { first, at } = readTable(head, block, part as Uint8Array);
  const within = at.findIndex((own) => own < time);
  return first + (within < 0 ? at.length : within);
}

/** Takes answers in and knows the best of them. */
function createCollector(page: Page, cache: BlockCache) {
  const wanted = page.limit + (page.skip ?? 0);
  let best: Found[] = [];
  const order = (a: Found, b: Found) => b.score - a.score || compareDocs(a, b);

  function keep(more: readonly Found[]): void {
    const { after } = page;
    const fresh = after && !page.scored ? more.filter((doc) => compareDocs(after, doc) < 0) : more;
    best = [...best, ...fresh].sort(order).slice(0, wanted);
  }

  /** The time of the last one needed, once there are enough: nothing older counts. */
  function oldestNeeded(): number | null {
    return best.length < wanted ? null : (best.at(-1)?.at ?? 0);
  }

  async function addNewest(answers: readonly SegmentAnswers[]): Promise<void> {
    const cursors = answers.map(({ segment, docs }) => ({ segment, docs, doc: nextBit(docs, 0), left: wanted }));
    for (;;) {
      const needed = oldestNeeded();
      const open = cursors
        .filter(({ doc, left }) => doc >= 0 && left > 0)
        .map((cursor) => ({ ...blockAt(cursor.segment, cursor.doc), cursor }))
        .filter(({ upTo }) => needed === null || upTo >= needed)
        .sort((a, b) => b.upTo - a.upTo)
        .slice(0, TABLES_AT_ONCE);
      if (open.length === 0) return;
      const tables = await readTables(open, cache);
      const rows = open.flatMap(({ cursor }, i) => takeRows(cursor, tables[i] as TableBlock));
      keep(await named(rows, cache));
    }
  }

  /** The block's answers, no more than can be needed. Those of the cursor's own second don't count: they may stand before it. */
  function takeRows(cursor: { segment: Segment; docs: Bits; doc: number; left: number }, table: TableBlock): Row[] {
    const rows: Row[] = [];
    const end = table.first + table.at.length;
    while (cursor.doc >= 0 && cursor.doc < end && cursor.left > 0) {
      const row = rowOf(cursor.segment, cursor.doc, table);
      rows.push({ ...row, score: 0 });
      if (row.at !== page.after?.at) cursor.left--;
      cursor.doc = nextBit(cursor.docs, cursor.doc + 1);
    }
    return rows;
  }

  async function addBest(answers: readonly SegmentAnswers[]): Promise<void> {
    for (const { segment, docs, scores } of answers) {
      const all: number[] = [];
      for (let doc = nextBit(docs, 0); doc >= 0; doc = nextBit(docs, doc + 1)) all.push(doc);
      const score = (doc: number) => scores?.[doc] ?? 0;
      // Within a segment numbers rise with age, so that equal scores stand newest first.
      const top = all.sort((a, b) => score(b) - score(a) || a - b).slice(0, wanted);
      const rows = await readRows(segment, top, cache);
      keep(
        await named(
          rows.map((row) => ({ ...row, score: score(row.doc) })),
          cache,
        ),
      );
    }
  }

  return {
    add: page.scored ? addBest : addNewest,
    oldestNeeded,
    found: () => best.slice(page.skip ?? 0),
  };
}

/** A document as the table has it: its space is a number still. */
interface Row {
  segment: Segment;
  doc: number;
  at: number;
  space: number;
  id: Id;
  score: number;
}

function rowOf(segment: Segment, doc: number, { first, at, space, id }: TableBlock): Omit<Row, 'score'> {
  const i = doc - first;
  return { segment, doc, at: at[i] as number, space: space[i] as number, id: id[i] as Id };
}

function blockAt(segment: Segment, doc: number): { segment: Segment; block: number; upTo: number } {
  const block = Math.floor(doc / BLOCK_DOCS);
  return { segment, block, upTo: segment.head.tableTimes[block] as number };
}

async function readTables(
  blocks: readonly { segment: Segment; block: number }[],
  cache: BlockCache,
): Promise<TableBlock[]> {
  const wanted = blocks.map(({ segment: { name, head }, block }) => ({ segment: name, ...tableRange(head, block) }));
  const parts = await cache.read(wanted);
  return blocks.map(({ segment, block }, i) => readTable(segment.head, block, parts[i] as Uint8Array));
}

/** Times and keys of documents of one segment. */
export async function readRows(
  segment: Segment,
  docs: readonly number[],
  cache: BlockCache,
): Promise<Omit<Row, 'score'>[]> {
  const blocks = [...new Set(docs.map((doc) => Math.floor(doc / BLOCK_DOCS)))];
  const tables = await readTables(
    blocks.map((block) => ({ segment, block })),
    cache,
  );
  const byBlock = new Map(blocks.map((block, i) => [block, tables[i] as TableBlock]));
  return docs.map((doc) => rowOf(segment, doc, byBlock.get(Math.floor(doc / BLOCK_DOCS)) as TableBlock));
}

/** Rows with their spaces by name. */
async function named(rows: readonly Row[], cache: BlockCache): Promise<Found[]> {
  const blockName = ({ segment, space }: Row) => `${segment.name}/${spaceBlock(space)}`;
  const needed = new Map(rows.map((row) => [blockName(row), row]));
  const wanted = [...needed.values()].map(({ segment: { name, head }, space }) => ({
    segment: name,
    ...spaceRange(head, spaceBlock(space)),
  }));
  const parts = await cache.read(wanted);
  const names = new Map(
    [...needed].map(([name, { segment }], i) => [name, readSpaces(segment.head, parts[i] as Uint8Array)]),
  );
  return rows.map((row) => {
    const { at, id, score, space } = row;
    return { at, id, score, space: names.get(blockName(row))?.[space % BLOCK_SPACES]?.name ?? '' };
  });
}
