/** What Telegram says of a person beside what the CRM says: which of the two a field shows. */
import type { Contact, ToldPerson } from './model';

/** Fields of a contact that Telegram knows, too. */
export type ToldField = 'name' | 'username' | 'phone';

export interface Told {
  field: ToldField;
  ours: string;
  theirs: string;
}

/**
 * What changes in a contact when Telegram tells `next` of them; null where nothing does. A field that equals what was told
 * before follows; one that was edited in Tez stays. What a person hides is not gone: the phone that was known stays. A
 * deleted account has no name any more, so the contact keeps its own.
 */
export function followed(contact: Contact, next: ToldPerson): Partial<Contact> | null {
  const { told } = contact;
  const set: Partial<Contact> = {};
  if (!next.deleted && next.name !== '' && next.name !== contact.name && follows(contact, 'name')) set.name = next.name;
  if (!next.deleted && next.username !== contact.username && follows(contact, 'username')) set.username = next.username;
  const phone = next.phone ?? undefined;
  if (phone !== undefined && !contact.phones.includes(phone)) {
    const was = told?.phone ?? undefined;
    if (was !== undefined && contact.phones.includes(was)) {
      set.phones = contact.phones.map((one) => (one === was ? phone : one));
    } else if (was === undefined) {
      set.phones = [...contact.phones, phone];
    }
  }
  if (!sameTold(told, next)) set.told = next;
  return Object.keys(set).length > 0 ? set : null;
}

/** Fields in which the CRM and Telegram say different things. A hidden phone says nothing. */
export function differing(contact: Contact): Told[] {
  const { told, name, username = '', phones } = contact;
  if (!told || told.deleted) return [];
  const fields: Told[] = [
    { field: 'name', ours: name, theirs: told.name },
    { field: 'username', ours: username, theirs: told.username ?? '' },
  ];
  if (told.phone && !phones.includes(told.phone))
    fields.push({ field: 'phone', ours: phones[0] ?? '', theirs: told.phone });
  return fields.filter(({ ours, theirs }) => theirs !== '' && ours !== theirs);
}

/** What changes where the person takes Telegram's word for a field. A further phone comes first; none is lost. */
export function taken(contact: Contact, field: ToldField): Partial<Contact> {
  const { told, phones } = contact;
  if (!told) return {};
  if (field === 'name') return { name: told.name };
  if (field === 'username') return { username: told.username };
  return told.phone ? { phones: [told.phone, ...phones.filter((one) => one !== told.phone)] } : {};
}

/** Of a contact that Telegram told nothing of yet, an empty field follows. */
function follows({ told, ...contact }: Contact, field: 'name' | 'username'): boolean {
  return told ? contact[field] === told[field] : (contact[field] ?? '') === '';
}

function sameTold(a: ToldPerson | undefined, b: ToldPerson): boolean {
  const keys = ['name', 'username', 'phone', 'deleted', 'bot', 'limited'] as const;
  return a !== undefined && keys.every((key) => a[key] === b[key]);
}
