import type { ComponentChildren } from 'preact';
import { cx } from './class-names';

export interface QuoteProps {
  /** Who said it or what it is: "You promised". */
  title?: ComponentChildren;
  tone?: 'accent' | 'warn';
  /** Beside the title: a due chip. */
  chip?: ComponentChildren;
  /** At the end: a promise's check. */
  trail?: ComponentChildren;
  /** Jumps to the message. */
  onClick?: () => void;
  children: ComponentChildren;
}

/** Words from a chat: a promise, a proof. */
export function Quote({ title, tone = 'accent', chip, trail, onClick, children }: QuoteProps) {
  const words = (
    <>
      {(title || chip) && (
        <span class="tz-quote-title">
          {title}
          {chip}
        </span>
      )}
      <span class="tz-quote-words">{children}</span>
    </>
  );
  return (
    <div class={cx('tz-quote', tone === 'warn' && 'is-warn')}>
      {onClick ? (
        <button type="button" class="tz-grow" onClick={onClick}>
          {words}
        </button>
      ) : (
        <div class="tz-grow">{words}</div>
      )}
      {trail}
    </div>
  );
}
