import type { ChatLink } from '@/lib/chats/model';
import type { ImportGround, KnownChat } from '@/lib/contacts/import-plan';
import type { Company, Contact } from '@/lib/contacts/model';
import type { Deal } from '@/lib/deals/model';
import type { Records } from '@/lib/store/records';

/** Everything that an import must know. Chats are those of the CRM: nothing is asked of Telegram. */
export async function readGround(records: Records): Promise<ImportGround> {
  const [contacts, companies, deals, links] = await Promise.all([
    records.all<Contact>('contacts'),
    records.all<Company>('companies'),
    records.all<Deal>('deals'),
    records.all<ChatLink>('chatLinks'),
  ]);
  const names = new Map(companies.map(({ id, name }) => [id, name]));
  const dealChats = new Map<string, string[]>();
  const chatContacts = new Map<string, string[]>();
  for (const { chat, to } of links) {
    const of = chatContacts.get(chat) ?? [];
    chatContacts.set(chat, of);
    if ('contact' in to) of.push(to.contact);
    else if ('deal' in to) dealChats.set(to.deal, [...(dealChats.get(to.deal) ?? []), chat]);
  }
  const usernames = await usernamesOf(records, [...chatContacts.keys()]);
  return {
    contacts: contacts.map(({ id, name, role = '', company = '', username = '', phones, emails = [], tags }) => ({
      ...{ id, name, role, username, phones, emails, tags },
      company: names.get(company) ?? '',
    })),
    chats: [...chatContacts].map(
      ([key, of]): KnownChat => ({ key, username: usernames.get(key) ?? '', contacts: [...new Set(of)] }),
    ),
    deals: deals.map(({ id, title, contacts: of = [] }) => ({ title, contacts: of, chats: dealChats.get(id) ?? [] })),
  };
}

/** What Telegram called these chats when it was asked last. */
async function usernamesOf(records: Records, keys: readonly string[]): Promise<Map<string, string>> {
  const profiles = await records.getMany<{ chat: { username?: string } }>('profiles', keys);
  return new Map(keys.map((key, i) => [key, profiles[i]?.chat.username ?? '']));
}
