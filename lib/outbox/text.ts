import type { RichText, TextEntity } from '@/lib/messages/content';

/**
 * Longest texts, in characters as Telegram counts them (Unicode code points), of what is left after white space at both
 * ends is cut off. https://core.telegram.org/api/config
 */
export const LONGEST = { text: 4096, caption: 1024, premiumCaption: 2048 } as const;
/** More marks in one message are not kept. https://core.telegram.org/api/entities */
export const MOST_MARKS = 100;

/** Length as Telegram counts it. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text.trim()) length += 1;
  return length;
}

/** Without white space at its ends, as Telegram keeps it; marks follow. */
export function trimmed(rich: RichText): RichText {
  const begin = rich.text.length - rich.text.trimStart().length;
  return slice(rich, begin, begin + rich.text.trim().length);
}

/** A part of a text by UTF-16 units, with what of its marks lies in it. */
export function slice({ text, entities }: RichText, from: number, to: number): RichText {
  const cut: TextEntity[] = [];
  for (const entity of entities) {
    const at = Math.max(entity.at, from);
    const end = Math.min(entity.at + entity.length, to);
    if (end > at) cut.push({ ...entity, at: at - from, length: end - at });
  }
  return { text: text.slice(from, to), entities: cut };
}

/** Marks that lose their meaning when they are cut in two. */
const WHOLE: readonly TextEntity['is'][] = [
  'emoji',
  'url',
  'mention',
  'hashtag',
  'cashtag',
  'command',
  'email',
  'phone',
];

/** Where a text may be cut, the best first: between paragraphs, lines, sentences, words. */
const CUTS: readonly RegExp[] = [/\n\s*\n/g, /\n/g, /[.!?…。！？]["'”’»)\]]*\s/g, /\s/g];
/** A cut that leaves less than this part of a message filled gives way to a finer one. */
const LEAST_FILLED = 0.3;

/**
 * A text in parts of at most `longest` characters, cut between paragraphs, else sentences, else words, else where it
 * must be; never within an emoji or a link that fits. Nothing but white space at the cuts is lost, and every part keeps
 * its marks.
 */
export function splitText(rich: RichText, longest: number = LONGEST.text): RichText[] {
  const parts: RichText[] = [];
  let rest = trimmed(rich);
  while (lengthOf(rest.text) > longest || rest.entities.length > MOST_MARKS) {
    const cut = cutBefore(rest, furthestCut(rest, longest));
    const part = trimmed(slice(rest, 0, cut));
    if (part.text !== '') parts.push(part);
    rest = trimmed(slice(rest, cut, rest.text.length));
  }
  if (rest.text !== '') parts.push(rest);
  return parts;
}

/** The last place, in UTF-16 units, at which the first part may end. */
function furthestCut({ text, entities }: RichText, longest: number): number {
  let end = 0;
  let characters = 0;
  for (const character of text) {
    if (characters === longest) break;
    characters += 1;
    end += character.length;
  }
  const tooMany = [...entities].sort((a, b) => a.at - b.at)[MOST_MARKS];
  // A mark that begins at the very start cannot be cut off: then Telegram drops those that are too many.
  return tooMany && tooMany.at > 0 ? Math.min(end, tooMany.at) : end;
}

function cutBefore(rich: RichText, furthest: number): number {
  // A cut just behind the part is as good: what follows begins with white space, or is the next line.
  const stretch = rich.text.slice(0, furthest + 1);
  for (const cuts of CUTS) {
    const places = [...stretch.matchAll(cuts)].map(({ index, 0: { length } }) => index + length);
    const best = places.filter((at) => at <= furthest || /^\s*$/.test(rich.text.slice(furthest, at))).at(-1);
    if (best !== undefined && best >= furthest * LEAST_FILLED) {
      const whole = wholeBefore(rich, Math.min(best, furthest));
      if (whole > 0) return whole;
    }
  }
  const whole = wholeBefore(rich, furthest);
  return graphemeBefore(rich.text, whole > 0 ? whole : furthest);
}

/** The place, or the begin of what would be cut in two there. */
function wholeBefore({ entities }: RichText, at: number): number {
  const cutInTwo = entities.filter((it) => WHOLE.includes(it.is) && it.at < at && it.at + it.length > at);
  return Math.min(at, ...cutInTwo.map((it) => it.at));
}

/** The end of the last whole character, as people see characters, at or before a place; the place itself at the worst. */
function graphemeBefore(text: string, at: number): number {
  const from = Math.max(0, at - 64);
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  const segments = [...segmenter.segment(text.slice(from, at + 64))].map(({ index }) => from + index);
  const best = segments.filter((index) => index <= at && index > from).at(-1);
  return best === undefined || best <= 0 ? at : best;
}
