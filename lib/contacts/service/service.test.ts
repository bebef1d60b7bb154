import { expect, it, vi } from 'vitest';
import { undoGroup } from '@/lib/changes/service/undo';
import type { ContactCard, ImportState } from '@/lib/contacts/contract';
import type { Incoming } from '@/lib/contacts/import-model';
import type { ContactRow } from '@/lib/contacts/table';
import { canonicalJson } from '@/lib/store/canonical';
import type { CrmRecord } from '@/lib/store/changes';
import { testRecords } from '@/tests/support/records';
import { contactHandlers } from '.';

let time = 1_800_000_000_000;

function contacts() {
  const { records, log } = testRecords(() => time++);
  const handlers = contactHandlers({ records, log, now: () => time, peekChat: async () => ({ title: 'Anna' }) });
  const ask = async <T>(name: string, input: unknown = {}) => {
    const handler = handlers.find(({ command }) => command.name === `contacts.${name}`);
    return (await handler?.run(input, { tab: null, framed: false })) as T;
  };
  const list = async () => (await ask<{ rows: ContactRow[] }>('list')).rows;
  const everything = async () => {
    const tables = ['contacts', 'companies', 'chatLinks', 'deals', 'notes', 'tasks'] as const;
    const all = await Promise.all(tables.map((table) => records.all<CrmRecord>(table)));
    return canonicalJson(all.map((rows) => rows.sort((a, b) => (a.id < b.id ? -1 : 1))));
  };
  return { records, log, ask, list, everything };
}

it('a typed company is found, or made once', async () => {
  const { ask, list, records } = contacts();
  await ask('create', { id: 'contact-1', fields: { name: 'Anna', company: 'Berg GmbH' } });
  await ask('create', { id: 'contact-2', fields: { name: 'Olga', company: ' «berg gmbh»' } });
  await ask('create', { id: 'contact-2', fields: { name: 'Olga, asked again' } });
  expect(await records.all('companies')).toHaveLength(1);
  expect((await list()).map(({ name, companyName }) => [name, companyName])).toEqual([
    ['Anna', 'Berg GmbH'],
    ['Olga', 'Berg GmbH'],
  ]);
  await ask('edit', { id: 'contact-2', set: { company: '' } });
  expect((await ask<ContactCard>('card', { id: 'contact-2' })).company).toBeNull();
});

it('tells when each was changed last, also by what came since it was asked', async () => {
  const { ask, list } = contacts();
  await ask('create', { id: 'contact-1', fields: { name: 'Anna' } });
  await ask('create', { id: 'contact-2', fields: { name: 'Olga' } });
  const before = await list();
  await ask('edit', { id: 'contact-1', set: { role: 'Buyer' } });
  const after = await list();
  expect(after[0]?.changedAt).toBeGreaterThan(before[1]?.changedAt ?? 0);
  expect(after[1]?.changedAt).toBe(before[1]?.changedAt);
});

it('an edited field wins over Telegram until Telegram’s is taken', async () => {
  const { ask, log } = contacts();
  await ask('create', { id: 'contact-1', fields: { name: 'Anna (timber)', phones: ['491'] } });
  await log.commit([{ table: 'contacts', id: 'contact-1', set: { told: { name: 'Anna Berg', phone: '492' } } }]);
  await ask('useTelegrams', { id: 'contact-1', field: 'name' });
  await ask('useTelegrams', { id: 'contact-1', field: 'phone' });
  const { contact } = await ask<ContactCard>('card', { id: 'contact-1' });
  expect(contact).toMatchObject({ name: 'Anna Berg', phones: ['492', '491'] });
});

it('a deleted contact leaves its chat in the CRM, and comes back with all that was of it', async () => {
  const { ask, log, records, everything } = contacts();
  await ask('create', { id: 'contact-1', fields: { name: 'Anna' } });
  const on = { contact: 'contact-1' };
  await log.commit([
    { table: 'chatLinks', create: { id: 'link-1', chat: '1:2', to: on } as CrmRecord },
    { table: 'chatLinks', create: { id: 'link-2', chat: '1:3', to: on } as CrmRecord },
    { table: 'chatLinks', create: { id: 'link-3', chat: '1:3', to: { deal: 'deal-1' } } as CrmRecord },
    { table: 'notes', create: { id: 'note-1', on, text: 'Decides' } as CrmRecord },
    { table: 'tasks', create: { id: 'task-1', on, title: 'Call', due: null, doneAt: null } as CrmRecord },
  ]);
  const before = await everything();
  const { undo } = await ask<{ undo: string }>('delete', { id: 'contact-1' });
  expect(await records.all('contacts')).toEqual([]);
  expect(await records.all('notes')).toEqual([]);
  expect(await records.where('chatLinks', 'chat', '1:2')).toMatchObject([{ to: { chat: '1:2' } }]);
  expect(await records.where('chatLinks', 'chat', '1:3')).toMatchObject([{ to: { deal: 'deal-1' } }]);
  await undoGroup({ records, log }, undo);
  expect(await everything()).toBe(before);
});

const blank = { role: '', company: '', username: '', phones: [], emails: [], tags: [], deal: null };
const row = (line: number, more: Partial<Incoming>): Incoming => ({ ...blank, line, name: `Person ${line}`, ...more });

it('an import is one group: asked again it is done once, and one undo takes it all back', async () => {
  const { ask, log, list, records, everything } = contacts();
  await ask('create', { id: 'contact-1', fields: { name: 'Anna', phones: ['491'] } });
  await log.commit([
    { table: 'chatLinks', create: { id: 'l', chat: '1:2', to: { contact: 'contact-1' } } as CrmRecord },
  ]);
  const before = await everything();
  const due = 1_900_000_000_000;
  const deal = { title: 'Boards', value: { minor: 100, unit: 'EUR' }, stage: 'lead', next: 'Call', due };
  const rows = [
    row(2, { phones: ['491'], role: 'Buyer', deal }),
    row(3, { company: 'Berg' }),
    row(4, { company: 'berg', deal: { ...deal, next: '', due: null } }),
  ];
  await ask('import', { id: 'import-1', rows });
  await ask('import', { id: 'import-1', rows });
  const state = () => ask<ImportState>('importState', { id: 'import-1' });
  await vi.waitUntil(async () => (await state()).is !== 'running');
  expect(await state()).toEqual({ is: 'done', undo: 'import-1' });
  expect((await list()).map(({ name, role, companyName }) => `${name}, ${role}, ${companyName}`).sort()).toEqual([
    'Anna, Buyer, ',
    'Person 3, undefined, Berg',
    'Person 4, undefined, Berg',
  ]);
  expect(await records.all('companies')).toHaveLength(1);
  expect(await records.all('deals')).toHaveLength(2);
  expect(await records.all('tasks')).toMatchObject([{ title: 'Call', due: 1_900_000_000_000 }]);
  expect((await ask<ContactCard>('card', { id: 'contact-1' })).deals).toMatchObject([{ title: 'Boards' }]);
  await undoGroup({ records, log }, 'import-1');
  expect(await everything()).toBe(before);
});

it('an import that is given up leaves nothing', async () => {
  const { ask, list } = contacts();
  await ask('import', { id: 'import-2', rows: Array.from({ length: 3000 }, (_, i) => row(i, {})) });
  await ask('cancelImport', { id: 'import-2' });
  const state = () => ask<ImportState>('importState', { id: 'import-2' });
  await vi.waitUntil(async () => (await state()).is !== 'running');
  expect(await state()).toEqual({ is: 'cancelled' });
  expect(await list()).toEqual([]);
  expect(await ask<ImportState>('importState', { id: 'import-3' })).toEqual({ is: 'unknown' });
});
