import type { ComponentChildren } from 'preact';
import { Dot } from './tags';

export interface StatusLineProps {
  /** Green, amber, red, grey. The words say the same. */
  tone: 'ok' | 'warn' | 'danger' | 'off';
  children: ComponentChildren;
}

/** A live state in words with a dot: the connection, a QR code that waits. Read out when it changes. */
export function StatusLine({ tone, children }: StatusLineProps) {
  return (
    <div class="tz-status" role="status">
      <Dot color={tone} />
      <span class="tz-cut">{children}</span>
    </div>
  );
}
