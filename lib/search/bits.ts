/** Sets of document numbers as bits: a hundred thousand documents are 16 kB, and two sets meet in microseconds. */
export type Bits = Uint32Array<ArrayBuffer>;

export function noBits(size: number): Bits {
  return new Uint32Array((size + 31) >>> 5);
}

/** Numbers from `from` to below `to`. */
export function bitsWithin(size: number, from: number, to: number): Bits {
  const bits = noBits(size);
  for (let i = from; i < to; ) {
    if ((i & 31) === 0 && i + 32 <= to) {
      bits[i >>> 5] = 0xffffffff;
      i += 32;
    } else addBit(bits, i++);
  }
  return bits;
}

export function addBit(bits: Bits, i: number): void {
  (bits[i >>> 5] as number) |= 1 << (i & 31);
}

export function hasBit(bits: Bits, i: number): boolean {
  return (((bits[i >>> 5] as number) >>> (i & 31)) & 1) === 1;
}

/** Keeps in `bits` what is also in `other`. */
export function meet(bits: Bits, other: Bits): void {
  for (let i = 0; i < bits.length; i++) (bits[i] as number) &= other[i] as number;
}

export function subtract(bits: Bits, other: Bits): void {
  for (let i = 0; i < bits.length; i++) (bits[i] as number) &= ~(other[i] as number);
}

export function countBits(bits: Bits): number {
  let count = 0;
  for (let i = 0; i < bits.length; i++) {
    let word = bits[i] as number;
    if (word === 0) continue;
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

/** The lowest member not below `from`; -1 where there is none. */
export function nextBit(bits: Bits, from: number): number {
  let at = from >>> 5;
  if (at >= bits.length) return -1;
  let word = (bits[at] as number) & (-1 << (from & 31));
  while (word === 0) {
    if (++at >= bits.length) return -1;
    word = bits[at] as number;
  }
  return (at << 5) + 31 - Math.clz32(word & -word);
}
