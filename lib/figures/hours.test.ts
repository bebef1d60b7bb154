import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, localTime, officeHours, type WorkingHours, workingTime, zoneOffset } from './hours';

const MINUTE = 60_000;
const utc = (text: string) => Date.parse(`${text}Z`);
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
];
const instant = fc.integer({ min: utc('2020-01-01T00:00'), max: utc('2030-01-01T00:00') });

describe('working time', () => {
  const berlin = officeHours('Europe/Berlin');

  it('leaves nights and weekends out', () => {
    // Friday 17:55 to Monday 9:05.
    expect(workingTime(berlin, utc('2026-11-20T16:55'), utc('2026-11-23T08:05'))).toBe(10 * MINUTE);
    expect(workingTime(berlin, utc('2026-11-21T10:00'), utc('2026-11-22T10:00'))).toBe(0);
    expect(workingTime(berlin, utc('2026-11-23T08:00'), utc('2026-11-24T17:00'))).toBe(18 * 60 * MINUTE);
  });

  it('is nothing when time runs backwards', () => {
    expect(workingTime(berlin, utc('2026-11-24T10:00'), utc('2026-11-24T09:00'))).toBe(0);
  });

  it('counts a night shift as short or as long as summer time makes it', () => {
    const all = [0, 1440] as const;
    const roundTheClock: WorkingHours = { zone: 'Europe/Berlin', week: [all, all, all, all, all, all, all] };
    const day = (date: string) => localTime('Europe/Berlin', utc(`${date}T12:00`)).day;
    const length = (date: string) =>
      workingTime(roundTheClock, instantOf('Europe/Berlin', day(date), 0), instantOf('Europe/Berlin', day(date), 1440));
    expect(length('2026-03-29')).toBe(23 * 60 * MINUTE);
    expect(length('2026-10-25')).toBe(25 * 60 * MINUTE);
  });

  it('agrees with counting minute by minute', () => {
    const span = fc.integer({ min: 0, max: 6 * 24 * 60 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), instant, span, (zone, at, minutes) => {
        const from = Math.floor(at / MINUTE) * MINUTE;
        const hours = officeHours(zone);
        let slow = 0;
        for (let minute = 0; minute < minutes; minute++) {
          const { weekday, hour } = localTime(zone, from + minute * MINUTE);
          if (weekday < 5 && hour >= 9 && hour < 18) slow += MINUTE;
        }
        expect(workingTime(hours, from, from + minutes * MINUTE)).toBe(slow);
      }),
      { numRuns: 60, seed: 11 },
    );
  });
});

describe('local time', () => {
  it('knows the day of the week and the half-hours of far zones', () => {
    expect(localTime('Asia/Kathmandu', utc('2026-11-24T20:00'))).toMatchObject({ weekday: 2, hour: 1, minute: 45 });
    expect(localTime('UTC', utc('1969-12-31T23:59'))).toEqual({ day: -1, weekday: 2, hour: 23, minute: 59 });
  });

  it('is turned back by instantOf, but where the clock skips', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), instant, (zone, at) => {
        const { day, hour, minute } = localTime(zone, at);
        const back = instantOf(zone, day, hour * 60 + minute);
        expect(localTime(zone, back)).toMatchObject({ day, hour, minute });
        expect(back).toBeLessThanOrEqual(at);
      }),
      { numRuns: 500, seed: 12 },
    );
    const spring = localTime('Europe/Berlin', utc('2026-03-29T12:00')).day;
    expect(instantOf('Europe/Berlin', spring, 150)).toBe(utc('2026-03-29T01:00'));
  });

  it('refuses a zone that is none', () => {
    expect(() => zoneOffset('Mars/Olympus', 0)).toThrow(RangeError);
  });
});
