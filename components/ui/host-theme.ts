/**
 * Tez in the colours of the Telegram Web page it sits in. The page is not trusted: it must not be able to hide words,
 * so a colour that is malformed or fails a contrast check is refused and our own stays. Pure.
 */
import { BLACK, contrast, mix, parseColor, type Rgb, stepUntil, toHex, WHITE } from './color';

export type Scheme = 'light' | 'dark';

/** What the content script read from the page: CSS colours, unchecked here; null where it found none. */
export interface HostTheme {
  scheme: Scheme;
  accent?: string | null;
  island?: string | null;
  canvas?: string | null;
  text?: string | null;
  text2?: string | null;
  border?: string | null;
}

/** Tokens that follow the host, by their CSS name without the dashes. */
export const HOST_TOKENS = [
  'canvas',
  'canvas-hover',
  'island',
  'raised',
  'field',
  'hover',
  'pressed',
  'neutral-soft',
  'border',
  'hairline',
  'text',
  'text-2',
  'accent',
  'accent-fill',
  'accent-fill-hover',
  'accent-fill-pressed',
  'accent-text',
  'accent-soft',
  'accent-soft-hover',
  'accent-soft-pressed',
  'selected',
  'focus',
] as const;
export type HostToken = (typeof HOST_TOKENS)[number];
export type HostTokens = Record<HostToken, string>;

/** Words need 4.5:1, main text more; shapes that carry meaning 3:1. https://www.w3.org/TR/WCAG22/#contrast-minimum */
const WORDS = 4.5;
const MAIN_TEXT = 7;
const SHAPES = 3;

interface Base {
  accent: Rgb;
  island: Rgb;
  canvas: Rgb;
  text: Rgb;
  text2: Rgb;
  border: Rgb;
  /** Words of ours that stand on the host's surfaces whatever it sends: green, amber and red ones, and those of chips. */
  meaning: readonly Rgb[];
  neutral: Rgb;
}

function rgb(hex: string): Rgb {
  return parseColor(hex) ?? BLACK;
}

/** Our own values (tokens.css); a test holds the two together. Made by a call, so that pages without it leave it out. */
export const DEFAULTS: Readonly<Record<Scheme, Base>> = /*#__PURE__*/ defaults();

function defaults(): Record<Scheme, Base> {
  return {
    light: {
      accent: rgb('#3390ec'),
      island: rgb('#ffffff'),
      canvas: rgb('#f4f4f5'),
      text: rgb('#000000'),
      text2: rgb('#686c72'),
      border: rgb('#d7dade'),
      meaning: ['#1b7a38', '#8a5300', '#c62828'].map(rgb),
      neutral: rgb('#4b5058'),
    },
    dark: {
      accent: rgb('#8774e1'),
      island: rgb('#212121'),
      canvas: rgb('#121212'),
      text: rgb('#ffffff'),
      text2: rgb('#aaaaaa'),
      border: rgb('#3a3a3a'),
      meaning: ['#6fd08c', '#f5b958', '#ff8a80'].map(rgb),
      neutral: rgb('#c6c6c6'),
    },
  };
}

/**
 * The tokens for a host's colours, or null where they are ours already (or all refused), so that tokens.css stays as
 * designed. Every pair of words and surface in the result keeps its contrast (properties in the test).
 */
export function deriveTokens(host: HostTheme): HostTokens | null {
  const ours = DEFAULTS[host.scheme];
  const surfaces = chooseSurfaces(host, ours);
  const accent = chooseAccent(host, ours, surfaces.island);
  const border = parseColor(host.border) ?? ours.border;
  const base = { ...surfaces, accent, border };
  const same = (Object.keys(base) as (keyof typeof base)[]).every((key) => toHex(base[key]) === toHex(ours[key]));
  if (same) return null;
  const steps = surfaceSteps(host.scheme, surfaces);
  const tokens = { ...steps, ...accentTokens(host.scheme, base, steps), ...surfaces, border };
  const { raised, field, hover } = steps;
  const metaGrounds = [surfaces.canvas, surfaces.island, raised, field, hover, steps['neutral-soft']];
  const text2 = readableText2(surfaces.text2, surfaces.text, metaGrounds);
  return Object.fromEntries(
    Object.entries({ ...tokens, 'text-2': text2, hairline: mix(border, surfaces.island, 0.55) })
      .filter(([name]) => name !== 'text2')
      .map(([name, color]) => [name, toHex(color)]),
  ) as HostTokens;
}

type Surfaces = Pick<Base, 'island' | 'canvas' | 'text' | 'text2'>;

/** Island, canvas and text stand or fall together: each is only good on the others. */
function chooseSurfaces(host: HostTheme, ours: Base): Surfaces {
  const island = parseColor(host.island) ?? ours.island;
  const text = parseColor(host.text) ?? ours.text;
  const text2 = parseColor(host.text2) ?? ours.text2;
  const canvas = parseColor(host.canvas) ?? canvasFor(host, island, text, ours);
  const candidates = [
    { island, canvas, text, text2 },
    { island, canvas, text: ours.text, text2 },
    { island: ours.island, canvas: ours.canvas, text, text2 },
  ];
  return (
    candidates.find((each) => readable(host.scheme, each, ours)) ?? {
      island: ours.island,
      canvas: ours.canvas,
      text: ours.text,
      text2: ours.text2,
    }
  );
}

function canvasFor(host: HostTheme, island: Rgb, text: Rgb, ours: Base): Rgb {
  if (toHex(island) === toHex(ours.island)) return ours.canvas;
  return host.scheme === 'light' ? mix(text, island, 0.045) : mix(BLACK, island, 0.45);
}

function readable(scheme: Scheme, surfaces: Surfaces, { meaning, neutral }: Base): boolean {
  const { island, canvas, text } = surfaces;
  const steps = surfaceSteps(scheme, surfaces);
  const all = (words: readonly Rgb[], grounds: readonly Rgb[], least: number) =>
    grounds.every((ground) => words.every((word) => contrast(word, ground) >= least));
  return (
    all([text], [island, canvas], MAIN_TEXT) &&
    all([text], Object.values(steps), WORDS) &&
    all(meaning, [island, canvas, steps.raised, steps.hover], WORDS) &&
    all([neutral], [steps['neutral-soft'], steps.pressed], WORDS)
  );
}

/** Steps of the island for states of rows and controls; shares measured on our own tokens. */
function surfaceSteps(scheme: Scheme, { island, canvas }: Surfaces) {
  const toward = scheme === 'light' ? BLACK : WHITE;
  const step = (light: number, dark: number) => mix(toward, island, scheme === 'light' ? light : dark);
  return {
    raised: scheme === 'light' ? island : mix(WHITE, island, 0.04),
    field: scheme === 'light' ? mix(BLACK, island, 0.05) : mix(BLACK, island, 0.24),
    hover: step(0.05, 0.045),
    pressed: step(0.1, 0.085),
    'neutral-soft': step(0.06, 0.067),
    'canvas-hover': mix(toward, canvas, scheme === 'light' ? 0.06 : 0.084),
  };
}

/** As is, unless shapes in it could not be seen on the island: a bar or a ring must stay visible. */
function chooseAccent(host: HostTheme, ours: Base, island: Rgb): Rgb {
  const accent = parseColor(host.accent);
  return accent && contrast(accent, island) >= SHAPES ? accent : ours.accent;
}

function accentTokens(
  scheme: Scheme,
  { accent, island, canvas, text: main }: Pick<Base, 'accent' | 'island' | 'canvas' | 'text'>,
  steps: Record<string, Rgb>,
) {
  const dark = scheme === 'dark';
  // Tints carry the main text too (a quote, a selected row): they pale until it can be read.
  const tint = (share: number) =>
    stepUntil(mix(accent, island, share), island, (color) => contrast(main, color) >= WORDS);
  const soft = tint(dark ? 0.16 : 0.11);
  const softHover = tint(dark ? 0.2 : 0.16);
  const softPressed = tint(dark ? 0.24 : 0.2);
  const grounds = [soft, softHover, softPressed, island, canvas, ...Object.values(steps)];
  const fill = stepUntil(accent, BLACK, (color) => contrast(WHITE, color) >= WORDS);
  const text = stepUntil(accent, dark ? WHITE : BLACK, (color) =>
    grounds.every((ground) => contrast(color, ground) >= WORDS),
  );
  const focus = stepUntil(fill, dark ? WHITE : BLACK, (color) =>
    [island, canvas].every((ground) => contrast(color, ground) >= SHAPES),
  );
  return {
    accent,
    'accent-fill': fill,
    'accent-fill-hover': mix(BLACK, fill, 0.09),
    'accent-fill-pressed': mix(BLACK, fill, 0.19),
    'accent-text': text,
    'accent-soft': soft,
    'accent-soft-hover': softHover,
    'accent-soft-pressed': softPressed,
    selected: soft,
    focus: dark ? text : focus,
  };
}

/** Meta words, stepped toward the main text until they can be read on every surface they stand on. */
function readableText2(text2: Rgb, text: Rgb, grounds: readonly Rgb[]): Rgb {
  return stepUntil(text2, text, (color) => grounds.every((ground) => contrast(color, ground) >= WORDS));
}
