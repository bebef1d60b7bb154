import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RichText, TextEntity } from '@/lib/messages/content';
import { LONGEST, lengthOf, MOST_MARKS, splitText, trimmed } from './text';

const plain = (text: string): RichText => ({ text, entities: [] });
const texts = (parts: readonly RichText[]) => parts.map(({ text }) => text);

describe('length', () => {
  it('counts characters as Telegram does: code points, without white space at the ends', () => {
    expect(lengthOf('  привет 👍🏽 \n')).toBe(9);
    expect(lengthOf('👨‍👩‍👧')).toBe(5);
    expect(lengthOf(' \n ')).toBe(0);
  });
});

describe('splitting', () => {
  it('leaves alone what fits', () => {
    expect(splitText(plain('x'.repeat(LONGEST.text)))).toHaveLength(1);
    expect(splitText(plain('👍'.repeat(LONGEST.text)))).toHaveLength(1);
    expect(splitText(plain('  '))).toEqual([]);
  });

  it('cuts between paragraphs, then lines, then sentences, then words', () => {
    expect(texts(splitText(plain('One two.\n\nThree four. Five.'), 20))).toEqual(['One two.', 'Three four. Five.']);
    expect(texts(splitText(plain('One two.\nThree four. Five.'), 20))).toEqual(['One two.', 'Three four. Five.']);
    expect(texts(splitText(plain('One two. Three four five'), 20))).toEqual(['One two.', 'Three four five']);
    expect(texts(splitText(plain('One two three four five'), 10))).toEqual(['One two', 'three four', 'five']);
    expect(texts(splitText(plain('Он сказал «да». Потом ушёл домой'), 20))).toEqual([
      'Он сказал «да».',
      'Потом ушёл домой',
    ]);
  });

  it('cuts a word only where it must, and never an emoji', () => {
    expect(texts(splitText(plain('abcdefgh'), 3))).toEqual(['abc', 'def', 'gh']);
    expect(texts(splitText(plain('ab👨‍👩‍👧cd'), 6))).toEqual(['ab', '👨‍👩‍👧c', 'd']);
  });

  it('does not cut an address or a custom emoji in two', () => {
    const text = 'abc https://e.x/1234567890 d';
    const url: TextEntity = { is: 'url', at: 4, length: 22 };
    const parts = splitText({ text, entities: [url] }, 24);
    expect(texts(parts)).toEqual(['abc', 'https://e.x/1234567890 d']);
    expect(parts[1]?.entities).toEqual([{ is: 'url', at: 0, length: 22 }]);
    const emoji: TextEntity = { is: 'emoji', id: '1', at: 3, length: 2 };
    expect(texts(splitText({ text: 'abc👍👍', entities: [emoji] }, 3))).toEqual(['abc', '👍👍']);
  });

  it('keeps marks in every part they reach into', () => {
    const parts = splitText({ text: 'One two. Three four', entities: [{ is: 'bold', at: 4, length: 10 }] }, 11);
    expect(parts).toEqual([
      { text: 'One two.', entities: [{ is: 'bold', at: 4, length: 4 }] },
      { text: 'Three four', entities: [{ is: 'bold', at: 0, length: 5 }] },
    ]);
  });

  it('splits for too many marks as for too many words', () => {
    const text = 'ab '.repeat(250);
    const entities = Array.from({ length: 250 }, (_, n): TextEntity => ({ is: 'bold', at: n * 3, length: 2 }));
    const parts = splitText({ text, entities });
    expect(parts.length).toBe(3);
    for (const part of parts) expect(part.entities.length).toBeLessThanOrEqual(MOST_MARKS);
    expect(parts.flatMap((part) => part.entities)).toHaveLength(250);
  });

  it('loses no word and no mark, and no part is too long (property)', () => {
    const piece = fc.oneof(
      { weight: 6, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }) },
      { weight: 4, arbitrary: fc.constantFrom(' ', '\n', '\n\n', '. ', '! ', '   ') },
      { weight: 1, arbitrary: fc.constantFrom('👍🏽', '👨‍👩‍👧', '🇩🇪', 'é') },
    );
    const marked = fc.tuple(
      fc.nat(),
      fc.nat(),
      fc.constantFrom('bold', 'italic', 'spoiler', 'code') as fc.Arbitrary<'bold'>,
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }),
        fc.array(marked, { maxLength: 6 }),
        fc.integer({ min: 8, max: 60 }),
        (pieces, marks, longest) => {
          const text = pieces.join('');
          const entities = marks.flatMap(([a, b, is]): TextEntity[] => {
            const at = text.length ? a % text.length : 0;
            const length = text.length ? 1 + (b % (text.length - at)) : 0;
            return length ? [{ is, at, length }] : [];
          });
          const whole = trimmed({ text, entities });
          const parts = splitText({ text, entities }, longest);
          for (const part of parts) {
            expect(lengthOf(part.text)).toBeGreaterThan(0);
            expect(lengthOf(part.text)).toBeLessThanOrEqual(longest);
            expect(part.text).toBe(part.text.trim());
          }
          expect(lettersOf(parts)).toEqual(lettersOf([whole]));
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** Every character that is no white space, with the marks it wears. */
function lettersOf(parts: readonly RichText[]): string[] {
  return parts.flatMap(
    ({ text, entities }) =>
      [...text].reduce<{ at: number; out: string[] }>(
        ({ at, out }, letter) => {
          const marks = [
            ...new Set(entities.filter((it) => it.at <= at && it.at + it.length > at).map(({ is }) => is)),
          ];
          if (letter.trim() !== '') out.push(`${letter}${marks.sort().join()}`);
          return { at: at + letter.length, out };
        },
        { at: 0, out: [] },
      ).out,
  );
}
