import { beforeEach, expect, it } from 'vitest';
import { undoGroup } from '@/lib/changes/service/undo';
import type { ChatLink } from '@/lib/chats/model';
import type { Contact } from '@/lib/contacts/model';
import type { Review } from '@/lib/contacts/review';
import type { Deal } from '@/lib/deals/model';
import type { DuplicatePair, Side } from '@/lib/duplicates/contract';
import type { Note } from '@/lib/notes/model';
import { canonicalJson } from '@/lib/store/canonical';
import type { CrmRecord, Edit } from '@/lib/store/changes';
import type { Task } from '@/lib/tasks/model';
import { testRecords } from '@/tests/support/records';
import { duplicateHandlers } from '.';

const ivan: Contact = {
  ...{ id: 'ivan', name: 'Ivan Petrov', telegram: [5], phones: ['79161234567'], tags: ['vip'], createdAt: 1 },
  ...{ username: 'ivan', told: { name: 'Ivan Petrov' } },
};
const other: Contact = {
  ...{ id: 'other', name: 'Иван Петров', telegram: [], phones: ['79161234567', '49301'], tags: [], createdAt: 2 },
  role: 'Buyer',
};

async function open() {
  const { records, log } = testRecords();
  const handlers = duplicateHandlers({ records, log });
  const create = (table: Edit['table'], record: object): Edit => ({ table, create: record as CrmRecord });
  const link = (id: string, chat: string, contact: string) =>
    create('chatLinks', { id, chat, to: { contact } } satisfies ChatLink);
  const note: Note = { id: 'n1', on: { contact: 'other' }, text: 'Wants the long version', createdAt: 3 };
  const task: Task = { id: 't1', on: { contact: 'other' }, title: 'Call', due: 9, doneAt: null, createdAt: 3 };
  const deal: Pick<Deal, 'id' | 'contacts'> = { id: 'd1', contacts: ['other', 'ivan'] };
  const review: Pick<Review, 'id' | 'contacts'> = { id: '7', contacts: ['other'] };
  await log.commit([
    ...[create('deals', deal), create('reviews', review)],
    ...[create('contacts', ivan), create('contacts', other), create('notes', note), create('tasks', task)],
    ...[link('l1', '1:5', 'ivan'), link('l2', '1:5', 'other'), link('l3', '1:-7', 'other')],
  ]);
  const ask = <T>(name: string, input: object) =>
    handlers.find(({ command }) => command.name === `duplicates.${name}`)?.run(input, { tab: null, framed: false }) as
      | Promise<T>
      | undefined as Promise<T>;
  return {
    ...{ records, log, ask },
    async everything() {
      const tables = ['contacts', 'chatLinks', 'notes', 'tasks', 'deals', 'reviews', 'distinct'] as const;
      const all = await Promise.all(tables.map((table) => records.all<CrmRecord>(table)));
      return canonicalJson(all.map((rows) => rows.sort((a, b) => (a.id < b.id ? -1 : 1))));
    },
  };
}

let world: Awaited<ReturnType<typeof open>>;
beforeEach(async () => {
  world = await open();
});

const pairs = async () => (await world.ask<{ pairs: DuplicatePair[] }>('find', { limit: 50 })).pairs;

it('finds pairs, and leaves out those that were told apart, until that is undone', async () => {
  expect(await pairs()).toMatchObject([{ ids: ['ivan', 'other'], reasons: ['phone', 'name'] }]);
  const { undo } = await world.ask<{ undo: string }>('tellApart', { a: 'other', b: 'ivan' });
  expect(await pairs()).toEqual([]);
  await undoGroup(world, undo);
  expect(await pairs()).toHaveLength(1);
});

it('shows what belongs to each', async () => {
  const { a, b } = await world.ask<{ a: Side; b: Side }>('compare', { a: 'ivan', b: 'other' });
  expect([a.chats, a.notes, a.tasks]).toEqual([1, 0, 0]);
  expect([b.chats, b.notes, b.tasks]).toEqual([2, 1, 1]);
});

it('merges: nothing is lost, and undoing gives the very same records', async () => {
  const before = await world.everything();
  const { undo } = await world.ask<{ undo: string }>('merge', { a: 'ivan', b: 'other', fromB: ['name'] });
  const [one, ...others] = await world.records.all<Contact>('contacts');
  expect(others).toEqual([]);
  expect(one).toEqual({ ...ivan, name: 'Иван Петров', role: 'Buyer', phones: ['79161234567', '49301'] });
  const links = await world.records.where<ChatLink>('chatLinks', 'target', 'contact:ivan');
  expect(links.map(({ chat }) => chat).sort()).toEqual(['1:-7', '1:5']);
  expect(await world.records.where('notes', 'on', 'contact:ivan')).toHaveLength(1);
  expect(await world.records.where('tasks', 'on', 'contact:ivan')).toHaveLength(1);
  expect((await world.records.get<Deal>('deals', 'd1'))?.contacts).toEqual(['ivan']);
  expect((await world.records.get<Review>('reviews', '7'))?.contacts).toEqual(['ivan']);
  await undoGroup(world, undo);
  expect(await world.everything()).toBe(before);
});

it('refuses a contact with itself, and one that is gone', async () => {
  await expect(world.ask('merge', { a: 'ivan', b: 'ivan', fromB: [] })).rejects.toThrow('invalidInput');
  await expect(world.ask('merge', { a: 'ivan', b: 'nobody', fromB: [] })).rejects.toThrow('notFound');
});
