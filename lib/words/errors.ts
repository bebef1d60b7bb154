import { getLocale, translate, type WordKey } from './index';
import { formatCountdown, secondsUntil } from './time';

type KindOf<K> = K extends `error.${infer Kind}` ? Kind : never;

/** The shape of `WireError` in `lib/limits/model.ts`; every kind has its sentence. */
export interface ErrorLike {
  kind: KindOf<WordKey>;
  /** UTC ms before which trying again is pointless. */
  retryAt?: number;
}

/**
 * What the user reads when a command failed: what happened and what to do, with the time left from `now` (UTC ms)
 * where Telegram named one.
 */
export function errorSentence({ kind, retryAt }: ErrorLike, now: number, locale = getLocale()): string {
  if (kind !== 'floodWait' && kind !== 'resendNotYet' && kind !== 'slowMode') return translate(locale, `error.${kind}`);
  if (retryAt === undefined) return translate(locale, 'error.telegramBusy');
  return translate(locale, `error.${kind}`, { clock: formatCountdown(secondsUntil(retryAt, now)) });
}
