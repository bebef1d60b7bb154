import type { en } from './en';

/** A sentence, or one sentence per plural category of `{n}` (CLDR names; `other` always there). */
export type Entry = string | PluralEntry;
export type PluralEntry = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** The English catalogue is the list of keys; every other language has the same ones. */
export type WordKey = keyof typeof en;

/** What another language must supply: a sentence where English has one, plural forms where English has them. */
export type Catalogue = { readonly [K in WordKey]: (typeof en)[K] extends string ? string : PluralEntry };

type Names<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type SentencesOf<E> = E extends string ? E : E[keyof E] & string;

/** The names in braces of a key's English sentence, and `n` where the count chooses the form. */
export type ParamNames<K extends WordKey> =
  | Names<SentencesOf<(typeof en)[K]>>
  | ((typeof en)[K] extends string ? never : 'n');

/**
 * The parameters a key needs; `n` of a plural is always a number. A number is written with the locale's grouping,
 * so pass ids and codes as strings.
 */
export type Params<K extends WordKey, Extra = never> = {
  readonly [N in ParamNames<K>]: N extends 'n' ? number : string | number | Extra;
};

/** The trailing arguments of `t`: none for a sentence without braces. */
export type ParamArgs<K extends WordKey, Extra = never> = [ParamNames<K>] extends [never]
  ? []
  : [params: Params<K, Extra>];
