import { describe, expect, it } from 'vitest';
import {
  daysFromToday,
  formatAge,
  formatClock,
  formatCountdown,
  formatDate,
  formatDay,
  formatExact,
  formatLastSeen,
  formatPlan,
  secondsUntil,
} from './time';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const now = Date.UTC(2026, 10, 24, 15, 0);
const berlin = { now, timeZone: 'Europe/Berlin', locale: 'en' };

describe('formatAge', () => {
  it.each([
    [0, 'now'],
    [59_999, 'now'],
    [MINUTE, '1 min'],
    [59 * MINUTE, '59 min'],
    [HOUR, '1 h'],
    [26 * HOUR + 1, '26 h'],
    [48 * HOUR - 1, '47 h'],
    [48 * HOUR, '2 d'],
    [400 * 24 * HOUR, '400 d'],
  ])('%d ms is %s', (ms, words) => expect(formatAge(ms, 'en')).toBe(words));
});

describe('countdowns', () => {
  it.each([
    [-3, '0:00'],
    [0, '0:00'],
    [31.2, '0:32'],
    [725, '12:05'],
    [3725, '1:02:05'],
  ])('%d s is %s', (seconds, words) => expect(formatCountdown(seconds)).toBe(words));

  it('counts whole seconds and never below zero', () => {
    expect(secondsUntil(now + 1001, now)).toBe(2);
    expect(secondsUntil(now - 1, now)).toBe(0);
  });
});

describe('days', () => {
  it('are those of the zone', () => {
    const lateInBerlin = Date.UTC(2026, 10, 24, 23, 30);
    expect(daysFromToday(lateInBerlin, berlin)).toBe(1);
    expect(daysFromToday(lateInBerlin, { now, timeZone: 'America/New_York' })).toBe(0);
  });

  it('count across the changes of the clock', () => {
    const before = { now: Date.UTC(2026, 2, 28, 22, 30), timeZone: 'Europe/Berlin' };
    expect(daysFromToday(Date.UTC(2026, 2, 29, 21, 30), before)).toBe(1);
  });

  it('are named near today, then weekday and date, then the year', () => {
    expect(formatDay(now, berlin)).toBe('Today');
    expect(formatDay(now + 24 * HOUR, berlin)).toBe('Tomorrow');
    expect(formatDay(now - 24 * HOUR, berlin)).toBe('Yesterday');
    expect(formatDay(now + 48 * HOUR, berlin)).toBe('Thu 26 Nov');
    expect(formatDay(Date.UTC(2027, 0, 29, 12), berlin)).toBe('29 Jan 2027');
    expect(formatDate(now, berlin)).toBe('Tue 24 Nov');
  });

  it('come with the clock in plans and exactly in tooltips', () => {
    expect(formatPlan(Date.UTC(2026, 10, 24, 17), berlin)).toBe('Today 18:00');
    expect(formatExact(Date.UTC(2026, 10, 26, 10), berlin)).toMatch(/^Thu,? 26 Nov 2026,? (at )?11:00$/);
  });

  it('follow the language', () => {
    expect(formatDate(now + 48 * HOUR, { ...berlin, locale: 'ru' })).toMatch(/^Чт 26 нояб/);
  });

  it('show midnight as 00:00', () => {
    expect(formatClock(Date.UTC(2026, 10, 24, 23), { timeZone: 'Europe/Berlin', locale: 'en' })).toBe('00:00');
  });
});

describe('formatLastSeen', () => {
  it.each([
    [{ is: 'online' } as const, 'online'],
    [{ is: 'at', time: now - 20_000 } as const, 'last seen just now'],
    [{ is: 'at', time: now - MINUTE } as const, 'last seen 1 minute ago'],
    [{ is: 'at', time: now - 5 * MINUTE } as const, 'last seen 5 minutes ago'],
    [{ is: 'at', time: now - 3 * HOUR } as const, 'last seen at 13:00'],
    [{ is: 'at', time: now - 20 * HOUR } as const, 'last seen yesterday at 20:00'],
    [{ is: 'at', time: now - 72 * HOUR } as const, 'last seen Sat 21 Nov'],
    [{ is: 'recently' } as const, 'last seen recently'],
    [{ is: 'hidden' } as const, 'last seen hidden'],
  ])('%o is %s', (seen, words) => expect(formatLastSeen(seen, berlin)).toBe(words));
});
