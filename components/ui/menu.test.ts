import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeMenu } from './menu';

const view = { width: 360, height: 720 };
const menu = { width: 220, height: 200 };
const buttonAt = (left: number, top: number) => ({ left, right: left + 36, top, bottom: top + 36 });

describe('placeMenu', () => {
  it('opens under its button', () => {
    expect(placeMenu(buttonAt(20, 100), menu, view)).toEqual({ left: 20, top: 140 });
  });

  it('ends with its button where there is no room to the right', () => {
    expect(placeMenu(buttonAt(310, 100), menu, view)).toEqual({ left: 126, top: 140 });
  });

  it('opens above where there is no room below', () => {
    expect(placeMenu(buttonAt(20, 660), menu, view)).toEqual({ left: 20, top: 456 });
  });

  it('stays inside any window that it fits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 324 }), fc.integer({ min: 0, max: 684 }), (left, top) => {
        const place = placeMenu(buttonAt(left, top), menu, view);
        expect(place.left).toBeGreaterThanOrEqual(8);
        expect(place.left + menu.width).toBeLessThanOrEqual(view.width - 8);
        expect(place.top).toBeGreaterThanOrEqual(8);
        expect(place.top + menu.height).toBeLessThanOrEqual(view.height - 8);
      }),
    );
  });
});
