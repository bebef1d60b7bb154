import { type Handler, handle } from '@/lib/bus/router';
import type { ChatLink } from '@/lib/chats/model';
import type { Company, Contact } from '@/lib/contacts/model';
import type { Review } from '@/lib/contacts/review';
import type { Deal } from '@/lib/deals/model';
import * as contract from '@/lib/duplicates/contract';
import { findDuplicates } from '@/lib/duplicates/find';
import { type Choice, merged } from '@/lib/duplicates/merge';
import { TezError } from '@/lib/limits/model';
import type { Note } from '@/lib/notes/model';
import type { ChangeLog, Edit } from '@/lib/store/changes';
import { tiedTo } from '@/lib/store/index-fields';
import type { Records } from '@/lib/store/records';
import type { Task } from '@/lib/tasks/model';

export interface DuplicateDeps {
  records: Records;
  log: ChangeLog;
}

/** The commands of lib/duplicates/contract.ts. */
export function duplicateHandlers(deps: DuplicateDeps): Handler[] {
  const { records, log } = deps;
  return [
    handle(contract.duplicates, async ({ limit }) => {
      const [contacts, apart] = await Promise.all([
        records.all<Contact>('contacts'),
        records.all<{ id: string }>('distinct'),
      ]);
      const known = new Set(apart.map(({ id }) => id));
      const pairs = findDuplicates(contacts, ({ company }) => company ?? null).filter(
        ({ ids: [a, b] }) => !known.has(pairId(a, b)),
      );
      const names = new Map(contacts.map(({ id, name }) => [id, name]));
      const named = pairs.slice(0, limit).map((pair): contract.DuplicatePair => {
        const [a, b] = pair.ids;
        return { ...pair, names: [names.get(a) ?? '', names.get(b) ?? ''] };
      });
      return { pairs: named, total: pairs.length };
    }),
    handle(contract.compare, async ({ a, b }) => ({ a: await sideOf(records, a), b: await sideOf(records, b) })),
    handle(contract.merge, async ({ a, b, fromB }) => {
      if (a === b) throw new TezError('invalidInput');
      return { undo: await log.commit(() => mergeEdits(records, a, b, fromB)) };
    }),
    handle(contract.tellApart, async ({ a, b }) => {
      if (a === b) throw new TezError('invalidInput');
      return { undo: await log.commit([{ table: 'distinct', create: { id: pairId(a, b) } }]) };
    }),
  ];
}

/** The same for a pair, whichever comes first. */
function pairId(a: string, b: string): string {
  return [a, b].sort().join(' ');
}

async function contactOf(records: Records, id: string): Promise<Contact> {
  const contact = await records.get<Contact>('contacts', id);
  if (!contact) throw new TezError('notFound');
  return contact;
}

async function sideOf(records: Records, id: string): Promise<contract.Side> {
  const contact = await contactOf(records, id);
  const place = tiedTo({ contact: id });
  const count = (table: 'chatLinks' | 'notes' | 'tasks', index: string) =>
    records.db.sealed(table).where(index).equals(place).count();
  const [company, chats, notes, tasks] = await Promise.all([
    contact.company === undefined ? undefined : records.get<Company>('companies', contact.company),
    count('chatLinks', 'target'),
    count('notes', 'on'),
    count('tasks', 'on'),
  ]);
  return { contact, company: company?.name ?? '', chats, notes, tasks };
}

/** What was tied to the contact that goes is tied to the one that stays; a chat that both have, once. */
async function mergeEdits(records: Records, a: string, b: string, fromB: Choice): Promise<Edit[]> {
  const [kept, gone] = [await contactOf(records, a), await contactOf(records, b)];
  const [from, to] = [tiedTo({ contact: b }), { contact: a }];
  const [links, own, notes, tasks] = await Promise.all([
    records.where<ChatLink>('chatLinks', 'target', from),
    records.where<ChatLink>('chatLinks', 'target', tiedTo(to)),
    records.where<Note>('notes', 'on', from),
    records.where<Task>('tasks', 'on', from),
  ]);
  const chats = new Set(own.map(({ chat }) => chat));
  const renamed = (ids: readonly string[]) => [...new Set(ids.map((id) => (id === b ? a : id)))];
  /** Records that name contacts in a list. */
  const naming = <T extends { id: string; contacts?: string[] }>(table: 'deals' | 'reviews', all: readonly T[]) =>
    all.flatMap(({ id, contacts }): Edit[] =>
      contacts?.includes(b) ? [{ table, id, set: { contacts: renamed(contacts) } }] : [],
    );
  return [
    { table: 'contacts', id: a, set: merged(kept, gone, fromB) },
    ...links.map(
      ({ id, chat }): Edit =>
        chats.has(chat) ? { table: 'chatLinks', id, remove: true } : { table: 'chatLinks', id, set: { to } },
    ),
    ...notes.map(({ id }): Edit => ({ table: 'notes', id, set: { on: to } })),
    ...tasks.map(({ id }): Edit => ({ table: 'tasks', id, set: { on: to } })),
    ...naming('deals', await records.all<Deal>('deals')),
    ...naming('reviews', await records.all<Review>('reviews')),
    { table: 'contacts', id: b, remove: true },
  ];
}
