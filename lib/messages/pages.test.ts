import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANNA, message } from '@/tests/support/chats';
import type { Reaction } from './content';
import type { Message } from './model';
import {
  applyOps,
  COMMON_SPAN,
  cutPages,
  type Op,
  opWithin,
  PAGE_MESSAGES,
  PAGE_UNITS,
  packIds,
  packOps,
  unpackIds,
  unpackOps,
  unpackPage,
} from './pages';

const ids = fc.uniqueArray(fc.nat(2 ** 31), { maxLength: 300 }).map((all) => all.sort((a, b) => a - b));
const few = fc.integer({ min: 1, max: 12 });
const anyMessage = fc
  .record({ id: few, text: fc.string(), out: fc.boolean(), editDate: fc.option(fc.nat(), { nil: undefined }) })
  .map(({ id, text, out, editDate }) => message(id, ANNA, { text, out, ...(editDate ? { editDate } : {}) }));
const anyOp: fc.Arbitrary<Op> = fc.oneof(
  fc.record({ do: fc.constant('put' as const), messages: fc.array(anyMessage, { maxLength: 5 }) }),
  fc.record({ do: fc.constant('edit' as const), message: anyMessage }),
  fc.record({ do: fc.constant('remove' as const), ids: fc.array(few) }),
  fc.record({
    do: fc.constant('react' as const),
    id: few,
    reactions: fc.constantFrom<Reaction[]>([], [{ emoji: '👍', count: 2 }]),
  }),
  fc.record({ do: fc.constant('pin' as const), ids: fc.array(few), pinned: fc.boolean() }),
);

const outcome = (ops: readonly Op[], start: readonly Message[] = []) => {
  const messages = new Map(start.map((it) => [it.id, it]));
  applyOps(messages, ops);
  return [...messages.values()].sort((a, b) => a.id - b.id);
};

describe('ids in the clear', () => {
  it('are packed without loss, one byte for neighbours (property)', () => {
    fc.assert(
      fc.property(ids, (all) => {
        expect(unpackIds(packIds(all))).toEqual(all);
      }),
    );
    expect(packIds(Array.from({ length: 128 }, (_, i) => 1_000_000 + i))).toHaveLength(130);
  });
});

describe('pages', () => {
  it('hold every message once, in order, none too long or too wide (property)', () => {
    const text = fc.nat(3 * PAGE_UNITS).map((length) => 'x'.repeat(length));
    fc.assert(
      fc.property(ids, fc.array(text, { maxLength: 3 }), fc.boolean(), (all, long, common) => {
        const messages = all.map((id, index) => message(id, ANNA, { text: long[index] ?? `m${id}` }));
        const pages = cutPages(messages, common);
        expect(pages.flatMap((page) => unpackPage(ANNA, page.text))).toEqual(messages);
        for (const page of pages) {
          const [first] = page.messages;
          const last = page.messages.at(-1);
          if (!first || !last) throw new Error('an empty page');
          expect(page.messages.length).toBeLessThanOrEqual(PAGE_MESSAGES);
          if (page.messages.length > 1) expect(page.text.length).toBeLessThan(PAGE_UNITS + 2 * PAGE_MESSAGES);
          if (common) expect(last.id - first.id).toBeLessThan(COMMON_SPAN);
        }
      }),
    );
  });

  it('are full before the newest one, which goes on growing', () => {
    const messages = Array.from({ length: 300 }, (_, i) => message(i + 1, ANNA));
    expect(cutPages(messages, true).map((page) => page.messages.length)).toEqual([128, 128, 44]);
  });
});

describe('what happened', () => {
  it('is sealed and opened without loss (property)', () => {
    fc.assert(
      fc.property(fc.array(anyOp), (ops) => {
        expect(unpackOps(ANNA, packOps(ops))).toEqual(ops);
      }),
    );
  });

  it('done twice is done once (property)', () => {
    fc.assert(
      fc.property(fc.array(anyOp), (ops) => {
        expect(outcome([...ops, ...ops], outcome(ops))).toEqual(outcome(ops));
      }),
    );
  });

  it('within a range does there what the whole does, and nothing elsewhere (property)', () => {
    fc.assert(
      fc.property(fc.array(anyMessage), fc.array(anyOp), few, few, (start, ops, low, high) => {
        const whole = outcome(ops, start).filter(({ id }) => id > low && id < high);
        const within = ops.map((op) => opWithin(op, low, high));
        const kept = outcome(within, start);
        expect(kept.filter(({ id }) => id > low && id < high)).toEqual(whole);
        const outside = (all: Message[]) => all.filter(({ id }) => id <= low || id >= high);
        expect(outside(kept)).toEqual(outside(outcome([], start)));
      }),
    );
  });

  it('adds no words, reactions or pins to what is kept as a count only', () => {
    const bare = message(1, ANNA, { text: '', kind: 'other', bare: true });
    const ops: Op[] = [
      { do: 'react', id: 1, reactions: [{ emoji: '👍', count: 1 }] },
      { do: 'pin', ids: [1], pinned: true },
    ];
    expect(outcome(ops, [bare])).toEqual([bare]);
  });
});
