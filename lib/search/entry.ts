import { wordsOf } from './words';

/** Ids of a space are all numbers (Telegram's messages) or all texts (our records). */
export type Id = number | string;

/** What finds a document again: where it belongs (`account:peer` of a chat, or a table of records), and its id there. */
export interface DocKey {
  space: string;
  id: Id;
}

/** Something that can be found. */
export interface Doc extends DocKey {
  /** UTC seconds; what is newer stands first. */
  at: number;
  title: string;
  /** Other texts, each by itself: a phrase does not reach over their ends. */
  body: readonly string[];
  /** What it can be filtered by (lib/search/documents.ts). */
  attributes: readonly string[];
}

/** A document as the index sees it. */
export interface Entry extends DocKey {
  at: number;
  /** In order of their places. */
  words: readonly string[];
  /** Words of the title have places from 0, all others from {@link BODY} on; neighbours differ by 1. */
  places: readonly number[];
  attributes: readonly string[];
  /** 32 bits that tell whether anything the index knows has changed. */
  print: number;
}

export const BODY = 1024;
/** Places fit 16 bits. What stands after some 60,000 words is not found. */
export const LAST_PLACE = 0xffff;

export function entryOf({ space, id, at, title, body, attributes }: Doc): Entry {
  const words: string[] = [];
  const places: number[] = [];
  const add = (text: string, from: number, below: number): number => {
    let place = from;
    for (const word of wordsOf(text).words) {
      if (place >= below) break;
      words.push(word);
      places.push(place++);
    }
    return place;
  };
  add(title, 0, BODY - 1);
  let place = BODY;
  for (const text of body) place = add(text, place, LAST_PLACE) + 1;
  return { space, id, at, words, places, attributes, print: printOf(at, words, places, attributes) };
}

/** FNV-1a. Two states of one document with the same print are taken for one: a chance of 2^-32 an edit. */
function printOf(
  at: number,
  words: readonly string[],
  places: readonly number[],
  attributes: readonly string[],
): number {
  let hash = 0x811c9dc5 ^ at;
  const mix = (value: number) => {
    hash = Math.imul(hash ^ value, 0x01000193);
  };
  const mixText = (text: string) => {
    for (let i = 0; i < text.length; i++) mix(text.charCodeAt(i));
    mix(0);
  };
  words.forEach((word, i) => {
    mixText(word);
    mix(places[i] as number);
  });
  attributes.forEach(mixText);
  return hash >>> 0;
}

/** Newest first; what is equally old by space, then by id, highest first. The order of every list of results. */
export function compareDocs(a: DocKey & { at: number }, b: DocKey & { at: number }): number {
  if (a.at !== b.at) return b.at - a.at;
  if (a.space !== b.space) return a.space < b.space ? -1 : 1;
  return a.id === b.id ? 0 : a.id > b.id ? -1 : 1;
}
