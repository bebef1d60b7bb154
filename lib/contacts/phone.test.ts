import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { needsRegion, phoneOf, regionOf, regions } from './phone';

describe('a phone number', () => {
  it.each([
    ['+49 151 23456789', '', '4915123456789'],
    ['0049 (151) 234-567-89', '', '4915123456789'],
    ['0151 23456789', 'DE', '4915123456789'],
    ['8 (912) 555-01-02', 'RU', '79125550102'],
    ['+7 912 555 01 02', 'DE', '79125550102'],
    ['79125550102', 'DE', '79125550102'],
    ['4915123456789', '', '4915123456789'],
    ['(212) 555-0100', 'US', '12125550100'],
  ])('%s from “%s” is %s', (typed, region, digits) => {
    expect(phoneOf(typed, region)).toBe(digits);
  });

  it.each(['', 'n/a', '12', '+', 'extension', '0151 23456789'])(
    '“%s” is none where nobody said the country',
    (typed) => {
      expect(phoneOf(typed, '')).toBeNull();
    },
  );

  it('once read stays what it is, wherever it is from', () => {
    const region = fc.constantFrom('DE', 'RU', 'US', 'KZ', 'GB', '');
    const number = fc.constantFrom('4915123456789', '79125550102', '12125550100', '46705550103', '420601555010');
    fc.assert(
      fc.property(number, region, (digits, from) => {
        expect(phoneOf(`+${digits}`, from)).toBe(digits);
      }),
    );
  });

  it('says whether the country must be asked', () => {
    expect(needsRegion('0151 23')).toBe(true);
    expect(['+49 1', ' 0049 1', 'none', ''].map(needsRegion)).toEqual([false, false, false, false]);
  });
});

it('countries have names in the reader’s language, and a language a country', () => {
  expect(regions('en')).toContainEqual({ value: 'DE', label: 'Germany' });
  expect(regions('ru')).toContainEqual({ value: 'DE', label: 'Германия' });
  expect(['en-GB', 'ru', 'de', '', 'xx-??'].map(regionOf)).toEqual(['GB', 'RU', 'DE', '', '']);
});
