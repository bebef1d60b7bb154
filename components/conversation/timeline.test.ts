import { describe, expect, it } from 'vitest';
import type { Message } from '@/lib/messages/model';
import { laid, missingNow, rowsOf } from './timeline';

const NOON = Date.UTC(2026, 10, 20, 12);
const MINUTE = 60_000;
const message = (id: number, more: Partial<Message> = {}): Message => ({
  ...{ id, peer: 7, from: 7, out: false, date: NOON + id * MINUTE, text: String(id), kind: 'text' },
  ...{ mentioned: false, silent: false, ...more },
});
const shape = (messages: Message[], missing: { after: number; before: number }[] = []) =>
  rowsOf(messages, missing, 'UTC').map((row) =>
    row.is === 'message' ? row.messages.map(({ id }) => id).join('+') + (row.head ? '*' : '') : row.is,
  );

describe('rowsOf', () => {
  it('puts days between, and begins a run where the sender, the day or the quarter of the hour changes', () => {
    const day = 24 * 60 * MINUTE;
    expect(
      shape([
        message(1),
        message(2),
        message(3, { out: true, from: 1 }),
        message(4, { date: NOON + 60 * MINUTE }),
        message(5, { date: NOON + day }),
        message(6, { date: NOON + day, kind: 'service' }),
        message(7, { date: NOON + day }),
      ]),
    ).toEqual(['day', '1*', '2', '3*', '4*', 'day', '5*', '6*', '7*']);
  });

  it('holds an album together', () => {
    const album = { album: 'a', kind: 'photo' as const };
    expect(shape([message(1, album), message(2, album), message(3, { album: 'b' }), message(4)])).toEqual([
      'day',
      '1+2*',
      '3',
      '4',
    ]);
  });

  it('says where messages lack, also before the oldest that is shown, and nowhere else', () => {
    expect(shape([message(5), message(9)], [{ after: 5, before: 9 }])).toEqual(['day', '5*', 'missing', '9*']);
    expect(shape([message(5), message(6)], [{ after: 2, before: 5 }])).toEqual(['missing', 'day', '5*', '6']);
    expect(shape([message(5), message(6)], [{ after: 6, before: 99 }])).toEqual(['day', '5*', '6']);
  });
});

describe('laid', () => {
  it('puts an answer in the place of what it speaks of', () => {
    const ids = (messages: readonly Message[]) => messages.map(({ id }) => id);
    const shown = [1, 2, 3, 4].map((id) => message(id));
    expect(ids(laid(shown, [message(2), message(5)], { after: 1, before: 99 }))).toEqual([1, 2, 5]);
    expect(ids(laid(shown, [message(0)], { after: -1, before: 1 }))).toEqual([0, 1, 2, 3, 4]);
    expect(ids(laid(shown, [], { after: 1, before: 4 }))).toEqual([1, 4]);
  });
});

describe('missingNow', () => {
  it('keeps what an answer says nothing of', () => {
    expect(missingNow([{ after: 1, before: 9 }], [{ after: 5, before: 7 }], { after: 4, before: 99 })).toEqual([
      { after: 1, before: 5 },
      { after: 5, before: 7 },
    ]);
    expect(missingNow([{ after: 1, before: 9 }], [], { after: -1, before: 99 })).toEqual([]);
  });
});
