import fc from 'fast-check';
import { expect, it } from 'vitest';
import { endOfToday, fromLocalInput, laterToday, toLocalInput, tomorrowMorning } from './due-time';

const at = (...parts: [number, number, number, number, number]) => new Date(...parts).getTime();

it('writes a time as the browser’s input has it, and reads it back', () => {
  expect(toLocalInput(at(2026, 10, 27, 11, 5))).toBe('2026-11-27T11:05');
  expect(fromLocalInput('2026-11-27T11:05')).toBe(at(2026, 10, 27, 11, 5));
  expect(toLocalInput(null)).toBe('');
  for (const half of ['', '2026-11-27', 'T11:05', 'tomorrow']) expect(fromLocalInput(half)).toBeNull();
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000 }), (hours) => {
      const due = at(2020, 0, 1, 0, 0) + hours * 60_000;
      expect(toLocalInput(fromLocalInput(toLocalInput(due)))).toBe(toLocalInput(due));
    }),
  );
});

it('offers this evening, or the next full hour when the evening is here, but never another day', () => {
  expect(laterToday(at(2026, 10, 24, 9, 12))).toBe(at(2026, 10, 24, 18, 0));
  expect(laterToday(at(2026, 10, 24, 17, 40))).toBe(at(2026, 10, 24, 18, 0));
  expect(laterToday(at(2026, 10, 24, 19, 10))).toBe(at(2026, 10, 24, 20, 0));
  expect(laterToday(at(2026, 10, 24, 23, 30))).toBe(at(2026, 10, 24, 23, 59));
});

it('offers tomorrow at ten, across months', () => {
  expect(tomorrowMorning(at(2026, 10, 30, 23, 0))).toBe(at(2026, 11, 1, 10, 0));
  expect(endOfToday(at(2026, 11, 31, 12, 0))).toBe(at(2027, 0, 1, 0, 0));
});
