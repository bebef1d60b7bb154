import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companyCalled, companyKey, tidyCompany } from './companies';
import { arranged, type ContactRow, SORTS, tagsOf } from './table';

function row(name: string, more: Partial<ContactRow> = {}): ContactRow {
  return { id: name, name, telegram: [], phones: [], tags: [], companyName: '', changedAt: 0, createdAt: 0, ...more };
}

const all = { find: '', tag: '', by: 'name', down: false } as const;
const anna = row('Anna Berg', { phones: ['491605550101'], username: 'annaberg', companyName: 'Timber', changedAt: 3 });
const olga = row('Olga Weiß', { tags: ['Lübeck', 'vip'], emails: ['olga@weiss.example'], changedAt: 9 });
const orlov = row('Дмитрий Орлов', { role: 'Снабжение', companyName: 'Алмаз', changedAt: 1 });
const rows = [olga, orlov, anna];
const names = (found: ContactRow[]) => found.map(({ name }) => name);

describe('the table of contacts', () => {
  it('finds by name, role, username, company, tag, e-mail and any writing of a number', () => {
    const by = (find: string) => names(arranged(rows, { ...all, find }));
    for (const find of ['anna', '@annab', 'timb ber', '+49 160', '160-555', '(0101)']) {
      expect(by(find), find).toEqual(['Anna Berg']);
    }
    for (const find of ['lubeck', 'WEISS.example', 'vip olga']) expect(by(find), find).toEqual(['Olga Weiß']);
    expect(by('снаб алм')).toEqual(['Дмитрий Орлов']);
    expect(by('nobody')).toEqual([]);
    expect(names(arranged(rows, { ...all, tag: 'vip' }))).toEqual(['Olga Weiß']);
    expect(tagsOf(rows)).toEqual(['Lübeck', 'vip']);
  });

  it('sorts by each column; who has nothing in it comes last either way', () => {
    expect(names(arranged(rows, { ...all, by: 'company' }))).toEqual(['Timber', 'Алмаз', ''].map(byCompany));
    expect(names(arranged(rows, { ...all, by: 'company', down: true }))).toEqual(
      ['Алмаз', 'Timber', ''].map(byCompany),
    );
    expect(names(arranged(rows, { ...all, by: 'changed', down: true }))).toEqual([
      'Olga Weiß',
      'Anna Berg',
      'Дмитрий Орлов',
    ]);
  });

  it('loses and doubles nobody, whatever it is sorted by', () => {
    const some = fc.array(
      fc.record({ name: fc.string(), companyName: fc.string(), username: fc.string(), changedAt: fc.nat(5) }),
    );
    fc.assert(
      fc.property(some, fc.constantFrom(...SORTS), fc.boolean(), (given, by, down) => {
        const before = given.map((each, i) => row(each.name, { ...each, id: `c${i}` }));
        const after = arranged(before, { ...all, by, down });
        expect(new Set(after)).toEqual(new Set(before));
        expect(after).toHaveLength(before.length);
        expect(arranged(after, { ...all, by, down })).toEqual(after);
      }),
    );
  });
});

function byCompany(company: string): string {
  return rows.find(({ companyName }) => companyName === company)?.name ?? '';
}

it('a company is known by its name however it is typed', () => {
  const company = { id: '1', name: 'Berg GmbH', createdAt: 0 };
  for (const typed of ['berg gmbh', ' «Berg  GmbH» ', '"BERG GMBH"', 'Berg G.m.b.H.']) {
    expect(companyCalled([company], typed), typed).toBe(company);
  }
  expect(companyCalled([company], 'Berg AG')).toBeUndefined();
  expect(tidyCompany(' « Алмаз »')).toBe('Алмаз');
  expect(companyKey('')).toBe('');
});
