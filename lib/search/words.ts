import { ALONE, composed, fold, IGNORED, LETTER } from './fold';

/** Longer words are known by their beginning. */
export const LONGEST_WORD = 40;

/** The words of a text, folded, with where they stand in it (UTF-16 units, end exclusive). */
export interface Words {
  words: string[];
  starts: number[];
  ends: number[];
}

/** Folding of the alphabets that most text is written in, by code unit: 0 separator, 1 look it up, else the letter. */
const FAST = new Uint16Array(0x530).fill(1);
for (let code = 0; code < FAST.length; code++) {
  const { reading, as } = fold(code);
  if (reading === LETTER && as.length === 1) FAST[code] = as.charCodeAt(0);
  else if (reading !== LETTER && reading !== IGNORED && reading !== ALONE) FAST[code] = 0;
}
/** Room for the longest word, one letter that folds to several, and no more. */
const letters = new Uint16Array(LONGEST_WORD + 8);

/**
 * Cuts a text into words: runs of letters and digits, with accents ignored; ideographs, scripts without spaces and emoji
 * are words of one sign.
 */
export function wordsOf(text: string): Words {
  const found: Words = { words: [], starts: [], ends: [] };
  const { length } = text;
  let size = 0;
  let start = 0;
  let end = 0;

  const finish = () => {
    if (size === 0) return;
    found.words.push(String.fromCharCode.apply(null, letters.subarray(0, size) as unknown as number[]));
    found.starts.push(start);
    found.ends.push(end);
    size = 0;
  };

  for (let i = 0; i < length; ) {
    const unit = text.charCodeAt(i);
    const fast = unit < 0x530 ? (FAST[unit] as number) : 1;
    const next = i + 1 < length ? text.charCodeAt(i + 1) : 0;
    if (fast > 1 && (next < 0x300 || next > 0x36f)) {
      if (size === 0) start = i;
      if (size < LONGEST_WORD) letters[size++] = fast;
      end = ++i;
      continue;
    }
    if (fast === 0) {
      finish();
      i++;
      continue;
    }
    const code = text.codePointAt(i) as number;
    let width = code > 0xffff ? 2 : 1;
    let folded = fold(code);
    const pair = folded.reading === LETTER ? composed(code, next) : null;
    if (pair) {
      folded = pair;
      width = 2;
    }
    if (folded.reading === LETTER) {
      if (size === 0) start = i;
      for (let k = 0; k < folded.as.length && size < LONGEST_WORD; k++) letters[size++] = folded.as.charCodeAt(k);
      end = i + width;
    } else if (folded.reading === ALONE) {
      finish();
      found.words.push(folded.as);
      found.starts.push(i);
      found.ends.push(i + width);
    } else if (folded.reading === IGNORED) {
      if (size > 0) end = i + width;
    } else {
      finish();
    }
    i += width;
  }
  finish();
  return found;
}

/** How many units of `text` from `start` on make `letters` folded letters: where the mark of a half-typed word ends. */
export function unitsOf(text: string, start: number, end: number, count: number): number {
  let at = start;
  while (at < end) {
    let width = (text.codePointAt(at) as number) > 0xffff ? 2 : 1;
    // Accents that follow belong to their letter.
    while (at + width < end && fold(text.codePointAt(at + width) as number).reading === IGNORED) width++;
    at += width;
    if ((wordsOf(text.slice(start, at)).words[0] ?? '').length >= count) return at - start;
  }
  return end - start;
}
