import type { Ask } from '@/components/background/ask';
import { type Live, useLive } from '@/components/background/use-live';
import { type ContactCard, contactCard, contactList } from '@/lib/contacts/contract';
import type { Company } from '@/lib/contacts/model';
import type { ContactRow } from '@/lib/contacts/table';

export interface ContactList {
  rows: ContactRow[];
  companies: Company[];
}

/** Everybody, kept by the background's announcements. */
export function useContacts(ask: Ask): Live<ContactList> {
  return useLive(ask, contactList, {}, ['contacts', 'companies']);
}

/** One contact with what belongs to it. */
export function useContactCard(ask: Ask, id: string): Live<ContactCard> {
  return useLive(ask, contactCard, { id }, ['contacts', 'companies', 'chatLinks', 'deals', 'notes']);
}
