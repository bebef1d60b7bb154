import { type ChatLink, type ChatRef, parseChatKey } from '@/lib/chats/model';
import type { Contact } from '@/lib/contacts/model';
import type { Deal } from '@/lib/deals/model';
import { ofAttribute } from '@/lib/search/documents';
import { parseQuery } from '@/lib/search/query';
import { marksOf } from '@/lib/search/snippet';
import type { Records } from '@/lib/store/records';

/** What a name means that was typed after `in:` or `from:`. */
export interface Named {
  /** The chats called so, or tied to a contact or deal called so. */
  chats: ChatRef[];
  /** Attributes of records that belong to them. */
  of: string[];
  /** Telegram users called so. */
  people: number[];
}

export interface NameDeps {
  records: Records;
  /** What a chat is called, without asking Telegram; empty where nobody knows. */
  peekTitle: (chat: ChatRef) => Promise<string>;
}

/** Finds what these names mean, any of them. Everything of the CRM is looked at: it is in memory after the first time. */
export async function findNamed({ records, peekTitle }: NameDeps, names: readonly string[]): Promise<Named> {
  const [links, contacts, deals] = await Promise.all([
    records.all<ChatLink>('chatLinks'),
    records.all<Contact>('contacts'),
    records.all<Deal>('deals'),
  ]);
  const asked = names.map((name) => parseQuery(name.replaceAll(':', ' '), 0).conditions);
  const isCalled = (...titles: string[]) =>
    asked.some((conditions) =>
      titles.some((title) => conditions.every((condition) => marksOf(title, [condition]).length > 0)),
    );

  const of = new Set<string>();
  const people = new Set<number>();
  for (const { id, name, username, telegram } of contacts) {
    if (!isCalled(name, username ?? '')) continue;
    of.add(ofAttribute({ contact: id }));
    for (const user of telegram) people.add(user);
  }
  for (const { id, title } of deals) if (isCalled(title)) of.add(ofAttribute({ deal: id }));
  const called = new Set(of);
  const chats = new Set<string>();
  for (const key of new Set(links.map(({ chat }) => chat))) {
    const chat = parseChatKey(key);
    const own = links.filter((link) => link.chat === key);
    const known = own.some(({ to }) => called.has(ofAttribute(to)));
    if (!known && !isCalled(await peekTitle(chat))) continue;
    chats.add(key);
    of.add(ofAttribute({ chat: key }));
    for (const { to } of own) of.add(ofAttribute(to));
    if (chat.peer > 0) people.add(chat.peer);
  }
  return { chats: [...chats].map(parseChatKey), of: [...of], people: [...people] };
}
