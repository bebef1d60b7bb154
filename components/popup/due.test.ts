import { describe, expect, it } from 'vitest';
import { dueChoices, endOfDay, fromLocalInput, toLocalInput } from './due';

const local = (year: number, month: number, day: number, hour = 0, minute = 0): number =>
  new Date(year, month - 1, day, hour, minute).getTime();

describe('dueChoices', () => {
  it('offers this evening only while it is an hour away', () => {
    expect(dueChoices(local(2026, 11, 26, 17, 0))[0]).toEqual({ day: 'today', at: local(2026, 11, 26, 18) });
    expect(dueChoices(local(2026, 11, 26, 17, 1))[0]).toEqual({ day: 'tomorrow', at: local(2026, 11, 27, 9) });
  });

  it.each([
    ['a Monday', 23, 30],
    ['a Thursday', 26, 30],
  ])('means the coming Monday on %s', (_, day, monday) => {
    const choice = dueChoices(local(2026, 11, day, 12)).find(({ day: name }) => name === 'nextWeek');
    expect(choice?.at).toBe(local(2026, 11, monday, 9));
  });
});

describe('dueChoices on a Sunday', () => {
  it('does not offer the same Monday twice', () => {
    expect(dueChoices(local(2026, 11, 22, 12)).map(({ day }) => day)).toEqual(['today', 'tomorrow']);
  });
});

describe('endOfDay', () => {
  it('is midnight by the calendar, over the end of a year and a change of clocks', () => {
    expect(endOfDay(local(2026, 12, 31, 23, 59))).toBe(local(2027, 1, 1));
    expect(endOfDay(local(2026, 3, 29, 1))).toBe(local(2026, 3, 30));
  });
});

describe('the field of a moment', () => {
  it('gives back the minute it was given', () => {
    const at = local(2026, 2, 3, 4, 5);
    expect(toLocalInput(at)).toBe('2026-02-03T04:05');
    expect(fromLocalInput(toLocalInput(at))).toBe(at);
  });

  it('is null while empty or half typed', () => {
    expect(fromLocalInput('')).toBeNull();
    expect(fromLocalInput('2026-02-')).toBeNull();
  });
});
