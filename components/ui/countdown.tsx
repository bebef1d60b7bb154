import { useEffect, useState } from 'preact/hooks';
import { formatCountdown, secondsUntil } from '@/lib/words/time';

/** Whole seconds left until a moment (UTC ms). Redraws once a second and stops at 0. */
export function useCountdown(until: number, now: () => number = Date.now): number {
  const [left, setLeft] = useState(() => secondsUntil(until, now()));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tick = () => {
      const rest = until - now();
      setLeft(secondsUntil(until, now()));
      // Wake just after the whole second, so that a late timer does not skip one.
      if (rest > 0) timer = setTimeout(tick, rest % 1000 || 1000);
    };
    tick();
    return () => clearTimeout(timer);
  }, [until, now]);
  return left;
}

export interface CountdownProps {
  /** UTC ms. */
  until: number;
  /** Puts the clock ("0:32") into a sentence. */
  sentence?: (clock: string) => string;
  /** Shown, and read out, at 0. */
  doneText?: string;
  onDone?: () => void;
  now?: () => number;
}

/** A sentence that counts down. Assistive tools hear of it once, at 0. */
export function Countdown({ until, sentence = (clock) => clock, doneText = '', onDone, now }: CountdownProps) {
  const left = useCountdown(until, now);
  const done = left === 0;
  useEffect(() => {
    if (done) onDone?.();
  }, [done, until]);
  return (
    <>
      <span role="timer" aria-live="off" hidden={done}>
        {sentence(formatCountdown(left))}
      </span>
      <span aria-live="polite">{done ? doneText : ''}</span>
    </>
  );
}

export interface CountdownRingProps extends Pick<CountdownProps, 'until' | 'doneText' | 'onDone' | 'now'> {
  /** Seconds of the whole wait: a full ring. */
  total: number;
}

const RADIUS = 60;

/** A long wait as a ring with its clock inside. */
export function CountdownRing({ until, total, doneText, onDone, now }: CountdownRingProps) {
  const left = useCountdown(until, now);
  const share = total > 0 ? Math.min(1, left / total) : 0;
  const around = 2 * Math.PI * RADIUS;
  return (
    <div class="tz-ring">
      <svg viewBox="0 0 132 132" fill="none" stroke-width="6" aria-hidden="true">
        <circle cx="66" cy="66" r={RADIUS} />
        {share > 0 && (
          <circle cx="66" cy="66" r={RADIUS} stroke-linecap="round" stroke-dasharray={`${share * around} ${around}`} />
        )}
      </svg>
      <b>
        <Countdown {...{ until, doneText, onDone, now }} />
      </b>
    </div>
  );
}
