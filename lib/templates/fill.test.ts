import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextEntity } from '@/lib/messages/content';
import { answersOf, filled, joined, questionsOf, type ValueFor } from './fill';

const chat: ValueFor = (variable) => {
  if (variable.is === 'date') return 'Mon 30 Nov';
  if (variable.is === 'own') return 'never asked of the chat';
  return { 'first name': 'Anna', value: '€48,500', stage: ' ' }[variable.name as string] ?? null;
};
const plain = (text: string) => ({ text, entities: [] });

describe('filling', () => {
  it('takes the chat’s values, then the answers', () => {
    const template = plain('Hi {first name}, {value} less {discount} until {next monday}.');
    expect(filled(template, chat, { discount: ' 10 % ' })).toEqual({
      ...plain('Hi Anna, €48,500 less 10 % until Mon 30 Nov.'),
      missing: [],
    });
    expect(filled(template, chat, {})).toMatchObject({
      text: 'Hi Anna, €48,500 less discount until Mon 30 Nov.',
      missing: [{ at: 22, length: 8 }],
    });
  });

  it('asks each thing once, and suggests what the template does', () => {
    const template = plain('{Discount} {first name|you} {stage|Lead} {role} {discount|5 %} {discount|6 %}');
    const questions = questionsOf(template, chat);
    expect(questions).toEqual([
      { key: 'discount', label: 'Discount', suggested: '5 %' },
      { key: 'stage', label: 'stage', suggested: 'Lead' },
      { key: 'role', label: 'role', suggested: '' },
    ]);
    const answers = answersOf(questions, { discount: '7 %', role: '' });
    expect(answers).toEqual({ discount: '7 %', stage: 'Lead', role: '' });
    expect(filled(template, chat, answers).text).toBe('7 % Anna Lead role 7 % 7 %');
  });

  it('moves marks with their words', () => {
    const text = 'Dear {first name}: {discount} now';
    const mark = (part: string, is: 'bold' | 'italic' | 'spoiler'): TextEntity => ({
      ...{ is, at: text.indexOf(part), length: part.length },
    });
    const entities: TextEntity[] = [
      ...[mark('Dear {first', 'bold'), mark('{discount}', 'italic'), mark('now', 'spoiler')],
      { is: 'link', url: 'https://example.com/?d={discount}', at: text.indexOf('now'), length: 3 },
    ];
    const done = filled({ text, entities }, chat, { discount: '10 %' });
    expect(done.text).toBe('Dear Anna: 10 % now');
    expect(done.entities).toEqual([
      { is: 'bold', at: 0, length: 9 },
      { is: 'italic', at: 11, length: 4 },
      { is: 'spoiler', at: 16, length: 3 },
      { is: 'link', url: 'https://example.com/?d=10%20%25', at: 16, length: 3 },
    ]);
  });

  const part = fc.constantFrom(
    '{first name}',
    '{discount|5}',
    '{when it is}',
    '{today+1d}',
    '\\{',
    '\\}',
    'of ',
    'é',
    '\n',
  );
  const template = fc.array(part, { maxLength: 12 }).chain((parts) => {
    const text = parts.join('');
    const entity = fc
      .tuple(fc.nat(text.length), fc.nat(text.length))
      .map(([a, b]): TextEntity => ({ is: 'bold', at: Math.min(a, b), length: Math.abs(a - b) }));
    return fc.array(entity, { maxLength: 4 }).map((entities) => ({ text, entities }));
  });
  const words = fc.string({ maxLength: 12 }).filter((it) => it.trim() !== '');

  it('with every question answered leaves nothing missing, and no braces but those that were written or answered', () => {
    fc.assert(
      fc.property(template, fc.dictionary(fc.constantFrom('discount', 'when it is'), words), (of, typed) => {
        const questions = questionsOf(of, chat);
        const answers = answersOf(questions, typed);
        const open = questions.filter(({ key }) => (answers[key] ?? '').trim() === '');
        const done = filled(of, chat, answers);
        expect(done.missing.length > 0).toBe(open.length > 0);
        const braces = (text: string) => text.match(/[{}]/g)?.length ?? 0;
        const written = (of.text.match(/\\[{}]/g) ?? []).length;
        const gaps = [...of.text.matchAll(/(?<!\\)\{([^{}|]*)(\|[^{}]*)?\}/g)];
        const answered = gaps.reduce((sum, [, name = '']) => sum + braces(answers[name]?.trim() ?? ''), 0);
        expect(braces(done.text)).toBe(written + answered);
      }),
    );
  });

  it('keeps every mark inside the text, and what it marked with it', () => {
    fc.assert(
      fc.property(template, (of) => {
        const done = filled(of, chat, { discount: '5' });
        for (const { at, length } of done.entities) {
          expect(length).toBeGreaterThan(0);
          expect(at + length).toBeLessThanOrEqual(done.text.length);
        }
        const whole = of.entities.filter(({ at, length }) => length > 0 && at === 0 && length === of.text.length);
        const stay = done.entities.filter(({ at, length }) => at === 0 && length === done.text.length);
        expect(stay.length).toBeGreaterThanOrEqual(whole.length);
      }),
    );
  });

  it('is put under what is written already', () => {
    const bold: TextEntity = { is: 'bold', at: 0, length: 2 };
    expect(joined(plain(' \n'), { text: 'Hi', entities: [bold] })).toEqual({ text: 'Hi', entities: [bold] });
    expect(joined({ text: 'So', entities: [bold] }, { text: 'Hi', entities: [bold] })).toEqual({
      text: 'So\nHi',
      entities: [bold, { ...bold, at: 3 }],
    });
  });
});
