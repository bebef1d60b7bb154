import { describe, expect, it } from 'vitest';
import type { Contact } from '@/lib/contacts/model';
import { filled } from '@/lib/templates/fill';
import { KNOWN } from '@/lib/templates/gaps';
import { type Around, valuesOf } from './values';

const now = new Date(2026, 10, 28, 23, 30).getTime();
const contact: Contact = {
  ...{ id: 'c1', name: 'Anna Maria Berg', role: 'Buyer', username: 'annaberg', createdAt: 0 },
  ...{ telegram: [2], phones: ['+491605550101'], tags: [] },
};
const around: Around = {
  card: { kind: 'user', title: 'Anna B.', contact },
  deal: { title: 'Pine boards', value: { minor: 4_850_000, unit: 'EUR' }, stage: 'proposal', pipeline: 'default' },
  me: 'Mikhail Sorokin',
  now,
};
const write = (text: string, of: Around) =>
  filled({ text, entities: [] }, valuesOf(of), {}).text.replace(/\u00a0/g, ' ');

describe('what a chat fills in', () => {
  it('is its contact, the deal, the account and the day on this computer', () => {
    expect(write(KNOWN.map((name) => `{${name}}`).join(' · '), around)).toBe(
      'Anna · Maria Berg · Anna Maria Berg · Buyer · @annaberg · +49 160 555 0101 · Pine boards · €48,500 · Proposal · ' +
        'Mikhail Sorokin · Mikhail',
    );
    expect(write('{today} {today+3d} {next monday}', around)).toBe('Sat 28 Nov Tue 1 Dec Mon 30 Nov');
  });

  it('is what Telegram shows of a person who is no contact, and nobody in a group', () => {
    const person = { ...around, deal: null, card: { kind: 'user' as const, title: 'Olga Weiss', contact: null } };
    expect(write('{first name} {last name} {deal title} {phone}', person)).toBe('Olga Weiss deal title phone');
    const group = { ...around, card: { kind: 'group' as const, title: 'Harbour team', contact: null } };
    expect(write('{first name} {value}', group)).toBe('first name €48,500');
    expect(write('{full name}', { ...around, card: null })).toBe('full name');
  });
});
