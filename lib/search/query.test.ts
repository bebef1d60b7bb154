import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEmpty, parseQuery } from './query';

/** Monday. */
const NOW = new Date(2026, 10, 23, 15).getTime();
const parse = (text: string) => parseQuery(text, NOW);
/** Conditions as text: `*` after a beginning, `|` between ways. */
const asked = (text: string) =>
  parse(text).conditions.map(({ anyOf }) =>
    anyOf.map((phrase) => phrase.map(({ word, prefix }) => word + (prefix ? '*' : '')).join(' ')).join(' | '),
  );
const day = (year: number, month: number, date: number) => new Date(year, month - 1, date).getTime() / 1000;

describe('a query', () => {
  it('takes every word as a beginning, and all of them', () => {
    expect(asked('Ещё  цен')).toEqual(['еще*', 'цен*']);
  });

  it('takes quotes for whole words side by side, of every kind, and an open one as half-typed', () => {
    expect(asked('"price list" «ваша цена»')).toEqual(['price list', 'ваша цена']);
    expect(asked('“price li')).toEqual(['price li*']);
  });

  it('takes what falls into several words for these side by side', () => {
    expect(asked('anna@mail.ru')).toEqual(['anna mail ru*']);
  });

  it('finds telephone numbers however they are written', () => {
    expect(asked('8-912-345')).toEqual(['8 912 345* | 8912345* | 912345*']);
    expect(asked('8912345')).toEqual(['8912345* | 912345*']);
    expect(asked('891')).toEqual(['891*']);
    expect(asked('8(912)345-67')).toEqual(['8 912 345 67* | 891234567* | 91234567*']);
  });

  it('reads operators in both languages, with quotes', () => {
    expect(parse('in:"Harbour team" от:Анна has:photo есть:файл price')).toMatchObject({
      in: ['Harbour team'],
      from: ['Анна'],
      has: ['photo', 'file'],
      ignored: [],
    });
  });

  it('reads days: before them, after them, on them', () => {
    expect(parse('before:2026-03-09')).toMatchObject({ until: day(2026, 3, 9) });
    expect(parse('after:2026-03 before:2026')).toMatchObject({ since: day(2026, 3, 1), until: day(2026, 1, 1) });
    expect(parse('on:9.3.2026')).toMatchObject({ since: day(2026, 3, 9), until: day(2026, 3, 10) });
    expect(parse('after:yesterday')).toMatchObject({ since: day(2026, 11, 22) });
    expect(parse('after:7d')).toMatchObject({ since: day(2026, 11, 16) });
    expect(parse('on:24.12')).toMatchObject({ since: day(2025, 12, 24) });
  });

  it('passes over what means nothing yet', () => {
    expect(parse('before:soon has:x in: price')).toMatchObject({ ignored: ['before:soon', 'has:x', 'in:'] });
    expect(asked('http://tez.example')).toEqual(['http tez example*']);
    expect(parse('on:2026-02-31 on:2026-13').ignored).toHaveLength(2);
  });

  it('is empty where nothing is asked', () => {
    expect([isEmpty(parse(' ')), isEmpty(parse('. -')), isEmpty(parse('in:')), isEmpty(parse('has:file'))]).toEqual([
      ...[true, true, true, false],
    ]);
  });

  it('is never an error, whatever is typed (property)', () => {
    const typed = fc.array(
      fc.oneof(fc.constantFrom('in:', 'has:', 'before:', '"', '«', ' ', '7d', '1.1.'), fc.string()),
    );
    fc.assert(
      fc.property(typed, (parts) => {
        const { since = 0, until = 0 } = parse(parts.join(''));
        expect(Number.isFinite(since + until)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
