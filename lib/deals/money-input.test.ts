import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMoney } from './money-input';
import { minorDigits } from './money-units';

const read = (typed: string, unit = 'EUR') => {
  const result = parseMoney(typed, unit);
  return result.ok ? (result.money ? `${result.money.minor} ${result.money.unit}` : 'none') : result.why;
};

describe('what people type as a value', () => {
  it.each([
    ['48500', '4850000 EUR'],
    ['€48,500', '4850000 EUR'],
    ['48.500 €', '4850000 EUR'],
    ['48 500,50', '4850050 EUR'],
    ['48,500.50', '4850050 EUR'],
    ['1.234.567,89', '123456789 EUR'],
    ["48'500", '4850000 EUR'],
    ['300k', '30000000 EUR'],
    ['€38k', '3800000 EUR'],
    ['300к', '30000000 EUR'],
    ['300 тыс', '30000000 EUR'],
    ['300 тыс. руб.', '30000000 RUB'],
    ['1.5m', '150000000 EUR'],
    ['1,5 млн ₽', '150000000 RUB'],
    ['$1.49M', '149000000 USD'],
    ['2 млрд р', '200000000000 RUB'],
    ['12 450 000 ₽', '1245000000 RUB'],
    ['12\u00a0450\u202f000 ₽', '1245000000 RUB'],
    ['USDT 9,600', '960000 USDT'],
    ['9600 usdt', '960000 USDT'],
    ['CHF 212,000', '21200000 CHF'],
    ['¥610,000', '610000 JPY'],
    ['CN¥610,000', '61000000 CNY'],
    ['TON 12,400', '1240000 TON'],
    ['0.015 BTC', '1500000 BTC'],
    ['1.500 KWD', '1500 KWD'],
    ['0,99', '99 EUR'],
    ['0', '0 EUR'],
    ['1.2345k', '123450 EUR'],
    ['5 m', '500000000 EUR'],
    ['500 mxn', '50000 MXN'],
    ['', 'none'],
    ['   ', 'none'],
  ])('%s', (typed, expected) => {
    expect(read(typed)).toBe(expected);
  });

  it.each([
    ['a lot', 'notANumber'],
    ['12 45', 'notANumber'],
    ['1,23,4', 'notANumber'],
    ['1.2.3', 'notANumber'],
    ['-5', 'negative'],
    ['−5 €', 'negative'],
    ['5 apples', 'unit'],
    ['about 5', 'unit'],
    ['€5 USD', 'unit'],
    ['12.3456', 'precision'],
    ['¥10.5', 'precision'],
    ['99999999999999999999', 'tooLarge'],
    ['10000000 bn', 'tooLarge'],
    ['1 2k 3', 'unit'],
  ])('refuses %s', (typed, why) => {
    expect(read(typed)).toBe(why);
  });

  it('uses the default unit only where none is written', () => {
    expect(read('100', 'RUB')).toBe('10000 RUB');
    expect(read('100 €', 'RUB')).toBe('10000 EUR');
    expect(read('100', 'JPY')).toBe('100 JPY');
  });
});

describe('what Intl writes is read back', () => {
  const units = ['EUR', 'USD', 'RUB', 'JPY', 'CHF', 'KZT', 'GBP', 'CNY', 'AED', 'UAH'];
  it.each(['en', 'ru', 'de', 'de-CH'])('%s', (locale) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 13 }), fc.constantFrom(...units), (minor, unit) => {
        const digits = minorDigits(unit);
        const written = new Intl.NumberFormat(locale, {
          style: 'currency',
          currency: unit,
          minimumFractionDigits: minor % 10 ** digits === 0 ? 0 : digits,
        }).format(minor / 10 ** digits);
        expect(parseMoney(written, 'XXX')).toEqual({ ok: true, money: { minor, unit } });
      }),
    );
  });

  it('never throws and never invents a fraction of a minor unit', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789 .,kкмm€$₽-eurUSD'.split('')) }), (typed) => {
        const result = parseMoney(typed, 'EUR');
        if (result.ok && result.money) expect(Number.isSafeInteger(result.money.minor)).toBe(true);
      }),
    );
  });
});
