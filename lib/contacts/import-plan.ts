/** What a file would change, before it does: whom it makes, to whom it adds, and what is here already. */
import { companyKey } from './companies';
import type { Incoming, IncomingDeal, Issue } from './import-model';

/** A contact as far as an import looks at it. */
export interface GroundContact {
  id: string;
  name: string;
  role: string;
  company: string;
  username: string;
  phones: readonly string[];
  emails: readonly string[];
  tags: readonly string[];
}

/** A chat that is in the CRM, with what finds it. */
export interface KnownChat {
  /** account:peer */
  key: string;
  username: string;
  /** Ids of its contacts. */
  contacts: readonly string[];
}

/** Everything that an import must know of what is here. */
export interface ImportGround {
  contacts: readonly GroundContact[];
  chats: readonly KnownChat[];
  deals: readonly { title: string; contacts: readonly string[]; chats: readonly string[] }[];
}

export interface PlannedDeal {
  deal: IncomingDeal;
  /** Id of a contact, `new:N` of the plan's Nth new one, or null. */
  contact: string | null;
  chat: string | null;
}

export interface ImportPlan {
  /** New contacts; `new:N` is the Nth. */
  create: GroundContact[];
  change: { id: string; set: Partial<GroundContact> }[];
  deals: PlannedDeal[];
  /** In order of lines. */
  issues: Issue[];
}

/**
 * Plans an import. Who is known by a number, a username, an address or their chat is added to, never overwritten; of rows
 * about one person one contact is made. What is known by two contacts is nobody's: it is skipped, and said.
 */
export function planImport(ground: ImportGround, incoming: readonly Incoming[], read: readonly Issue[]): ImportPlan {
  const people = new People(ground);
  const chats = new Chats(ground);
  const deals = new Deals(ground);
  const issues: Issue[] = [...read];
  const planned: PlannedDeal[] = [];

  for (const row of incoming) {
    const note = (why: Issue['why'], skipped: boolean, value = '') =>
      issues.push({ line: row.line, why, value, skipped });
    const chat = chats.called(row.username);
    const given = personOf(row, chat);
    const found = given && people.find(given, chat?.contacts ?? []);
    if (found === 'several') {
      note('several', true);
      continue;
    }
    const person = found ?? (given && people.make(given));
    let news = person !== null && person !== found;
    if (given && found && people.add(found, given)) news = true;
    if (row.deal) {
      const at = chat?.key ?? (found ? chats.of(found) : null);
      const deal = { deal: row.deal, contact: person, chat: at };
      if (deals.add(deal)) {
        planned.push(deal);
        news = true;
        if (at === null && (row.username || row.phones[0])) note('chatUnknown', false, row.username || row.phones[0]);
      }
    } else if (row.username && !chat && !(found && chats.of(found))) {
      note('chatUnknown', false, row.username);
    }
    if (!news) note('same', true);
  }
  return {
    create: people.created,
    change: people.changes(),
    deals: planned,
    issues: issues.sort((a, b) => a.line - b.line),
  };
}

/** Numbers for the person who decides. */
export function countsOf({ create, change, deals, issues }: ImportPlan): {
  created: number;
  changed: number;
  deals: number;
  skipped: number;
} {
  const skipped = new Set(issues.filter((issue) => issue.skipped).map(({ line }) => line)).size;
  return { created: create.length, changed: change.length, deals: deals.length, skipped };
}

/** Whom a row is about; null for nobody. The username of a group is that of its chat, and says nothing of who else is there. */
function personOf(row: Incoming, chat: KnownChat | undefined): Incoming | null {
  const isGroup = chat !== undefined && chat.contacts.length === 0;
  const { name, username, phones, emails, company } = row;
  const known = isGroup ? [phones[0], emails[0]] : [name, username, phones[0], emails[0], company];
  if (!known.some(Boolean)) return null;
  const person = isGroup ? { ...row, username: '' } : row;
  return { ...person, name: calledAs(person) };
}

/** A name is what everybody has: where the file gives none, something else that they are known by. */
function calledAs({ name, company, username, phones: [phone], emails: [email] }: Incoming): string {
  return name || company || (username && `@${username}`) || (phone && `+${phone}`) || (email ?? '');
}

/** The people that are here and those that the file makes, by what they are known by. */
class People {
  readonly created: GroundContact[] = [];
  readonly #all = new Map<string, GroundContact>();
  readonly #sets = new Map<string, Partial<GroundContact>>();
  readonly #by = new Map<string, Set<string>>();
  readonly #named = new Map<string, Set<string>>();

  constructor({ contacts }: ImportGround) {
    for (const contact of contacts) this.#learn(contact);
  }

  find(row: Incoming, ofChat: readonly string[]): string | 'several' | null {
    const found = new Set(ofChat.filter((id) => this.#all.has(id)));
    const keys = keysOf(row);
    for (const key of keys) for (const id of this.#by.get(key) ?? []) found.add(id);
    // Of somebody who is known by nothing else, the name is all there is.
    if (keys.length === 0 && row.name !== '') for (const id of this.#named.get(nameKey(row)) ?? []) found.add(id);
    if (found.size > 1) return 'several';
    const [id = null] = found;
    return id;
  }

  make(row: Incoming): string {
    const { name, role, company, username, phones, emails, tags } = row;
    const made = { id: `new:${this.created.length}`, name, role, company, username, phones, emails, tags };
    this.created.push(made);
    this.#learn(made);
    return made.id;
  }

  /** Whether anything of the row was not known of this contact. */
  add(id: string, row: Incoming): boolean {
    const was = this.#all.get(id);
    if (!was) return false;
    const set: Partial<GroundContact> = {};
    for (const field of ['role', 'company', 'username'] as const) {
      if (was[field] === '' && row[field] !== '') set[field] = row[field];
    }
    for (const field of ['phones', 'emails', 'tags'] as const) {
      const known = new Set(was[field].map((value) => value.toLowerCase()));
      const more = row[field].filter((value) => !known.has(value.toLowerCase()));
      if (more.length > 0) set[field] = [...was[field], ...more];
    }
    if (Object.keys(set).length === 0) return false;
    const next = { ...was, ...set };
    if (id.startsWith('new:')) this.created[Number(id.slice('new:'.length))] = next;
    else this.#sets.set(id, { ...this.#sets.get(id), ...set });
    this.#learn(next);
    return true;
  }

  changes(): ImportPlan['change'] {
    return [...this.#sets].map(([id, set]) => ({ id, set }));
  }

  #learn(contact: GroundContact): void {
    this.#all.set(contact.id, contact);
    const keys = keysOf(contact);
    for (const key of keys) put(this.#by, key, contact.id);
    if (keys.length === 0) put(this.#named, nameKey(contact), contact.id);
  }
}

/** The chats that are in the CRM, by username and by contact. */
class Chats {
  readonly #byName = new Map<string, KnownChat>();
  readonly #byContact = new Map<string, string>();

  constructor({ chats }: ImportGround) {
    for (const chat of chats) {
      if (chat.username !== '') this.#byName.set(chat.username.toLowerCase(), chat);
      for (const contact of chat.contacts) if (!this.#byContact.has(contact)) this.#byContact.set(contact, chat.key);
    }
  }

  called(username: string): KnownChat | undefined {
    return username === '' ? undefined : this.#byName.get(username.toLowerCase());
  }

  of(contact: string): string | null {
    return this.#byContact.get(contact) ?? null;
  }
}

/** Deals by their title and whose they are: a file that is read twice makes each once. */
class Deals {
  readonly #known = new Set<string>();

  constructor({ deals }: ImportGround) {
    for (const { title, contacts, chats } of deals) {
      const of = [...contacts, ...chats];
      for (const whose of of.length > 0 ? of : ['']) this.#known.add(dealKey(title, whose));
    }
  }

  add({ deal, contact, chat }: PlannedDeal): boolean {
    const keys = [contact, chat].filter((whose) => whose !== null).map((whose) => dealKey(deal.title, whose));
    if (keys.length === 0) keys.push(dealKey(deal.title, ''));
    if (keys.some((key) => this.#known.has(key))) return false;
    for (const key of keys) this.#known.add(key);
    return true;
  }
}

function dealKey(title: string, whose: string): string {
  return `${whose} ${title.trim().toLowerCase()}`;
}

function keysOf({ username, phones, emails }: Pick<GroundContact, 'username' | 'phones' | 'emails'>): string[] {
  return [
    ...(username ? [`@${username.toLowerCase()}`] : []),
    ...phones.map((phone) => `+${phone}`),
    ...emails.map((email) => `mail ${email.toLowerCase()}`),
  ];
}

function nameKey({ name, company }: Pick<GroundContact, 'name' | 'company'>): string {
  return `${name.trim().toLowerCase()}\n${companyKey(company)}`;
}

function put(map: Map<string, Set<string>>, key: string, id: string): void {
  const known = map.get(key);
  if (known) known.add(id);
  else map.set(key, new Set([id]));
}
