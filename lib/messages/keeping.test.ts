import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANNA, message } from '@/tests/support/chats';
import { addSpan, asKept, expected, firstGoal, nextSpan, olderGoal, reached, type Span, withoutSpan } from './keeping';

const DAY = 24 * 60 * 60_000;
const NOW = 1_800_000_000_000;
const TOP = 12;
const span = fc.record({
  after: fc.nat(TOP),
  before: fc.nat(TOP),
  why: fc.constantFrom<Span['why']>('missed', 'wanted', 'check', 'damaged'),
});
const rank = { check: 1, wanted: 2, missed: 3, damaged: 4 };
/** For each id how urgently it is to be asked for: the plain meaning of spans. */
const plain = (spans: readonly Span[]) =>
  Array.from({ length: TOP + 1 }, (_, id) =>
    Math.max(0, ...spans.filter(({ after, before }) => id > after && id < before).map(({ why }) => rank[why])),
  );

describe('spans', () => {
  it('say of each id the most urgent reason, newest first, without overlap (property)', () => {
    fc.assert(
      fc.property(fc.array(span), (all) => {
        const spans = all.reduce<Span[]>((found, next) => addSpan(found, next), []);
        expect(plain(spans)).toEqual(plain(all));
        for (const [index, { after, before }] of spans.entries()) {
          expect(before - after).toBeGreaterThan(1);
          const next = spans[index + 1];
          if (next) expect(next.before).toBeLessThanOrEqual(after + 1);
        }
      }),
    );
  });

  it('are taken off where the server told, and stay elsewhere (property)', () => {
    fc.assert(
      fc.property(fc.array(span), fc.nat(TOP), fc.nat(TOP), (all, low, high) => {
        const [after, before] = [Math.min(low, high), Math.max(low, high)];
        const spans = all.reduce<Span[]>((found, next) => addSpan(found, next), []);
        const left = plain(spans).map((urgency, id) => (id > after && id < before ? 0 : urgency));
        expect(plain(withoutSpan(spans, after, before))).toEqual(left);
      }),
    );
  });

  it('are asked for by urgency, then the newest first', () => {
    const spans: Span[] = [
      { after: 80, before: 99, why: 'check' },
      { after: 10, before: 20, why: 'missed' },
      { after: 30, before: 40, why: 'missed' },
    ];
    expect(nextSpan(spans)).toEqual(spans[2]);
    expect(nextSpan([])).toBeNull();
  });
});

describe('what may be kept', () => {
  const secret = message(1, ANNA, { text: 'IBAN', from: ANNA, topic: 3, kind: 'photo', entities: [], author: 'Anna' });

  it('is all, or who and when, or nothing', () => {
    expect(asKept(secret, 'full')).toBe(secret);
    expect(asKept(secret, 'nothing')).toBeNull();
    const counts = asKept(secret, 'counts');
    expect(counts).toEqual({
      ...{ id: 1, peer: ANNA, topic: 3, from: ANNA, out: false, date: 1000, text: '', kind: 'other' },
      ...{ mentioned: false, silent: false, bare: true },
    });
    expect(JSON.stringify(counts)).not.toMatch(/IBAN|photo|author/);
  });

  it('is never what may be seen once, is about to go, or is protected', () => {
    for (const keep of ['full', 'counts', 'nothing'] as const) {
      expect(asKept({ ...secret, fleeting: true }, keep)).toBeNull();
    }
  });
});

describe('how far an import goes', () => {
  const first = firstGoal(NOW);

  it('is 90 days or 1,000 messages, whichever is further, and 10,000 at most', () => {
    expect(reached(first, 999, NOW - 400 * DAY)).toBe(false);
    expect(reached(first, 1000, NOW - 91 * DAY)).toBe(true);
    expect(reached(first, 5000, NOW - 89 * DAY)).toBe(false);
    expect(reached(first, 10_000, NOW - DAY)).toBe(true);
  });

  it('is as much again when older is asked for, or everything', () => {
    const next = olderGoal(1000, NOW - 90 * DAY, false);
    expect(reached(next, 1999, NOW - 400 * DAY)).toBe(false);
    expect(reached(next, 2000, NOW - 181 * DAY)).toBe(true);
    expect(reached(olderGoal(1000, NOW, true), 1_000_000, 0)).toBe(false);
  });

  it('is told beforehand by what the server counts', () => {
    expect(expected(first, { total: 300, since: 20 })).toBe(300);
    expect(expected(first, { total: 50_000, since: 20 })).toBe(1000);
    expect(expected(first, { total: 50_000, since: 4000 })).toBe(4000);
    expect(expected(first, { total: 500_000, since: 400_000 })).toBe(10_000);
  });
});
