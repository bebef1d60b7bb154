import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from './query';
import { marksOf, snippetOf } from './snippet';

const conditions = (query: string) => parseQuery(query, 0).conditions;
const marked = (text: string, query: string) =>
  marksOf(text, conditions(query)).map(([from, to]) => text.slice(from, to));

describe('marks', () => {
  it('cover what was typed, as it is written', () => {
    expect(marked('Ещё цены и ЦЕНА, мы ценим', 'цен')).toEqual(['цен', 'ЦЕН', 'цен']);
    expect(marked('Straße, Strasse', 'strass')).toEqual(['Straß', 'Strass']);
    expect(marked('ещё', 'еще')).toEqual(['ещё']);
  });

  it('cover phrases with what lies between their words', () => {
    expect(marked('per my last offer, my last word', '"my last offer"')).toEqual(['my last offer']);
    expect(marked('call +7 912 345', '7-912')).toEqual(['7 912']);
  });

  it('are joined where they touch', () => {
    expect(marked('報價單', '報 價')).toEqual(['報價']);
  });
});

describe('a snippet', () => {
  it('is the whole text where it is short', () => {
    expect(snippetOf('Price\nlist', conditions('list'), 80)).toEqual({ text: 'Price list', marks: [[6, 10]] });
  });

  it('shows the first thing found, cut between words', () => {
    const text = `${'before '.repeat(30)}the invoice ${'after '.repeat(30)}`;
    const { text: shown, marks } = snippetOf(text, conditions('invo'), 60);
    expect(shown).toMatch(/^…before .*the invoice after .*after…$/);
    expect(marks.map(([from, to]) => shown.slice(from, to))).toEqual(['invo']);
  });

  it('marks only what is found, within what is shown, and cuts no sign in two (property)', () => {
    const text = fc.array(
      fc.constantFrom('да', 'Ещё', 'price', '👍🏽', '報價', 'e\u0301t', '-', 'longword'.repeat(9)),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(
        text,
        fc.constantFrom('да', 'ещ', 'pri', '👍', '價', 'long'),
        fc.integer({ min: 12, max: 90 }),
        (parts, query, length) => {
          const whole = parts.join(' ');
          const { text: shown, marks } = snippetOf(whole, conditions(query), length);
          expect(shown.length).toBeLessThanOrEqual(Math.max(length, 0) + 2);
          expect(shown).not.toMatch(/\p{Surrogate}/u);
          let last = 0;
          for (const [from, to] of marks) {
            expect(from).toBeGreaterThanOrEqual(last);
            expect(to).toBeGreaterThan(from);
            expect(to).toBeLessThanOrEqual(shown.length);
            last = to;
          }
          expect(marks.length > 0).toBe(marksOf(whole, conditions(query)).length > 0);
        },
      ),
      { numRuns: 500 },
    );
  });
});
