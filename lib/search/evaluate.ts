import { addBit, type Bits, bitsWithin, meet, noBits, subtract } from './bits';
import { type Ask, placeScore } from './match';
import type { Condition, Phrase, Term } from './query';
import { attributeWord, type SegmentHead } from './segment';
import { addDocs, type Lists, PLACES, placesOf } from './segment-read';

/** The lists of one term in one segment, with their bytes. Places are there only where they are asked for. */
export interface Loaded {
  lists: Lists;
  postings: Uint8Array;
  places: Uint8Array | null;
}

/** What a segment has for a term; undefined where it has none. */
export type Lookup = (term: Term) => Loaded | undefined;

/** The answers of one segment, and how good they are where that was asked. */
export interface Answers {
  docs: Bits;
  scores: Uint16Array | null;
}

export function attributeTerm(name: string): Term {
  return { word: attributeWord(name), prefix: false };
}

export function termName({ word, prefix }: Term): string {
  return prefix ? `${word}*` : word;
}

/** Every term of a question, once, and whether its places are needed. */
export function termsOf(ask: Ask, scored: boolean): { term: Term; places: boolean }[] {
  const terms = new Map<string, { term: Term; places: boolean }>();
  for (const name of ask.attributes.flat()) {
    const term = attributeTerm(name);
    terms.set(termName(term), { term, places: false });
  }
  for (const phrase of ask.conditions.flatMap(({ anyOf }) => anyOf)) {
    for (const term of phrase) {
      const places = scored || phrase.length > 1 || terms.get(termName(term))?.places === true;
      terms.set(termName(term), { term, places });
    }
  }
  return [...terms.values()];
}

/** Whether a segment that has only these terms can hold an answer. */
export function canAnswer(ask: Ask, has: (term: Term) => boolean): boolean {
  const groups = ask.attributes.every((names) => names.some((name) => has(attributeTerm(name))));
  return groups && ask.conditions.every(({ anyOf }) => anyOf.some((phrase) => phrase.every(has)));
}

/** Answers a question in one segment, within documents `from` to below `to` and without the dead. */
export function evaluate(
  ask: Ask,
  head: SegmentHead,
  lookup: Lookup,
  { from, to, dead, scored }: { from: number; to: number; dead: Bits | null; scored: boolean },
): Answers {
  const docs = bitsWithin(head.docs, from, to);
  if (dead) subtract(docs, dead);
  for (const names of ask.attributes) {
    const having = noBits(head.docs);
    for (const name of names) addDocs(lookup(attributeTerm(name))?.postings ?? NONE, having);
    meet(docs, having);
  }
  if (scored) return { docs, scores: score(ask.conditions, head.docs, lookup, docs) };
  // Phrases last: they look only at what the rest has left.
  const inOrder = [...ask.conditions].sort((a, b) => longest(a) - longest(b));
  for (const { anyOf } of inOrder) {
    const having = noBits(head.docs);
    for (const phrase of anyOf) {
      const [term] = phrase;
      if (phrase.length === 1 && term) addDocs(lookup(term)?.postings ?? NONE, having);
      else for (const { at } of startsOf(phrase, lookup, docs)) for (const start of at) addBit(having, docOf(start));
    }
    meet(docs, having);
  }
  return { docs, scores: null };
}

const NONE = new Uint8Array();

function longest({ anyOf }: Condition): number {
  return Math.max(...anyOf.map((phrase) => phrase.length));
}

function docOf(place: number): number {
  return Math.floor(place / PLACES);
}

/** Sums the best place of each condition, and takes out of `docs` what one of them does not find. */
function score(conditions: readonly Condition[], size: number, lookup: Lookup, docs: Bits): Uint16Array {
  const total = new Uint16Array(size);
  for (const { anyOf } of conditions) {
    const best = new Uint8Array(size);
    const having = noBits(size);
    for (const phrase of anyOf) {
      for (const { at, whole } of startsOf(phrase, lookup, docs)) {
        for (const start of at) {
          const doc = docOf(start);
          best[doc] = Math.max(best[doc] as number, placeScore(start % PLACES, whole));
          addBit(having, doc);
        }
      }
    }
    meet(docs, having);
    for (let doc = 0; doc < size; doc++) (total[doc] as number) += best[doc] as number;
  }
  return total;
}

/** Where a phrase begins, in the documents of `within`; apart by whether its last word was found whole. */
function startsOf(phrase: Phrase, lookup: Lookup, within: Bits): { at: Float64Array; whole: boolean }[] {
  const loaded = phrase.map(lookup);
  const having = within.slice();
  for (const term of loaded) {
    if (!term) return [];
    const docs = noBits(having.length * 32);
    addDocs(term.postings, docs);
    meet(having, docs);
  }
  let starts: Float64Array | null = null;
  for (const [k, term] of loaded.entries()) {
    if (!term?.places) return [];
    const places = placesOf(term.lists, term.postings, term.places, having);
    if (k === phrase.length - 1) {
      return [
        { at: join(starts, places.whole, k), whole: true },
        { at: join(starts, places.rest, k), whole: false },
      ];
    }
    // Inner words of a phrase are asked for whole: their one list is the term itself.
    starts = join(starts, places.whole, k);
  }
  return [];
}

/** Those `starts` that are followed by one of `next` after `k` places. Both are sorted. */
function join(starts: Float64Array | null, next: Float64Array, k: number): Float64Array {
  if (!starts) return next;
  let found = 0;
  const kept = new Float64Array(starts.length);
  for (let i = 0, j = 0; i < starts.length; i++) {
    const start = starts[i] as number;
    while (j < next.length && (next[j] as number) < start + k) j++;
    if (next[j] === start + k && (start % PLACES) + k < PLACES) kept[found++] = start;
  }
  return kept.subarray(0, found);
}
