import { type DateRange, readDates } from './dates';
import { wordsOf } from './words';

/** One word asked for: whole, or as the beginning of a longer one. */
export interface Term {
  word: string;
  prefix: boolean;
}

/** Words that must stand side by side; often only one. */
export type Phrase = readonly Term[];

/** One thing that must be found: any of these. */
export interface Condition {
  anyOf: readonly Phrase[];
}

/** What can hang on a message, as `has:` names it. */
export const HAS = ['file', 'photo', 'video', 'voice', 'audio', 'link', 'place', 'contact', 'poll'] as const;
export type Has = (typeof HAS)[number];

/** A query as typed, taken apart. */
export interface Query extends DateRange {
  conditions: Condition[];
  /** Titles of chats of `in:`, as typed. Several: any of them. */
  in: string[];
  /** Names of people of `from:`, as typed. Several: any of them. */
  from: string[];
  /** All of them. */
  has: Has[];
  /** What was typed without operators and quotes: what Telegram's own search is asked. */
  plain: string;
  /** Operators that were passed over: half-typed, or with a value that means nothing. */
  ignored: string[];
}

const OPERATORS: Readonly<Record<string, 'in' | 'from' | 'before' | 'after' | 'on' | 'has'>> = {
  ...{ in: 'in', from: 'from', before: 'before', after: 'after', on: 'on', has: 'has' },
  ...{ в: 'in', от: 'from', до: 'before', после: 'after', за: 'on', есть: 'has' },
};

const KINDS: Readonly<Record<string, Has>> = {
  ...Object.fromEntries(HAS.map((kind) => [kind, kind])),
  ...{ files: 'file', photos: 'photo', videos: 'video', links: 'link', music: 'audio', location: 'place' },
  ...{ файл: 'file', фото: 'photo', видео: 'video', голос: 'voice', голосовое: 'voice', музыка: 'audio' },
  ...{ ссылка: 'link', место: 'place', контакт: 'contact', опрос: 'poll' },
};

const QUOTES = '"“”„«»';

/**
 * Reads what was typed. Every word matches as a beginning and all must be found; "quotes" hold whole words side by side; a
 * word that falls into several (a-b, user@mail.ru) is these side by side. Nothing typed is ever an error: what means
 * nothing (yet) is passed over. `now` is UTC ms, days are those of the machine's time zone.
 */
export function parseQuery(text: string, now: number): Query {
  const query: Query = { conditions: [], in: [], from: [], has: [], plain: '', ignored: [] };
  for (const piece of piecesOf(text)) {
    if (piece.operator === undefined) {
      addCondition(query, piece);
      query.plain = `${query.plain} ${piece.text}`.trim();
    } else if (!addOperator(query, piece.operator, piece.text, now)) query.ignored.push(piece.raw);
  }
  return query;
}

export function isEmpty(query: Query): boolean {
  const { conditions, in: chats, from, has, since, until } = query;
  return (
    conditions.length + chats.length + from.length + has.length === 0 && since === undefined && until === undefined
  );
}

interface Piece {
  raw: string;
  text: string;
  quoted: boolean;
  /** The closing quote has not been typed yet. */
  open: boolean;
  operator?: string;
}

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    const from = at;
    if (/\s/.test(text.charAt(at))) {
      at++;
      continue;
    }
    const operator = /^(\p{L}+):/u.exec(text.slice(at, at + 12))?.[1]?.toLowerCase();
    const known = operator !== undefined && Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
    if (known !== undefined && operator !== undefined) at += operator.length + 1;
    const quoted = at < text.length && QUOTES.includes(text.charAt(at));
    const start = quoted ? ++at : at;
    while (at < text.length && !(quoted ? QUOTES.includes(text.charAt(at)) : /\s/.test(text.charAt(at)))) at++;
    const open = quoted && at >= text.length;
    const value = text.slice(start, at);
    if (quoted && !open) at++;
    pieces.push({ raw: text.slice(from, at), text: value, quoted, open, ...(known ? { operator: known } : {}) });
  }
  return pieces;
}

function addCondition(query: Query, { text, quoted, open }: Piece): void {
  const { words } = wordsOf(text);
  if (words.length === 0) return;
  const last = words.length - 1;
  const phrase = words.map((word, i) => ({ word, prefix: i === last && (!quoted || open) }));
  const anyOf: Phrase[] = [phrase];
  if (!quoted) anyOf.push(...phoneNumbers(text).filter(([own]) => words.length > 1 || own?.word !== words[0]));
  query.conditions.push({ anyOf });
}

/** Telephone numbers are kept without the signs between their digits, and with +7 where people dial 8. */
function phoneNumbers(text: string): Phrase[] {
  if (!/^[+\d][\d().-]{4,}$/.test(text)) return [];
  const digits = text.replace(/\D/g, '');
  const ways = digits.startsWith('8') && digits.length >= 7 ? [digits, digits.slice(1)] : [digits];
  return ways.map((word) => [{ word, prefix: true }]);
}

/** False where the value means nothing. */
function addOperator(query: Query, operator: string, value: string, now: number): boolean {
  if (operator === 'in' || operator === 'from') {
    if (wordsOf(value).words.length === 0) return false;
    query[operator].push(value);
    return true;
  }
  if (operator === 'has') {
    const name = value.toLowerCase();
    const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
    if (kind !== undefined) query.has.push(kind);
    return kind !== undefined;
  }
  const range = readDates(value, now);
  if (!range) return false;
  if (operator !== 'before') query.since = Math.max(query.since ?? range.since, range.since);
  if (operator !== 'after') {
    const end = operator === 'before' ? range.since : range.until;
    query.until = Math.min(query.until ?? end, end);
  }
  return true;
}
