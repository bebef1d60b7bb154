/** Times of a scenario: relative to now, so that a demo is always alive, or absolute. */

const UNITS: Record<string, number> = {
  s: 1,
  sec: 1,
  m: 60,
  min: 60,
  h: 3600,
  d: 86400,
  w: 604800,
  mo: 2592000,
  y: 31536000,
};

const PART = /^(\d+)\s*([a-z]+)$/;

/**
 * "now", "35min ago", "2h ago", "1d 4h ago", "in 2h", or an ISO date, as Unix seconds.
 * Units: s, min (m), h, d, w, mo (30 days), y. Returns undefined when the words mean nothing.
 * @param now Unix seconds
 */
export function parseTime(words: string, now: number): number | undefined {
  const text = words.trim().toLowerCase();
  if (text === 'now') return now;
  if (text.endsWith(' ago')) return away(now, -1, text.slice(0, -4));
  if (text.startsWith('in ')) return away(now, 1, text.slice(3));
  const at = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(words.trim()) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.floor(at / 1000);
}

/** So far from now as `words` ("1d 4h") say. */
function away(now: number, direction: 1 | -1, words: string): number | undefined {
  let seconds = 0;
  for (const part of words.replace(/(\d)\s+([a-z])/g, '$1$2').split(/\s+/)) {
    const [, amount, unit] = PART.exec(part) ?? [];
    const size = unit === undefined ? undefined : UNITS[unit];
    if (amount === undefined || size === undefined) return undefined;
    seconds += Number(amount) * size;
  }
  return now + direction * seconds;
}
