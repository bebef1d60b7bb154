/** The table of contacts: what is found, and in which order. */
import type { Contact } from './model';

/** A contact as the table shows it. */
export interface ContactRow extends Omit<Contact, 'told'> {
  companyName: string;
  /** UTC ms of the last change of any field. */
  changedAt: number;
}

export const SORTS = ['name', 'company', 'phone', 'username', 'changed'] as const;
export type SortBy = (typeof SORTS)[number];

export interface Arrangement {
  find: string;
  /** Empty: any. */
  tag: string;
  by: SortBy;
  /** From last to first. */
  down: boolean;
}

/** A sort of many contacts asks for the rules of a language a million times: they are made once. */
const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

const VALUE: Record<Exclude<SortBy, 'changed'>, (row: ContactRow) => string> = {
  name: (row) => row.name,
  company: (row) => row.companyName,
  phone: (row) => row.phones[0] ?? '',
  username: (row) => row.username ?? '',
};

/** The rows that are asked for, in order; those that lack what is sorted by come last either way. */
export function arranged(rows: readonly ContactRow[], { find, tag, by, down }: Arrangement): ContactRow[] {
  // A number is one word, however it is spaced.
  const words = /^[+\d\s().-]+$/.test(find) ? [find.replace(/\D/g, '')] : folded(find).split(/\s+/);
  const found = rows.filter(
    (row) => (tag === '' || row.tags.includes(tag)) && words.every((word) => isCalled(row, word)),
  );
  const sign = down ? -1 : 1;
  if (by === 'changed') return found.sort((a, b) => sign * (a.changedAt - b.changedAt) || byName(a, b));
  const value = VALUE[by];
  return found.sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if ((x === '') !== (y === '')) return x === '' ? 1 : -1;
    return sign * collator.compare(x, y) || byName(a, b);
  });
}

function byName(a: ContactRow, b: ContactRow): number {
  return collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);
}

/** Every tag in use, by the alphabet. */
export function tagsOf(rows: readonly Pick<Contact, 'tags'>[]): string[] {
  return [...new Set(rows.flatMap(({ tags }) => tags))].sort(collator.compare);
}

const texts = new WeakMap<ContactRow, string>();

/** Whether a word stands in anything that the contact is called by. */
function isCalled(row: ContactRow, word: string): boolean {
  let text = texts.get(row);
  if (text === undefined) {
    const { name, role = '', username, companyName, phones, emails = [], tags } = row;
    text = folded([name, role, username ? `@${username}` : '', companyName, ...phones, ...emails, ...tags].join('\n'));
    texts.set(row, text);
  }
  return text.includes(word);
}

/** Without capitals and accents: `Lübeck` is found by `lubeck`. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
