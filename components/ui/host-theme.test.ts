import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, parseColor, type Rgb, WHITE } from './color';
import { DEFAULTS, deriveTokens, HOST_TOKENS, type HostTheme, type HostTokens } from './host-theme';

function color(hex: string): Rgb {
  const parsed = parseColor(hex);
  if (!parsed) throw new Error(`not a colour: ${hex}`);
  return parsed;
}

const ratio = (a: string, b: string) => contrast(color(a), color(b));

const css = readFileSync(new URL('./css/tokens.css', import.meta.url), 'utf8');

/** A colour of tokens.css. */
function ownToken(name: string, scheme: 'light' | 'dark'): string {
  const found = new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(css);
  if (!found) throw new Error(`no token: ${name}`);
  return found[scheme === 'light' ? 1 : 2] ?? '';
}

/** Both clients' own colours, as telegram-web pages set them. */
const WEB_A_LIGHT: HostTheme = {
  scheme: 'light',
  accent: '#3390ec',
  island: '#ffffff',
  canvas: '#f4f4f5',
  text: '#000000',
  text2: '#707579',
  border: '#dadce0',
};

const channel = fc.integer({ min: 0, max: 255 });
const anyColor = fc.oneof(
  fc.tuple(channel, channel, channel).map(([r, g, b]) => `rgb(${r}, ${g}, ${b})`),
  fc
    .tuple(channel, channel, channel)
    .map((parts) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`),
  fc.constantFrom('#fff', 'red', 'var(--x)', 'rgba(0,0,0,.1)', 'url(x)', '', 'rgb(300, 0, 0)', '#ffffff;}'),
);
/** Near one end of the scale, as real themes are, so that many pass the checks. */
const near = (end: number) =>
  fc
    .tuple(...[0, 1, 2].map(() => fc.integer({ min: Math.max(0, end - 40), max: Math.min(255, end + 40) })))
    .map((parts) => `rgb(${parts.join(', ')})`);
const option = (value: fc.Arbitrary<string>) => fc.option(value, { nil: undefined });
const anyHost: fc.Arbitrary<HostTheme> = fc.constantFrom('light' as const, 'dark' as const).chain((scheme) =>
  fc.record({
    scheme: fc.constant(scheme),
    accent: option(anyColor),
    island: option(fc.oneof(anyColor, near(scheme === 'light' ? 255 : 30))),
    canvas: option(fc.oneof(anyColor, near(scheme === 'light' ? 245 : 15))),
    text: option(fc.oneof(anyColor, near(scheme === 'light' ? 0 : 255))),
    text2: option(anyColor),
    border: option(anyColor),
  }),
);

type Pair = [name: string, words: string, ground: string, least: number];

/** Every pair of words and what they stand on, with the least contrast it may have. */
function pairs(tokens: HostTokens, scheme: 'light' | 'dark'): Pair[] {
  const surfaces = ['canvas', 'canvas-hover', 'island', 'raised', 'field', 'hover', 'pressed', 'neutral-soft'] as const;
  const softs = ['accent-soft', 'accent-soft-hover', 'accent-soft-pressed', 'selected'] as const;
  const hex = ({ r, g, b }: Rgb) => `rgb(${r}, ${g}, ${b})`;
  const { meaning, neutral } = DEFAULTS[scheme];
  return [
    ...(['accent-fill', 'accent-fill-hover', 'accent-fill-pressed'] as const).map(
      (fill) => [`white on ${fill}`, hex(WHITE), tokens[fill], 4.5] as Pair,
    ),
    ...(['island', 'canvas'] as const).map((ground) => [`text on ${ground}`, tokens.text, tokens[ground], 7] as Pair),
    ...(['island', 'canvas'] as const).map((ground) => [`focus on ${ground}`, tokens.focus, tokens[ground], 3] as Pair),
    ...surfaces.flatMap((ground) => [
      [`text on ${ground}`, tokens.text, tokens[ground], 4.5] as Pair,
      [`accent-text on ${ground}`, tokens['accent-text'], tokens[ground], 4.5] as Pair,
    ]),
    ...(['canvas', 'island', 'raised', 'field', 'hover', 'neutral-soft'] as const).map(
      (ground) => [`text-2 on ${ground}`, tokens['text-2'], tokens[ground], 4.5] as Pair,
    ),
    ...(['canvas', 'island', 'raised', 'hover'] as const).flatMap((ground) =>
      meaning.map((words) => [`meaning on ${ground}`, hex(words), tokens[ground], 4.5] as Pair),
    ),
    ...(['neutral-soft', 'pressed'] as const).map(
      (ground) => [`neutral on ${ground}`, hex(neutral), tokens[ground], 4.5] as Pair,
    ),
    ...softs.flatMap((ground) => [
      [`text on ${ground}`, tokens.text, tokens[ground], 4.5] as Pair,
      [`accent-text on ${ground}`, tokens['accent-text'], tokens[ground], 4.5] as Pair,
    ]),
  ];
}

describe('deriveTokens', () => {
  it('keeps our own tokens where the host has our colours', () => {
    expect(deriveTokens({ scheme: 'light' })).toBeNull();
    expect(deriveTokens({ scheme: 'dark', accent: '#8774e1', island: 'rgb(33, 33, 33)' })).toBeNull();
  });

  it('has the defaults of tokens.css', () => {
    for (const scheme of ['light', 'dark'] as const) {
      const { meaning, neutral, text2, ...rest } = DEFAULTS[scheme];
      for (const [name, value] of Object.entries({ ...rest, 'text-2': text2, 'neutral-text': neutral })) {
        expect(color(ownToken(name, scheme)), name).toEqual(value);
      }
      expect(['ok-text', 'warn-text', 'danger-text'].map((name) => color(ownToken(name, scheme)))).toEqual(meaning);
    }
  });

  it.each(['light', 'dark'] as const)('holds our own %s tokens to the same contrast', (scheme) => {
    const own = Object.fromEntries(HOST_TOKENS.map((name) => [name, ownToken(name, scheme)])) as HostTokens;
    expect(pairs(own, scheme).filter(([, words, ground, least]) => ratio(words, ground) < least)).toEqual([]);
  });

  it("takes Web A's light theme and makes its grey readable", () => {
    const tokens = deriveTokens(WEB_A_LIGHT);
    expect(tokens?.accent).toBe('#3390ec');
    expect(tokens?.['text-2']).not.toBe('#707579');
    expect(ratio(tokens?.['text-2'] ?? '', '#f4f4f5')).toBeGreaterThanOrEqual(4.5);
  });

  it('refuses text that could not be read on its island', () => {
    const tokens = deriveTokens({ scheme: 'light', island: '#fafafa', text: '#8a8a8a' });
    expect(tokens?.island).toBe('#fafafa');
    expect(tokens?.text).toBe('#000000');
  });

  it('refuses an island on which our red words would vanish', () => {
    expect(deriveTokens({ scheme: 'light', island: '#c62828', text: '#ffffff' })).toBeNull();
    expect(deriveTokens({ scheme: 'dark', island: '#ffffff', text: '#000000' })).toBeNull();
  });

  it('refuses an accent that could not be seen', () => {
    expect(deriveTokens({ scheme: 'light', accent: '#ffffff' })).toBeNull();
    expect(deriveTokens({ scheme: 'light', accent: '#0a7d5a' })?.accent).toBe('#0a7d5a');
  });

  it('takes nothing that is not a plain colour', () => {
    for (const accent of ['red', '#fff', 'var(--x)', 'rgba(0, 0, 0, 0)', '#00000080', 'url(//x)', '#0a7d5a; x: y']) {
      expect(deriveTokens({ scheme: 'dark', accent }), accent).toBeNull();
    }
  });

  it('gives plain colours under our names only', () => {
    const tokens = deriveTokens(WEB_A_LIGHT);
    expect(Object.keys(tokens ?? {}).sort()).toEqual([...HOST_TOKENS].sort());
    for (const value of Object.values(tokens ?? {})) expect(value).toMatch(/^#[\da-f]{6}$/);
  });

  it('never hides words, whatever the host sends', () => {
    let taken = 0;
    fc.assert(
      fc.property(anyHost, (host) => {
        const tokens = deriveTokens(host);
        if (!tokens) return;
        if (host.island && tokens.island !== toToken(DEFAULTS[host.scheme].island)) taken++;
        for (const [name, words, ground, least] of pairs(tokens, host.scheme)) {
          if (ratio(words, ground) < least)
            throw new Error(`${name}: ${words} on ${ground} is ${ratio(words, ground)}`);
        }
      }),
      { numRuns: 2000 },
    );
    // The property says something only if hosts' surfaces were in fact taken.
    expect(taken).toBeGreaterThan(50);
  });
});

function toToken({ r, g, b }: Rgb): string {
  return `#${[r, g, b].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
