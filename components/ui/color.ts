/** Colours as sRGB numbers, with the contrast WCAG 2.2 defines. Pure. */
export interface Rgb {
  /** 0 to 255. */
  r: number;
  g: number;
  b: number;
}

export const BLACK: Rgb = { r: 0, g: 0, b: 0 };
export const WHITE: Rgb = { r: 255, g: 255, b: 255 };

/**
 * `#rrggbb` or opaque `rgb(…)`, and nothing else: what a page sends is not trusted, so no names, no variables, no
 * transparency. Null for anything else.
 */
export function parseColor(text: unknown): Rgb | null {
  if (typeof text !== 'string' || text.length > 32) return null;
  const hex = /^\s*#([\da-f]{2})([\da-f]{2})([\da-f]{2})\s*$/i.exec(text);
  const dec = hex ? null : /^\s*rgb\(\s*(\d{1,3})(?:\s*,\s*|\s+)(\d{1,3})(?:\s*,\s*|\s+)(\d{1,3})\s*\)\s*$/i.exec(text);
  const parts = (hex ?? dec)?.slice(1).map((part) => Number.parseInt(part, hex ? 16 : 10));
  if (!parts || parts.some((part) => part > 255)) return null;
  const [r = 0, g = 0, b = 0] = parts;
  return { r, g, b };
}

/** `#rrggbb`. */
export function toHex({ r, g, b }: Rgb): string {
  return `#${[r, g, b].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

/** `share` (0 to 1) of `top` over the rest of `base`, rounded to what a screen shows. */
export function mix(top: Rgb, base: Rgb, share: number): Rgb {
  const part = (a: number, b: number) => Math.round(a * share + b * (1 - share));
  return { r: part(top.r, base.r), g: part(top.g, base.g), b: part(top.b, base.b) };
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
export function luminance({ r, g, b }: Rgb): number {
  const linear = (value: number) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** 1 to 21. https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Moves `color` toward `target` in 1 % steps until `enough` holds; `target` itself when nothing before it does. */
export function stepUntil(color: Rgb, target: Rgb, enough: (color: Rgb) => boolean): Rgb {
  for (let step = 0; step < 100; step++) {
    const candidate = mix(target, color, step / 100);
    if (enough(candidate)) return candidate;
  }
  return target;
}
