/**
 * How many minor units a unit has. Stored amounts depend on it, so the table is ours and frozen: `Intl` follows the
 * browser's ICU data, which changes between releases.
 * ISO 4217 exponents: https://www.six-group.com/en/products-services/financial-information/data-standards.html
 */
const EXPONENTS: Readonly<Record<string, number>> = {
  ...same(0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'),
  ...same(3, 'BHD IQD JOD KWD LYD OMR TND'),
  ...same(4, 'CLF UYW'),
  // named units: enough digits for a deal, few enough for sums to stay exact; those not listed have two (USDT, TON)
  ...same(0, 'STARS'),
  ...same(8, 'BTC ETH'),
};

function same(exponent: number, units: string): Record<string, number> {
  return Object.fromEntries(units.split(' ').map((unit) => [unit, exponent]));
}

/** Decimal places of a unit: 2 for EUR and USDT, 0 for JPY, 3 for KWD. */
export function minorDigits(unit: string): number {
  return EXPONENTS[unit] ?? 2;
}

/** Symbols and words people write for a unit, longest first where one begins another. Lower case. */
const WRITTEN: readonly (readonly [written: string, unit: string])[] = [
  ['рублей', 'RUB'],
  ['рубля', 'RUB'],
  ['рубль', 'RUB'],
  ['руб.', 'RUB'],
  ['руб', 'RUB'],
  ['р.', 'RUB'],
  ['р', 'RUB'],
  ['₽', 'RUB'],
  ['евро', 'EUR'],
  ['euro', 'EUR'],
  ['€', 'EUR'],
  ['долларов', 'USD'],
  ['доллара', 'USD'],
  ['доллар', 'USD'],
  ['долл.', 'USD'],
  ['долл', 'USD'],
  ['us$', 'USD'],
  ['a$', 'AUD'],
  ['ca$', 'CAD'],
  ['c$', 'CAD'],
  ['hk$', 'HKD'],
  ['mx$', 'MXN'],
  ['nt$', 'TWD'],
  ['nz$', 'NZD'],
  ['r$', 'BRL'],
  ['ec$', 'XCD'],
  ['$', 'USD'],
  ['£', 'GBP'],
  ['cn¥', 'CNY'],
  ['jp¥', 'JPY'],
  ['¥', 'JPY'],
  ['₴', 'UAH'],
  ['грн.', 'UAH'],
  ['грн', 'UAH'],
  ['₸', 'KZT'],
  ['тг', 'KZT'],
  ['₾', 'GEL'],
  ['₺', 'TRY'],
  ['₼', 'AZN'],
  ['֏', 'AMD'],
  ['₹', 'INR'],
  ['₩', 'KRW'],
  ['₪', 'ILS'],
  ['₫', 'VND'],
  ['₱', 'PHP'],
  ['₦', 'NGN'],
  ['zł', 'PLN'],
  ['kč', 'CZK'],
  ['₮', 'USDT'],
  ['₿', 'BTC'],
  ['fcfa', 'XAF'],
  ['f cfa', 'XOF'],
  ['cfpf', 'XPF'],
];

const BY_WRITTEN = new Map(WRITTEN);

/** Units that are not ISO 4217 codes but are traded in. */
const NAMED = new Set(['USDT', 'USDC', 'TON', 'BTC', 'ETH', 'STARS']);

/**
 * The unit that a word or symbol stands for (`€`, `usdt`, `руб.`), or null. A code must be a currency the browser
 * knows or a named unit: "abc" is a typing error, not money.
 */
export function unitOf(written: string): string | null {
  const word = written.trim().toLowerCase();
  const known = BY_WRITTEN.get(word);
  if (known) return known;
  const code = word.toUpperCase();
  if (NAMED.has(code)) return code;
  return /^[A-Z]{3}$/.test(code) && isoCodes().has(code) ? code : null;
}

let codes: ReadonlySet<string> | undefined;
function isoCodes(): ReadonlySet<string> {
  codes ??= new Set(Intl.supportedValuesOf('currency'));
  return codes;
}
