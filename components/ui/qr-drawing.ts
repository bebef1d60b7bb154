import { encode } from 'uqr';

/** Modules of a QR code as SVG path data, without the three corner squares and the middle kept free for the mark. */
export interface QrDrawing {
  /** Modules per side. */
  size: number;
  dots: string;
  corners: readonly (readonly [x: number, y: number])[];
}

const CORNER = 7;
/** Share of the width the mark may cover; level Q still restores 25 % of the modules. */
const MARK_SHARE = 0.24;

/**
 * Encodes text as a QR code (level Q, since a mark covers the middle) and draws it with round modules. They are a full
 * module wide: with gaps between them readers fail on sharp screens.
 */
export function drawQr(text: string): QrDrawing {
  const { data, size } = encode(text, { ecc: 'Q', border: 0 });
  const far = size - CORNER;
  const hole = Math.round((size * MARK_SHARE) / 2);
  const middle = (size - 1) / 2;
  let dots = '';
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const inCorner = (x < CORNER && y < CORNER) || (x >= far && y < CORNER) || (x < CORNER && y >= far);
      const inHole = Math.abs(x - middle) <= hole && Math.abs(y - middle) <= hole;
      if (data[y]?.[x] && !inCorner && !inHole) dots += `M${x + 0.5} ${y + 0.5}h.01`;
    }
  }
  return {
    size,
    dots,
    corners: [
      [0, 0],
      [far, 0],
      [0, far],
    ],
  };
}
