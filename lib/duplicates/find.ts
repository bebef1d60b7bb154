/** Which contacts may be the same person, and why. Nothing is ever merged by it: a person decides. */
import type { Contact } from '@/lib/contacts/model';
import { likeness, nameKeys } from './name-key';

export type DuplicateReason = 'telegram' | 'phone' | 'username' | 'email' | 'nameAtCompany' | 'name';

export interface Duplicate {
  /** Ids, the older contact first. */
  ids: [string, string];
  /** 0 to 1: how sure it is. */
  score: number;
  /** The strongest first. */
  reasons: DuplicateReason[];
}

/** How sure one reason alone makes it. Together: 1 − Π(1 − each). */
export const SURE: Readonly<Record<DuplicateReason, number>> = {
  telegram: 0.99,
  phone: 0.9,
  email: 0.85,
  username: 0.85,
  nameAtCompany: 0.7,
  name: 0.4,
};
/** Names that are less alike are different names. */
const ALIKE = 0.74;
/** A value that so many share (an office's phone, “info@”) says nothing of who they are. */
const MOST_SHARED = 5;
/** In a company of more, only names with a word in common are compared. */
const MOST_COMPARED = 200;

/**
 * Pairs of contacts that share a Telegram user, phone, e-mail or username, or a like name at the same company, or the very
 * same name where one of them has no company. The surest first. `companyOf` gives what tells companies apart.
 */
export function findDuplicates(
  contacts: readonly Contact[],
  companyOf: (contact: Contact) => string | null,
): Duplicate[] {
  const pairs = new Map<string, Duplicate>();

  function note(a: Contact, b: Contact, reason: DuplicateReason): void {
    if (a.id === b.id) return;
    const [first, second] = isOlder(a, b) ? [a, b] : [b, a];
    const key = `${first.id} ${second.id}`;
    const pair = pairs.get(key) ?? { ids: [first.id, second.id], score: 0, reasons: [] };
    if (pair.reasons.includes(reason)) return;
    pairs.set(key, {
      ...pair,
      score: 1 - (1 - pair.score) * (1 - SURE[reason]),
      reasons: [...pair.reasons, reason].sort((x, y) => SURE[y] - SURE[x]),
    });
  }

  function sharing(reason: DuplicateReason, valuesOf: (contact: Contact) => readonly string[]): void {
    for (const group of grouped(contacts, valuesOf).values()) {
      if (group.length <= MOST_SHARED) eachPair(group, (a, b) => note(a, b, reason));
    }
  }

  sharing('telegram', ({ telegram }) => telegram.map(String));
  sharing('phone', ({ phones }) => phones);
  sharing('email', ({ emails = [] }) => emails.map((email) => email.trim().toLowerCase()));
  sharing('username', ({ username }) => (username ? [username.toLowerCase()] : []));

  const keys = new Map(contacts.map((contact) => [contact.id, nameKeys(contact.name)]));
  const keysOf = ({ id }: Contact) => keys.get(id) ?? [];
  for (const colleagues of grouped(contacts, (contact) => companyOf(contact) ?? []).values()) {
    const groups = colleagues.length <= MOST_COMPARED ? [colleagues] : [...grouped(colleagues, keysOf).values()];
    for (const group of groups) {
      if (group.length > MOST_COMPARED) continue;
      eachPair(group, (a, b) => {
        if (likeness(keysOf(a), keysOf(b)) >= ALIKE) note(a, b, 'nameAtCompany');
      });
    }
  }
  // A given name alone is shared by too many.
  const fullName = (contact: Contact) => (keysOf(contact).length > 1 ? [keysOf(contact).join(' ')] : []);
  for (const group of grouped(contacts, fullName).values()) {
    if (group.length > MOST_SHARED) continue;
    eachPair(group, (a, b) => {
      if (companyOf(a) === null || companyOf(b) === null) note(a, b, 'name');
    });
  }
  return [...pairs.values()].sort((a, b) => b.score - a.score || (a.ids.join() < b.ids.join() ? -1 : 1));
}

function isOlder(a: Contact, b: Contact): boolean {
  return a.createdAt < b.createdAt || (a.createdAt === b.createdAt && a.id < b.id);
}

function grouped(contacts: readonly Contact[], valuesOf: (contact: Contact) => string | readonly string[]) {
  const groups = new Map<string, Contact[]>();
  for (const contact of contacts) {
    for (const value of new Set([valuesOf(contact)].flat())) {
      const group = groups.get(value);
      if (group) group.push(contact);
      else groups.set(value, [contact]);
    }
  }
  return groups;
}

function eachPair(group: readonly Contact[], work: (a: Contact, b: Contact) => void): void {
  for (const [i, a] of group.entries()) {
    for (const b of group.slice(i + 1)) work(a, b);
  }
}
