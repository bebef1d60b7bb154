import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLACK, contrast, mix, parseColor, stepUntil, toHex, WHITE } from './color';

describe('parseColor', () => {
  it('reads the two forms a browser computes', () => {
    expect(parseColor('#3390ec')).toEqual({ r: 51, g: 144, b: 236 });
    expect(parseColor(' rgb(51, 144, 236) ')).toEqual({ r: 51, g: 144, b: 236 });
    expect(parseColor('rgb(51 144 236)')).toEqual({ r: 51, g: 144, b: 236 });
  });

  it.each([
    null,
    undefined,
    7,
    '',
    '#fff',
    'rgb(256, 0, 0)',
    'rgba(1, 2, 3, 0.5)',
    'rgb(1, 2)',
    '#3390ec00',
    `#3390ec${' '.repeat(40)}`,
  ])('refuses %o', (text) => expect(parseColor(text)).toBeNull());

  it('comes back from its own writing', () => {
    fc.assert(
      fc.property(fc.tuple(...[0, 0, 0].map(() => fc.integer({ min: 0, max: 255 }))), ([r = 0, g = 0, b = 0]) => {
        expect(parseColor(toHex({ r, g, b }))).toEqual({ r, g, b });
      }),
    );
  });
});

describe('contrast', () => {
  it('is 21 between black and white, 1 with itself', () => {
    expect(contrast(BLACK, WHITE)).toBeCloseTo(21);
    expect(contrast(WHITE, WHITE)).toBe(1);
  });

  it('knows why white words do not stand on the plain accent', () => {
    expect(contrast(WHITE, { r: 0x33, g: 0x90, b: 0xec })).toBeLessThan(4.5);
    expect(contrast(WHITE, { r: 0x1e, g: 0x75, b: 0xcf })).toBeGreaterThanOrEqual(4.5);
  });
});

describe('stepUntil', () => {
  it('stays where it is when that is enough, and ends at the target when nothing is', () => {
    expect(stepUntil(WHITE, BLACK, () => true)).toEqual(WHITE);
    expect(stepUntil(WHITE, BLACK, () => false)).toEqual(BLACK);
    expect(stepUntil(WHITE, BLACK, ({ r }) => r < 130)).toEqual(mix(BLACK, WHITE, 0.5));
  });
});
