/** Documents by which segments are told apart. */
export interface Sizes {
  /** Below this a segment takes part in the next flush, and so much is kept in memory at most. */
  small: number;
  /** A segment takes no more than this: one deletion rewrites no more. */
  most: number;
}

export const SIZES: Sizes = { small: 4096, most: 131_072 };

/** So many segments of one size become one of the next. */
const FAN = 4;
/** A sixteenth of a segment's documents gone: it is cleaned at once. */
const DEAD_SHARE = 16;
/** Else it is cleaned so long after the first of them went (ms). */
export const CLEAN_AFTER = 10 * 60_000;

export interface Sized {
  docs: number;
  dead: number;
  deadSince: number;
}

/** 0: small. Each further size is {@link FAN} times the one before. */
function sizeClass(docs: number, small: number): number {
  return docs < small ? 0 : 1 + Math.floor(Math.log(docs / small) / Math.log(FAN));
}

/** Segments that are to become one (or to be cut anew), by their index; none when all is well. */
export function nextMerge(segments: readonly Sized[], { small, most }: Sizes, now: number): number[] {
  const due = segments.findIndex(
    ({ docs, dead, deadSince }) => dead > 0 && (dead * DEAD_SHARE >= docs || now - deadSince >= CLEAN_AFTER),
  );
  if (due >= 0) return [due];
  const byClass = new Map<number, number[]>();
  segments.forEach(({ docs, dead }, i) => {
    const living = docs - dead;
    if (living > most / 2) return;
    const own = sizeClass(living, small);
    byClass.set(own, [...(byClass.get(own) ?? []), i]);
  });
  for (const members of byClass.values()) if (members.length >= FAN) return members.slice(0, FAN);
  return [];
}
