import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChatLink } from '@/lib/chats/model';
import { ContactIndex, type Person } from '@/lib/contacts/match';
import type { Contact } from '@/lib/contacts/model';
import type { Review } from '@/lib/contacts/review';
import { type PlannedEdit, type PlanWorld, planPeople, toldOf } from './plan';

interface Store {
  contacts: Map<string, Contact>;
  chatLinks: Map<string, ChatLink>;
  reviews: Map<string, Review>;
}

const emptyStore = (): Store => ({ contacts: new Map(), chatLinks: new Map(), reviews: new Map() });
let ids = 0;

function worldOf(store: Store, options: Partial<PlanWorld['options']> = {}): PlanWorld {
  const links = new Map<number, ChatLink[]>();
  for (const link of store.chatLinks.values()) {
    const peer = Number(link.chat.split(':')[1]);
    links.set(peer, [...(links.get(peer) ?? []), link]);
  }
  return {
    account: 1,
    index: new ContactIndex([...store.contacts.values()]),
    links,
    reviews: new Map([...store.reviews.values()].map((review) => [review.peer, review])),
    options: { create: true, update: true, byPhone: true, ...options },
    newId: () => `id-${String(++ids).padStart(6, '0')}`,
    now: 5,
  };
}

function apply(store: Store, edits: readonly PlannedEdit[]): void {
  for (const edit of edits) {
    const table = store[edit.table as keyof Store] as Map<string, { id: string }>;
    if ('create' in edit) table.set(edit.create.id, edit.create);
    else if ('remove' in edit) table.delete(edit.id);
    else table.set(edit.id, { ...(table.get(edit.id) as { id: string }), ...edit.set });
  }
}

const anna: Person = { peer: 2, told: { name: 'Anna Berg', username: 'anna', phone: '491' } };
const own = (id: string, more: Partial<Contact> = {}): Contact => ({
  ...{ id, name: id, telegram: [], phones: [], tags: [], createdAt: 0 },
  ...more,
});
const tables = (edits: readonly PlannedEdit[]) => edits.map(({ table }) => table);

describe('people that Telegram tells of', () => {
  it('become contacts with their chats, when they are chosen', () => {
    const store = emptyStore();
    const edits = planPeople(worldOf(store), [anna], { track: true });
    expect(tables(edits)).toEqual(['contacts', 'chatLinks']);
    apply(store, edits);
    const [contact] = store.contacts.values();
    expect(contact).toMatchObject({ name: 'Anna Berg', telegram: [2], phones: ['491'], told: anna.told });
    expect([...store.chatLinks.values()]).toMatchObject([{ chat: '1:2', to: { contact: contact?.id } }]);
  });

  it('of the address book become contacts without a chat', () => {
    expect(tables(planPeople(worldOf(emptyStore()), [anna], { track: false }))).toEqual(['contacts']);
  });

  it('are not made contacts where that is not wanted, nor bots and deleted accounts ever', () => {
    expect(planPeople(worldOf(emptyStore(), { create: false }), [anna], { track: false })).toEqual([]);
    const others = [
      { peer: 3, told: { name: 'Bot', bot: true as const } },
      { peer: 4, told: { name: '', deleted: true as const } },
    ];
    expect(tables(planPeople(worldOf(emptyStore()), others, { track: false }))).toEqual([]);
    expect(tables(planPeople(worldOf(emptyStore()), others, { track: true }))).toEqual(['chatLinks', 'chatLinks']);
  });

  it('are found by their phone, and are known by their id from then on', () => {
    const store = emptyStore();
    store.contacts.set('a', own('a', { name: 'A. Berg', phones: ['491'] }));
    apply(store, planPeople(worldOf(store), [anna], { track: true }));
    expect(store.contacts.get('a')).toMatchObject({ name: 'A. Berg', username: 'anna', telegram: [2] });
    expect(planPeople(worldOf(store), [anna], { track: true })).toEqual([]);
  });

  it('get their contact where their chat is in the CRM by a deal only', () => {
    const store = emptyStore();
    store.chatLinks.set('l', { id: 'l', chat: '1:2', to: { deal: 'd' } });
    expect(tables(planPeople(worldOf(store), [anna], { track: false }))).toEqual(['contacts', 'chatLinks']);
  });

  it('are the contact that their chat is linked to', () => {
    const store = emptyStore();
    store.contacts.set('a', own('a'));
    store.chatLinks.set('l', { id: 'l', chat: '1:2', to: { contact: 'a' } });
    const edits = planPeople(worldOf(store), [anna], { track: false });
    expect(edits).toMatchObject([{ table: 'contacts', id: 'a', set: { telegram: [2] } }]);
  });

  it('that are unclear are asked about once; asked anew only when the question changes, and not at all when it is clear', () => {
    const store = emptyStore();
    store.contacts.set('a', own('a', { phones: ['491'], telegram: [9] }));
    const plan = () => planPeople(worldOf(store), [anna], { track: true });
    const edits = plan();
    expect(tables(edits)).toEqual(['chatLinks', 'reviews']);
    apply(store, edits);
    expect(store.reviews.get('2')).toMatchObject({ peer: 2, why: 'otherTelegram', contacts: ['a'] });
    expect(plan()).toEqual([]);
    store.reviews.set('2', { ...(store.reviews.get('2') as Review), left: true });
    expect(plan()).toEqual([]);
    store.contacts.set('b', own('b', { phones: ['491'] }));
    apply(store, plan());
    expect(store.reviews.get('2')).toMatchObject({ why: 'samePhone', contacts: ['a', 'b'] });
    expect(store.reviews.get('2')?.left).toBeUndefined();
    store.contacts.set('b', own('b', { telegram: [2] }));
    apply(store, plan());
    expect(store.reviews.size).toBe(0);
  });

  it('follow what Telegram says, unless that is not wanted', () => {
    const store = emptyStore();
    apply(store, planPeople(worldOf(store), [anna], { track: true }));
    const renamed = { ...anna, told: { ...anna.told, name: 'Anna Stein' } };
    expect(planPeople(worldOf(store, { update: false }), [renamed], { track: false })).toEqual([]);
    apply(store, planPeople(worldOf(store), [renamed], { track: false }));
    expect([...store.contacts.values()]).toMatchObject([{ name: 'Anna Stein' }]);
  });

  it('told twice change the CRM once, and no two of them become one contact', () => {
    const told = fc.record({
      name: fc.constantFrom('', 'Anna', 'Boris'),
      username: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }),
      phone: fc.option(fc.constantFrom('1', '2', '3')),
      deleted: fc.option(fc.constant(true as const), { nil: undefined }),
    });
    const people = fc.uniqueArray(fc.record({ peer: fc.integer({ min: 1, max: 9 }), told }), {
      selector: ({ peer }) => peer,
      maxLength: 8,
    });
    const contacts = fc.array(
      fc.record({
        telegram: fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { maxLength: 2 }),
        phones: fc.uniqueArray(fc.constantFrom('1', '2', '3'), { maxLength: 2 }),
        username: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }),
      }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(contacts, people, fc.boolean(), (before, told, track) => {
        const store = emptyStore();
        before.forEach((fields, n) => {
          store.contacts.set(`c${n}`, own(`c${n}`, fields as Partial<Contact>));
        });
        apply(store, planPeople(worldOf(store), told as Person[], { track }));
        // A contact that became clear, or unclear, by what came after it is seen so by the second run; then all is still.
        apply(store, planPeople(worldOf(store), told as Person[], { track }));
        expect(planPeople(worldOf(store), told as Person[], { track })).toEqual([]);
        for (const [id, { telegram }] of store.contacts) {
          const had = before[Number(id.slice(1))]?.telegram ?? [];
          expect(telegram.filter((peer) => !had.includes(peer)).length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

it('a phone is kept in digits, and a hidden one as hidden', () => {
  const chat = { peer: 2, kind: 'user' as const, title: 'Anna', hasPhoto: false };
  expect(toldOf({ ...chat, phone: '+49 1' })).toEqual({ name: 'Anna', phone: '491' });
  expect(toldOf({ ...chat, phone: null })).toEqual({ name: 'Anna', phone: null });
});
