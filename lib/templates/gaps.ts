/** The gaps in a template's words: `{first name}`, `{discount|10 %}`, `{today+3d}`. */
import type { RichText } from '@/lib/messages/content';
import { type RelativeDate, readDate } from './dates';

/** What the open chat can fill in by itself. */
export const KNOWN = [
  'first name',
  'last name',
  'full name',
  'role',
  'username',
  'phone',
  'deal title',
  'value',
  'stage',
  'my name',
  'my first name',
] as const;
export type Known = (typeof KNOWN)[number];

/** What stands in a gap. `own` is a field that the person is asked for. */
export type Variable = { is: 'known'; name: Known } | { is: 'date'; date: RelativeDate } | { is: 'own'; name: string };

export interface Gap {
  /** The name folded: two gaps with the same key are the same question. */
  key: string;
  /** The name as it is written. */
  label: string;
  /** What is put in where nothing is known; empty for none. */
  fallback: string;
  variable: Variable;
}

/** Why a text is no template. `at` in UTF-16 units; in the address of a link, where the link begins. */
export interface GapFault {
  /** `brace`: one stands alone. `nameless`: nothing is named. `date`: begins as a date. `name`: a sign that names do not have. */
  is: 'brace' | 'nameless' | 'date' | 'name';
  at: number;
}

/** A part of a text from `at` to `end`: words that stand for themselves, or a gap. */
export type Piece = { at: number; end: number } & ({ is: 'words'; words: string } | { is: 'gap'; gap: Gap });

const TOKEN = /\\[{}]|\{([^{}\n]*)\}|[{}]/g;
/** Own fields are named by letters, digits and a few signs. */
const OWN = /^[\p{L}\p{N}№#][\p{L}\p{M}\p{N} _.,'’/%№#&-]{0,39}$/u;

/**
 * Cuts a text into words and gaps, which together are all of it, in order. A gap is `{name}` or `{name|default}` in one
 * line; case, and white space at the ends and between words of a name, do not matter. `\{` and `\}` are plain braces.
 * Every other brace is a fault, so that none is ever sent by mistake: that a text has faults is told, and it must not be
 * filled then.
 */
export function piecesOf(text: string): { pieces: Piece[]; faults: GapFault[] } {
  const pieces: Piece[] = [];
  const faults: GapFault[] = [];
  let from = 0;
  const words = (upTo: number) => {
    if (upTo > from) pieces.push({ is: 'words', at: from, end: upTo, words: text.slice(from, upTo) });
  };
  for (const { 0: token, 1: inside, index: at } of text.matchAll(TOKEN)) {
    words(at);
    from = at + token.length;
    if (inside !== undefined) {
      const gap = readGap(inside);
      if (typeof gap === 'string') faults.push({ is: gap, at });
      else pieces.push({ is: 'gap', at, end: from, gap });
    } else if (token.length === 2) pieces.push({ is: 'words', at, end: from, words: token.charAt(1) });
    else faults.push({ is: 'brace', at });
  }
  words(text.length);
  return { pieces, faults };
}

function readGap(inside: string): Gap | 'nameless' | 'date' | 'name' {
  const bar = inside.indexOf('|');
  const label = (bar < 0 ? inside : inside.slice(0, bar)).trim().replace(/\s+/g, ' ');
  const fallback = bar < 0 ? '' : inside.slice(bar + 1).trim();
  if (label === '') return 'nameless';
  const key = label.toLowerCase();
  const variable = variableOf(key);
  return typeof variable === 'string' ? variable : { key, label, fallback, variable };
}

function variableOf(key: string): Variable | 'date' | 'name' {
  const known = KNOWN.find((name) => name === key);
  if (known) return { is: 'known', name: known };
  const date = readDate(key);
  if (date) return { is: 'date', date };
  if (date === false) return 'date';
  return OWN.test(key) ? { is: 'own', name: key } : 'name';
}

/** Every gap of a text and of the addresses in it, in order, and every fault. */
export function gapsOf({ text, entities }: RichText): { gaps: Gap[]; faults: GapFault[] } {
  const own = piecesOf(text);
  const links = entities.flatMap((it) => (it.is === 'link' ? [{ at: it.at, ...piecesOf(it.url) }] : []));
  const pieces = [...own.pieces, ...links.flatMap((it) => it.pieces)];
  return {
    gaps: pieces.flatMap((piece) => (piece.is === 'gap' ? [piece.gap] : [])),
    faults: [...own.faults, ...links.flatMap(({ at, faults }) => faults.map(({ is }) => ({ is, at })))],
  };
}
