import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContactIndex, matchPerson, type Person } from './match';
import type { Contact } from './model';

const contact = (id: string, more: Partial<Contact> = {}): Contact => ({
  ...{ id, name: id, telegram: [], phones: [], tags: [], createdAt: 0 },
  ...more,
});
const person = (told: Partial<Person['told']> = {}, peer = 2): Person => ({ peer, told: { name: 'Anna', ...told } });
const match = (contacts: Contact[], one: Person, byPhone = true) => {
  const found = matchPerson(new ContactIndex(contacts), one, { byPhone });
  if (found.is === 'none') return 'none';
  return found.is === 'same' ? found.contact.id : [found.why, ...found.contacts.map(({ id }) => id)];
};

describe('a person of Telegram is', () => {
  it('the contact with their Telegram id, whatever else says otherwise', () => {
    const contacts = [
      contact('a', { telegram: [2], username: 'old' }),
      contact('b', { phones: ['491'], username: 'anna' }),
    ];
    expect(match(contacts, person({ phone: '491', username: 'anna' }))).toBe('a');
  });

  it('else the one with their phone, however it is written; else the one with their username, in any case', () => {
    expect(match([contact('a', { phones: ['+49 1 60'] })], person({ phone: '49160' }))).toBe('a');
    expect(match([contact('a', { phones: ['0049160'] })], person({ phone: '49160' }))).toBe('a');
    expect(match([contact('a', { username: 'Anna' })], person({ username: 'aNNa' }))).toBe('a');
    expect(
      match([contact('a', { username: 'anna', phones: ['491'] })], person({ username: 'anna', phone: null })),
    ).toBe('a');
  });

  it('nobody, where nothing is the same, or phones are not to be compared', () => {
    expect(match([contact('a', { name: 'Anna', phones: ['491'] })], person())).toBe('none');
    expect(match([contact('a', { phones: ['491'] })], person({ phone: '491' }), false)).toBe('none');
  });

  it('nobody by a name that a deleted account or a bot has', () => {
    expect(match([contact('a', { username: 'anna' })], person({ username: 'anna', bot: true }))).toBe('none');
    expect(match([contact('a', { phones: ['491'] })], person({ phone: '491', deleted: true }))).toBe('none');
  });

  it.each([
    ['sameTelegram', [contact('a', { telegram: [2] }), contact('b', { telegram: [2, 3] })], person()],
    [
      'samePhone',
      [contact('a', { phones: ['491'] }), contact('b', { phones: ['1', '491'] })],
      person({ phone: '491' }),
    ],
    [
      'sameUsername',
      [contact('a', { username: 'anna' }), contact('b', { username: 'ANNA' })],
      person({ username: 'anna' }),
    ],
    [
      'phoneOrUsername',
      [contact('a', { phones: ['491'] }), contact('b', { username: 'anna' })],
      person({ phone: '491', username: 'anna' }),
    ],
    ['otherTelegram', [contact('a', { phones: ['491'], telegram: [9] })], person({ phone: '491' })],
    ['otherTelegram', [contact('a', { username: 'anna', telegram: [9] })], person({ username: 'anna' })],
    ['otherPhone', [contact('a', { username: 'anna', phones: ['7'] })], person({ username: 'anna', phone: '491' })],
  ])('to be reviewed: %s', (why, contacts, one) => {
    expect(match(contacts, one)).toEqual([why, ...contacts.map(({ id }) => id)]);
    expect(match([...contacts].reverse(), one)).toEqual([why, ...contacts.map(({ id }) => id)]);
  });

  it('never taken for a contact who is another Telegram user', () => {
    const some = fc.record({
      telegram: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 2 }),
      phones: fc.uniqueArray(fc.constantFrom('1', '2', '3'), { maxLength: 2 }),
      username: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
    });
    const someone = fc.record({
      peer: fc.integer({ min: 1, max: 4 }),
      phone: fc.option(fc.constantFrom('1', '2', '3')),
      username: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 6 }), someone, (all, { peer, ...told }) => {
        const contacts = all.map((fields, n) => contact(String(n), fields as Partial<Contact>));
        const found = matchPerson(
          new ContactIndex(contacts),
          { peer, told: { name: 'x', ...told } as never },
          { byPhone: true },
        );
        if (found.is !== 'same') return;
        const { telegram } = found.contact;
        expect(telegram.length === 0 || telegram.includes(peer)).toBe(true);
      }),
    );
  });
});

it('an index follows what is planned', () => {
  const index = new ContactIndex([contact('a', { phones: ['491'] })]);
  index.put(contact('a', { phones: ['492'], telegram: [2] }));
  expect(index.withPhone('491')).toEqual([]);
  expect(index.withTelegram(2).map(({ id }) => id)).toEqual(['a']);
});
