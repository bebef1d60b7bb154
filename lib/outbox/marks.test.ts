import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RichText, TextEntity } from '@/lib/messages/content';
import { asUrl, hasMark, linkAt, linked, replaced, replacedPart, runsOf, toggled, wordAt } from './marks';

const bold = (at: number, length: number): TextEntity => ({ is: 'bold', at, length });
const rich = (text: string, ...entities: TextEntity[]): RichText => ({ text, entities });

describe('typing', () => {
  it('finds what was replaced, told by the caret where letters repeat', () => {
    expect(replacedPart('hello', 'hexllo', 3)).toEqual({ from: 2, to: 2, inserted: 'x' });
    expect(replacedPart('aaa', 'aaaa', 1)).toEqual({ from: 0, to: 0, inserted: 'a' });
    expect(replacedPart('aaa', 'aaaa', 4)).toEqual({ from: 3, to: 3, inserted: 'a' });
    expect(replacedPart('one two', 'one', 3)).toEqual({ from: 3, to: 7, inserted: '' });
    expect(replacedPart('abc', 'xyz', 3)).toEqual({ from: 0, to: 3, inserted: 'xyz' });
  });

  it('gives back the new text whatever was typed (property)', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 8 });
    fc.assert(
      fc.property(text, text, fc.nat(8), (before, after, at) => {
        const { from, to, inserted } = replacedPart(before, after, Math.min(at, after.length));
        expect(replaced(rich(before, bold(0, before.length)), from, to, inserted).text).toBe(after);
      }),
    );
  });

  it('grows a mark within it and at its end, not before it', () => {
    expect(replaced(rich('ab cd', bold(0, 2)), 1, 1, 'x').entities).toEqual([bold(0, 3)]);
    expect(replaced(rich('ab cd', bold(0, 2)), 2, 2, 'x').entities).toEqual([bold(0, 3)]);
    expect(replaced(rich('ab cd', bold(0, 2)), 2, 2, ' x').entities).toEqual([bold(0, 2)]);
    expect(replaced(rich('ab cd', bold(3, 2)), 3, 3, 'x').entities).toEqual([bold(4, 2)]);
    const link: TextEntity = { is: 'link', url: 'https://e.x', at: 0, length: 2 };
    expect(replaced(rich('ab', link), 2, 2, 'x').entities).toEqual([link]);
  });

  it('shrinks, cuts and drops marks with their words', () => {
    expect(replaced(rich('abcdef', bold(1, 4)), 3, 6, '').entities).toEqual([bold(1, 2)]);
    expect(replaced(rich('abcdef', bold(1, 4)), 0, 3, 'x').entities).toEqual([bold(1, 2)]);
    expect(replaced(rich('abcdef', bold(1, 4)), 1, 5, '').entities).toEqual([]);
    expect(replaced(rich('abcdef', bold(1, 4)), 1, 5, 'new').entities).toEqual([bold(1, 3)]);
    const emoji: TextEntity = { is: 'emoji', id: '7', at: 0, length: 2 };
    expect(replaced(rich('👍a', emoji), 0, 2, 'x').entities).toEqual([]);
    expect(replaced(rich('👍a', emoji), 2, 3, '').entities).toEqual([emoji]);
  });

  it('never leaves a mark outside of the text (property)', () => {
    const entity = fc.tuple(fc.nat(20), fc.nat(20)).map(([a, b]): [number, number] => [a, b]);
    fc.assert(
      fc.property(fc.array(entity), fc.nat(20), fc.nat(20), fc.string({ maxLength: 5 }), (marks, a, b, inserted) => {
        const text = 'abcdefghijklmnopqrst';
        const entities = marks.flatMap(([x, y]) => (x + y < 20 && y > 0 ? [bold(x, y)] : []));
        const next = replaced({ text, entities }, Math.min(a, b), Math.max(a, b), inserted);
        for (const { at, length } of next.entities) {
          expect(at).toBeGreaterThanOrEqual(0);
          expect(length).toBeGreaterThan(0);
          expect(at + length).toBeLessThanOrEqual(next.text.length);
        }
      }),
    );
  });
});

describe('marking', () => {
  it('sets a mark and takes it away, white space at the ends left out', () => {
    const marked = toggled(rich('one two three'), 3, 8, 'bold');
    expect(marked.entities).toEqual([bold(4, 3)]);
    expect(hasMark(marked, 4, 7, 'bold')).toBe(true);
    expect(toggled(marked, 4, 7, 'bold').entities).toEqual([]);
    expect(toggled(marked, 5, 6, 'bold').entities).toEqual([bold(4, 1), bold(6, 1)]);
    expect(toggled(rich('  '), 0, 2, 'bold').entities).toEqual([]);
  });

  it('joins what touches, and makes whole what was partly marked', () => {
    expect(toggled(rich('abcd', bold(0, 2)), 2, 4, 'bold').entities).toEqual([bold(0, 4)]);
    expect(toggled(rich('abcd', bold(1, 1)), 0, 4, 'bold').entities).toEqual([bold(0, 4)]);
  });

  it('lets code stand alone', () => {
    expect(toggled(rich('abcd', bold(0, 4)), 1, 3, 'code').entities).toEqual([
      bold(0, 1),
      { is: 'code', at: 1, length: 2 },
      bold(3, 1),
    ]);
    const code: TextEntity = { is: 'code', at: 0, length: 4 };
    expect(toggled(rich('abcd', code), 0, 4, 'italic').entities).toEqual([{ is: 'italic', at: 0, length: 4 }]);
  });

  it('links a part to an address, and finds it again', () => {
    const one = linked(rich('see here now'), 4, 8, 'https://e.x/');
    expect(linkAt(one, 5, 5)).toEqual({ url: 'https://e.x/', from: 4, to: 8 });
    expect(linked(one, 4, 8, null).entities).toEqual([]);
    expect(linkAt(one, 0, 2)).toBeNull();
  });

  it('finds the word around a place', () => {
    expect(wordAt('one two', 5)).toEqual({ from: 4, to: 7 });
    expect(wordAt('one  two', 4)).toEqual({ from: 4, to: 4 });
  });

  it('takes addresses as they are typed, and none that runs code', () => {
    expect(asUrl('example.com/offer')).toBe('https://example.com/offer');
    expect(asUrl('HTTP://Example.com')).toBe('HTTP://Example.com');
    expect(asUrl('localhost.localdomain:8080')).toBe('https://localhost.localdomain:8080');
    expect(asUrl('tg://resolve?domain=x')).toBe('tg://resolve?domain=x');
    for (const wrong of ['javascript:alert(1)', 'data:text/html,x', 'hello', 'two words.com', '', 'https://']) {
      expect(asUrl(wrong)).toBeNull();
    }
  });
});

it('runs cover the text, each with its marks', () => {
  const text = rich('abcdef', bold(0, 3), { is: 'italic', at: 2, length: 2 });
  expect(runsOf(text).map((run) => [run.text, run.marks.map(({ is }) => is)])).toEqual([
    ['ab', ['bold']],
    ['c', ['bold', 'italic']],
    ['d', ['italic']],
    ['ef', []],
  ]);
});
