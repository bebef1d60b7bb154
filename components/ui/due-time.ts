/** Due times as a `datetime-local` input has them, and the quick choices. All times UTC ms, days in the machine's zone. */

/** "2026-11-27T11:00", in the machine's zone; empty for none. */
export function toLocalInput(due: number | null): string {
  if (due === null) return '';
  const at = new Date(due);
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The inverse; null for an empty or half-filled input. */
export function fromLocalInput(value: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(value);
  if (!match) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = match.slice(1).map(Number);
  const at = new Date(year, month - 1, day, hour, minute);
  at.setFullYear(year);
  return Number.isNaN(at.getTime()) ? null : at.getTime();
}

/** Today at 18:00, or in an hour when that is near or over, but never tomorrow. */
export function laterToday(now: number): number {
  const at = new Date(now);
  const evening = new Date(at.getFullYear(), at.getMonth(), at.getDate(), 18).getTime();
  const endOfDay = new Date(at.getFullYear(), at.getMonth(), at.getDate(), 23, 59).getTime();
  if (now < evening - 30 * 60_000) return evening;
  const nextHour = new Date(at.getFullYear(), at.getMonth(), at.getDate(), at.getHours() + 1).getTime();
  return Math.min(nextHour, endOfDay);
}

/** Tomorrow at 10:00. */
export function tomorrowMorning(now: number): number {
  const at = new Date(now);
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + 1, 10).getTime();
}

/** The first moment after today. */
export function endOfToday(now: number): number {
  const at = new Date(now);
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + 1).getTime();
}
