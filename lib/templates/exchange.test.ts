import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planImport, readJson, type Same, toJson } from './exchange';
import { faultsOf, type Template, type TemplateFields } from './model';

const template = (name: string, more: Partial<TemplateFields> = {}): TemplateFields => ({
  ...{ name, category: '', shortcut: '', files: [] },
  body: { text: `Text of ${name}`, entities: [] },
  ...more,
});
const file = (...templates: unknown[]) => JSON.stringify({ format: 'tez-templates', version: 1, templates });

describe('a file of templates', () => {
  it('comes back as it was written', () => {
    const word = fc.stringMatching(/^[a-zа-я]{1,8}$/);
    const fields = fc
      .record({
        ...{ name: word, category: fc.oneof(word, fc.constant('')), text: word, marked: fc.boolean() },
        files: fc.uniqueArray(fc.record({ id: fc.stringMatching(/^\d{1,9}\.-?\d{1,19}$/), name: word }), {
          ...{ selector: ({ id }) => id, maxLength: 10 },
        }),
      })
      .map(({ name, category, text, marked, files }) => {
        const entities = marked ? [{ is: 'bold' as const, at: 0, length: text.length }] : [];
        return template(name, {
          category,
          shortcut: name,
          files,
          body: { text: `${text} {first name|you}`, entities },
        });
      });
    fc.assert(
      fc.property(fc.uniqueArray(fields, { selector: ({ name }) => name, minLength: 1 }), (templates) => {
        expect(readJson(`\uFEFF${toJson(templates)}`)).toEqual({ ok: true, templates, faults: [] });
      }),
    );
  });

  it.each([
    ['{', { is: 'json' }],
    ['[]', { is: 'format' }],
    ['{"format":"tez-templates","version":2,"templates":[]}', { is: 'version', number: 2 }],
    [file(), { is: 'none' }],
    [file(...Array(501).fill({})), { is: 'tooMany', number: 501 }],
  ])('%s is refused with its reason', (text, why) => {
    expect(readJson(text)).toEqual({ ok: false, why });
  });

  it('names each template that is wrong, and takes the others', () => {
    const read = readJson(
      file(
        { name: 'Good', text: 'Hi {first name}' },
        { name: 'Good', text: 'Again' },
        { text: 'No name' },
        { name: 'Numbers', text: 5 },
        { name: 'Brace', text: 'Hi {{name}}' },
        { name: 'Marks', text: 'Hi', entities: [{ is: 'bold', at: 1, length: 9 }] },
        { name: 'Script', text: 'Hi', entities: [{ is: 'link', at: 0, length: 2, url: 'javascript:alert(1)' }] },
        { name: 'Files', text: 'Hi', files: [{ name: 'a.pdf', id: '../etc' }] },
        { name: 'Many', text: 'Hi', files: Array(11).fill({ name: 'a.pdf', id: '1.2' }) },
        'text',
      ),
    );
    expect(read).toEqual({
      ok: true,
      templates: [template('Good', { body: { text: 'Hi {first name}', entities: [] } })],
      faults: [
        { number: 2, name: 'Good', why: { field: 'name', is: 'twice' } },
        { number: 3, name: '', why: { field: 'name', is: 'type' } },
        { number: 4, name: 'Numbers', why: { field: 'text', is: 'type' } },
        { number: 5, name: 'Brace', why: { field: 'body', is: 'brace', at: 3 } },
        { number: 6, name: 'Marks', why: { field: 'entities', is: 'type' } },
        { number: 7, name: 'Script', why: { field: 'entities', is: 'type' } },
        { number: 8, name: 'Files', why: { field: 'files', is: 'type' } },
        { number: 9, name: 'Many', why: { field: 'files', is: 'type' } },
        { number: 10, name: '', why: { field: 'template', is: 'type' } },
      ],
    });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.json(), (text) => void readJson(text)));
    fc.assert(fc.property(fc.array(fc.jsonValue()), (rows) => void readJson(file(...rows))));
  });
});

describe('an import', () => {
  const here: Template[] = [
    { id: 't1', createdAt: 1, ...template('Quote', { shortcut: 'q' }) },
    { id: 't2', createdAt: 2, ...template('Order', { shortcut: 'o' }) },
  ];

  it('passes over, replaces, or keeps both of what has the same name', () => {
    const incoming = [template('quote', { shortcut: 'o' }), template('New', { shortcut: 'n' })];
    const fresh = template('New', { shortcut: 'n' });
    expect(planImport(here, incoming, 'skip')).toMatchObject({ create: [fresh], replace: [], skipped: [incoming[0]] });
    expect(planImport(here, incoming, 'replace')).toMatchObject({
      create: [fresh],
      replace: [{ id: 't1', set: { name: 'quote', shortcut: '' } }],
      withoutShortcut: [{ name: 'quote' }],
    });
    expect(planImport(here, incoming, 'both').create).toMatchObject([
      { name: 'quote 2', shortcut: '' },
      { name: 'New', shortcut: 'n' },
    ]);
  });

  it('leaves only templates that may stand together', () => {
    const names = fc.constantFrom('Quote', 'Order', 'New', 'New 2', 'quote 2');
    const fields = fc.record({ name: names, shortcut: fc.constantFrom('', 'q', 'o', 'n', 'm') });
    const sets = fc.uniqueArray(fields, { selector: ({ name }) => name.toLowerCase(), minLength: 1 });
    fc.assert(
      fc.property(sets, fc.constantFrom<Same>('skip', 'replace', 'both'), (given, same) => {
        const incoming = given.map(({ name, shortcut }) => template(name, { shortcut }));
        const plan = planImport(here, incoming, same);
        expect(plan.create.length + plan.replace.length + plan.skipped.length).toBe(incoming.length);
        const after = [...here.map((it) => plan.replace.find(({ id }) => id === it.id)?.set ?? it), ...plan.create];
        // A file may name one shortcut twice; those the worker refuses before it plans.
        for (const [i, it] of after.entries()) expect(faultsOf(it, after.slice(0, i))).toEqual([]);
      }),
    );
  });
});
