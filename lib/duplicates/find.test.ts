import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contact } from '@/lib/contacts/model';
import { findDuplicates } from './find';
import { likeness, nameKeys } from './name-key';

let made = 0;
function contact(fields: Partial<Contact>): Contact {
  made += 1;
  return { id: `c${made}`, name: `Person ${made}`, telegram: [], phones: [], tags: [], createdAt: made, ...fields };
}
const found = (...contacts: Contact[]) => findDuplicates(contacts, ({ company }) => company ?? null);
const reasons = (...contacts: Contact[]) => found(...contacts).map((pair) => pair.reasons);

describe('names', () => {
  it.each([
    ['Иван Петров', 'Ivan Petrov'],
    ['Юлия', 'Yulia'],
    ['Юлия', 'Julia'],
    ['Алексей Щербаков', 'Alexey Shcherbakov'],
    ['Дмитрий', 'Dmitry'],
    ['Дмитрий', 'Dmitriy'],
    ['Михаил Хабаров', 'Mikhail Khabarov'],
    ['Екатерина', 'Yekaterina'],
    ['Наталья Цой', 'Natalya Tsoy'],
    ['Фёдор', 'Fedor'],
    ['Berg, Anna', 'anna BERG'],
    ['José Muñoz', 'Jose Munoz'],
    ['An\u200bna', 'Anna'],
    ['\u202eAnna\u202c', 'Anna'],
  ])('%s and %s are the same', (a, b) => {
    expect(nameKeys(a)).toEqual(nameKeys(b));
  });

  it('are alike with a letter in six, or a word less', () => {
    expect(likeness(nameKeys('Katherine Meyer'), nameKeys('Katharine Meyer'))).toBeGreaterThan(0.9);
    expect(likeness(nameKeys('Anna'), nameKeys('Anna Berg'))).toBeCloseTo(0.75);
    expect(likeness(nameKeys('Anna Berg'), nameKeys('Olga Berg'))).toBeLessThan(0.74);
    expect(likeness(nameKeys('👍'), nameKeys('👍'))).toBe(0);
  });
});

describe('duplicates', () => {
  it('share a phone, a username, an e-mail or a Telegram user; the surest come first, the older contact first', () => {
    const [a, b] = [contact({ phones: ['49151'] }), contact({ phones: ['7', '49151'], username: 'Anna' })];
    const c = contact({ username: 'anna', emails: ['A@x.de'] });
    const d = contact({ emails: ['a@x.de '], telegram: [5], phones: ['49151'] });
    const pairs = found(d, c, b, a);
    expect(pairs.map(({ ids, reasons: why }) => [ids.join(), why])).toEqual([
      [`${a.id},${b.id}`, ['phone']],
      [`${a.id},${d.id}`, ['phone']],
      [`${b.id},${d.id}`, ['phone']],
      [`${b.id},${c.id}`, ['username']],
      [`${c.id},${d.id}`, ['email']],
    ]);
    expect(pairs.every(({ score }) => score > 0 && score <= 1)).toBe(true);
  });

  it('have a like name at the same company; the same name elsewhere says nothing', () => {
    const at = (company: string, name: string) => contact({ company, name });
    expect(reasons(at('x', 'Иван Петров'), at('x', 'Ivan Petrov'))).toEqual([['nameAtCompany']]);
    expect(reasons(at('x', 'Ivan Petrov'), at('y', 'Ivan Petrov'))).toEqual([]);
    expect(reasons(at('x', 'Ivan Petrov'), contact({ name: 'Иван Петров' }))).toEqual([['name']]);
    expect(reasons(contact({ name: 'Anna' }), contact({ name: 'Anna' }))).toEqual([]);
  });

  it('are not those who share what many share', () => {
    expect(reasons(...Array.from({ length: 6 }, () => contact({ phones: ['4930'] })))).toEqual([]);
  });

  it('say each pair once, and more reasons make it surer (property)', () => {
    const value = fc.constantFrom('1', '2', '3');
    const one = fc.record({
      name: fc.constantFrom('Ivan Petrov', 'Иван Петров', 'Anna Berg'),
      phone: value,
      username: value,
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 8 }), (rows) => {
        const pairs = found(...rows.map(({ name, phone, username }) => contact({ name, phones: [phone], username })));
        expect(new Set(pairs.map(({ ids }) => ids.join())).size).toBe(pairs.length);
        for (const { reasons: why, score } of pairs) expect(score > 0.9).toBe(why.length > 1 || why[0] === 'telegram');
      }),
    );
  });
});
