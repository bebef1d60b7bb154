import { type ChatLink, type ChatRef, parseChatKey } from '@/lib/chats/model';
import type { ContactCard } from '@/lib/contacts/contract';
import type { Company, Contact } from '@/lib/contacts/model';
import type { Deal } from '@/lib/deals/model';
import type { Note } from '@/lib/notes/model';
import { tiedTo } from '@/lib/store/index-fields';
import type { Records } from '@/lib/store/records';

export interface CardDeps {
  records: Records;
  peekChat: (chat: ChatRef) => Promise<{ title: string } | null>;
}

/** A contact with its company, its chats, the deals of those chats and its own, and its notes. */
export async function readCard({ records, peekChat }: CardDeps, contact: Contact): Promise<ContactCard> {
  const on = tiedTo({ contact: contact.id });
  const [company, links, notes] = await Promise.all([
    contact.company === undefined ? undefined : records.get<Company>('companies', contact.company),
    records.where<ChatLink>('chatLinks', 'target', on),
    records.where<Note>('notes', 'on', on),
  ]);
  const keys = [...new Set(links.map(({ chat }) => chat))];
  const [chats, deals] = await Promise.all([
    Promise.all(
      keys.map(parseChatKey).map(async (chat) => ({ chat, title: (await peekChat(chat))?.title || contact.name })),
    ),
    dealsOf(records, keys, contact.id),
  ]);
  return {
    contact,
    company: company ?? null,
    chats,
    deals: deals.map(({ id, title, value, stage }) => ({ id, title, value, stage })),
    notes: notes.sort((a, b) => b.createdAt - a.createdAt),
  };
}

async function dealsOf(records: Records, chats: readonly string[], contact: string): Promise<Deal[]> {
  const [all, ...links] = await Promise.all([
    records.all<Deal>('deals'),
    ...chats.map((chat) => records.where<ChatLink>('chatLinks', 'chat', chat)),
  ]);
  const ids = new Set(links.flat().flatMap(({ to }) => ('deal' in to ? [to.deal] : [])));
  const deals = all.filter(({ id, contacts }) => ids.has(id) || contacts?.includes(contact));
  return deals.sort((a, b) => (a.order < b.order ? -1 : 1));
}
