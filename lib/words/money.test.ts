import { describe, expect, it } from 'vitest';
import { minorDigits } from '@/lib/deals/money-units';
import { formatMoney, formatMoneyShort, formatPercent, unitDigits } from './money';

/** Locales group with no-break spaces of several widths; what they write apart from that is what is tested. */
const plain = (text: string) => text.replace(/[\u00a0\u202f\u2009]/g, ' ');
const exact = (minor: number, unit: string, locale = 'en') => plain(formatMoney({ minor, unit }, locale));
const short = (minor: number, unit: string, locale = 'en') => plain(formatMoneyShort({ minor, unit }, locale));

describe('formatMoney', () => {
  it('writes by locale', () => {
    expect(exact(4_850_000, 'EUR')).toBe('€48,500');
    expect(exact(1_245_000_000, 'RUB', 'ru')).toBe('12 450 000 ₽');
    expect(exact(3_200_000, 'EUR', 'ru')).toBe('32 000 €');
    expect(exact(21_200_000, 'CHF')).toBe('CHF 212,000');
  });

  it('never rounds', () => {
    expect(exact(4_850_050, 'EUR')).toBe('€48,500.50');
    expect(exact(1, 'EUR')).toBe('€0.01');
    expect(exact(1_234_567, 'KWD')).toBe('KWD 1,234.567');
    expect(exact(123_401, 'BTC')).toBe('BTC 0.00123401');
  });

  it('knows units without cents and named units', () => {
    expect(exact(610_000, 'JPY')).toBe('¥610,000');
    expect(exact(960_000, 'USDT')).toBe('USDT 9,600');
    expect(exact(1_240_000, 'TON')).toBe('TON 12,400');
    expect(exact(960_000, 'USDT', 'ru')).toBe('9 600 USDT');
  });

  it('tells dollars and yuan from each other', () => {
    expect(exact(100, 'USD')).toBe('$1');
    expect(exact(100, 'CAD')).toBe('CA$1');
    expect(exact(100, 'CNY')).toBe('CN¥1');
  });

  it('keeps a unit that looks like no currency as it is', () => {
    expect(exact(50, 'STARS')).toBe('STARS 50');
  });
});

describe('formatMoneyShort', () => {
  it('is exact below a million, without cents', () => {
    expect(short(21_430_049, 'EUR')).toBe('€214,300');
    expect(short(99_999_900, 'EUR')).toBe('€999,999');
  });

  it('is compact from a million on', () => {
    expect(short(99_999_999, 'EUR')).toBe('€1M');
    expect(short(149_000_000, 'EUR')).toBe('€1.49M');
    expect(short(1_234_000_000, 'EUR')).toBe('€12.3M');
    expect(short(14_860_000_000, 'RUB', 'ru')).toBe('148,6 млн ₽');
    expect(short(301_000_000, 'USDT')).toBe('USDT 3.01M');
  });
});

describe('formatPercent', () => {
  it('keeps the sign on the number’s line', () => expect(formatPercent(60)).toBe('60\u00a0%'));
});

describe('unitDigits', () => {
  it('agrees with what deals are stored in', () => {
    for (const unit of [
      ...Intl.supportedValuesOf('currency'),
      'USDT',
      'USDC',
      'TON',
      'BTC',
      'ETH',
      'STARS',
      'CLF',
      'UYW',
    ]) {
      expect(unitDigits(unit), unit).toBe(minorDigits(unit));
    }
  });
});
