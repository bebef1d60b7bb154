import { BODY, type Entry } from './entry';
import type { Condition, Phrase, Term } from './query';

/** What the index is asked: all conditions, one attribute of every group, within the dates (UTC seconds, half-open). */
export interface Ask {
  conditions: readonly Condition[];
  attributes: readonly (readonly string[])[];
  since?: number;
  until?: number;
}

/**
 * How well one found place answers: the title's beginning before its other words, before all else, and a whole word before a
 * beginning. From 1 to 6.
 */
export function placeScore(place: number, whole: boolean): number {
  const where = place === 0 ? 4 : place < BODY ? 2 : 0;
  return where + (whole ? 2 : 1);
}

/** The score of an entry, summed over conditions; null where it is no answer. 0 where nothing but filters was asked. */
export function scoreEntry(ask: Ask, entry: Entry): number | null {
  if (entry.at < (ask.since ?? Number.NEGATIVE_INFINITY) || entry.at >= (ask.until ?? Number.POSITIVE_INFINITY)) {
    return null;
  }
  if (!ask.attributes.every((anyOf) => anyOf.some((name) => hasAttribute(entry, name)))) return null;
  let score = 0;
  for (const { anyOf } of ask.conditions) {
    let best = 0;
    for (const phrase of anyOf) best = Math.max(best, scorePhrase(phrase, entry));
    if (best === 0) return null;
    score += best;
  }
  return score;
}

/** Every document has this attribute, whatever else it has. */
export function spaceAttribute(space: string): string {
  return `in ${space}`;
}

function hasAttribute(entry: Entry, name: string): boolean {
  return entry.attributes.includes(name) || name === spaceAttribute(entry.space);
}

export function isWord({ word, prefix }: Term, found: string): boolean {
  return prefix ? found.startsWith(word) : found === word;
}

function scorePhrase(phrase: Phrase, { words, places }: Entry): number {
  let best = 0;
  for (let i = 0; i + phrase.length <= words.length; i++) {
    if (!standsAt(phrase, words, places, i)) continue;
    const last = phrase.length - 1;
    const whole = words[i + last] === phrase[last]?.word;
    best = Math.max(best, placeScore(places[i] as number, whole));
  }
  return best;
}

function standsAt(phrase: Phrase, words: readonly string[], places: readonly number[], from: number): boolean {
  for (let k = 0; k < phrase.length; k++) {
    const term = phrase[k] as Term;
    if (!isWord(term, words[from + k] as string)) return false;
    if (places[from + k] !== (places[from] as number) + k) return false;
  }
  return true;
}
