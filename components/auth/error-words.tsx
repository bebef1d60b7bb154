import { useCountdown } from '@/components/ui';
import type { ErrorKind, WireError } from '@/lib/limits/model';
import { t, tParts } from '@/lib/words';
import { formatCountdown } from '@/lib/words/time';

/** Kinds whose sentence counts down to the moment Telegram named. */
type TimedKind = 'floodWait' | 'resendNotYet' | 'slowMode';

/** One plain sentence of what went wrong and what to do, counting down where Telegram named a time. */
export function ErrorWords({ error }: { error: WireError }) {
  if (!isTimed(error.kind)) return <>{t(`error.${error.kind}`)}</>;
  if (error.retryAt === undefined) return <>{t('error.telegramBusy')}</>;
  return <TimedWords kind={error.kind} at={error.retryAt} />;
}

/** Whether trying again is pointless, because Telegram asked to wait. Changes by itself when the time has come. */
export function useHeld(error: WireError | null): boolean {
  return useCountdown(error?.kind === 'floodWait' ? (error.retryAt ?? 0) : 0) > 0;
}

function isTimed(kind: ErrorKind): kind is TimedKind {
  return kind === 'floodWait' || kind === 'resendNotYet' || kind === 'slowMode';
}

function TimedWords({ kind, at }: { kind: TimedKind; at: number }) {
  const seconds = useCountdown(at);
  if (seconds === 0) return <>{t('login.wait.over')}</>;
  return <>{tParts(`error.${kind}`, { clock: <Clock seconds={seconds} /> })}</>;
}

/** `0:32` inside a sentence. A timer is not read out at each change, whatever it stands in. */
export function Clock({ seconds }: { seconds: number }) {
  return (
    <span class="tz-num" role="timer" aria-live="off">
      {formatCountdown(seconds)}
    </span>
  );
}
