import { cx } from './class-names';
import type { IconDrawing } from './icons';

/** Strokes in the drawing's grid of 24: small icons need a thicker one to look the same. */
const STROKES: Partial<Record<number, number>> = { 14: 2.2, 16: 2, 18: 1.9 };

export interface IconProps {
  of: IconDrawing;
  /** Pixels: 20 beside words, 16 or 14 inside chips and pills, 24 and 32 in empty states. */
  size?: 14 | 16 | 18 | 20 | 24 | 32;
  class?: string;
}

/** A decoration: the words beside it, or its button's label, say what it means. */
export function Icon({ of, size = 20, class: className }: IconProps) {
  return (
    <svg
      class={cx('tz-icon', className)}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      stroke-width={STROKES[size] ?? 1.75}
      aria-hidden="true"
    >
      <path d={of} />
    </svg>
  );
}
