/**
 * Selectors with what they should find. An adapter looks the page up through such a list only, so that a change of
 * Telegram Web's markup has one place, and a check of its own.
 */

/** `always`: whenever the client runs. `chat`: while a chat is open. */
export type When = 'always' | 'chat';

export interface Selector {
  css: string;
  /** How many matches a healthy page has. */
  min: number;
  max: number;
  when: When;
  /** What stops working when it fails. */
  feature: string;
}

export type SelectorList = Readonly<Record<string, Selector>>;

/** Names of the selectors in a list that find too few or too many, given whether a chat is open. */
export function failingSelectors(list: SelectorList, chatOpen: boolean, count: (css: string) => number): string[] {
  return Object.entries(list)
    .filter(([, { when }]) => when === 'always' || chatOpen)
    .filter(([, { css, min, max }]) => {
      const found = count(css);
      return found < min || found > max;
    })
    .map(([name]) => name);
}
