/** Seeded randomness: the same seed gives the same world, codes and tokens. */

export type Random = () => number;

/** mulberry32: 32 bits of state, good enough for test data. Returns numbers in [0, 1). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function randomBytesFrom(random: Random, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
}

export function randomInteger(random: Random, from: number, below: number): number {
  return from + Math.floor(random() * (below - from));
}
