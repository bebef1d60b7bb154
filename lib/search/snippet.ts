import { isWord } from './match';
import type { Condition, Phrase } from './query';
import { unitsOf, type Words, wordsOf } from './words';

/** Part of a text to show, and what of it was found. Offsets are UTF-16 units of `text`, end exclusive, in order. */
export interface Snippet {
  text: string;
  marks: [from: number, to: number][];
}

const ELLIPSIS = '…';
/** So much of a snippet lies before its first mark. */
const BEFORE = 0.25;

/** All places of a text where something that was asked for stands: joined where they touch. */
export function marksOf(text: string, conditions: readonly Condition[]): [from: number, to: number][] {
  const words = wordsOf(text);
  const found: [number, number][] = [];
  for (const phrase of conditions.flatMap(({ anyOf }) => anyOf)) {
    for (let i = 0; i + phrase.length <= words.words.length; i++) {
      const mark = markAt(text, words, phrase, i);
      if (mark) found.push(mark);
    }
  }
  found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const joined: [number, number][] = [];
  for (const [from, to] of found) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/** A phrase that begins at word `i`: from its first letter to the last that was typed. */
function markAt(text: string, { words, starts, ends }: Words, phrase: Phrase, i: number): [number, number] | null {
  if (!phrase.every((term, k) => isWord(term, words[i + k] as string))) return null;
  const last = i + phrase.length - 1;
  const [start, end] = [starts[last] as number, ends[last] as number];
  const typed = (phrase.at(-1)?.word ?? '').length;
  return [starts[i] as number, start + unitsOf(text, start, end, typed)];
}

/** About `length` units of a text around the first thing found, on one line, cut between words where it can be. */
export function snippetOf(text: string, conditions: readonly Condition[], length: number): Snippet {
  // One unit for one, so that offsets stay.
  const flat = text.replace(/\s/g, ' ');
  const marks = marksOf(flat, conditions);
  const [from, to] = windowOf(flat, marks[0]?.[0] ?? 0, length);
  const head = from > 0 ? ELLIPSIS : '';
  const tail = to < flat.length ? ELLIPSIS : '';
  const shift = head.length - from;
  return {
    text: head + flat.slice(from, to) + tail,
    marks: marks
      .filter(([start, end]) => end > from && start < to)
      .map(([start, end]) => [Math.max(start, from) + shift, Math.min(end, to) + shift]),
  };
}

function windowOf(text: string, mark: number, length: number): [from: number, to: number] {
  if (text.length <= length) return [0, text.length];
  let from = Math.max(0, Math.min(mark - Math.floor(length * BEFORE), text.length - length));
  if (from > 0) {
    const space = text.indexOf(' ', from - 1);
    if (space >= 0 && space < mark) from = space + 1;
    else if (isLow(text, from)) from++;
  }
  let to = Math.min(text.length, from + length);
  if (to < text.length) {
    const space = text.lastIndexOf(' ', to);
    if (space > from + length / 2 && space > mark) to = space;
    else if (isLow(text, to)) to--;
  }
  return [from, to];
}

/** The second half of a pair: a cut here would leave half a sign. */
function isLow(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
