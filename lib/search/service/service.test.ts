import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { undoGroup } from '@/lib/changes/service/undo';
import type { ChatLink, ChatRef } from '@/lib/chats/model';
import { chatKey } from '@/lib/chats/model';
import type { Contact } from '@/lib/contacts/model';
import type { Deal } from '@/lib/deals/model';
import { TezError } from '@/lib/limits/model';
import type { Message } from '@/lib/messages/model';
import type { Note } from '@/lib/notes/model';
import { type SearchAnswer, searchHere, searchTelegram, type TelegramAnswer } from '@/lib/search/contract';
import type { Snippet } from '@/lib/search/snippet';
import { systemRandom } from '@/lib/store/box';
import { type CrmRecord, createChangeLog, type Edit } from '@/lib/store/changes';
import { TezDatabase } from '@/lib/store/database';
import { INDEX_OF } from '@/lib/store/index-fields';
import { createRecords } from '@/lib/store/records';
import { createVault } from '@/lib/store/vault';
import type { Task } from '@/lib/tasks/model';
import type { TelegramPort } from '@/lib/telegram/port';
import type { SearchOptions } from '@/lib/telegram/port/messages';
import { createSearchPart } from '.';

const NOW = Date.UTC(2026, 10, 24, 12);
const DAY = 86_400_000;
const ANNA: ChatRef = { account: 1, peer: 102 };
const GROUP: ChatRef = { account: 1, peer: -201 };

let count = 0;
let db: TezDatabase;
let server: { asked: SearchOptions[]; messages: Message[]; accounts: number[]; signedOut: number[] };

/** A worker that has just started, over the same database. */
function start() {
  const kept = new Map<string, string>();
  const memory = {
    get: async (key: string) => kept.get(key),
    set: async (key: string, value: string) => void kept.set(key, value),
    remove: async (key: string) => void kept.delete(key),
  };
  const kdf = async () => new Uint8Array(32);
  const vault = createVault({ db, memory, random: systemRandom, kdf });
  const records = createRecords(db, vault);
  const log = createChangeLog({ records, indexOf: INDEX_OF, now: () => NOW, announce: () => undefined });
  const titles: Record<string, string> = { [chatKey(GROUP)]: 'Harbour team' };
  const port = { search: async (options: SearchOptions) => answer(options) } as unknown as TelegramPort;
  const part = createSearchPart({
    records,
    // Of messages: messages.test.ts.
    kept: () => ({ between: async () => [], byIds: async () => [] }),
    now: () => NOW,
    pause: () => Promise.resolve(),
    accounts: async () => server.accounts,
    port: async (account) => {
      if (server.signedOut.includes(account)) throw new TezError('notSignedIn');
      return port;
    },
    peekTitle: async (chat) => titles[chatKey(chat)] ?? '',
    titleOf: async (chat) => titles[chatKey(chat)] ?? `Chat ${chat.peer}`,
  });
  const ask = async <T>(name: string, input: unknown): Promise<T> => {
    const handler = part.handlers.find(({ command }) => command.name === name);
    return handler?.run(input, { tab: null, framed: false }) as Promise<T>;
  };
  return {
    log,
    part,
    vault,
    records,
    find: (text: string, more = {}) => ask<SearchAnswer>(searchHere.name, { text, limit: 5, ...more }),
    telegram: (text: string, more = {}) => ask<TelegramAnswer>(searchTelegram.name, { text, ...more }),
  };
}

function answer(options: SearchOptions) {
  server.asked.push(options);
  const rest = server.messages.filter(({ id }) => !options.after || id < options.after.id);
  return { messages: rest.slice(0, options.limit), total: server.messages.length };
}

const create = (table: Edit['table'], record: object): Edit => ({ table, create: record as CrmRecord });

const contact: Contact = {
  ...{ id: 'c1', name: 'Анна Берг', role: 'Head of purchasing', username: 'annaberg', createdAt: NOW - 3 * DAY },
  ...{ telegram: [102], phones: ['+79123456789'], tags: ['wholesale'] },
};
const deal: Deal = {
  ...{ id: 'd1', title: 'Berg winter order', value: { minor: 100, unit: 'EUR' }, pipeline: 'default', stage: 'lead' },
  ...{ stageSince: NOW, order: 'a0', createdAt: NOW - 2 * DAY },
};
const note: Note = { id: 'n1', on: { contact: 'c1' }, text: 'Ждёт счёт на доставку', createdAt: NOW - DAY };
const task: Task = { id: 't1', on: { deal: 'd1' }, title: 'Send the invoice', due: null, doneAt: null, createdAt: NOW };
const toAnna: ChatLink = { id: 'l1', chat: chatKey(ANNA), to: { contact: 'c1' } };
const dealToAnna: ChatLink = { id: 'l2', chat: chatKey(ANNA), to: { deal: 'd1' } };
const toGroup: ChatLink = { id: 'l3', chat: chatKey(GROUP), to: { chat: chatKey(GROUP) } };

const everything = () => [
  create('contacts', contact),
  create('deals', deal),
  create('notes', note),
  create('tasks', task),
  ...[toAnna, dealToAnna, toGroup].map((link) => create('chatLinks', link)),
];

/** Kinds with their ids, as they are shown. */
const shown = ({ groups }: SearchAnswer) =>
  groups.map(({ kind, results }) => `${kind}: ${results.map(({ id }) => id).join(' ')}`);
const marked = ({ text, marks }: Snippet) => marks.map(([from, to]) => text.slice(from, to));

beforeEach(() => {
  db = new TezDatabase(`search-${count++}`);
  server = { asked: [], messages: [], accounts: [1], signedOut: [] };
});

describe('search of records', () => {
  it('offers a chat with a contact that has none, and finds templates by all their words', async () => {
    const world = start();
    const vera = { ...contact, id: 'c2', name: 'Vera Lindqvist', telegram: [] };
    const body = { text: 'Hi {first name}, here is the price list', entities: [] };
    const template = { id: 't9', name: 'Quote', category: 'Sales', shortcut: 'offer', body, createdAt: NOW };
    await world.log.commit([create('contacts', vera), create('templates', template)]);
    const first = async (text: string) => (await world.find(text)).groups.map(({ results }) => results[0]?.open);
    expect(await first('lindq')).toEqual([{ is: 'contact', id: 'c2' }]);
    for (const text of ['quo', 'price li', 'offer', 'sales quote']) {
      expect([text, await first(text)]).toEqual([text, [{ is: 'template', id: 't9' }]]);
    }
  });

  it('finds each kind by its words, and tells whose it is and where it leads', async () => {
    const { log, find } = start();
    await log.commit(everything());
    const [contacts] = (await find('анн')).groups;
    expect(contacts?.results[0]).toMatchObject({ who: '', peer: 102, open: { is: 'chat', chat: ANNA } });
    expect(contacts && marked(contacts.results[0]?.title as Snippet)).toEqual(['Анн']);
    const [deals] = (await find('winter')).groups;
    expect(deals?.results[0]).toMatchObject({
      who: 'Анна Берг',
      open: { is: 'deal', id: 'd1' },
      deal: { stage: 'lead' },
    });
    const [tasks] = (await find('invo')).groups;
    expect(tasks?.results[0]).toMatchObject({ open: { is: 'deal', id: 'd1' }, task: { done: false } });
    const [notes] = (await find('счет')).groups;
    expect(notes?.results[0]).toMatchObject({ who: 'Анна Берг', text: null, open: { is: 'chat', chat: ANNA } });
    expect(notes && marked(notes.results[0]?.title as Snippet)).toEqual(['счёт']);
  });

  it('finds a contact by role, tag, username and number, however that is written', async () => {
    const { log, find } = start();
    await log.commit(everything());
    for (const text of ['purch', 'whole', '@annab', '8912345', '+7-912-345', '912345']) {
      expect(shown(await find(text)), text).toEqual(['contacts: c1']);
    }
  });

  it('follows edits, removals and what was undone', async () => {
    const { log, find, records } = start();
    await log.commit(everything());
    const group = await log.commit([{ table: 'deals', id: 'd1', set: { title: 'Summer order' } }]);
    expect(shown(await find('winter'))).toEqual([]);
    expect(shown(await find('summer'))).toEqual(['deals: d1']);
    await undoGroup({ records, log }, group);
    expect(shown(await find('winter'))).toEqual(['deals: d1']);
    await log.commit([{ table: 'notes', id: 'n1', remove: true }]);
    expect(shown(await find('счёт'))).toEqual([]);
  });

  it('keeps to a chat, to days and to one kind', async () => {
    const { log, find } = start();
    await log.commit([
      ...everything(),
      create('notes', { id: 'n2', on: { chat: chatKey(GROUP) }, text: 'Доставка в порт', createdAt: NOW }),
    ]);
    expect(shown(await find('достав'))).toEqual(['notes: n2 n1']);
    expect(shown(await find('достав in:Анна'))).toEqual(['notes: n1']);
    expect(shown(await find('in:"harbour team"'))).toEqual(['notes: n2']);
    expect(shown(await find('достав before:today'))).toEqual(['notes: n1']);
    expect(shown(await find('in:анна'))).toEqual(['contacts: c1', 'deals: d1', 'tasks: t1', 'notes: n1']);
    expect(shown(await find('in:анна', { kind: 'deals' }))).toEqual(['deals: d1']);
    expect(shown(await find('достав has:file'))).toEqual([]);
    expect(await find('before:never достав')).toMatchObject({ ignored: ['before:never'] });
  });

  it('is made from what is stored after the worker died, and anew where that is damaged', async () => {
    const first = start();
    await first.log.commit(everything());
    await first.part.work();
    const blocks = await db.sealed('search').toArray();
    expect(blocks.length).toBeGreaterThan(3);
    expect(shown(await start().find('winter'))).toEqual(['deals: d1']);
    for (const row of blocks) {
      const box = row.box.slice();
      box[box.length - 1] = (box[box.length - 1] ?? 0) ^ 1;
      await db.sealed('search').put({ ...row, box });
      expect(shown(await start().find('winter')), row.id).toEqual(['deals: d1']);
      await db.sealed('search').bulkPut(blocks);
      await db.sealed('search').delete(row.id);
      expect(shown(await start().find('winter')), row.id).toEqual(['deals: d1']);
      await db.sealed('search').bulkPut(blocks);
    }
  });

  it('is made anew where the records are those of another time', async () => {
    const first = start();
    await first.log.commit(everything());
    await first.part.work();
    await db.sealed('changes').clear();
    await db.sealed('deals').clear();
    expect(shown(await start().find('winter'))).toEqual([]);
    expect(shown(await start().find('invoice'))).toEqual(['tasks: t1']);
  });

  it('holds no word in the clear', async () => {
    const { log, part } = start();
    await log.commit(everything());
    await part.work();
    const rows = await db.sealed('search').toArray();
    const bytes = rows.map(({ box }) => Buffer.from(box));
    for (const word of ['winter', 'берг', 'wholesale', 'invoice', 'd1', 'contact:c1']) {
      for (const coding of ['utf8', 'utf16le'] as const) {
        expect(bytes.some((box) => box.includes(Buffer.from(word, coding)))).toBe(false);
      }
    }
    expect(rows.every(({ id }) => /^(records|messages)\/[\w/]+$/.test(id))).toBe(true);
  });

  it('answers nothing while the vault is locked', async () => {
    const { log, find, part, vault, records } = start();
    await log.commit(everything());
    await find('winter');
    await vault.rotate(null, 'correct horse battery');
    await vault.lock();
    records.forget();
    part.forget();
    expect(await find('winter').catch((error: unknown) => TezError.from(error).kind)).toBe('locked');
  });
});

describe('search on Telegram', () => {
  const said = (id: number): Message => ({
    ...{ id, peer: 102, out: false, date: NOW - id, text: `Цена ${id}`, kind: 'text' },
    ...{ mentioned: false, silent: false },
  });

  it('sends the words without operators, and these as filters', async () => {
    const { log, telegram } = start();
    await log.commit(everything());
    server.messages = [said(7)];
    const { results } = await telegram('"моя цена" in:анна from:анна has:photo after:2026-11-01');
    expect(server.asked).toEqual([
      {
        ...{ query: 'моя цена', peer: 102, from: 102, kind: 'photo', limit: 20 },
        since: new Date(2026, 10, 1).getTime(),
      },
    ]);
    expect(results[0]).toMatchObject({ id: '1:102:7', open: { is: 'chat', chat: ANNA } });
  });

  it('goes on where the last answer ended', async () => {
    const { telegram } = start();
    server.messages = Array.from({ length: 30 }, (_, i) => said(30 - i));
    const first = await telegram('цена');
    expect(first).toMatchObject({ total: 30, more: [{ account: 1, id: 11 }] });
    const second = await telegram('цена', { after: first.more });
    expect(second.results).toHaveLength(10);
    expect(second.more).toEqual([]);
    expect(marked(second.results[0]?.text as Snippet)).toEqual(['Цена']);
  });

  it('goes on in the topic that was searched', async () => {
    const { log, telegram } = start();
    const topic = chatKey({ ...GROUP, topic: 5 });
    await log.commit([
      create('contacts', contact),
      create('chatLinks', { id: 'l4', chat: topic, to: { contact: 'c1' } } satisfies ChatLink),
    ]);
    server.messages = Array.from({ length: 30 }, (_, i) => ({ ...said(30 - i), peer: GROUP.peer }));
    const { more } = await telegram('цена in:анна');
    await telegram('цена in:анна', { after: more });
    expect(server.asked.map(({ peer, topic }) => [peer, topic])).toEqual([
      [GROUP.peer, 5],
      [GROUP.peer, 5],
    ]);
  });

  it('shows what came where an account does not answer, and says why where none does', async () => {
    const { telegram } = start();
    server.accounts = [1, 2];
    server.signedOut = [2];
    server.messages = [said(7)];
    expect(await telegram('цена')).toMatchObject({ results: [{ id: '1:102:7' }], total: 1, more: [], silent: 1 });
    const after = [1, 2].map((account) => ({ account, peer: 102, id: 9, date: 0 }));
    expect((await telegram('цена', { after })).more).toEqual([after[1]]);
    server.signedOut = [1, 2];
    await expect(telegram('цена')).rejects.toThrow('notSignedIn');
  });
});
