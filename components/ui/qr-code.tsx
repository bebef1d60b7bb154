import { useEffect, useState } from 'preact/hooks';
import { Logo } from './logo';
import type { QrDrawing } from './qr-drawing';

export interface QrCodeProps {
  value: string;
  /** Accessible name. */
  label: string;
  /** Pixels of the code itself; its white paper adds 18 on each side. */
  size?: number;
}

/** A QR code on white paper in both themes (scanners want dark on light), our mark in the middle. */
export function QrCode({ value, label, size = 200 }: QrCodeProps) {
  const [drawing, setDrawing] = useState<QrDrawing | null>(null);
  useEffect(() => {
    let wanted = true;
    // The encoder is needed at one step of the sign-in only, so it is not part of what the popup loads to open.
    void import('./qr-drawing').then(({ drawQr }) => wanted && setDrawing(drawQr(value)));
    return () => {
      wanted = false;
    };
  }, [value]);
  return (
    <div class="tz-qr" style={{ '--size': `${size}px` }}>
      {drawing && <Modules drawing={drawing} label={label} />}
      <Logo size={Math.round(size * 0.22)} />
    </div>
  );
}

function Modules({ drawing, label }: { drawing: QrDrawing; label: string }) {
  return (
    <svg viewBox={`0 0 ${drawing.size} ${drawing.size}`} role="img" aria-label={label}>
      <path d={drawing.dots} fill="none" stroke="currentColor" stroke-width="1" stroke-linecap="round" />
      {drawing.corners.map(([x, y]) => (
        <g key={`${x},${y}`} transform={`translate(${x} ${y})`}>
          <rect x=".5" y=".5" width="6" height="6" rx="1.8" fill="none" stroke="currentColor" />
          <rect x="2" y="2" width="3" height="3" rx=".9" fill="currentColor" />
        </g>
      ))}
    </svg>
  );
}
