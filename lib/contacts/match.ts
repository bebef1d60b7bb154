/** Which contact of the CRM a person of Telegram is. What is not certain is for the person to say: a {@link Review}. */
import type { Contact, ToldPerson } from './model';
import type { ReviewReason } from './review';

/** A person as Telegram tells of them, by their user id. */
export interface Person {
  peer: number;
  told: ToldPerson;
}

export type Match =
  | { is: 'none' }
  | { is: 'same'; contact: Contact }
  | { is: 'unclear'; why: ReviewReason; contacts: Contact[] };

export interface MatchOptions {
  byPhone: boolean;
}

/** Contacts by what a person is known by. Takes in what is planned, so that two people never become one contact. */
export class ContactIndex {
  readonly #contacts = new Map<string, Contact>();
  readonly #byTelegram = new Map<number, Set<string>>();
  readonly #byPhone = new Map<string, Set<string>>();
  readonly #byUsername = new Map<string, Set<string>>();

  constructor(contacts: readonly Contact[] = []) {
    for (const contact of contacts) this.put(contact);
  }

  put(contact: Contact): void {
    const before = this.#contacts.get(contact.id);
    if (before) this.#each(before, (map, key) => map.get(key)?.delete(contact.id));
    this.#contacts.set(contact.id, contact);
    this.#each(contact, (map, key) => map.set(key, (map.get(key) ?? new Set()).add(contact.id)));
  }

  get(id: string): Contact | undefined {
    return this.#contacts.get(id);
  }

  withTelegram(peer: number): Contact[] {
    return this.#all(this.#byTelegram.get(peer));
  }

  withPhone(phone: string): Contact[] {
    return this.#all(this.#byPhone.get(digitsOf(phone)));
  }

  withUsername(username: string): Contact[] {
    return this.#all(this.#byUsername.get(username.toLowerCase()));
  }

  #all(ids: ReadonlySet<string> | undefined): Contact[] {
    // In order of their ids, which is that of their making: the same answer every time.
    return [...(ids ?? [])].sort().flatMap((id) => this.#contacts.get(id) ?? []);
  }

  #each(contact: Contact, visit: (map: Map<string | number, Set<string>>, key: string | number) => void): void {
    for (const peer of contact.telegram) visit(this.#byTelegram as Map<string | number, Set<string>>, peer);
    for (const phone of contact.phones.map(digitsOf)) {
      if (phone !== '') visit(this.#byPhone as Map<string | number, Set<string>>, phone);
    }
    if (contact.username) {
      visit(this.#byUsername as Map<string | number, Set<string>>, contact.username.toLowerCase());
    }
  }
}

/** A phone as it is compared: its digits, without the international prefix. */
export function digitsOf(phone: string): string {
  return phone.replace(/\D/g, '').replace(/^00/, '');
}

/**
 * By Telegram id, then by phone, then by username. A contact that is another Telegram user already, that shares its phone or
 * username with others, or whose phone says otherwise than its username, is never taken without asking.
 */
export function matchPerson(index: ContactIndex, { peer, told }: Person, { byPhone }: MatchOptions): Match {
  const known = index.withTelegram(peer);
  const [same] = known;
  if (same) return known.length === 1 ? { is: 'same', contact: same } : unclear('sameTelegram', known);
  // A deleted account has neither phone nor name: whoever had them before is not known by it.
  if (told.deleted || told.bot) return { is: 'none' };
  const phoned = byPhone && told.phone ? index.withPhone(told.phone) : [];
  const named = told.username ? index.withUsername(told.username) : [];
  if (phoned.length > 1) return unclear('samePhone', phoned);
  const [byNumber] = phoned;
  if (byNumber) {
    const others = named.filter(({ id }) => id !== byNumber.id);
    if (others.length > 0) return unclear('phoneOrUsername', [byNumber, ...others]);
    return byNumber.telegram.length > 0 ? unclear('otherTelegram', phoned) : { is: 'same', contact: byNumber };
  }
  if (named.length > 1) return unclear('sameUsername', named);
  const [byName] = named;
  if (!byName) return { is: 'none' };
  if (byName.telegram.length > 0) return unclear('otherTelegram', named);
  // Usernames change hands; a contact with another phone may be their former owner.
  const otherPhone = told.phone && byName.phones.length > 0 && !byName.phones.map(digitsOf).includes(told.phone);
  return otherPhone ? unclear('otherPhone', named) : { is: 'same', contact: byName };
}

function unclear(why: ReviewReason, contacts: Contact[]): Match {
  return { is: 'unclear', why, contacts };
}
