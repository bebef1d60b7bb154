import { describe, expect, it } from 'vitest';
import { formatSize } from './size';

describe('formatSize', () => {
  it.each([
    [0, '0 B'],
    [812, '812 B'],
    [1024, '1 KB'],
    [4300, '4.2 KB'],
    [1_258_291, '1.2 MB'],
    [2_147_483_648, '2 GB'],
    [524_288_000, '500 MB'],
    [-1, '0 B'],
  ])('%d is %s', (bytes, words) => {
    expect(formatSize(bytes, 'en')).toBe(words);
  });
});
