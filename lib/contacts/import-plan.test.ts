import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Incoming } from './import-model';
import { countsOf, type GroundContact, type ImportGround, planImport } from './import-plan';

const blank = { role: '', company: '', username: '', phones: [], emails: [], tags: [] };
const row = (line: number, more: Partial<Incoming>): Incoming => ({ ...blank, line, name: '', deal: null, ...more });
const anna: GroundContact = { ...blank, id: 'anna', name: 'Anna Berg', username: 'AnnaBerg', phones: ['491'] };
const olga: GroundContact = { ...blank, id: 'olga', name: 'Olga', emails: ['o@x.example'], role: 'CEO' };
const ground: ImportGround = {
  contacts: [anna, olga],
  chats: [
    { key: '1:2', username: 'annaberg', contacts: ['anna'] },
    { key: '1:-100', username: 'timber_club', contacts: [] },
  ],
  deals: [{ title: 'Boards', contacts: [], chats: ['1:2'] }],
};
const deal = (title: string) => ({ title, value: null, stage: 'lead', next: '', due: null });

describe('an import', () => {
  it('adds to whom a number, a username, an address or the chat knows, and overwrites nothing', () => {
    const plan = planImport(
      ground,
      [
        row(2, { name: 'A. Berg', phones: ['491', '492'], role: 'Buyer' }),
        row(3, { name: 'Anna', username: 'ANNABERG', emails: ['anna@x.example'] }),
        row(4, { name: 'Olga W.', emails: ['O@x.example'], role: 'Boss', tags: ['vip'] }),
        row(5, { name: 'Anna Berg', phones: ['491'] }),
      ],
      [],
    );
    expect(plan.create).toEqual([]);
    expect(plan.change).toEqual([
      { id: 'anna', set: { role: 'Buyer', phones: ['491', '492'], emails: ['anna@x.example'] } },
      { id: 'olga', set: { tags: ['vip'] } },
    ]);
    expect(plan.issues).toEqual([{ line: 5, why: 'same', value: '', skipped: true }]);
  });

  it('makes one contact of several rows about one person; whom two contacts could be is skipped', () => {
    const plan = planImport(
      ground,
      [
        row(2, { name: 'Vera', phones: ['46'] }),
        row(3, { name: 'Vera L.', phones: ['46'], emails: ['v@x.example'] }),
        row(4, { name: 'Both', phones: ['491'], emails: ['o@x.example'] }),
      ],
      [],
    );
    expect(plan.create).toMatchObject([{ id: 'new:0', name: 'Vera', phones: ['46'], emails: ['v@x.example'] }]);
    expect(plan.issues).toEqual([{ line: 4, why: 'several', value: '', skipped: true }]);
    expect(countsOf(plan)).toEqual({ created: 1, changed: 0, deals: 0, skipped: 1 });
  });

  it('finds the chat of a deal among those of the CRM alone, and says where there is none', () => {
    const plan = planImport(
      ground,
      [
        row(2, { username: 'annaberg', deal: deal('Beams') }),
        row(3, { username: 'annaberg', deal: deal('boards') }),
        row(4, { username: 'timber_club', deal: deal('Club') }),
        row(5, { name: 'Vera', username: 'vera_l', deal: deal('Planks') }),
        row(6, { deal: deal('Alone') }),
        row(7, { deal: deal('alone ') }),
      ],
      [],
    );
    expect(plan.deals.map(({ deal: { title }, contact, chat }) => [title, contact, chat])).toEqual([
      ['Beams', 'anna', '1:2'],
      ['Club', null, '1:-100'],
      ['Planks', 'new:0', null],
      ['Alone', null, null],
    ]);
    expect(plan.issues).toEqual([
      { line: 3, why: 'same', value: '', skipped: true },
      { line: 5, why: 'chatUnknown', value: 'vera_l', skipped: false },
      { line: 7, why: 'same', value: '', skipped: true },
    ]);
  });

  it('done twice, does nothing the second time; every row is used or said to be skipped', () => {
    const few = (...values: string[]) => fc.constantFrom(...values);
    const any = fc.record({
      name: few('', 'Anna Berg', 'Vera', 'Olga'),
      company: few('', 'X', 'Y'),
      username: few('', 'annaberg', 'vera_l', 'timber_club'),
      phones: fc.uniqueArray(few('491', '46', '47'), { maxLength: 2 }),
      emails: fc.uniqueArray(few('o@x.example', 'v@x.example'), { maxLength: 1 }),
      deal: fc.option(few('Boards', 'Beams').map(deal)),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 8 }), (given) => {
        const rows = given.map((each, i) => row(i + 2, { ...each }));
        const plan = planImport(ground, rows, []);
        const again = planImport(after(ground, plan), rows, []);
        expect([again.create, again.change, again.deals]).toEqual([[], [], []]);
        const people = plan.create.length + plan.change.length + plan.deals.length;
        if (rows.length > 0 && people === 0) expect(countsOf(plan).skipped).toBe(rows.length);
      }),
    );
  });
});

/** What is here after a plan was carried out. */
function after(before: ImportGround, plan: ReturnType<typeof planImport>): ImportGround {
  const sets = new Map(plan.change.map(({ id, set }) => [id, set]));
  return {
    ...before,
    contacts: [...before.contacts.map((each) => ({ ...each, ...sets.get(each.id) })), ...plan.create],
    deals: [
      ...before.deals,
      ...plan.deals.map(({ deal: { title }, contact, chat }) => ({
        ...{ title, contacts: contact ? [contact] : [], chats: chat ? [chat] : [] },
      })),
    ],
  };
}
