/** Times that a task is often due at, in the user's zone, soonest first. All UTC ms. */
export interface DueChoice {
  day: 'today' | 'tomorrow' | 'nextWeek';
  at: number;
}

/** Today at six while that is an hour away, tomorrow at nine, next Monday at nine where that is not tomorrow. */
export function dueChoices(now: number): DueChoice[] {
  const evening = atClock(now, 0, 18);
  const daysToMonday = (8 - new Date(now).getDay()) % 7 || 7;
  const choices: DueChoice[] = [];
  if (evening - now >= 3_600_000) choices.push({ day: 'today', at: evening });
  choices.push({ day: 'tomorrow', at: atClock(now, 1, 9) });
  if (daysToMonday > 1) choices.push({ day: 'nextWeek', at: atClock(now, daysToMonday, 9) });
  return choices;
}

/** The first moment of the next day: everything before it is due today or overdue. */
export function endOfDay(now: number): number {
  return atClock(now, 1, 0);
}

/** `2026-11-26T18:00`, as `<input type="datetime-local">` holds it. */
export function toLocalInput(at: number): string {
  const date = new Date(at);
  const pad = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return `${day}T${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

/** The inverse of {@link toLocalInput}; null while nothing (or half a date) is there. */
export function fromLocalInput(value: string): number | null {
  // Engines read half a date as they please, so only a whole one is handed to them.
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) ? new Date(value).getTime() : Number.NaN;
  return Number.isFinite(at) ? at : null;
}

function atClock(now: number, days: number, hour: number): number {
  const date = new Date(now);
  // By the calendar, not by 24 hours: clocks change twice a year.
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, hour).getTime();
}
