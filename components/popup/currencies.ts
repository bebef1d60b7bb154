/** Units offered for new deals: the money that sales on Telegram are most often made in, then what is set already. */
const OFFERED = [
  'EUR',
  'USD',
  'GBP',
  'RUB',
  'UAH',
  'KZT',
  'UZS',
  'GEL',
  'AMD',
  'TRY',
  'AED',
  'CHF',
  'PLN',
  'INR',
  'BRL',
  'CNY',
];

/** Named units without an ISO code. */
const NAMED = ['USDT', 'TON'];

/** The choices of a currency list, with names in the reader's language; `chosen` is always among them. */
export function currencies(chosen: string, locale: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'currency', fallback: 'code' });
  const units = [...new Set([...OFFERED, ...NAMED, chosen])];
  return units.map((unit) => {
    const name = /^[A-Z]{3}$/.test(unit) && !NAMED.includes(unit) ? names.of(unit) : unit;
    return { value: unit, label: !name || name === unit ? unit : `${unit} · ${name}` };
  });
}
