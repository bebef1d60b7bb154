import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Contact } from '@/lib/contacts/model';
import { CHOSEN, type Chosen, conflicts, merged } from './merge';

const word = fc.option(fc.constantFrom('a', 'b'), { nil: undefined });
const values = fc.uniqueArray(fc.constantFrom('1', '2', '3'));
const person = (id: string) =>
  fc
    .record({
      ...{ name: fc.constantFrom('', 'a', 'b'), role: word, company: word, username: word },
      ...{ phones: values, emails: values, tags: values, telegram: fc.uniqueArray(fc.nat(3)), createdAt: fc.nat(9) },
    })
    .map((fields): Contact => ({ id, ...fields }) as Contact);

it('loses no phone, e-mail, tag or Telegram user, and nothing that only one of them has (property)', () => {
  fc.assert(
    fc.property(person('k'), person('g'), fc.subarray([...CHOSEN]), (kept, gone, choice) => {
      const one = merged(kept, gone, choice);
      expect(one.id).toBe('k');
      for (const list of ['phones', 'emails', 'tags', 'telegram'] as const) {
        const all: (string | number)[] = [...(kept[list] ?? []), ...(gone[list] ?? [])];
        expect(new Set<string | number>(one[list] ?? [])).toEqual(new Set(all));
      }
      for (const field of CHOSEN) {
        const said = [kept[field], gone[field]].filter((it) => it !== undefined && it !== '');
        expect(one[field] ?? '').toBe(
          said.length === 2 ? (choice.includes(field) ? said[1] : said[0]) : (said[0] ?? ''),
        );
      }
      const asked = new Set<Chosen>(conflicts(kept, gone).map(({ field }) => field));
      expect(
        merged(
          kept,
          gone,
          choice.filter((field) => asked.has(field)),
        ),
      ).toEqual(one);
    }),
  );
});
