import { compareDocs, type Entry } from './entry';
import { spaceAttribute } from './match';
import { attributeWord } from './segment';
import { type SegmentBytes, SegmentWriter, SpaceCount, writePlaces } from './segment-write';

/** How many words are written between two pauses. */
const STEP = 500;

/** Builds a segment of entries; yields now and then, so that a worker can answer in between. */
export function* buildSegment(entries: readonly Entry[]): Generator<undefined, SegmentBytes> {
  const docs = [...entries].sort(compareDocs);
  const spaces = new SpaceCount();
  for (const doc of docs) spaces.add(doc);
  const writer = new SegmentWriter(spaces.done());
  for (const doc of docs) writer.doc(doc);
  yield;
  const lists = yield* listWords(docs);
  const words = [...lists.numbers.keys()].sort();
  let step = 0;
  for (const word of words) {
    if (step++ % STEP === 0) yield;
    const number = lists.numbers.get(word) as number;
    const { docs: docOf, places, from } = lists;
    writer.begin(word);
    const end = from[number + 1] as number;
    for (let i = from[number] as number; i < end; ) {
      const doc = docOf[i] as number;
      let next = i + 1;
      while (next < end && docOf[next] === doc) next++;
      writer.posting(doc);
      if ((places[i] as number) >= 0) writePlaces(writer.places, places, i, next);
      i = next;
    }
    writer.end();
  }
  return writer.done();
}

/** Every occurrence of every word, gathered by word: `from[n]` to `from[n + 1]` are those of word number n. */
interface Lists {
  numbers: Map<string, number>;
  docs: Uint32Array;
  /** -1 for attributes. */
  places: Int32Array;
  from: Uint32Array;
}

function* listWords(docs: readonly Entry[]): Generator<undefined, Lists> {
  const numbers = new Map<string, number>();
  const found: { word: number[]; doc: number[]; place: number[] } = { word: [], doc: [], place: [] };
  const add = (word: string, doc: number, place: number) => {
    let number = numbers.get(word);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(word, number);
    }
    found.word.push(number);
    found.doc.push(doc);
    found.place.push(place);
  };
  for (let doc = 0; doc < docs.length; doc++) {
    if (doc % STEP === 0) yield;
    const { words, places, attributes, space } = docs[doc] as Entry;
    for (const name of new Set([spaceAttribute(space), ...attributes])) add(attributeWord(name), doc, -1);
    for (let i = 0; i < words.length; i++) add(words[i] as string, doc, places[i] as number);
  }
  const from = new Uint32Array(numbers.size + 1);
  for (const number of found.word) (from[number + 1] as number)++;
  for (let n = 0; n < numbers.size; n++) (from[n + 1] as number) += from[n] as number;
  const at = from.slice();
  const sorted = { docs: new Uint32Array(found.word.length), places: new Int32Array(found.word.length) };
  found.word.forEach((number, i) => {
    const to = (at[number] as number)++;
    sorted.docs[to] = found.doc[i] as number;
    sorted.places[to] = found.place[i] as number;
  });
  return { numbers, ...sorted, from };
}
