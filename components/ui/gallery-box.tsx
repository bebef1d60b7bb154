import type { ComponentChildren } from 'preact';
import { Island } from './island';

/** An island with a grey caption. */
export function Box({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <Island padded class="gallery-box">
      <p class="tz-meta">{title}</p>
      {children}
    </Island>
  );
}
