/**
 * Hybrid logical clock: wall time that never goes back, a counter for what happens within one millisecond, and the
 * device, so that changes of several devices have one order that respects cause.
 * Kulkarni et al., https://cse.buffalo.edu/tech-reports/2014-04.pdf
 */
export interface Stamp {
  /** UTC ms. */
  wall: number;
  counter: number;
}

const WALL_DIGITS = 14;
const COUNTER_DIGITS = 5;

/** The next stamp after `last`, at `now` (UTC ms). */
export function tick(last: Stamp, now: number): Stamp {
  return now > last.wall ? { wall: now, counter: 0 } : { wall: last.wall, counter: last.counter + 1 };
}

/** Text whose order is the order of stamps. */
export function formatStamp(stamp: Stamp, device: string): string {
  const wall = String(stamp.wall).padStart(WALL_DIGITS, '0');
  return `${wall}-${String(stamp.counter).padStart(COUNTER_DIGITS, '0')}-${device}`;
}

export function parseStamp(text: string): Stamp {
  const [wall, counter] = text.split('-').map(Number);
  return { wall: wall || 0, counter: counter || 0 };
}
