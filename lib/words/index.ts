/**
 * Every word a person reads. `t('sidebar.newDeal')`, `t('deals.count', { n: 3 })`; keys and parameters are checked by
 * the compiler. Pure but for the chosen locale, which the surface sets once at start and on a change of language.
 */
import type { Catalogue, ParamArgs, WordKey } from './catalogue';
import { en } from './en';
import { fill, pickSentence } from './fill';

export type { Catalogue, Entry, Params, PluralEntry, WordKey } from './catalogue';

const catalogues = new Map<string, Catalogue>([['en', en]]);
const listeners = new Set<() => void>();
let current = 'en';

/** The locale in use: a BCP 47 language such as `en` or `ru`. */
export function getLocale(): string {
  return current;
}

/**
 * Chooses the language, with its catalogue where it is not known yet. An unknown locale without a catalogue is ignored
 * (returns false): a half-English screen is worse than an English one.
 */
export function setLocale(locale: string, catalogue?: Catalogue): boolean {
  if (catalogue) catalogues.set(locale, catalogue);
  if (!catalogues.has(locale)) return false;
  const changed = current !== locale || catalogue !== undefined;
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

/** The sentence in a given language, falling back to English for a language that is not loaded. */
export function translate<K extends WordKey>(locale: string, key: K, ...args: ParamArgs<K>): string {
  return parts<never>(locale, key, args[0]).join('');
}

/** The sentence in the chosen language. */
export function t<K extends WordKey>(key: K, ...args: ParamArgs<K>): string {
  return translate(current, key, ...args);
}

/**
 * The sentence as a list, so that a parameter can be a view node: `tParts('login.sentTo', { phone: <b>…</b> })`.
 */
export function tParts<T, K extends WordKey>(key: K, ...args: ParamArgs<K, T>): (string | T)[] {
  return parts<T>(current, key, args[0]);
}

/** Whether a string is a key of the catalogue, for keys built from data such as an error's kind. */
export function isWordKey(key: string): key is WordKey {
  return Object.hasOwn(en, key);
}

function parts<T>(locale: string, key: WordKey, given: unknown): (string | T)[] {
  const catalogue = catalogues.get(locale);
  const params = (given ?? {}) as Readonly<Record<string, unknown>>;
  const language = catalogue ? locale : 'en';
  return fill<T>(pickSentence((catalogue ?? en)[key], language, params.n), language, params);
}
