/** A chat as a file: what goes into it, whatever its form. The words are chosen before; a writer only sets them. */
import type { Message } from '@/lib/messages/model';

export const FORMS = ['html', 'json', 'csv'] as const;
export type Form = (typeof FORMS)[number];

export interface ExportHead {
  /** What the chat is called. */
  chat: string;
  peer: number;
  topic?: number;
  /** UTC ms; null: from the first that is kept. */
  from: number | null;
  /** UTC ms of the first moment that is not asked for. */
  to: number;
  /** UTC ms. */
  made: number;
  /** Words for the span, and for when the file was made. */
  span: string;
  madeWords: string;
  /** BCP 47. */
  language: string;
}

/** Telegram may have messages between these moments (UTC ms, both in it) that are not in the file. */
export interface Gap {
  /** null: from wherever the file begins. */
  from: number | null;
  to: number;
}

export interface Missing {
  /** In order. */
  gaps: readonly Gap[];
  /** Says so to the person; empty where there are none. */
  words: string;
}

/** Gaps with one that begins no earlier: joined where they touch. */
export function withGap(gaps: readonly Gap[], gap: Gap): Gap[] {
  const last = gaps.at(-1);
  if (!last || (gap.from !== null && gap.from > last.to)) return [...gaps, gap];
  return [...gaps.slice(0, -1), { from: last.from, to: Math.max(last.to, gap.to) }];
}

/** A kept message and what is said about it, in the person's language. */
export interface ExportLine {
  message: Message;
  sender: string;
  day: string;
  clock: string;
  /** Instead of words: what happened in the chat, or that only the fact of the message is kept. */
  note?: string;
  /** What hangs on it, in a line: kind, name, size. */
  media?: string;
  forwarded?: { name: string; words: string };
  /** `text`: the part that is answered, or how the message begins. */
  answers?: { words: string; text: string };
  edited?: string;
}

/** Writes a file piece by piece: a long chat is never one string. */
export interface Writer {
  /** What stands before the messages. Asked for when all are added: what is missing is known only then. */
  begin(missing: Missing): string;
  /** The next messages, in order. */
  add(lines: readonly ExportLine[]): Iterable<string>;
  end(): string;
}

/** Names that Windows keeps for its devices, whatever the ending. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** "Anna Berg 2026-11-28.html": a name that every system takes, and that reads as it is. */
export function exportName(chat: string, day: string, form: Form): string {
  const plain = [...chat.replace(/[\p{C}\p{Zl}\p{Zp}<>:"/\\|?*]+/gu, ' ').replace(/\s+/g, ' ')]
    .slice(0, 80)
    .join('')
    .replace(/^[\s.~]+|[\s.]+$/g, '');
  const name = RESERVED.test(plain) ? `${plain}_` : plain;
  return `${name === '' ? day : `${name} ${day}`}.${form}`;
}
