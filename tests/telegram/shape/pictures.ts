/** Profile pictures: drawn, the same bytes every time, for every client. */
import { deflateSync } from 'node:zlib';
import type { tl } from '@mtcute/tl';
import { toLong } from '../mtproto/tl';
import type { Photo } from '../world/types';
import { crc32 } from './crc32';
import { mediaHash } from './files';

export const PICTURE_SIZES = [
  { type: 'a', side: 160 },
  { type: 'b', side: 320 },
  { type: 'c', side: 640 },
] as const;

const drawn = new Map<string, Buffer>();

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

function rgb(color: string): [number, number, number] {
  const value = Number.parseInt(color.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** A square PNG: a gradient with a head and shoulders on it. Palette of 256 shades, so it stays small. */
export function drawPicture([from, to]: [string, string], side: number): Buffer {
  const name = `${from}${to}${side}`;
  const known = drawn.get(name);
  if (known) return known;
  const [a, b] = [rgb(from), rgb(to)];
  const palette = Buffer.alloc(768);
  for (let i = 0; i < 256; i++) {
    for (let c = 0; c < 3; c++) {
      const shade =
        i < 128 ? mix(a[c] ?? 0, b[c] ?? 0, i / 127) : mix(mix(a[c] ?? 0, b[c] ?? 0, (i - 128) / 127), 255, 0.55);
      palette[i * 3 + c] = Math.round(shade);
    }
  }
  const rows = Buffer.alloc(side * (side + 1));
  for (let y = 0; y < side; y++) {
    const shade = Math.floor((y / side) * 127);
    for (let x = 0; x < side; x++) {
      rows[y * (side + 1) + 1 + x] = isFigure(x / side, y / side) ? 128 + shade : shade;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const png = Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  drawn.set(name, png);
  return png;
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

function isFigure(x: number, y: number): boolean {
  const head = (x - 0.5) ** 2 + (y - 0.38) ** 2 < 0.17 ** 2;
  const shoulders = ((x - 0.5) / 0.32) ** 2 + ((y - 0.95) / 0.34) ** 2 < 1;
  return head || shoulders;
}

export function photo({ id, dc, colors, date }: Photo): tl.RawPhoto {
  return {
    _: 'photo',
    id: toLong(BigInt(id)),
    accessHash: toLong(mediaHash(id)),
    fileReference: Buffer.from(`profile ${id}`),
    date,
    dcId: dc,
    sizes: PICTURE_SIZES.map(({ type, side }) => ({
      _: 'photoSize',
      type,
      w: side,
      h: side,
      size: drawPicture(colors, side).length,
    })),
  };
}
