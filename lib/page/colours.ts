/**
 * Colours taken from the page. The page is not trusted: only plain, opaque colours pass, so that nothing it writes into
 * its variables can reach our styles as anything else.
 */

/** `#rrggbb` or `rgb(r, g, b)` of a CSS value; three-digit hex is widened; null for anything else. */
export function plainColour(value: string): string | null {
  const text = value.trim().toLowerCase();
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/.exec(text)?.[1];
  if (hex) return `#${hex.length === 3 ? hex.replace(/./g, '$&$&') : hex}`;
  const rgb = /^rgb\(\s*(\d{1,3})\s*[\s,]\s*(\d{1,3})\s*[\s,]\s*(\d{1,3})\s*\)$/.exec(text);
  if (!rgb) return null;
  const parts = rgb.slice(1).map(Number);
  return parts.every((part) => part <= 255) ? `rgb(${parts.join(', ')})` : null;
}
