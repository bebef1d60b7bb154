import { expect, it } from 'vitest';
import { unitDigits } from '@/lib/words/money';
import { minorDigits, unitOf } from './money-units';

const NAMED = ['USDT', 'USDC', 'TON', 'BTC', 'ETH', 'STARS'];

it('has as many decimal places for every unit as amounts are written with', () => {
  const units = [...Intl.supportedValuesOf('currency'), ...NAMED];
  expect(units.length).toBeGreaterThan(150);
  expect(units.filter((unit) => minorDigits(unit) !== unitDigits(unit))).toEqual([]);
});

it('knows codes, symbols and words, and nothing else', () => {
  expect(['usd', 'Usdt', '€', 'руб.', ' р ', 'CN¥'].map(unitOf)).toEqual(['USD', 'USDT', 'EUR', 'RUB', 'RUB', 'CNY']);
  expect(['apples', 'abc', 'xyz', '', 'USDTT'].map(unitOf)).toEqual([null, null, null, null, null]);
});
