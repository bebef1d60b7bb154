import { type CountryCode, getCountries, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Few countries have numbers of as many digits without their code. */
const WHOLE = 11;
/** Everything written by hand starts with one of these where it names its country. */
const INTERNATIONAL = /^\s*(?:\+|00)/;

/**
 * A phone number as people write it, in digits with its country code (E.164 without its +); null where it is none.
 * `region` (ISO 3166) is where numbers without a code are from; empty where nobody said.
 */
export function phoneOf(typed: string, region: string): string | null {
  const written = typed.replace(/^\s*00/, '+');
  const read = parsePhoneNumberFromString(written, known(region));
  if (!INTERNATIONAL.test(typed)) {
    // Telegram and many programs leave out the plus alone. A number of a country begins with its 0, or is shorter.
    const digits = written.replace(/\D/g, '');
    const whole = parsePhoneNumberFromString(`+${digits}`);
    const isWhole = digits.length >= WHOLE || !read?.isValid();
    if (isWhole && whole?.isValid()) return whole.number.slice(1);
  }
  return read?.isPossible() ? read.number.slice(1) : null;
}

/** Whether nobody can tell what country a number is of. */
export function needsRegion(typed: string): boolean {
  return /\d/.test(typed) && !INTERNATIONAL.test(typed);
}

/** Countries that numbers can be of, with names in the reader's language. */
export function regions(locale: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  const collator = new Intl.Collator(locale);
  return getCountries()
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => collator.compare(a.label, b.label));
}

/** The region a browser's language speaks of: `en-GB` of GB, `ru` of RU. Empty where it names none that has phones. */
export function regionOf(language: string): string {
  try {
    return known(new Intl.Locale(language).maximize().region ?? '') ?? '';
  } catch {
    return '';
  }
}

function known(region: string): CountryCode | undefined {
  return isSupportedCountry(region) ? region : undefined;
}
