/** Half-open, UTC seconds. */
export interface DateRange {
  since?: number;
  until?: number;
}

const DAYS_BACK: Readonly<Record<string, number>> = { today: 0, yesterday: 1, сегодня: 0, вчера: 1 };

/**
 * The days a date means, as typed after `before:` or `after:`: 2026, 2026-03, 2026-03-09, 9.3.2026, 9.3. (the last such
 * day), today, yesterday, 7d (that many days ago). Days are those of the machine's time zone. null for anything else.
 */
export function readDates(text: string, now: number): Required<DateRange> | null {
  const today = new Date(now);
  const word = text.toLowerCase();
  const back = Object.hasOwn(DAYS_BACK, word) ? DAYS_BACK[word] : numberOf(/^(\d{1,4})[dд]$/.exec(word)?.[1]);
  if (back !== undefined) {
    return days(today.getFullYear(), today.getMonth(), today.getDate() - back, 1);
  }
  const [, year, , month, , day] = /^(\d{4})(-(\d{1,2})?)?(-(\d{1,2})?)?$/.exec(text) ?? [];
  if (year !== undefined) return calendar(Number(year), numberOf(month), numberOf(day));
  const [, d, m, y] = /^(\d{1,2})\.(\d{1,2})(?:\.(\d{4}|\d{2})?)?$/.exec(text) ?? [];
  if (d === undefined || m === undefined) return null;
  if (y !== undefined) return calendar(y.length === 2 ? 2000 + Number(y) : Number(y), Number(m), Number(d));
  const thisYear = calendar(today.getFullYear(), Number(m), Number(d));
  if (thisYear && thisYear.since * 1000 <= now) return thisYear;
  return calendar(today.getFullYear() - 1, Number(m), Number(d));
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

/** A year, a month (from 1) or a day of the calendar; null where there is none such. */
function calendar(year: number, month?: number, day?: number): Required<DateRange> | null {
  if (year < 1970 || year > 2100) return null;
  if (month === undefined) return range(new Date(year, 0, 1), new Date(year + 1, 0, 1));
  if (month < 1 || month > 12) return null;
  if (day === undefined) return range(new Date(year, month - 1, 1), new Date(year, month, 1));
  if (day < 1 || new Date(year, month - 1, day).getDate() !== day) return null;
  return days(year, month - 1, day, 1);
}

function days(year: number, month: number, day: number, count: number): Required<DateRange> {
  return range(new Date(year, month, day), new Date(year, month, day + count));
}

function range(from: Date, to: Date): Required<DateRange> {
  return { since: from.getTime() / 1000, until: to.getTime() / 1000 };
}
