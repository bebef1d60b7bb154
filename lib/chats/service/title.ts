import type { ChatLink, ChatRef } from '@/lib/chats/model';
import type { Contact } from '@/lib/contacts/model';
import type { Records } from '@/lib/store/records';
import type { Profiles } from './profiles';

/** The contact's name, or what Telegram called the chat when it was last seen. */
export async function titleOf(
  records: Records,
  profiles: Profiles,
  chat: ChatRef,
  links: readonly ChatLink[],
): Promise<string> {
  const id = links.flatMap(({ to }) => ('contact' in to ? [to.contact] : []))[0];
  const contact = id ? await records.get<Contact>('contacts', id) : undefined;
  return contact?.name ?? (await profiles.peek(chat))?.chat.title ?? '';
}
