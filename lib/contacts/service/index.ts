import { ulid } from 'ulid';
import { type Handler, handle } from '@/lib/bus/router';
import type { ChatLink, ChatRef } from '@/lib/chats/model';
import { companyCalled, tidyCompany } from '@/lib/contacts/companies';
import * as contract from '@/lib/contacts/contract';
import type { Company, Contact } from '@/lib/contacts/model';
import { taken } from '@/lib/contacts/told';
import { TezError } from '@/lib/limits/model';
import type { Note } from '@/lib/notes/model';
import type { ChangeLog, Edit } from '@/lib/store/changes';
import { tiedTo } from '@/lib/store/index-fields';
import type { Records } from '@/lib/store/records';
import type { Task } from '@/lib/tasks/model';
import { readCard } from './card';
import { lastChanges } from './changed';
import { importHandlers } from './import';

export interface ContactDeps {
  records: Records;
  log: ChangeLog;
  now: () => number;
  /** What is known of a chat without asking Telegram. */
  peekChat: (chat: ChatRef) => Promise<{ title: string } | null>;
}

/** A contact's fields as a page gives them: the company by its name. */
type Given = Partial<Omit<Contact, 'company'>> & { company?: string };

/** The commands of lib/contacts/contract.ts. */
export function contactHandlers(deps: ContactDeps): Handler[] {
  const { records, log, now } = deps;
  const changedAt = lastChanges(records);

  async function must(id: string): Promise<Contact> {
    const contact = await records.get<Contact>('contacts', id);
    if (!contact) throw new TezError('notFound');
    return contact;
  }

  /** The fields as they are stored, and what must be made for them. Runs inside a commit: two may name one new company. */
  async function stored(given: Given): Promise<{ set: Partial<Contact>; edits: Edit[] }> {
    if (given.company === undefined) return { set: given, edits: [] };
    const name = tidyCompany(given.company);
    if (name === '') return { set: { ...given, company: undefined }, edits: [] };
    const known = companyCalled(await records.all<Company>('companies'), name);
    if (known) return { set: { ...given, company: known.id }, edits: [] };
    const company: Company = { id: ulid(now()), name, createdAt: now() };
    return { set: { ...given, company: company.id }, edits: [{ table: 'companies', create: company }] };
  }

  return [
    ...importHandlers(deps),
    handle(contract.contactList, async () => {
      const [contacts, companies, changed] = await Promise.all([
        records.all<Contact>('contacts'),
        records.all<Company>('companies'),
        changedAt(),
      ]);
      const names = new Map(companies.map(({ id, name }) => [id, name]));
      const rows = contacts.map(({ told: _, ...contact }) => ({
        ...contact,
        companyName: names.get(contact.company ?? '') ?? '',
        changedAt: changed.get(contact.id) ?? contact.createdAt,
      }));
      return { rows, companies };
    }),

    handle(contract.contactCard, async ({ id }) => readCard(deps, await must(id))),

    handle(contract.createContact, async ({ id, fields }) => ({
      undo: await log.commit(async () => {
        if (await records.get('contacts', id)) return [];
        const { set, edits } = await stored(tidied(fields));
        const contact = { id, telegram: [], phones: [], tags: [], createdAt: now(), ...set };
        return [...edits, { table: 'contacts', create: contact }];
      }),
    })),

    handle(contract.editContact, async ({ id, set: given }) => ({
      undo: await log.commit(async () => {
        await must(id);
        const { set, edits } = await stored(tidied(given));
        return [...edits, { table: 'contacts', id, set }];
      }),
    })),

    handle(contract.takeTelegrams, async ({ id, field }) => ({
      undo: await log.commit(async () => [{ table: 'contacts', id, set: taken(await must(id), field) }]),
    })),

    handle(contract.deleteContact, async ({ id }) => ({
      undo: await log.commit(async () => {
        await must(id);
        return deletion(records, id, now());
      }),
    })),
  ];
}

/** An empty field is not there, rather than empty. */
function tidied(given: Given): Given {
  const set: Given = { ...given };
  for (const field of ['role', 'username'] as const) if (set[field] === '') set[field] = undefined;
  if (set.emails?.length === 0) set.emails = undefined;
  if (set.phones) set.phones = [...new Set(set.phones)];
  return set;
}

/** Everything that goes with a contact. A chat that was in the CRM by this contact alone stays there by itself. */
async function deletion(records: Records, id: string, now: number): Promise<Edit[]> {
  const on = tiedTo({ contact: id });
  const [links, notes, tasks] = await Promise.all([
    records.where<ChatLink>('chatLinks', 'target', on),
    records.where<Note>('notes', 'on', on),
    records.where<Task>('tasks', 'on', on),
  ]);
  const edits: Edit[] = [{ table: 'contacts', id, remove: true }];
  for (const link of links) {
    edits.push({ table: 'chatLinks', id: link.id, remove: true });
    const others = await records.db.sealed('chatLinks').where('chat').equals(link.chat).count();
    if (others > 1) continue;
    const self: ChatLink = { id: ulid(now), chat: link.chat, to: { chat: link.chat } };
    edits.push({ table: 'chatLinks', create: self });
  }
  for (const note of notes) edits.push({ table: 'notes', id: note.id, remove: true });
  for (const task of tasks) edits.push({ table: 'tasks', id: task.id, remove: true });
  return edits;
}
