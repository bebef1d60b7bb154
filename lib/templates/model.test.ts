import { describe, expect, it } from 'vitest';
import { faultsOf, found, freeName, shortcutIn, type TemplateFields, tidied } from './model';

const template = (name: string, more: Partial<TemplateFields> = {}): TemplateFields => ({
  ...{ name, category: '', shortcut: '', files: [] },
  body: { text: `Text of ${name}`, entities: [] },
  ...more,
});
const body = (text: string) => ({ body: { text, entities: [] } });

describe('a template', () => {
  it('is tidied', () => {
    const { name, category, shortcut } = tidied(
      template('  The   quote ', { category: ' Sales ', shortcut: ' /Quote' }),
    );
    expect([name, category, shortcut]).toEqual(['The quote', 'Sales', 'quote']);
  });

  it('has a name and a shortcut of its own, and a text that can be filled', () => {
    const others = [template('Quote', { shortcut: 'q' })];
    expect(faultsOf(template('Order', { shortcut: 'order', ...body('Hi {first name}') }), others)).toEqual([]);
    expect(faultsOf(template('quote', { shortcut: 'q', ...body(' ') }), others)).toEqual([
      { field: 'name', is: 'taken' },
      { field: 'shortcut', is: 'taken' },
      { field: 'body', is: 'empty' },
    ]);
    expect(faultsOf(template('', { shortcut: 'two words', ...body('{today+}') }), others)).toEqual([
      { field: 'name', is: 'empty' },
      { field: 'shortcut', is: 'word' },
      { field: 'body', is: 'date', at: 0 },
    ]);
    const long = template('n'.repeat(81), {
      category: 'c'.repeat(41),
      shortcut: 's'.repeat(33),
      ...body('x'.repeat(16_385)),
    });
    expect(faultsOf(long, others).map(({ field, is }) => [field, is])).toEqual(
      ['name', 'category', 'shortcut', 'body'].map((field) => [field, 'tooLong']),
    );
  });

  it('has each file once, and needs no text beside one', () => {
    const files = [
      { id: '1.2', name: 'Offer.pdf' },
      { id: '1.2', name: 'Again.pdf' },
    ];
    const only = tidied(template('Offer', { files, ...body('') }));
    expect(only.files).toEqual([{ id: '1.2', name: 'Offer.pdf' }]);
    expect(faultsOf(only, [])).toEqual([]);
    expect(found([template('Other'), only], 'offer.p')).toEqual([only]);
  });

  it('is found by the beginnings of its words, best first', () => {
    const all = [
      template('Reminder', { ...body('Is the quote clear?') }),
      template('Quote, short', { category: 'Sales' }),
      template('Price list', { shortcut: 'quote' }),
      template('Счёт', { ...body('Ждём оплату') }),
    ];
    const names = (query: string) => found(all, query).map(({ name }) => name);
    expect(names('quo')).toEqual(['Price list', 'Quote, short', 'Reminder']);
    expect(names('/quo')).toEqual(['Price list']);
    expect(names('/')).toEqual(['Price list']);
    expect(names('СЧЕТ опл')).toEqual(['Счёт']);
    expect(names('')).toEqual(['Quote, short', 'Price list', 'Reminder', 'Счёт']);
    expect(names('uote')).toEqual([]);
  });

  it('gets a number behind a name that is taken, and stays short enough', () => {
    expect(freeName('Quote', ['quote', 'Quote 2'])).toBe('Quote 3');
    expect(freeName('n'.repeat(80), ['n'.repeat(80)])).toBe(`${'n'.repeat(78)} 2`);
  });

  it('is called by a slash and a word, alone in the field', () => {
    expect(['/', '/Quo', '/счёт'].map(shortcutIn)).toEqual(['', 'quo', 'счёт']);
    expect(['', 'quo', 'a /quo', '/quo now', '//', '/a/b'].map(shortcutIn)).toEqual(Array(6).fill(null));
  });
});
