import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rowsInSight } from './use-rows';

const ROW = 125;

it('draws every card of a short column, and few of a long one', () => {
  expect(rowsInSight(60, 4000, 700, ROW)).toEqual({ first: 0, end: 60 });
  expect(rowsInSight(10_000, 0, 700, ROW)).toEqual({ first: 0, end: 12 });
  expect(rowsInSight(10_000, 100 * ROW, 700, ROW)).toEqual({ first: 94, end: 112 });
});

it('draws whatever is in sight, wherever it is scrolled', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 5000 }),
      fc.nat(700_000),
      fc.integer({ min: 0, max: 2000 }),
      fc.integer({ min: 20, max: 200 }),
      (count, at, height, each) => {
        const { first, end } = rowsInSight(count, at, height, each);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(count);
        for (let row = 0; row < count; row += 7) {
          const inSight = row * each < at + height && (row + 1) * each > at;
          if (inSight) expect(row >= first && row < end).toBe(true);
        }
        expect(end - first).toBeLessThanOrEqual(Math.max(60, height / each + 14));
      },
    ),
  );
});
