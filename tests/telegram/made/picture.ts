/** Pictures drawn from a seed: a shelf of boxes, a landscape, a sheet of paper, a product on a table. */
import type { Picture } from '../world/media';
import { lateContent } from './bytes';
import { encodeJpeg, encodeStripped, type Paint, type Rgb } from './jpeg';

const GROUNDS: [Rgb, Rgb][] = [
  [
    [214, 224, 232],
    [120, 148, 176],
  ],
  [
    [244, 228, 208],
    [196, 154, 108],
  ],
  [
    [216, 232, 214],
    [104, 146, 110],
  ],
  [
    [232, 220, 240],
    [140, 112, 168],
  ],
];
const THINGS: Rgb[] = [
  [168, 108, 62],
  [46, 92, 138],
  [182, 62, 58],
  [62, 122, 84],
  [222, 176, 72],
];

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;

function mix([r, g, b]: Rgb, [r2, g2, b2]: Rgb, share: number): Rgb {
  return [r + (r2 - r) * share, g + (g2 - g) * share, b + (b2 - b) * share];
}

type Scene = (seed: number) => Paint;

const boxes: Scene = (seed) => {
  const [light, dark] = pick(GROUNDS, seed);
  return (x, y) => {
    const [column, row] = [Math.floor(x * 5), Math.floor(y * 4)];
    const [dx, dy] = [x * 5 - column, y * 4 - row];
    if (dy > 0.92) return [90, 84, 78];
    if (dx < 0.06 || dx > 0.94 || dy < ((column + row + seed) % 3) * 0.12 + 0.1) return mix(light, dark, y);
    const box = pick(THINGS, column * 3 + row * 7 + seed);
    return Math.abs(dx - 0.5) < 0.07 ? mix(box, [255, 255, 255], 0.45) : mix(box, [0, 0, 0], dy * 0.25);
  };
};

const landscape: Scene = (seed) => {
  const [light, dark] = pick(GROUNDS, seed);
  return (x, y) => {
    const far = 0.45 + Math.sin(x * 5 + seed) * 0.07;
    const near = 0.68 + Math.sin(x * 3 + seed * 2) * 0.08;
    if (y > near) return mix(dark, [30, 50, 36], (y - near) * 2);
    if (y > far) return mix(light, dark, 0.7);
    if (Math.hypot(x - 0.72, (y - 0.22) * 0.75) < 0.06) return [255, 246, 214];
    return mix(light, [255, 255, 255], y);
  };
};

const paper: Scene = (seed) => {
  const [light, dark] = pick(GROUNDS, seed);
  return (x, y) => {
    if (x < 0.2 || x > 0.8 || y < 0.06 || y > 0.94) return mix(light, dark, x);
    const line = Math.floor(y * 26);
    const inLine = y * 26 - line > 0.35 && y * 26 - line < 0.7;
    const end = 0.4 + (((line * 37 + seed * 11) % 33) / 100) * 1.05;
    return inLine && line > 3 && line < 22 && x > 0.27 && x < end ? [120, 124, 130] : [250, 250, 247];
  };
};

const product: Scene = (seed) => {
  const [light, dark] = pick(GROUNDS, seed);
  const thing = pick(THINGS, seed);
  return (x, y) => {
    const body = Math.abs(x - 0.5) < 0.17 && y > 0.24 && y < 0.76;
    const cap = Math.abs(x - 0.5) < 0.08 && y > 0.14 && y <= 0.24;
    if (body && Math.abs(y - 0.52) < 0.12) return [248, 244, 236];
    if (body || cap) return mix(thing, [255, 255, 255], Math.max(0, 0.4 - Math.abs(x - 0.42) * 3));
    return y > 0.7 ? mix(dark, [40, 36, 34], 0.3) : mix(light, dark, y);
  };
};

const SCENES = [boxes, landscape, paper, product];
/** Pictures repeat, so that a long history of photos is drawn once. */
const DISTINCT = 12;

/** How a picture of this seed looks. */
function paintOf(seed: number): Paint {
  const which = Math.abs(Math.trunc(seed)) % DISTINCT;
  return pick(SCENES, which)(which);
}

const drawn = new Map<string, Buffer>();

function draw(seed: number, width: number, height: number): Buffer {
  const name = `${seed % DISTINCT} ${width} ${height}`;
  const known = drawn.get(name) ?? encodeJpeg(paintOf(seed), width, height);
  drawn.set(name, known);
  return known;
}

/** https://core.telegram.org/api/files#image-thumbnail-types: the letter and the longer side of each size. */
export const SIDES: [type: string, side: number][] = [
  ['s', 100],
  ['m', 320],
  ['x', 800],
];

/** Width and height within a square of `side`. */
function within(side: number, width: number, height: number): [width: number, height: number] {
  const scale = Math.min(1, side / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

/** A picture in the sizes that are smaller than it, or up to `most`, ascending. */
export function drawnSizes(seed: number, width: number, height: number, most = 800): Picture[] {
  return SIDES.filter(([, side]) => side <= most).map(([type, side]) => {
    const [w, h] = within(side, width, height);
    return { type, width: w, height: h, content: lateContent(() => draw(seed, w, h)) };
  });
}

export function drawnStripped(seed: number, width: number, height: number): Buffer {
  const [w, h] = within(40, width, height);
  return encodeStripped(paintOf(seed), w, h);
}
