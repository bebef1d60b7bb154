/**
 * Times as Tez writes them. All of these are pure: `now` (UTC ms), time zone and locale are parameters; the zone
 * defaults to the machine's, the locale to the chosen language.
 */
import { getLocale, translate } from './index';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface TimeOptions {
  /** UTC ms that relative words are counted from. */
  now: number;
  /** IANA zone, such as `Europe/Berlin`; the machine's when absent. */
  timeZone?: string;
  locale?: string;
}

/** How long something has lasted: "now", "35 min", "2 h", hours up to 48 ("26 h"), then days ("3 d"). */
export function formatAge(ms: number, locale = getLocale()): string {
  if (ms < MINUTE) return translate(locale, 'time.now');
  if (ms < HOUR) return translate(locale, 'time.minutes', { n: Math.floor(ms / MINUTE) });
  if (ms < 2 * DAY) return translate(locale, 'time.hours', { n: Math.floor(ms / HOUR) });
  return translate(locale, 'time.days', { n: Math.floor(ms / DAY) });
}

/** What is left of a wait, from seconds: "0:32", "12:05", "1:02:05". Never below zero. */
export function formatCountdown(seconds: number): string {
  const left = Math.max(0, Math.ceil(seconds));
  const pad = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(left / 3600);
  const minutes = Math.floor((left % 3600) / 60);
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(left % 60)}` : `${minutes}:${pad(left % 60)}`;
}

/** Whole seconds from `now` until a moment, never below zero. */
export function secondsUntil(until: number, now: number): number {
  return Math.max(0, Math.ceil((until - now) / 1000));
}

const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: string, timeZone: string | undefined, options: Intl.DateTimeFormatOptions) {
  // Day before month and a 24-hour clock: Telegram's own habit in English.
  const tag = locale === 'en' ? 'en-GB' : locale;
  const key = JSON.stringify([tag, timeZone, options]);
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(tag, { ...options, ...(timeZone ? { timeZone } : {}) });
    formats.set(key, format);
  }
  return format;
}

/** "14:32" in the given zone. */
export function formatClock(at: number, options: Omit<TimeOptions, 'now'> = {}): string {
  const { timeZone, locale = getLocale() } = options;
  return dateFormat(locale, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

/** Days between the calendar dates of `now` and `at` in a zone: 0 today, 1 tomorrow, -1 yesterday. */
export function daysFromToday(at: number, { now, timeZone }: Pick<TimeOptions, 'now' | 'timeZone'>): number {
  return Math.round((calendarDay(at, timeZone) - calendarDay(now, timeZone)) / DAY);
}

function calendarDay(at: number, timeZone: string | undefined): number {
  const parts = dateFormat('en', timeZone, { year: 'numeric', month: 'numeric', day: 'numeric' }).formatToParts(at);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'));
}

/**
 * A day of a plan: "Today", "Tomorrow", "Yesterday", then weekday and date ("Thu 26 Nov"), with the year instead of
 * the weekday where it is another one ("29 Jan 2027").
 */
export function formatDay(at: number, options: TimeOptions): string {
  const { now, timeZone, locale = getLocale() } = options;
  const days = daysFromToday(at, options);
  if (days === 0) return translate(locale, 'time.today');
  if (days === 1) return translate(locale, 'time.tomorrow');
  if (days === -1) return translate(locale, 'time.yesterday');
  return formatDate(at, { now, timeZone, locale });
}

/** "Thu 26 Nov", or "29 Jan 2027" in another year than `now`. */
export function formatDate(at: number, { now, timeZone, locale = getLocale() }: TimeOptions): string {
  const year = (moment: number) => dateFormat('en', timeZone, { year: 'numeric' }).format(moment);
  const sameYear = year(at) === year(now);
  const parts = dateFormat(locale, timeZone, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const found = new Map(parts.formatToParts(at).map(({ type, value }) => [type, value]));
  const words = sameYear ? ['weekday', 'day', 'month'] : ['day', 'month', 'year'];
  const text = words.map((word) => found.get(word as Intl.DateTimeFormatPartTypes) ?? '').join(' ');
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}

/** Day and clock of a plan: "Today 18:00", "Thu 26 Nov 11:00". */
export function formatPlan(at: number, options: TimeOptions): string {
  const { locale = getLocale() } = options;
  return translate(locale, 'time.dayClock', { day: formatDay(at, options), clock: formatClock(at, options) });
}

/** The exact moment, for tooltips: "Thu 26 Nov 2026, 11:00". */
export function formatExact(at: number, { timeZone, locale = getLocale() }: Omit<TimeOptions, 'now'> = {}): string {
  return dateFormat(locale, timeZone, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}

/** A person's last seen, in the shape of `lib/chats/model.ts`. */
export type SeenLike =
  | { is: 'online' }
  | { is: 'at'; time: number }
  | { is: 'recently' | 'withinWeek' | 'withinMonth' | 'longAgo' | 'hidden' };

/** "online", "last seen 5 minutes ago", "last seen at 14:32", "last seen recently". */
export function formatLastSeen(seen: SeenLike, options: TimeOptions): string {
  const { now, locale = getLocale() } = options;
  if (seen.is !== 'at') return translate(locale, `seen.${seen.is}`);
  const age = now - seen.time;
  if (age < MINUTE) return translate(locale, 'seen.justNow');
  if (age < HOUR) return translate(locale, 'seen.minutes', { n: Math.floor(age / MINUTE) });
  const clock = formatClock(seen.time, options);
  const days = daysFromToday(seen.time, options);
  if (days === 0) return translate(locale, 'seen.atClock', { clock });
  if (days === -1) return translate(locale, 'seen.yesterday', { clock });
  return translate(locale, 'seen.atDay', { day: formatDate(seen.time, options) });
}
