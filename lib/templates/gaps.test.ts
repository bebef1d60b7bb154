import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gapsOf, piecesOf } from './gaps';

const gaps = (text: string) => gapsOf({ text, entities: [] }).gaps;
const faults = (text: string) => gapsOf({ text, entities: [] }).faults;

describe('gaps', () => {
  it('are known, dates, or own fields, with defaults; case and spaces do not matter', () => {
    expect(gaps('Hi { First   name | there }, {discount|10 %} until {next Friday}')).toEqual([
      { key: 'first name', label: 'First name', fallback: 'there', variable: { is: 'known', name: 'first name' } },
      { key: 'discount', label: 'discount', fallback: '10 %', variable: { is: 'own', name: 'discount' } },
      {
        ...{ key: 'next friday', label: 'next Friday', fallback: '' },
        variable: { is: 'date', date: { from: 5, by: { count: 0, unit: 'd' } } },
      },
    ]);
    expect(gaps('{скидка} {№ договора}').map(({ key }) => key)).toEqual(['скидка', '№ договора']);
  });

  it('leave no brace unexplained', () => {
    expect(faults('{{first name}}')).toEqual([
      { is: 'brace', at: 0 },
      { is: 'brace', at: 13 },
    ]);
    expect(faults('a } b')).toEqual([{ is: 'brace', at: 2 }]);
    expect(faults('{first\nname}')).toEqual([
      { is: 'brace', at: 0 },
      { is: 'brace', at: 11 },
    ]);
    expect(faults('x { | there }')).toEqual([{ is: 'nameless', at: 2 }]);
    expect(faults('{today+3x}')).toEqual([{ is: 'date', at: 0 }]);
    expect(faults('{"a": 1}')).toEqual([{ is: 'name', at: 0 }]);
    expect(faults('\\{"a": 1\\}')).toEqual([]);
  });

  it('are found in addresses', () => {
    const link = { is: 'link' as const, at: 4, length: 4, url: 'https://example.com/{value}?{' };
    const found = gapsOf({ text: 'the list', entities: [link] });
    expect(found.gaps.map(({ key }) => key)).toEqual(['value']);
    expect(found.faults).toEqual([{ is: 'brace', at: 4 }]);
  });

  it('and words are all of a text, in order; where there is no fault every brace is one of a gap or escaped', () => {
    const part = fc.constantFrom(
      '{first name}',
      '{a|b}',
      '\\{',
      '\\}',
      '{',
      '}',
      'x',
      ' ',
      '\n',
      '{today+1d}',
      '\\',
      '{}',
      'é',
    );
    const texts = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const { pieces, faults: wrong } = piecesOf(text);
        let end = 0;
        for (const piece of pieces) {
          expect(piece.at).toBeGreaterThanOrEqual(end);
          // What is passed over is what a fault tells of.
          expect(wrong.filter(({ at }) => at >= end && at < piece.at).length > 0).toBe(piece.at > end);
          const source = text.slice(piece.at, piece.end);
          if (piece.is === 'gap') expect(source).toMatch(/^\{[^{}]*\}$/);
          else expect(source).toBe(/^[{}]$/.test(piece.words) ? `\\${piece.words}` : piece.words);
          end = piece.end;
        }
        if (wrong.length === 0) expect(pieces.map(({ at, end: close }) => text.slice(at, close)).join('')).toBe(text);
      }),
    );
  });
});
