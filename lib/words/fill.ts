import type { Entry } from './catalogue';

const pluralRules = new Map<string, Intl.PluralRules>();
const numbers = new Map<string, Intl.NumberFormat>();

function pluralRule(locale: string): Intl.PluralRules {
  let rule = pluralRules.get(locale);
  if (!rule) {
    rule = new Intl.PluralRules(locale);
    pluralRules.set(locale, rule);
  }
  return rule;
}

function groupedNumber(locale: string): Intl.NumberFormat {
  let format = numbers.get(locale);
  if (!format) {
    format = new Intl.NumberFormat(locale);
    numbers.set(locale, format);
  }
  return format;
}

/** The sentence of an entry for a count: the entry itself, or the form for `n`, or `other` where that form is absent. */
export function pickSentence(entry: Entry, locale: string, n: unknown): string {
  if (typeof entry === 'string') return entry;
  if (typeof n !== 'number') return entry.other;
  return entry[pluralRule(locale).select(n)] ?? entry.other;
}

/**
 * Splits a sentence at its `{name}` parts and puts the values in. Strings stay as given, numbers get the locale's
 * grouping, anything else (a node of a view) is handed through. A name without a value is left in braces, so that it is
 * seen rather than silently lost.
 */
export function fill<T>(sentence: string, locale: string, params: Readonly<Record<string, unknown>>): (string | T)[] {
  const out: (string | T)[] = [];
  let end = 0;
  for (const match of sentence.matchAll(/\{(\w+)\}/g)) {
    if (match.index > end) out.push(sentence.slice(end, match.index));
    end = match.index + match[0].length;
    const name = match[1] ?? '';
    const value = Object.hasOwn(params, name) ? params[name] : match[0];
    out.push(typeof value === 'number' ? groupedNumber(locale).format(value) : (value as string | T));
  }
  if (end < sentence.length) out.push(sentence.slice(end));
  return out;
}
