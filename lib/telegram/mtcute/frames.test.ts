import { expect, it } from 'vitest';
import { Frames } from './frames';

type Reader = Parameters<Frames['decode']>[0];

/** Bytes as a socket's reader holds them. */
class Held {
  at = 0;
  constructor(public bytes: Uint8Array) {}
  get available(): number {
    return this.bytes.length - this.at;
  }
  readSync(count: number): Uint8Array {
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }
  rewind(count: number): void {
    this.at -= count;
  }
  reclaim(): void {
    this.bytes = this.bytes.slice(this.at);
    this.at = 0;
  }
}

it('lets go of what was read, and keeps what is not whole', () => {
  const frame = (byte: number) => [8, 0, 0, 0, ...Array(8).fill(byte)];
  const held = new Held(Uint8Array.from([...frame(1), ...frame(2), 8, 0, 0, 0, 3, 3, 3, 3]));
  const codec = new Frames();
  const next = () => codec.decode(held as unknown as Reader, false);
  expect([next(), next(), next()]).toEqual([new Uint8Array(8).fill(1), new Uint8Array(8).fill(2), null]);
  expect([...held.bytes]).toEqual([8, 0, 0, 0, 3, 3, 3, 3]);
});
