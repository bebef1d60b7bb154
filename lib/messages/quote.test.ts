import { describe, expect, it } from 'vitest';
import { type Quote, quoteStates } from './quote';

const quoted = (id: number, text: string) => ({ id, name: 'Anna', out: false, date: 0, text });
const of: Quote = {
  chat: { account: 1, peer: 2 },
  messages: [quoted(1, 'one'), quoted(2, 'Photo'), quoted(3, 'three')],
};

describe('quoteStates', () => {
  it('tells what was edited, what is gone, and what nobody knows', () => {
    const states = quoteStates(of, {
      messages: [
        { id: 1, text: 'another' },
        { id: 2, text: '' },
      ],
      gone: [3],
    });
    expect([...states]).toEqual([
      [1, { is: 'edited', text: 'another' }],
      [2, { is: 'same' }],
      [3, { is: 'gone' }],
    ]);
  });

  it('takes a message without kept words, or none at all, for unknown', () => {
    const states = quoteStates(of, {
      messages: [
        { id: 1, text: '', bare: true },
        { id: 3, text: 'three ' },
      ],
      gone: [],
    });
    expect([...states.values()].map(({ is }) => is)).toEqual(['unknown', 'unknown', 'same']);
  });

  it('tells of words that were taken away, and of such as came to a message that had none', () => {
    const messages = [
      { ...quoted(1, 'our offer'), words: true },
      { ...quoted(2, 'Photo'), words: false },
      { ...quoted(3, 'Photo'), words: false },
    ];
    const states = quoteStates(
      { ...of, messages },
      {
        messages: [
          { id: 1, text: '' },
          { id: 2, text: '' },
          { id: 3, text: 'Photo' },
        ],
        gone: [],
      },
    );
    expect([...states.values()]).toEqual([{ is: 'edited', text: '' }, { is: 'same' }, { is: 'edited', text: 'Photo' }]);
  });
});
