import { TezError } from '@/lib/limits/model';
import type { SessionRow, SessionStore } from '../port';

/**
 * A session store in memory, for tests: boxes are the plain bytes XORed and bound to their key, so that a box under
 * another key, or a flipped bit, does not open.
 */
export class FakeSessionStore implements SessionStore {
  readonly rows = new Map<string, Uint8Array>();
  /** Number of `write` calls, and a way to make the next ones fail. */
  writes = 0;
  failing: Error | null = null;

  async load() {
    return [...this.rows].map(([key, box]) => ({ key, box }));
  }

  async write(rows: SessionRow[]) {
    this.writes += 1;
    if (this.failing) throw this.failing;
    this.apply(rows);
  }

  apply(rows: SessionRow[]) {
    for (const { key, box } of rows) box ? this.rows.set(key, box) : this.rows.delete(key);
  }

  async seal(key: string, plain: Uint8Array) {
    const sealed = new Uint8Array(plain.length + 1);
    sealed[0] = tag(key, plain);
    for (const [at, byte] of plain.entries()) sealed[at + 1] = byte ^ 0x5a;
    return sealed;
  }

  async open(key: string, box: Uint8Array) {
    const plain = box.subarray(1).map((byte) => byte ^ 0x5a);
    if (tag(key, plain) !== box[0]) throw new TezError('damaged');
    return plain;
  }
}

function tag(key: string, plain: Uint8Array): number {
  let sum = 7;
  for (const byte of [...new TextEncoder().encode(key), ...plain]) sum = (sum * 31 + byte) % 251;
  return sum;
}
