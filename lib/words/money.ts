/**
 * Amounts as Tez writes them. An amount is integer minor units of a unit: an ISO 4217 currency (EUR) or a named one
 * (USDT, TON). Pure: the locale is a parameter and defaults to the chosen language.
 */
import { getLocale } from './index';

/** The shape of `Money` in `lib/deals/model.ts`. */
export interface Amount {
  minor: number;
  unit: string;
}

/**
 * Decimal places that differ from two. The same table as `lib/deals/money-units.ts` (a test holds them together; the
 * words may not import it), and not `Intl`'s: stored amounts must not change with the browser.
 */
const DIGITS: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF STARS',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
  8: 'BTC ETH',
};

/** Units that look like currency codes and are not. */
const NOT_ISO = new Set(['TON', 'BTC', 'ETH']);

/** Signs that several currencies share: for those the longer symbol is written ("CA$", "CN¥"). */
const SHARED_SIGNS = new Set(['$', '£', '¥', 'kr', 'R$', '₨', 'F']);

function isCurrency(unit: string): boolean {
  return /^[A-Z]{3}$/.test(unit) && !NOT_ISO.has(unit);
}

/** How many decimal places a unit's minor units stand for: EUR and USDT 2, JPY 0, KWD 3. */
export function unitDigits(unit: string): number {
  for (const [digits, units] of Object.entries(DIGITS)) if (units.split(' ').includes(unit)) return Number(digits);
  return 2;
}

const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, options);
    formats.set(key, format);
  }
  return format;
}

/** The currency options that give a unit its clearest short sign in a locale. */
function unitOptions(unit: string, locale: string): Intl.NumberFormatOptions {
  // A named unit borrows the pattern of a test currency; its own name is put in later.
  if (!isCurrency(unit)) return { style: 'currency', currency: 'XTS', currencyDisplay: 'code' };
  const narrow = { style: 'currency', currency: unit, currencyDisplay: 'narrowSymbol' } as const;
  const sign =
    numberFormat(locale, narrow)
      .formatToParts(0)
      .find(({ type }) => type === 'currency')?.value ?? '';
  return SHARED_SIGNS.has(sign) ? { ...narrow, currencyDisplay: 'symbol' } : narrow;
}

function write(value: number, unit: string, locale: string, options: Intl.NumberFormatOptions): string {
  const named = !isCurrency(unit);
  const format = numberFormat(locale, { ...unitOptions(unit, locale), ...options });
  return format
    .formatToParts(value)
    .map(({ type, value: text }) => (named && type === 'currency' ? unit : text))
    .join('');
}

/** The exact amount: "€48,500", "€48,500.50", "12 450 000 ₽" in Russian, "USDT 9,600". Never rounded. */
export function formatMoney({ minor, unit }: Amount, locale = getLocale()): string {
  const places = unitDigits(unit);
  const whole = minor % 10 ** places === 0;
  const fraction = whole ? 0 : places;
  return write(minor / 10 ** places, unit, locale, {
    minimumFractionDigits: fraction,
    maximumFractionDigits: fraction,
  });
}

/** For sums: exact below one million, "€1.49M" and "148,6 млн ₽" from there on; minor units are left out. */
export function formatMoneyShort({ minor, unit }: Amount, locale = getLocale()): string {
  const value = minor / 10 ** unitDigits(unit);
  const size = Math.abs(value);
  if (size < 999_999.5) return write(value, unit, locale, { minimumFractionDigits: 0, maximumFractionDigits: 0 });
  // Three digits that count, as people say them: 1.49M, 12.3M, 148.6M.
  const places = size < 9_995_000 ? 2 : 1;
  return write(value, unit, locale, { notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: places });
}

/** "60 %" with a no-break space, from whole percent. */
export function formatPercent(percent: number, locale = getLocale()): string {
  return `${numberFormat(locale, { maximumFractionDigits: 0 }).format(percent)}\u00a0%`;
}
