import type { Contact } from '@/lib/contacts/model';
import type { Deal } from '@/lib/deals/model';
import type { Note } from '@/lib/notes/model';
import type { Task } from '@/lib/tasks/model';
import type { Template } from '@/lib/templates/model';
import type { Doc } from './entry';

/** What each kind of record is found by. A change here needs a new {@link RECORDS_EPOCH}. */
interface Searchable {
  contacts: Contact;
  deals: Deal;
  notes: Note;
  tasks: Task;
  templates: Template;
}

/** Tables of records that can be found, in the order in which their results stand. */
export const RECORD_KINDS = ['contacts', 'deals', 'tasks', 'notes', 'templates'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];
export type SearchableRecord<K extends RecordKind = RecordKind> = Searchable[K];

export const RECORDS_EPOCH = 'records-2';

/** A record is of a contact, of a deal or of a chat: of itself, or of what it is written on. */
export function ofAttribute(to: { contact: string } | { deal: string } | { chat: string }): string {
  if ('contact' in to) return `of contact:${to.contact}`;
  return 'deal' in to ? `of deal:${to.deal}` : `of chat:${to.chat}`;
}

/** The texts of a record: what it is called by, and the rest. */
export function textsOf<K extends RecordKind>(kind: K, record: SearchableRecord<K>): { title: string; body: string[] } {
  switch (kind) {
    case 'contacts': {
      const { name, role, username, phones, tags } = record as Contact;
      return { title: name, body: [role ?? '', username ? `@${username}` : '', ...phones, ...tags].filter(Boolean) };
    }
    case 'deals':
      return { title: (record as Deal).title, body: [] };
    case 'tasks':
      return { title: (record as Task).title, body: [] };
    case 'templates': {
      const { name, category, shortcut, body } = record as Template;
      return { title: name, body: [body.text, shortcut && `/${shortcut}`, category].filter(Boolean) };
    }
    default:
      return { title: '', body: [(record as Note).text] };
  }
}

/** What a record belongs to; a contact and a deal to themselves, a template to nobody. */
export function placeOf(kind: RecordKind, record: SearchableRecord): Task['on'] {
  if (kind === 'contacts') return { contact: record.id };
  if (kind === 'deals') return { deal: record.id };
  if (kind === 'templates') return null;
  return (record as Note | Task).on;
}

export function recordDoc(kind: RecordKind, record: SearchableRecord): Doc {
  const on = placeOf(kind, record);
  const { title, body } = textsOf(kind, record);
  return {
    space: kind,
    id: record.id,
    at: Math.floor(record.createdAt / 1000),
    title,
    body: kind === 'contacts' ? [...body, ...numbersOf(record as Contact)] : body,
    attributes: on ? [ofAttribute(on)] : [],
  };
}

/** A number is found however it is written: as its digits, and without the code that people leave out or dial otherwise. */
function numbersOf({ phones }: Contact): string[] {
  return phones.flatMap((phone) => {
    const digits = phone.replace(/\D/g, '');
    return digits.startsWith('7') && digits.length === 11 ? [digits, digits.slice(1)] : [digits];
  });
}
