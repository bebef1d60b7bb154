import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { drawQr } from './qr-drawing';

const link = 'tg://login?token=AQLr3nq7cO0l1yQ9rVd2mB6sX4tE8wZ0kH5jN7pU9aG';

describe('drawQr', () => {
  it('draws the dark modules outside the corners and the middle, and no others', () => {
    const { size, dots, corners } = drawQr(link);
    const { data } = encode(link, { ecc: 'Q', border: 0 });
    const drawn = new Set(
      [...dots.matchAll(/M([\d.]+) ([\d.]+)h/g)].map(([, x, y]) => `${Number(x) - 0.5},${Number(y) - 0.5}`),
    );
    let left = 0;
    for (const [y, row] of data.entries()) {
      for (const [x, dark] of row.entries()) {
        const inCorner = corners.some(([cx, cy]) => x >= cx && x < cx + 7 && y >= cy && y < cy + 7);
        if (drawn.has(`${x},${y}`)) expect(dark && !inCorner).toBe(true);
        else if (dark && !inCorner) left++;
      }
    }
    expect(left).toBeGreaterThan(0);
    // Level Q restores a quarter of the code words; the mark takes far less.
    expect(left / (size * size)).toBeLessThan(0.06);
  });
});
