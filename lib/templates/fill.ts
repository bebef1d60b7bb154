/** Filling the gaps of a template. */
import type { RichText, TextEntity } from '@/lib/messages/content';
import { type Gap, gapsOf, piecesOf, type Variable } from './gaps';

/** What the chat says of a variable; null where it says nothing. */
export type ValueFor = (variable: Variable) => string | null;

/** A question to the person. */
export interface Question {
  key: string;
  label: string;
  /** What stands in the field at first. */
  suggested: string;
}

/** Answers by a question's key, as typed. */
export type Answers = Readonly<Record<string, string>>;

/**
 * What has to be asked: each variable that has no value, once, in the order of its first gap, with the first default that
 * any of its gaps has.
 */
export function questionsOf(template: RichText, valueFor: ValueFor): Question[] {
  const questions = new Map<string, Question>();
  for (const gap of gapsOf(template).gaps) {
    if (known(gap, valueFor) !== null) continue;
    const asked = questions.get(gap.key);
    if (!asked) questions.set(gap.key, { key: gap.key, label: gap.label, suggested: gap.fallback });
    else if (asked.suggested === '') questions.set(gap.key, { ...asked, suggested: gap.fallback });
  }
  return [...questions.values()];
}

/** The answers as they stand: what was typed, else what is suggested. */
export function answersOf(questions: readonly Question[], typed: Answers): Answers {
  return Object.fromEntries(questions.map(({ key, suggested }) => [key, typed[key] ?? suggested]));
}

export interface Filled extends RichText {
  /** Where the name of a gap stands for want of words. Empty: it may be sent. */
  missing: { at: number; length: number }[];
}

/**
 * The template with its gaps filled by the chat, else by the answers (white space at their ends is cut off; an empty one
 * is none). A gap that has neither shows its name, without braces, and is in `missing`. Marks go with their words: one
 * that begins or ends within a gap takes in all of it, one with nothing in it is gone. In the address of a link, words
 * are encoded as a part of one.
 */
export function filled(template: RichText, valueFor: ValueFor, answers: Answers): Filled {
  const wordsFor = (gap: Gap) => known(gap, valueFor) ?? (answers[gap.key]?.trim() || null);
  const missing: Filled['missing'] = [];
  let text = '';
  const spans = piecesOf(template.text).pieces.map((piece) => {
    const begin = text.length;
    if (piece.is === 'words') text += piece.words;
    else {
      const words = wordsFor(piece.gap);
      text += words ?? piece.gap.label;
      if (words === null) missing.push({ at: begin, length: text.length - begin });
    }
    return { at: piece.at, end: piece.end, begin, close: text.length, plain: piece.is === 'words' };
  });

  const entities = template.entities.flatMap((entity): TextEntity[] => {
    const first = spans.find(({ end }) => entity.at < end);
    const last = spans.filter(({ at }) => entity.at + entity.length > at).at(-1);
    if (!first || !last) return [];
    const begin = place(first, entity.at, first.begin);
    const close = place(last, entity.at + entity.length, last.close);
    if (close <= begin) return [];
    const moved = { ...entity, at: begin, length: close - begin };
    if (moved.is !== 'link') return [moved];
    const url = piecesOf(moved.url).pieces.map((piece) => {
      if (piece.is === 'words') return piece.words;
      const words = wordsFor(piece.gap);
      if (words === null) missing.push({ at: begin, length: close - begin });
      return encodeURIComponent(words ?? piece.gap.label);
    });
    return [{ ...moved, url: url.join('') }];
  });
  return { text, entities, missing };
}

/** A part of the template, and where it stands once it is filled. */
interface Span {
  at: number;
  end: number;
  begin: number;
  close: number;
  plain: boolean;
}

/** Where a place of the template is in the filled text: within plain words the same letter, within a gap its edge. */
function place({ at, end, begin, close, plain }: Span, offset: number, edge: number): number {
  if (offset <= at) return begin;
  if (offset >= end) return close;
  return plain ? Math.min(begin + offset - at, close) : edge;
}

function known({ variable }: Gap, valueFor: ValueFor): string | null {
  return variable.is === 'own' ? null : valueFor(variable)?.trim() || null;
}

/** Two texts, the second in a line of its own. */
export function joined(before: RichText, after: RichText): RichText {
  if (before.text.trim() === '') return after;
  const text = /\n$/.test(before.text) ? before.text : `${before.text}\n`;
  const shift = text.length;
  return {
    text: text + after.text,
    entities: [...before.entities, ...after.entities.map((it) => ({ ...it, at: it.at + shift }))],
  };
}
