/**
 * Colours taken from the page. The page is not trusted: only plain, opaque colours pass, so that nothing it writes into
 * its variables can reach our styles as anything else.
 */

const PART = String.raw`(\d{1,3}(?:\.\d{1,6})?)(%?)`;
const RGB = new RegExp(String.raw`^rgb\(\s*${[PART, PART, PART].join(String.raw`\s*[\s,]\s*`)}\s*\)$`);

/**
 * `#rrggbb` or `rgb(r, g, b)` of a CSS value; three-digit hex is widened, percentages (as Web A paints its variables)
 * become whole numbers; null for anything else.
 */
export function plainColour(value: string): string | null {
  const text = value.trim().toLowerCase();
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/.exec(text)?.[1];
  if (hex) return `#${hex.length === 3 ? hex.replace(/./g, '$&$&') : hex}`;
  const rgb = RGB.exec(text);
  if (!rgb) return null;
  const parts = [1, 3, 5].map((at) => Math.round(Number(rgb[at]) * (rgb[at + 1] ? 2.55 : 1)));
  return parts.every((part) => part <= 255) ? `rgb(${parts.join(', ')})` : null;
}
