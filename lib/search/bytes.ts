/** Numbers and texts as bytes: small ones in one byte (LEB128). */

/** Bytes that grow. */
export class Writer {
  private bytes: Uint8Array<ArrayBuffer>;
  length = 0;

  constructor(room = 256) {
    this.bytes = new Uint8Array(room);
  }

  private grow(by: number): void {
    if (this.length + by <= this.bytes.length) return;
    const wider = new Uint8Array(Math.max(this.bytes.length * 2, this.length + by));
    wider.set(this.bytes.subarray(0, this.length));
    this.bytes = wider;
  }

  /** An integer from 0 to 2^53 - 1. */
  number(value: number): void {
    this.grow(8);
    let rest = value;
    while (rest > 0x7fffffff) {
      this.bytes[this.length++] = (rest % 128) | 0x80;
      rest = Math.floor(rest / 128);
    }
    while (rest > 0x7f) {
      this.bytes[this.length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.bytes[this.length++] = rest;
  }

  /** An integer of either sign. */
  signed(value: number): void {
    this.number(value < 0 ? -2 * value - 1 : 2 * value);
  }

  /** UTF-16 units of a text, without their number. */
  units(text: string, from = 0): void {
    for (let i = from; i < text.length; i++) this.number(text.charCodeAt(i));
  }

  text(text: string): void {
    this.number(text.length);
    this.units(text);
  }

  uint32(value: number): void {
    this.grow(4);
    for (let shift = 0; shift < 32; shift += 8) this.bytes[this.length++] = (value >>> shift) & 0xff;
  }

  copy(from: Uint8Array, start: number, end: number): void {
    const size = end - start;
    this.grow(size);
    if (size < 16) for (let i = start; i < end; i++) this.bytes[this.length++] = from[i] as number;
    else {
      this.bytes.set(from.subarray(start, end), this.length);
      this.length += size;
    }
  }

  /** Everything of another writer. */
  append(other: Writer): void {
    this.copy(other.bytes, 0, other.length);
  }

  clear(): void {
    this.length = 0;
  }

  /** What was written; a view until more is written. */
  done(): Uint8Array<ArrayBuffer> {
    return this.bytes.subarray(0, this.length);
  }
}

/** Reads what a {@link Writer} wrote. Bytes that end too early are damage: RangeError. */
export class Reader {
  at: number;
  constructor(
    readonly bytes: Uint8Array,
    at = 0,
  ) {
    this.at = at;
  }

  get more(): boolean {
    return this.at < this.bytes.length;
  }

  number(): number {
    const { bytes } = this;
    let byte = bytes[this.at++];
    if (byte === undefined) throw new RangeError('bytes end too early');
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    let scale = 128;
    do {
      byte = bytes[this.at++];
      if (byte === undefined) throw new RangeError('bytes end too early');
      value += (byte & 0x7f) * scale;
      scale *= 128;
    } while (byte >= 0x80);
    return value;
  }

  signed(): number {
    const value = this.number();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  text(): string {
    const length = this.number();
    let text = '';
    for (let i = 0; i < length; i++) text += String.fromCharCode(this.number());
    return text;
  }

  uint32(): number {
    const [a = 0, b = 0, c = 0, d] = this.bytes.subarray(this.at, this.at + 4);
    if (d === undefined) throw new RangeError('bytes end too early');
    this.at += 4;
    return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
  }
}
