/** A baseline JPEG encoder, small enough to be read: pictures of messages, and the tiny ones that come without a header. */

export type Rgb = [red: number, green: number, blue: number];
/** The colour at a place of a picture, both coordinates from 0 to 1. */
export type Paint = (x: number, y: number) => Rgb;

/** What Telegram leaves out of a stripped picture; height and width go where 164 and 166 are. */
const HEADER = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H////6' +
    '/+b9//j/2wBDASstLTw1PHZBQXb4pYyl+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj/wAARCAAAAAAD' +
    'ASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKB' +
    'kaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZ' +
    'mqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQF' +
    'BgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5' +
    'OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX' +
    '2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwA=',
  'base64',
);
const HEIGHT_AT = 163;
const WIDTH_AT = 165;
/** Where the two quantisation tables begin, 64 bytes each, and the four Huffman tables behind them. */
const QUANTISATION = [25, 94];
const END = Buffer.from([0xff, 0xd9]);

/** Order in which the values of a block are written. */
const ZIGZAG = zigzag();

function zigzag(): number[] {
  const cells = Array.from({ length: 64 }, (_, i) => ({ i, x: i % 8, y: Math.floor(i / 8) }));
  const along = ({ x, y }: { x: number; y: number }): number => ((x + y) % 2 ? y : x);
  return cells.sort((a, b) => a.x + a.y - (b.x + b.y) || along(a) - along(b)).map(({ i }) => i);
}

type Codes = Map<number, [code: number, bits: number]>;

/** The Huffman tables of the header: brightness DC and AC, colour DC and AC. */
const CODES = huffmanTables();

function huffmanTables(): Codes[] {
  const tables: Codes[] = [];
  for (let at = 2; at < HEADER.length && tables.length < 4; at += 2 + HEADER.readUInt16BE(at + 2)) {
    if (HEADER.readUInt16BE(at) !== 0xffc4) continue;
    const codes: Codes = new Map();
    let [code, symbol] = [0, at + 21];
    for (let bits = 1; bits <= 16; bits++, code <<= 1) {
      for (let n = HEADER[at + 4 + bits] ?? 0; n > 0; n--) codes.set(HEADER[symbol++] ?? 0, [code++, bits]);
    }
    tables.push(codes);
  }
  return tables;
}

const COSINES = Float64Array.from({ length: 64 }, (_, i) => {
  const [u, x] = [i >> 3, i & 7];
  return Math.cos(((2 * x + 1) * u * Math.PI) / 16) * (u === 0 ? Math.SQRT1_2 : 1) * 0.5;
});

/** The discrete cosine transform of a block, in place. */
function transform(block: Float64Array, scratch: Float64Array): void {
  for (const [from, to] of [
    [block, scratch],
    [scratch, block],
  ] as const) {
    for (let row = 0; row < 8; row++) {
      for (let u = 0; u < 8; u++) {
        let sum = 0;
        for (let x = 0; x < 8; x++) sum += (from[row * 8 + x] ?? 0) * (COSINES[u * 8 + x] ?? 0);
        // Written turned over, so that the second time goes down the columns.
        to[u * 8 + row] = sum;
      }
    }
  }
}

class BitWriter {
  readonly bytes: number[] = [];
  #held = 0;
  #bits = 0;

  write(value: number, bits: number): void {
    for (let bit = bits - 1; bit >= 0; bit--) {
      this.#held = (this.#held << 1) | ((value >> bit) & 1);
      if (++this.#bits < 8) continue;
      this.bytes.push(this.#held);
      if (this.#held === 0xff) this.bytes.push(0);
      this.#held = 0;
      this.#bits = 0;
    }
  }

  end(): void {
    if (this.#bits > 0) this.write(0x7f, 8 - this.#bits);
  }
}

function bitLength(value: number): number {
  return 32 - Math.clz32(Math.abs(value));
}

function writeBlock(out: BitWriter, values: Int32Array, last: number, codes: [dc: Codes, ac: Codes]): void {
  const put = (table: Codes, symbol: number, value: number, bits: number): void => {
    const [code, length] = table.get(symbol) ?? [0, 0];
    out.write(code, length);
    if (bits > 0) out.write(value < 0 ? value + (1 << bits) - 1 : value, bits);
  };
  const difference = (values[0] ?? 0) - last;
  put(codes[0], bitLength(difference), difference, bitLength(difference));
  let zeros = 0;
  for (let i = 1; i < 64; i++) {
    const value = values[ZIGZAG[i] ?? 0] ?? 0;
    if (value === 0) {
      zeros++;
      continue;
    }
    for (; zeros > 15; zeros -= 16) put(codes[1], 0xf0, 0, 0);
    const bits = bitLength(value);
    put(codes[1], zeros * 16 + bits, value, bits);
    zeros = 0;
  }
  if (zeros > 0) put(codes[1], 0, 0, 0);
}

/** One of the three planes: how many blocks of it make a unit of 16 by 16 pixels, and what it is made of. */
const PLANES: { blocks: number; table: 0 | 1; of: (rgb: Rgb) => number }[] = [
  { blocks: 2, table: 0, of: ([r, g, b]) => 0.299 * r + 0.587 * g + 0.114 * b - 128 },
  { blocks: 1, table: 1, of: ([r, g, b]) => -0.1687 * r - 0.3313 * g + 0.5 * b },
  { blocks: 1, table: 1, of: ([r, g, b]) => 0.5 * r - 0.4187 * g - 0.0813 * b },
];

/** Everything between header and end. */
function scan(paint: Paint, width: number, height: number, header: Buffer): Buffer {
  const out = new BitWriter();
  const lasts = [0, 0, 0];
  const [block, scratch, values] = [new Float64Array(64), new Float64Array(64), new Int32Array(64)];
  const steps = QUANTISATION.map((at) =>
    ZIGZAG.reduce<number[]>((all, cell, i) => {
      all[cell] = header[at + i] ?? 1;
      return all;
    }, []),
  );
  for (let top = 0; top < height; top += 16) {
    for (let left = 0; left < width; left += 16) {
      PLANES.forEach(({ blocks, table, of }, plane) => {
        const size = 16 / (8 * blocks);
        for (let n = 0; n < blocks * blocks; n++) {
          const [x0, y0] = [left + (n % blocks) * 8 * size, top + Math.floor(n / blocks) * 8 * size];
          for (let i = 0; i < 64; i++) {
            const x = Math.min(x0 + (i & 7) * size + size / 2, width - 0.5) / width;
            const y = Math.min(y0 + (i >> 3) * size + size / 2, height - 0.5) / height;
            block[i] = of(paint(x, y));
          }
          transform(block, scratch);
          for (let i = 0; i < 64; i++) values[i] = Math.round((block[i] ?? 0) / (steps[table]?.[i] ?? 1));
          writeBlock(out, values, lasts[plane] ?? 0, [CODES[table * 2] as Codes, CODES[table * 2 + 1] as Codes]);
          lasts[plane] = values[0] ?? 0;
        }
      });
    }
  }
  out.end();
  return Buffer.from(out.bytes);
}

/** A whole JPEG. */
export function encodeJpeg(paint: Paint, width: number, height: number): Buffer {
  const header = Buffer.from(HEADER);
  header.writeUInt16BE(height, HEIGHT_AT);
  header.writeUInt16BE(width, WIDTH_AT);
  // Telegram's tables are made for tiny pictures: finer steps for a large one.
  for (const at of QUANTISATION) {
    for (let i = 0; i < 64; i++) header[at + i] = Math.max(1, Math.round((header[at + i] ?? 1) / 6));
  }
  return Buffer.concat([header, scan(paint, width, height, header), END]);
}

/** Telegram's stripped picture: version, height and width, and the scan. */
export function encodeStripped(paint: Paint, width: number, height: number): Buffer {
  return Buffer.concat([Buffer.from([1, height, width]), scan(paint, width, height, HEADER)]);
}
