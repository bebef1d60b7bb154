import * as v from 'valibot';
import { defineCommand } from '@/lib/bus/contract';
import type { ChatRef } from '@/lib/chats/model';
import type { Money } from '@/lib/deals/model';
import type { Note } from '@/lib/notes/model';
import type { Company, Contact } from './model';
import type { ContactRow } from './table';

const id = v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/));
const line = v.pipe(v.string(), v.trim(), v.maxLength(1000));

/** Of a company the name is given as typed: it finds one or makes it; empty is none. */
const fields = {
  name: v.pipe(line, v.minLength(1)),
  role: line,
  username: v.pipe(v.string(), v.regex(/^\w{0,64}$/)),
  phones: v.pipe(v.array(v.pipe(v.string(), v.regex(/^\d{3,17}$/))), v.maxLength(100)),
  emails: v.pipe(v.array(v.pipe(line, v.minLength(1))), v.maxLength(100)),
  company: line,
  tags: v.pipe(v.array(v.pipe(line, v.minLength(1))), v.maxLength(200)),
};

const OPTIONAL = ['role', 'username', 'phones', 'emails', 'company', 'tags'] as const;

/** Everybody, and every company. Topics `contacts` and `companies` announce changes. */
export const contactList = defineCommand({
  name: 'contacts.list',
  from: 'extension',
  input: v.strictObject({}),
}).returns<{ rows: ContactRow[]; companies: Company[] }>();

/** Everything the workspace shows of one contact. */
export interface ContactCard {
  contact: Contact;
  company: Company | null;
  chats: { chat: ChatRef; title: string }[];
  /** In board order. */
  deals: { id: string; title: string; value: Money | null; stage: string }[];
  /** Newest first. */
  notes: Note[];
}

/** `notFound` for a contact that was removed. Topics `contacts`, `companies`, `chatLinks`, `deals`, `notes` announce changes. */
export const contactCard = defineCommand({
  name: 'contacts.card',
  from: 'extension',
  input: v.strictObject({ id }),
}).returns<ContactCard>();

/** Makes a contact under an id that the page made: given twice, it is there once. */
export const createContact = defineCommand({
  name: 'contacts.create',
  from: 'extension',
  input: v.strictObject({ id, fields: v.partial(v.strictObject(fields), OPTIONAL) }),
}).returns<{ undo: string }>();

/** Edits fields of a contact. What is edited here wins over Telegram. */
export const editContact = defineCommand({
  name: 'contacts.edit',
  from: 'extension',
  input: v.strictObject({ id, set: v.partial(v.strictObject(fields)) }),
}).returns<{ undo: string }>();

/** Takes Telegram's word for a field of a contact. */
export const takeTelegrams = defineCommand({
  name: 'contacts.useTelegrams',
  from: 'extension',
  input: v.strictObject({ id, field: v.picklist(['name', 'username', 'phone']) }),
}).returns<{ undo: string }>();

/**
 * Removes a contact with its notes and tasks. Its chats stay in the CRM, tied to themselves: what is kept of them is not
 * lost, and undoing gives everything back.
 */
export const deleteContact = defineCommand({
  name: 'contacts.delete',
  from: 'extension',
  input: v.strictObject({ id }),
}).returns<{ undo: string }>();
