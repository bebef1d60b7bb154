/** Dates that count from today, as a template writes them: "today+3d", "next monday", "tomorrow - 2 weeks". */

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
const DAY = 86_400_000;

type Unit = 'd' | 'w' | 'm' | 'y';

/** `from`: today, tomorrow, or the first such weekday (0 is Sunday) after today; `by` is added to it. */
export interface RelativeDate {
  from: 'today' | 'tomorrow' | number;
  by: { count: number; unit: Unit };
}

const BEGINS = new RegExp(`^(today|tomorrow|next (${WEEKDAYS.join('|')}))(?![\\p{L}\\p{N}])`, 'u');
const SHIFT = /^ ?([+-]) ?(\d{1,3}) ?(d|days?|w|weeks?|m|months?|y|years?)$/;

/**
 * Reads a date from a name that is folded already (lower case, single spaces): `today`, `tomorrow` or `next` and an
 * English weekday, then at most one `+` or `-` with a number below 1000 and `d`, `w`, `m`, `y` (or day, days, week …).
 * null where the name does not begin so; `false` where it begins so and goes on wrongly, as in "today+3x".
 */
export function readDate(name: string): RelativeDate | null | false {
  const begin = BEGINS.exec(name);
  if (!begin) return null;
  const [whole, from, weekday] = begin;
  const rest = name.slice(whole.length);
  const start =
    weekday === undefined ? (from as 'today' | 'tomorrow') : WEEKDAYS.indexOf(weekday as (typeof WEEKDAYS)[number]);
  if (rest === '') return { from: start, by: { count: 0, unit: 'd' } };
  const shift = SHIFT.exec(rest);
  if (!shift) return false;
  const [, sign, count, unit = 'd'] = shift;
  return { from: start, by: { count: Number(count) * (sign === '-' ? -1 : 1), unit: unit.charAt(0) as Unit } };
}

/**
 * The day it means. Days are UTC midnights in ms that stand for a calendar day in no zone: `today` is given as one, and
 * the answer is one. Months and years keep the day of the month; where that month is too short, its last day.
 */
export function dateOf({ from, by: { count, unit } }: RelativeDate, today: number): number {
  const start = startOf(from, today);
  if (unit === 'd') return start + count * DAY;
  if (unit === 'w') return start + count * 7 * DAY;
  const at = new Date(start);
  const months = at.getUTCFullYear() * 12 + at.getUTCMonth() + count * (unit === 'y' ? 12 : 1);
  const lastDay = new Date(midnight(0, months + 1, 0)).getUTCDate();
  return midnight(0, months, Math.min(at.getUTCDate(), lastDay));
}

function startOf(from: RelativeDate['from'], today: number): number {
  if (from === 'today') return today;
  if (from === 'tomorrow') return today + DAY;
  const ahead = (from - new Date(today).getUTCDay() + 6) % 7;
  return today + (ahead + 1) * DAY;
}

/** `Date.UTC` takes years below 100 for those of the last century. */
function midnight(year: number, month: number, day: number): number {
  const at = new Date(0);
  at.setUTCFullYear(year, month, day);
  return at.getTime();
}
