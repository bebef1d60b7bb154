import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ROW_HEIGHT, rowsInSight } from './use-rows';

it('draws every card of a short column, and few of a long one', () => {
  expect(rowsInSight(60, 4000, 700)).toEqual({ first: 0, end: 60 });
  expect(rowsInSight(10_000, 0, 700)).toEqual({ first: 0, end: 12 });
  expect(rowsInSight(10_000, 100 * ROW_HEIGHT, 700)).toEqual({ first: 94, end: 112 });
});

it('draws whatever is in sight, wherever it is scrolled', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 5000 }),
      fc.nat(700_000),
      fc.integer({ min: 0, max: 2000 }),
      (count, at, height) => {
        const { first, end } = rowsInSight(count, at, height);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(count);
        for (let row = 0; row < count; row += 7) {
          const inSight = row * ROW_HEIGHT < at + height && (row + 1) * ROW_HEIGHT > at;
          if (inSight) expect(row >= first && row < end).toBe(true);
        }
        expect(end - first).toBeLessThanOrEqual(Math.max(60, height / ROW_HEIGHT + 14));
      },
    ),
  );
});
