import * as v from 'valibot';
import { defineCommand } from '@/lib/bus/contract';
import type { ChatRef } from '@/lib/chats/model';
import type { Money } from '@/lib/deals/model';
import type { WireError } from '@/lib/limits/model';
import type { Note } from '@/lib/notes/model';
import { LONGEST_FIELD, MOST_ROWS } from './import-model';
import type { ImportGround } from './import-plan';
import type { Company, Contact } from './model';
import type { ContactRow } from './table';

const id = v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/));
const line = v.pipe(v.string(), v.trim(), v.maxLength(LONGEST_FIELD));

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

/** What an import must know of what is here, to say before what it would do. */
export const importGround = defineCommand({
  name: 'contacts.importGround',
  from: 'extension',
  input: v.strictObject({}),
}).returns<ImportGround>();

const text = v.pipe(v.string(), v.maxLength(LONGEST_FIELD));
const incoming = v.strictObject({
  line: v.pipe(v.number(), v.safeInteger()),
  name: text,
  role: text,
  company: text,
  username: fields.username,
  phones: fields.phones,
  emails: fields.emails,
  tags: fields.tags,
  deal: v.nullable(
    v.strictObject({
      title: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
      value: v.nullable(
        v.strictObject({ minor: v.pipe(v.number(), v.safeInteger()), unit: v.pipe(v.string(), v.maxLength(8)) }),
      ),
      stage: v.pipe(v.string(), v.maxLength(64)),
      next: text,
      due: v.nullable(v.pipe(v.number(), v.safeInteger())),
    }),
  ),
});

/** `unknown`: never begun, or the worker that did it died before anything of it was stored. */
export type ImportState =
  | { is: 'running'; done: number; total: number }
  | { is: 'done'; undo: string }
  | { is: 'cancelled' }
  | { is: 'failed'; error: WireError }
  | { is: 'unknown' };

/**
 * Begins an import under a name that the page made, and answers at once; `contacts.importState` tells how it goes. One
 * group of changes: all of it is stored, or nothing. Given twice, it is done once.
 */
export const importContacts = defineCommand({
  name: 'contacts.import',
  from: 'extension',
  input: v.strictObject({ id, rows: v.pipe(v.array(incoming), v.minLength(1), v.maxLength(MOST_ROWS)) }),
}).returns<ImportState>();

export const importState = defineCommand({
  name: 'contacts.importState',
  from: 'extension',
  input: v.strictObject({ id }),
}).returns<ImportState>();

/** Gives an import up, unless it is stored already. */
export const cancelImport = defineCommand({
  name: 'contacts.cancelImport',
  from: 'extension',
  input: v.strictObject({ id }),
}).returns<void>();
