import { describe, expect, it } from 'vitest';
import { arrange, clampWidth, readPlace } from './dock';

const column = { mode: 'column', maxWidth: 480 } as const;
const drawer = { mode: 'drawer', maxWidth: 756 } as const;

describe('where the sidebar goes', () => {
  it('is beside the page where there is room, as the person chose', () => {
    const open = { mode: 'column', collapsed: false, width: 400, reserved: 400 };
    expect(arrange({ width: 400, collapsed: false }, false, column)).toEqual(open);
    const strip = { mode: 'column', collapsed: true, width: 44, reserved: 44 };
    expect(arrange({ width: 400, collapsed: true }, true, column)).toEqual(strip);
  });

  it('takes a strip from a narrow page, and lies over it when opened', () => {
    const strip = { mode: 'drawer', collapsed: true, width: 44, reserved: 44 };
    expect(arrange({ width: 400, collapsed: false }, false, drawer)).toEqual(strip);
    const open = { mode: 'drawer', collapsed: false, width: 400, reserved: 44 };
    expect(arrange({ width: 400, collapsed: true }, true, drawer)).toEqual(open);
  });

  it('gets narrower before the page gets too narrow, down to its least', () => {
    expect(arrange({ width: 480, collapsed: false }, false, { mode: 'column', maxWidth: 366 }).width).toBe(366);
    expect(arrange({ width: 480, collapsed: false }, false, { mode: 'column', maxWidth: 100 }).width).toBe(320);
  });

  it('keeps widths between 320 and 480, in whole pixels', () => {
    expect([100, 320.4, 350.6, 480, 9000].map((width) => clampWidth(width))).toEqual([320, 320, 351, 480, 480]);
  });
});

it.each([
  [
    { width: 400, collapsed: true },
    { width: 400, collapsed: true },
  ],
  [
    { width: 9000, collapsed: 'yes' },
    { width: 480, collapsed: false },
  ],
  [{ width: Number.NaN }, { width: 360, collapsed: false }],
  [{ width: '400' }, { width: 360, collapsed: false }],
  ['damaged', { width: 360, collapsed: false }],
  [null, { width: 360, collapsed: false }],
  [undefined, { width: 360, collapsed: false }],
])('reads a kept place of %j as %j', (kept, place) => {
  expect(readPlace(kept)).toEqual(place);
});
