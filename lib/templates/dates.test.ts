import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOf, readDate } from './dates';

const TODAY = Date.UTC(2026, 10, 28);
const DAY = 86_400_000;
const day = (text: string, today = TODAY): string => {
  const read = readDate(text);
  if (!read) throw new Error(`${text}: ${read}`);
  return new Date(dateOf(read, today)).toISOString().slice(0, 10);
};

describe('dates of a template', () => {
  it('count from today, a Saturday', () => {
    expect(day('today')).toBe('2026-11-28');
    expect(day('tomorrow')).toBe('2026-11-29');
    expect(day('today+3d')).toBe('2026-12-01');
    expect(day('today - 1 week')).toBe('2026-11-21');
    expect(day('next monday')).toBe('2026-11-30');
    expect(day('next saturday')).toBe('2026-12-05');
    expect(day('next friday + 1w')).toBe('2026-12-11');
    expect(day('today+3m')).toBe('2027-02-28');
    expect(day('today+2 years')).toBe('2028-11-28');
    expect(day('today+3m', Date.UTC(2027, 10, 30))).toBe('2028-02-29');
  });

  it('tell what is no date from one that goes wrong', () => {
    for (const name of ['discount', 'todays', 'next', 'next step', 'today’s price', 'в понедельник']) {
      expect([name, readDate(name)]).toEqual([name, name.startsWith('today’') ? false : null]);
    }
    for (const name of ['today+', 'today+3x', 'today+3', 'today+1000d', 'next monday 9 am', 'tomorrow++1d']) {
      expect([name, readDate(name)]).toEqual([name, false]);
    }
  });

  it('hold their rules on every day', () => {
    const days = fc.integer({ min: -200_000, max: 200_000 }).map((n) => n * DAY);
    const counts = fc.integer({ min: -999, max: 999 });
    fc.assert(
      fc.property(days, counts, fc.integer({ min: 0, max: 6 }), (today, count, weekday) => {
        const by = (unit: 'd' | 'w' | 'm' | 'y', n = count) => dateOf({ from: 'today', by: { count: n, unit } }, today);
        expect(by('d')).toBe(today + count * DAY);
        expect(by('w')).toBe(by('d', count * 7));
        expect(by('y')).toBe(by('m', count * 12));
        const [was, is] = [new Date(today), new Date(by('m'))];
        const months = (at: Date) => at.getUTCFullYear() * 12 + at.getUTCMonth();
        expect(months(is)).toBe(months(was) + count);
        const nextDay = new Date(by('m') + DAY).getUTCDate();
        expect(is.getUTCDate() === was.getUTCDate() || (is.getUTCDate() < was.getUTCDate() && nextDay === 1)).toBe(
          true,
        );
        const next = dateOf({ from: weekday, by: { count: 0, unit: 'd' } }, today);
        expect(new Date(next).getUTCDay()).toBe(weekday);
        expect(next > today && next <= today + 7 * DAY).toBe(true);
      }),
    );
  });
});
