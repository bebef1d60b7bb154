/**
 * Every word a person reads: `t(key)`, `t(key, { n: 3 })`. Keys and parameters are checked by the
 * compiler. Each surface loads the groups of words it shows (`lib/words/load/`), so that none carries another's. Pure
 * but for the words loaded and the locale chosen, both set at the start of a surface and on a change of language.
 */
import type { Catalogue, Entry, ParamArgs, WordKey } from './catalogue';
import { fill, pickSentence } from './fill';

export type { Catalogue, Entry, Params, PluralEntry, WordKey } from './catalogue';

const catalogues = new Map<string, Partial<Record<string, Entry>>>([['en', {}]]);
const listeners = new Set<() => void>();
let current = 'en';

/** The locale in use: a BCP 47 language such as `en` or `ru`. */
export function getLocale(): string {
  return current;
}

/** Adds groups of words to a language. English first: it is what is shown where another language lacks a word. */
export function addWords(locale: string, words: Partial<Catalogue>): void {
  catalogues.set(locale, { ...catalogues.get(locale), ...words });
}

/**
 * Chooses the language. One without words is ignored (returns false): a screen of keys is worse than an English one.
 */
export function setLocale(locale: string): boolean {
  if (!catalogues.has(locale)) return false;
  const changed = current !== locale;
  current = locale;
  if (changed) for (const listener of listeners) listener();
  return true;
}

/** Calls back after each change of language until `signal` aborts. */
export function onLocaleChange(listener: () => void, signal: AbortSignal): void {
  if (signal.aborted) return;
  listeners.add(listener);
  signal.addEventListener('abort', () => listeners.delete(listener), { once: true });
}

/** The sentence in a given language, in English where that language lacks it. */
export function translate<K extends WordKey>(locale: string, key: K, ...args: ParamArgs<K>): string {
  return parts<never>(locale, key, args[0]).join('');
}

/** The sentence in the chosen language. */
export function t<K extends WordKey>(key: K, ...args: ParamArgs<K>): string {
  return translate(current, key, ...args);
}

/**
 * The sentence as a list, so that a parameter can be a view node: `tParts(key, { phone: <b>…</b> })`.
 */
export function tParts<T, K extends WordKey>(key: K, ...args: ParamArgs<K, T>): (string | T)[] {
  return parts<T>(current, key, args[0]);
}

/** Whether a string is a key among the words loaded, for keys built from data such as an error's kind. */
export function isWordKey(key: string): key is WordKey {
  return Object.hasOwn(catalogues.get('en') ?? {}, key);
}

function parts<T>(locale: string, key: WordKey, given: unknown): (string | T)[] {
  const params = (given ?? {}) as Readonly<Record<string, unknown>>;
  const own = catalogues.get(locale)?.[key];
  const entry = own ?? catalogues.get('en')?.[key];
  // A key that no surface loaded is shown as it is; tests/architecture/words.test.ts keeps that from happening.
  if (entry === undefined) return [key];
  const language = own === undefined ? 'en' : locale;
  return fill<T>(pickSentence(entry, language, params.n), language, params);
}
