import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PIPELINE } from '@/lib/deals/model';
import { guessColumns } from './csv-columns';
import { decoded, delimiterOf, readCsv } from './csv-rows';
import { contactsCsv } from './csv-write';
import { readFile } from './import-file';
import type { Incoming, Issue } from './import-model';
import { isDayFirst, readDate, readRow } from './import-rows';
import type { ContactRow } from './table';
import { contactsVcard } from './vcard-write';

const options = { region: 'DE', currency: 'EUR', pipeline: DEFAULT_PIPELINE, dayFirst: true };
const bytes = (text: string) => new TextEncoder().encode(text);

/** A file as an import reads it: a table by the names of its columns. */
function read(file: Uint8Array): { rows: Incoming[]; issues: Issue[] } {
  const found = readFile(file);
  if (found.is === 'wrong') throw new Error(found.why);
  if (found.is === 'people') return found.read(options.region);
  const [head, ...body] = found.rows;
  const columns = guessColumns(head?.cells ?? []);
  const issues: Issue[] = [];
  return { rows: body.flatMap((row) => readRow(row, columns, options, issues) ?? []), issues };
}

/** Letters of windows-1251 that tests need. */
function windows1251(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => {
    const code = letter.charCodeAt(0);
    return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
  });
}

function utf16(text: string, little: boolean, mark: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2 + (mark ? 2 : 0)));
  [...(mark ? '\uFEFF' : ''), ...Array.from(text)].forEach((letter, i) => {
    view.setUint16(i * 2, letter.charCodeAt(0), little);
  });
  return new Uint8Array(view.buffer);
}

describe('the text of a file', () => {
  const text = 'Name;Company\r\nАнна;Берг\r\n';

  it('is found in every encoding that programs write', () => {
    expect(decoded(bytes(text))).toBe(text);
    expect(decoded(bytes(`\uFEFF${text}`))).toBe(text);
    expect(decoded(windows1251(text))).toBe(text);
    for (const little of [true, false]) {
      expect(decoded(utf16(text, little, true))).toBe(text);
      expect(decoded(utf16(text, little, false))).toBe(text);
    }
  });

  it.each([
    ['a,b,c\n1,2,3\n', ','],
    ['a;b\n"1;2",3;4\n', ';'],
    ['a\tb\n1,5\t2,5\n', '\t'],
    ['a|b|c\n1|2|3\n', '|'],
    ['sep=;\r\na,b;c\r\n', ';'],
    ['alone\n', ','],
  ])('%j is split by %j', (table, delimiter) => {
    expect(delimiterOf(table)).toBe(delimiter);
  });

  it('keeps quotes, breaks and lines; a stray quote swallows nothing', () => {
    expect(readCsv('a,"b ""c"", d"\r\n\r\n"two\nlines",x\n"open, y\nlast,z', ',')).toEqual([
      { line: 1, cells: ['a', 'b "c", d'] },
      { line: 3, cells: ['two\nlines', 'x'] },
      { line: 5, cells: ['"open', ' y'] },
      { line: 6, cells: ['last', 'z'] },
    ]);
  });
});

describe('files of other programs', () => {
  it('Google Contacts', () => {
    const file =
      'First Name,Middle Name,Last Name,Organization Name,Organization Title,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\n' +
      'Anna,,Berg,Berg Timber,Buyer,,Customers ::: * myContacts,* Work,anna@berg.example ::: a@berg.example,Mobile,+49 160 5550101 ::: 0451 123456\n';
    expect(read(bytes(file))).toMatchObject({
      rows: [
        {
          ...{ line: 2, name: 'Anna Berg', company: 'Berg Timber', role: 'Buyer', tags: ['Customers'] },
          ...{ emails: ['anna@berg.example', 'a@berg.example'], phones: ['491605550101', '49451123456'] },
        },
      ],
      issues: [],
    });
  });

  it('Outlook, in English and in Russian', () => {
    const english =
      'Title,First Name,Last Name,Company,Job Title,Business Phone,Mobile Phone,Categories,E-mail Address,E-mail Type,E-mail 2 Address\r\n' +
      'Ms,Olga,Weiss,Weiss KG,CEO,+43 1 5880 0,+43 660 5550104,vip;wood,olga@weiss.example,SMTP,o@weiss.example\r\n';
    expect(read(bytes(english)).rows).toMatchObject([
      {
        ...{ name: 'Olga Weiss', company: 'Weiss KG', role: 'CEO', tags: ['vip', 'wood'] },
        ...{ phones: ['43158800', '436605550104'], emails: ['olga@weiss.example', 'o@weiss.example'] },
      },
    ]);
    const russian =
      'Имя;Отчество;Фамилия;Организация;Должность;Телефон переносной\r\nДмитрий;Ильич;Орлов;Алмаз;Снабжение;+7 912 555-01-02\r\n';
    expect(read(windows1251(russian)).rows).toMatchObject([
      { name: 'Дмитрий Ильич Орлов', company: 'Алмаз', role: 'Снабжение', phones: ['79125550102'] },
    ]);
  });

  it('iPhone’s cards, with folded lines and labels', () => {
    const file = [
      'BEGIN:VCARD',
      'VERSION:3.0',
      'PRODID:-//Apple Inc.//iPhone OS 17.5//EN',
      'N:Lindqvist;Vera;;;',
      'FN:Vera Lind',
      ' qvist',
      'ORG:Skog AB;Sales',
      'item1.TEL;type=pref:+46 70-555 01 03',
      'item1.X-ABLabel:_$!<Mobile>!$_',
      'EMAIL;type=INTERNET;type=WORK:vera@skog.example',
      'X-SOCIALPROFILE;type=telegram;x-user=vera_l:https://t.me/vera_l',
      'PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAASABIAAD',
      '  /4QBYRXhpZgAATU0AKgAAAAgA',
      'END:VCARD',
      '',
    ].join('\r\n');
    expect(read(bytes(file)).rows).toEqual([
      {
        ...{ line: 1, name: 'Vera Lindqvist', company: 'Skog AB', role: '', username: 'vera_l', tags: [], deal: null },
        ...{ phones: ['46705550103'], emails: ['vera@skog.example'] },
      },
    ]);
  });

  it('a telephone’s cards of 2.1, in quoted-printable that goes on', () => {
    const file =
      'BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;=D0=90=D0=BD=D0=BD=D0=\r\n=B0;;;\r\nTEL;CELL:015123456789\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:2.1\r\nEND:VCARD\r\n';
    const { rows, issues } = read(bytes(file));
    expect(rows).toMatchObject([{ line: 1, name: 'Анна', phones: ['4915123456789'] }]);
    expect(issues).toEqual([{ line: 7, why: 'empty', value: '', skipped: true }]);
  });

  it('Telegram Desktop’s export', () => {
    const list = [
      { user_id: 2, first_name: 'Anna', last_name: 'Berg', phone_number: '+49 160 5550101', date_unixtime: '1' },
      { first_name: 'Nobody', last_name: '', phone_number: '12' },
    ];
    const { rows, issues } = read(bytes(JSON.stringify({ about: 'x', contacts: { about: 'y', list } })));
    expect(rows).toMatchObject([
      { name: 'Anna Berg', phones: ['491605550101'] },
      { name: 'Nobody', phones: [] },
    ]);
    expect(issues).toEqual([{ line: 2, why: 'phone', value: '12', skipped: false }]);
    expect(readFile(bytes('{"chats":{}}'))).toEqual({ is: 'wrong', why: 'format' });
    expect(readFile(bytes(' \n'))).toEqual({ is: 'wrong', why: 'empty' });
  });

  it('a table of deals; what cannot be read of it is told by its line', () => {
    const file =
      'Клиент,Телеграм,Название,Сумма,Валюта,Этап,Следующий шаг,Срок\n' +
      'Анна,https://t.me/annaberg,Доска,"48 500,50",EUR,Proposal,Позвонить,26.11.2026 18:00\n' +
      'Olga,@olga_w,Beams,a lot,EUR,,,\n' +
      'Vera,,Planks,10,EUR,Somewhere,,\n' +
      'Pavel,,,10,EUR,,,\n' +
      'Marat,,Doors,,,,,31.02.2026\n' +
      ',,,,,,,\n';
    const { rows, issues } = read(bytes(file));
    expect(rows).toMatchObject([
      {
        ...{ name: 'Анна', username: 'annaberg' },
        deal: {
          ...{ title: 'Доска', value: { minor: 4_850_050, unit: 'EUR' }, stage: 'proposal', next: 'Позвонить' },
          due: new Date(2026, 10, 26, 18).getTime(),
        },
      },
    ]);
    expect(issues).toEqual([
      { line: 3, why: 'value', value: 'a lot EUR', skipped: true },
      { line: 4, why: 'stage', value: 'Somewhere', skipped: true },
      { line: 5, why: 'dealTitle', value: '', skipped: true },
      { line: 6, why: 'due', value: '31.02.2026', skipped: true },
      { line: 7, why: 'empty', value: '', skipped: true },
    ]);
  });

  it('reads dates as they are written; of slashes the column tells', () => {
    const day = (text: string, first = true) => {
      const at = readDate(text, first);
      return at === null ? null : new Date(at).toLocaleDateString('sv');
    };
    expect(
      ['2026-11-26', '26.11.2026', '26/11/2026', '11/26/2026', '2026-11-26T18:00:00'].map((each) => day(each)),
    ).toEqual(Array(5).fill('2026-11-26'));
    expect([day('3/4/2026'), day('3/4/2026', false), day('3.4.26', false)]).toEqual([
      '2026-04-03',
      '2026-03-04',
      '2026-04-03',
    ]);
    expect(['soon', '32.1.2026', '2026-13-01', '1.1.2026 25:00'].map((each) => day(each))).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect([isDayFirst(['3/4/2026', '13/4/2026']), isDayFirst(['3/4/2026'])]).toEqual([true, false]);
  });
});

/** People as Tez may hold them; a comma or a line break would split a tag, and white space around is no part of a field. */
const word = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .map((text) => text.replace(/\p{Cc}/gu, ' ').trim())
  .filter((text) => text !== '' && !/['’]/.test(text));
const person = fc.record({
  name: word,
  role: fc.option(word, { nil: undefined }),
  companyName: fc.oneof(fc.constant(''), word),
  username: fc.option(fc.stringMatching(/^[a-z]\w{4,20}$/), { nil: undefined }),
  phones: fc.uniqueArray(fc.constantFrom('4915123456789', '79125550102', '12125550100', '46705550103'), {
    maxLength: 3,
  }),
  emails: fc.uniqueArray(fc.stringMatching(/^[a-z=+-][\w.]{0,8}@[a-z]{1,8}\.example$/), { maxLength: 3 }),
  tags: fc.uniqueArray(
    word.map((tag) => tag.replace(/[,;*:]/g, '').trim()).filter((tag) => tag !== ''),
    { maxLength: 3 },
  ),
});

function asRows(people: readonly Partial<ContactRow>[]): ContactRow[] {
  return people.map((each, i) => ({
    ...{ id: `c${i}`, name: '', telegram: [], phones: [], tags: [], companyName: '', changedAt: 0, createdAt: 0 },
    ...each,
  }));
}

function asRead({ name, role = '', companyName, username = '', phones, emails = [], tags }: ContactRow) {
  return { name, role, company: companyName, username, phones, emails, tags };
}

describe('what goes out comes back the same', () => {
  it('as a table, and nothing in it runs', () => {
    fc.assert(
      fc.property(fc.array(person, { minLength: 1, maxLength: 8 }), (people) => {
        const rows = asRows(people);
        const file = contactsCsv(rows);
        expect(file.replace(/^\uFEFF/, '')).not.toMatch(/(^|[,;\n]|"")[=+\-@]/);
        expect(read(bytes(file)).rows.map(({ line: _, deal: __, ...row }) => row)).toEqual(rows.map(asRead));
      }),
    );
  });

  it.each(['3.0', '4.0'] as const)('as cards of %s, in lines of at most 75 bytes', (version) => {
    fc.assert(
      fc.property(fc.array(person, { minLength: 1, maxLength: 8 }), (people) => {
        const rows = asRows(people);
        const file = contactsVcard(rows, version);
        for (const line of file.split('\r\n')) expect(bytes(line).length).toBeLessThanOrEqual(75);
        expect(read(bytes(file)).rows.map(({ line: _, deal: __, ...row }) => row)).toEqual(rows.map(asRead));
      }),
    );
  });

  it('any table of any cells by any delimiter', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', 'é', ' ', '|') });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(table, fc.constantFrom(',', ';', '|', '\t'), (rows, delimiter) => {
        const text = rows
          .map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(delimiter))
          .join('\r\n');
        expect(readCsv(text, delimiter).map(({ cells }) => cells)).toEqual(rows);
      }),
    );
  });
});
