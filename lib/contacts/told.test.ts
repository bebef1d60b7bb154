import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contact, ToldPerson } from './model';
import { differing, followed, taken } from './told';

const told: ToldPerson = { name: 'Anna Berg', username: 'anna', phone: '4915112345678' };
const anna: Contact = {
  ...{ id: 'c1', name: 'Anna Berg', telegram: [2], username: 'anna', phones: ['4915112345678'], tags: [] },
  ...{ told, createdAt: 0 },
};

describe('what Telegram tells of a person', () => {
  it('changes nothing when it is told again', () => {
    expect(followed(anna, { ...told })).toBeNull();
  });

  it('is followed in every field that was not edited here', () => {
    const next = { name: 'Anna Stein', username: 'stein', phone: '4917000000000' };
    expect(followed(anna, next)).toEqual({
      name: 'Anna Stein',
      username: 'stein',
      phones: ['4917000000000'],
      told: next,
    });
  });

  it('does not overwrite what was edited here; both are shown, and Telegram’s is taken when asked', () => {
    const edited = { ...anna, name: 'Anna (Berg GmbH)', phones: ['4930111'] };
    const next = { ...told, name: 'Anna Stein', phone: '4917000000000' };
    const set = followed(edited, next);
    expect(set).toEqual({ told: next });
    const after = { ...edited, ...set };
    expect(differing(after)).toEqual([
      { field: 'name', ours: 'Anna (Berg GmbH)', theirs: 'Anna Stein' },
      { field: 'phone', ours: '4930111', theirs: '4917000000000' },
    ]);
    expect(taken(after, 'name')).toEqual({ name: 'Anna Stein' });
    expect(taken(after, 'phone')).toEqual({ phones: ['4917000000000', '4930111'] });
  });

  it('keeps a phone that is hidden now, and a name whose account is deleted', () => {
    expect(followed(anna, { ...told, phone: null })).toEqual({ told: { ...told, phone: null } });
    const gone: ToldPerson = { name: '', deleted: true };
    expect(followed(anna, gone)).toEqual({ told: gone });
    expect(differing({ ...anna, told: gone })).toEqual([]);
  });

  it('lets a username go that Telegram has no more', () => {
    expect(followed(anna, { name: told.name, phone: '4915112345678' })).toMatchObject({ username: undefined });
  });

  it('fills what is empty, and no more, where nothing was told before', () => {
    const { told: _, ...before } = { ...anna, name: 'A. Berg', username: '', phones: ['4930111'] };
    expect(followed(before, told)).toEqual({ username: 'anna', phones: ['4930111', '4915112345678'], told });
  });

  it('told twice, writes once; no phone of ours is ever lost', () => {
    const word = fc.constantFrom('', 'a', 'b', 'c');
    const person = fc.record({ name: word, username: word, phone: fc.option(fc.constantFrom('1', '2', '3')) });
    const own = fc.record({ name: word, username: word, phones: fc.uniqueArray(fc.constantFrom('1', '2', '9')) });
    fc.assert(
      fc.property(own, fc.option(person, { nil: undefined }), person, (fields, before, next) => {
        const contact: Contact = {
          ...anna,
          ...fields,
          ...(before ? { told: before } : { told: undefined }),
        } as Contact;
        const after = { ...contact, ...followed(contact, next) };
        expect(followed(after, next)).toBeNull();
        const ours = contact.phones.filter((one) => one !== before?.phone);
        expect(after.phones).toEqual(expect.arrayContaining(ours));
      }),
    );
  });
});
