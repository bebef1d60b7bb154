import { describe, expect, it } from 'vitest';
import { blocksOf } from './blocks';
import type { TextEntity } from './content';

const words = (text: string, entities: TextEntity[]) =>
  blocksOf({ text, entities }).map(({ is, runs }) => [is, ...runs.map((run) => run.text)]);

describe('blocksOf', () => {
  it('leaves a plain text whole', () => {
    expect(words('one\ntwo', [])).toEqual([['text', 'one\ntwo']]);
    expect(words('', [])).toEqual([]);
  });

  it('lets quotes and listings stand by themselves, without the line breaks at their edges', () => {
    const text = 'before\nquoted\nbetween\nlet a = 1;\nafter';
    const entities: TextEntity[] = [
      { is: 'quote', at: 7, length: 6, collapsed: false },
      { is: 'pre', at: 22, length: 10, language: 'js' },
      { is: 'bold', at: 14, length: 7 },
    ];
    expect(words(text, entities)).toEqual([
      ['text', 'before'],
      ['quote', 'quoted'],
      ['text', 'between'],
      ['pre', 'let a = 1;'],
      ['text', 'after'],
    ]);
  });

  it('splits runs where marks begin and end, also across the edge of a block', () => {
    const entities: TextEntity[] = [
      { is: 'quote', at: 0, length: 5, collapsed: true },
      { is: 'bold', at: 3, length: 4 },
    ];
    const blocks = blocksOf({ text: 'abcdefghi', entities });
    expect(blocks.map(({ runs }) => runs.map((run) => [run.text, run.marks.map(({ is }) => is)]))).toEqual([
      [
        ['abc', []],
        ['de', ['bold']],
      ],
      [
        ['fg', ['bold']],
        ['hi', []],
      ],
    ]);
  });

  it('takes the first of two that overlap, and ends at the end of the text', () => {
    const entities: TextEntity[] = [
      { is: 'pre', at: 0, length: 4, language: '' },
      { is: 'quote', at: 2, length: 40, collapsed: false },
    ];
    expect(words('abcdef', entities)).toEqual([
      ['pre', 'abcd'],
      ['text', 'ef'],
    ]);
  });
});
