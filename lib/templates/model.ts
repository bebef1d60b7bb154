import type { AttachedFile } from '@/lib/files/library';
import type { RichText } from '@/lib/messages/content';
import { wordsOf } from '@/lib/search/words';
import { type GapFault, gapsOf } from './gaps';

/** What a person writes of a template. `category` and `shortcut` may be empty. */
export interface TemplateFields {
  name: string;
  category: string;
  /** The word that calls it, without its slash, in lower case. */
  shortcut: string;
  body: RichText;
  /** Files of the library that go with it; none of them may be left there. */
  files: AttachedFile[];
}

/** A reusable message with gaps (lib/templates/gaps.ts). */
export interface Template extends TemplateFields {
  id: string;
  createdAt: number;
}

/** Longest, in UTF-16 units. */
export const LONGEST = { name: 80, category: 40, shortcut: 32, body: 16_384 } as const;
/** Most marks of one template. */
export const MOST_MARKS = 1_000;

/** What keeps a template from being stored. */
export type TemplateFault =
  | { field: 'name' | 'body'; is: 'empty' }
  | { field: 'name' | 'category' | 'shortcut' | 'body'; is: 'tooLong' }
  | { field: 'name' | 'shortcut'; is: 'taken' }
  | { field: 'shortcut'; is: 'word' }
  | ({ field: 'body' } & GapFault);

const SHORTCUT = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*$/u;

/** As it is stored: no white space at the ends, the shortcut without its slash and in lower case, each file once. */
export function tidied({ name, category, shortcut, body, files }: TemplateFields): TemplateFields {
  return {
    name: name.trim().replace(/\s+/g, ' '),
    category: category.trim().replace(/\s+/g, ' '),
    shortcut: shortcut.trim().replace(/^\//, '').toLowerCase(),
    body: { text: body.text, entities: body.entities },
    files: files.filter(({ id }, n) => files.findIndex((one) => one.id === id) === n),
  };
}

/** Names that a person takes for the same. */
export function sameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

/** Everything that is wrong with a tidied template among the others; at most one fault a field. */
export function faultsOf(template: TemplateFields, others: readonly TemplateFields[]): TemplateFault[] {
  const { name, category, shortcut, body, files } = template;
  const [gapFault] = gapsOf(body).faults;
  const faults: (TemplateFault | false | undefined)[] = [
    name === ''
      ? { field: 'name', is: 'empty' }
      : name.length > LONGEST.name
        ? { field: 'name', is: 'tooLong' }
        : others.some((other) => sameName(other.name, name)) && { field: 'name', is: 'taken' },
    category.length > LONGEST.category && { field: 'category', is: 'tooLong' },
    shortcut !== '' && shortcutFault(shortcut, others),
    body.text.trim() === '' && files.length === 0
      ? { field: 'body', is: 'empty' }
      : body.text.length > LONGEST.body || body.entities.length > MOST_MARKS
        ? { field: 'body', is: 'tooLong' }
        : gapFault && { field: 'body', ...gapFault },
  ];
  return faults.filter((fault) => fault !== false && fault !== undefined);
}

function shortcutFault(shortcut: string, others: readonly TemplateFields[]): TemplateFault | false {
  if (!SHORTCUT.test(shortcut)) return { field: 'shortcut', is: 'word' };
  if (shortcut.length > LONGEST.shortcut) return { field: 'shortcut', is: 'tooLong' };
  return others.some((other) => other.shortcut === shortcut) && { field: 'shortcut', is: 'taken' };
}

/** A name that is not taken: the name itself, else with a number behind it. */
export function freeName(name: string, taken: readonly string[]): string {
  let free = name;
  for (let number = 2; taken.some((each) => sameName(each, free)); number += 1) {
    const ending = ` ${number}`;
    free = name.slice(0, LONGEST.name - ending.length).trimEnd() + ending;
  }
  return free;
}

/**
 * Templates that a search finds: every word of it begins a word of the name, category, shortcut, text or files. A search that
 * begins with a slash looks at shortcuts only. Best first: by shortcut, by name, by the rest; then by category and name.
 */
export function found<T extends TemplateFields>(templates: readonly T[], query: string): T[] {
  const typed = query.trim();
  const byShortcut = typed.startsWith('/') ? typed.slice(1).toLowerCase() : null;
  const asked = wordsOf(typed).words;
  const begins = (text: string) => {
    const { words } = wordsOf(text);
    return (word: string) => words.some((each) => each.startsWith(word));
  };
  const rankOf = (template: T): number | null => {
    const { name, category, shortcut, body, files } = template;
    if (byShortcut !== null) return shortcut !== '' && shortcut.startsWith(byShortcut) ? 0 : null;
    if (asked.length === 0) return 0;
    if (asked.every(begins(shortcut))) return 0;
    if (asked.every(begins(name))) return 1;
    const rest = [name, category, shortcut, body.text, ...files.map((file) => file.name)];
    return asked.every(begins(rest.join('\n'))) ? 2 : null;
  };
  return templates
    .flatMap((template) => {
      const rank = rankOf(template);
      return rank === null ? [] : [{ template, rank }];
    })
    .sort((a, b) => a.rank - b.rank || byPlace(a.template, b.template))
    .map(({ template }) => template);
}

/** By category, those without one last, then by name. */
export function byPlace(a: TemplateFields, b: TemplateFields): number {
  if ((a.category === '') !== (b.category === '')) return a.category === '' ? 1 : -1;
  return a.category.localeCompare(b.category) || a.name.localeCompare(b.name);
}

/** The shortcut that a text is, without its slash: a slash and a part of a word, and nothing else. null for other texts. */
export function shortcutIn(text: string): string | null {
  return /^\/([\p{L}\p{M}\p{N}_-]*)$/u.exec(text)?.[1]?.toLowerCase() ?? null;
}
