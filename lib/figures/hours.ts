/** Time counted on the clock of working hours, in any time zone, with its summer time. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Minutes of a local day, from 0 to 1440, in which people work: `[540, 1080]` is 9:00 to 18:00. Null: a day off. */
export type WorkingDay = readonly [from: number, to: number] | null;

export interface WorkingHours {
  /** IANA name, such as `Europe/Berlin`. */
  zone: string;
  /** Monday first. */
  week: readonly [WorkingDay, WorkingDay, WorkingDay, WorkingDay, WorkingDay, WorkingDay, WorkingDay];
}

/** Weekdays from 9:00 to 18:00. */
export function officeHours(zone: string): WorkingHours {
  const day: WorkingDay = [9 * 60, 18 * 60];
  return { zone, week: [day, day, day, day, day, null, null] };
}

/** Where an instant falls on a local clock. `weekday` 0 is Monday; `day` counts local days since 1970-01-01. */
export interface LocalTime {
  day: number;
  weekday: number;
  hour: number;
  minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();
/** Zones change their offset on quarters of an hour only, so one look serves all instants of a quarter. */
const QUARTER = 15 * MINUTE;
const MOST_KEPT = 100_000;

/** Milliseconds that a zone's clock is ahead of UTC at an instant (UTC ms). @throws RangeError for an unknown zone */
export function zoneOffset(zone: string, at: number): number {
  const known = offsets.get(zone) ?? new Map<number, number>();
  offsets.set(zone, known);
  const quarter = Math.floor(at / QUARTER);
  const kept = known.get(quarter);
  if (kept !== undefined) return kept;
  const start = quarter * QUARTER;
  const offset = readOffset(zone, start);
  if (known.size >= MOST_KEPT) known.clear();
  known.set(quarter, offset);
  return offset;
}

function readOffset(zone: string, at: number): number {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  formats.set(zone, format);
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

/** An instant (UTC ms) on the clock of a zone. */
export function localTime(zone: string, at: number): LocalTime {
  const local = at + zoneOffset(zone, at);
  const day = Math.floor(local / DAY);
  const rest = local - day * DAY;
  // The first of January 1970 was a Thursday.
  const weekday = (((day + 3) % 7) + 7) % 7;
  return { day, weekday, hour: Math.floor(rest / HOUR), minute: Math.floor((rest % HOUR) / MINUTE) };
}

/**
 * The instant (UTC ms) at which a zone's clock shows `minute` of a local day (days since 1970-01-01). A time that summer
 * time skips is the instant of the skip; one that comes twice is the first.
 */
export function instantOf(zone: string, day: number, minute: number): number {
  const local = day * DAY + minute * MINUTE;
  // A zone is never more than a day from UTC: one of the offsets around the instant is its own.
  const guesses = [local - zoneOffset(zone, local - DAY), local - zoneOffset(zone, local + DAY)];
  const fitting = guesses.filter((guess) => guess + zoneOffset(zone, guess) === local);
  // In a skipped hour neither fits: the later guess falls after the skip by as much as it was short.
  return fitting.length > 0 ? Math.min(...fitting) : skipBefore(zone, Math.max(...guesses));
}

/** The instant at or before `at` at which the zone's clock jumped. */
function skipBefore(zone: string, at: number): number {
  const after = zoneOffset(zone, at);
  let instant = Math.floor(at / QUARTER) * QUARTER;
  while (zoneOffset(zone, instant - 1) === after) instant -= QUARTER;
  return instant;
}

/** Milliseconds of working time between two instants (UTC ms); 0 when `to` is not after `from`. */
export function workingTime(hours: WorkingHours, from: number, to: number): number {
  if (to <= from) return 0;
  const { zone, week } = hours;
  const last = localTime(zone, to).day;
  let sum = 0;
  for (let day = localTime(zone, from).day; day <= last; day++) {
    const shift = week[(((day + 3) % 7) + 7) % 7];
    if (!shift) continue;
    const begins = Math.max(from, instantOf(zone, day, shift[0]));
    const ends = Math.min(to, instantOf(zone, day, shift[1]));
    if (ends > begins) sum += ends - begins;
  }
  return sum;
}
