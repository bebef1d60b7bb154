/** Made-up bytes: the same every time, for every client, wherever in a file one begins to read. */
import type { FileContent } from '../world/media';

const PERIOD = 65_536;
/** Bytes that tell one period of a file from the others. */
const MARK = 4;

/** Byte `at` of the made-up file of `seed`. Its period of 64 KiB packs well, and no two 1 KiB blocks of it are the same. */
function byteAt(seed: number, at: number): number {
  return (seed + at * 31 + (at >>> 8) * 17) & 255;
}

/** Bytes `from` up to `to` of the made-up file of `seed`. Each period begins with its number: none may stand for another. */
export function seededBytes(seed: number, from: number, to: number): Buffer {
  const out = Buffer.alloc(Math.max(0, to - from));
  const period = Math.min(out.length, PERIOD);
  for (let i = 0; i < period; i++) out[i] = byteAt(seed, (from + i) % PERIOD);
  for (let done = period; done < out.length; done += period)
    out.copy(out, done, 0, Math.min(period, out.length - done));
  for (let n = Math.floor(from / PERIOD); n * PERIOD < to; n++) {
    for (let i = 0; i < MARK; i++) {
      const at = n * PERIOD + i - from;
      if (at >= 0 && at < out.length) out[at] = (n >>> (8 * i)) & 255;
    }
  }
  return out;
}

export function seededContent(seed: number, size: number): FileContent {
  return { size, read: (from, to) => seededBytes(seed, from, Math.min(to, size)) };
}

export function bytesContent(bytes: Buffer): FileContent {
  return { size: bytes.length, read: (from, to) => bytes.subarray(from, Math.min(to, bytes.length)) };
}

/** Made once it is read. */
export function lateContent(make: () => Buffer): FileContent {
  let made: Buffer | undefined;
  const bytes = (): Buffer => {
    made ??= make();
    return made;
  };
  return {
    get size() {
      return bytes().length;
    },
    read: (from, to) => bytes().subarray(from, to),
  };
}

/** `content`, filled up with zeros to `size` bytes where it is shorter; players do not mind. */
export function padded(content: FileContent, size: number): FileContent {
  if (size <= content.size) return content;
  return {
    size,
    read(from, to) {
      const end = Math.min(to, size);
      const real = content.read(Math.min(from, content.size), Math.min(end, content.size));
      return Buffer.concat([real, Buffer.alloc(Math.max(0, end - from - real.length))]);
    },
  };
}
