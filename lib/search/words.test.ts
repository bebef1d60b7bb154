import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_WORD, unitsOf, wordsOf } from './words';

const words = (text: string) => wordsOf(text).words;

describe('words of a text', () => {
  it('fold case in Latin and Cyrillic', () => {
    expect(words('Hello ПРИВЕТ wOrLd')).toEqual(['hello', 'привет', 'world']);
  });

  it('fold ё to е, and keep й, ї and ў', () => {
    expect(words('Ёлка ещё мой Їжак ўсё')).toEqual(['елка', 'еще', 'мой', 'їжак', 'ўсе']);
    expect(words('мой')).not.toEqual(words('мои'));
  });

  it('take letters written in two for what they are', () => {
    expect(words('мо\u0438\u0306 \u0435\u0308лка за\u0301мок')).toEqual(['мой', 'елка', 'замок']);
    expect(words('cafe\u0301 café CAFÉ')).toEqual(['cafe', 'cafe', 'cafe']);
  });

  it('fold what other keyboards lack', () => {
    expect(words('Straße Ærø Łódź İstanbul ılık ﬁne Ｆｕｌｌ')).toEqual([
      'strasse',
      'aero',
      'lodz',
      'istanbul',
      'ilik',
      'fine',
      'full',
    ]);
  });

  it('are parted by anything that is no letter or digit', () => {
    expect(words('a.b@mail.ru, +7 (912) 345-67-89; anna_k 10k/шт.')).toEqual([
      ...['a', 'b', 'mail', 'ru', '7', '912', '345', '67', '89', 'anna', 'k', '10k', 'шт'],
    ]);
  });

  it('are one sign each in scripts without spaces and for emoji', () => {
    expect(words('報價單 が 👍🏽ok ❤️')).toEqual(['報', '價', '單', 'が', '👍', 'ok', '❤']);
  });

  it('ignore soft hyphens and zero-width signs within a word', () => {
    expect(words('co\u00adope\u200brate')).toEqual(['cooperate']);
  });

  it('know where they stand', () => {
    const text = 'Да, cafe\u0301 — ок';
    const { starts, ends } = wordsOf(text);
    expect(starts.map((start, i) => text.slice(start, ends[i]))).toEqual(['Да', 'cafe\u0301', 'ок']);
  });

  it('are the same when folded again, and never empty or too long (property)', () => {
    const text = fc.string({
      unit: fc.oneof(fc.constantFrom(...'аёЁй иe\u0301ßﬁ⒈漢👍1 .-'), fc.string({ unit: 'binary' })),
    });
    fc.assert(
      fc.property(text, (value) => {
        const { words: found, starts, ends } = wordsOf(value);
        found.forEach((word, i) => {
          expect(word.length).toBeGreaterThan(0);
          expect(word.length).toBeLessThanOrEqual(LONGEST_WORD);
          expect(starts[i]).toBeLessThan(ends[i] ?? 0);
          expect(words(word)).toEqual([word]);
        });
      }),
      { numRuns: 1000 },
    );
  });
});

describe('units of the beginning of a word', () => {
  it('count the letters as they are written', () => {
    expect(unitsOf('Привет', 0, 6, 3)).toBe(3);
    expect(unitsOf('Straße', 0, 6, 5)).toBe(5);
    expect(unitsOf('e\u0301te\u0301', 0, 5, 1)).toBe(2);
    expect(unitsOf('ok', 0, 2, 9)).toBe(2);
  });
});
