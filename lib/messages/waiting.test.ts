import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANNA, message } from '@/tests/support/chats';
import type { Message } from './model';
import { forgot, heard, longest, newWait, since } from './waiting';

const told = fc
  .uniqueArray(fc.record({ id: fc.integer({ min: 1, max: 40 }), out: fc.boolean(), service: fc.boolean() }), {
    selector: ({ id }) => id,
  })
  .map((all) => all.map(({ id, out, service }) => message(id, ANNA, { out, kind: service ? 'service' : 'text' })));

/** The first of their messages after our last one. */
function plain(messages: readonly Message[]): number | null {
  const spoken = messages.filter(({ kind }) => kind !== 'service').sort((a, b) => a.id - b.id);
  const answered = spoken.filter(({ out }) => out).at(-1)?.id ?? 0;
  return spoken.find(({ id }) => id > answered)?.date ?? null;
}

describe('who waits', () => {
  it('is known whatever order messages come in, and however often (property)', () => {
    fc.assert(
      fc.property(told, fc.array(fc.nat()), (messages, again) => {
        const twice = [...messages, ...again.flatMap((index) => messages[index % (messages.length || 1)] ?? [])];
        expect(since(twice.reduce(heard, newWait(undefined)))).toBe(plain(messages));
      }),
    );
  });

  it('is known after deletions, or known not to be known (property)', () => {
    fc.assert(
      fc.property(told, fc.array(fc.integer({ min: 1, max: 40 })), (messages, gone) => {
        const ids = new Set(gone);
        const wait = forgot(messages.reduce(heard, newWait(undefined)), ids);
        if (wait) expect(since(wait)).toBe(plain(messages.filter(({ id }) => !ids.has(id))));
        else expect(messages.some(({ id, out }) => out && ids.has(id))).toBe(true);
      }),
    );
  });

  it('is not known when all of the many that were remembered are gone', () => {
    const wait = Array.from({ length: 60 }, (_, i) => message(i + 1, ANNA)).reduce(heard, newWait(undefined));
    const first = (n: number) => new Set(Array.from({ length: n }, (_, i) => i + 1));
    expect(forgot(wait, first(49))).not.toBeNull();
    expect(forgot(wait, first(50))).toBeNull();
  });

  it('is whoever waits longest, of several topics', () => {
    const waits = [5, 3].map((id) => heard(newWait(id), message(id, ANNA)));
    expect(longest([newWait(1), ...waits])).toBe(3000);
    expect(longest([newWait(1)])).toBeNull();
  });
});
