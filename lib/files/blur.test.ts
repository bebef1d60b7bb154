import { expect, it } from 'vitest';
import { encodeStripped } from '@/tests/telegram/made/jpeg';
import { blurUrl } from './blur';

it('a stripped picture becomes a whole JPEG of its size', () => {
  const stripped = encodeStripped((x, y) => [x * 255, y * 255, 0], 40, 30);
  const url = blurUrl(stripped.toString('base64')) ?? '';
  expect(url).toMatch(/^data:image\/jpeg;base64,/);
  const jpeg = Buffer.from(url.split(',')[1] ?? '', 'base64');
  expect([jpeg.readUInt16BE(0), jpeg.readUInt16BE(163), jpeg.readUInt16BE(165)]).toEqual([0xffd8, 30, 40]);
  expect(jpeg.readUInt16BE(jpeg.length - 2)).toBe(0xffd9);
});

it('is none where the bytes are none', () => {
  expect(blurUrl(btoa('\x02abc'))).toBeNull();
  expect(blurUrl('')).toBeNull();
});
