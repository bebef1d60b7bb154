import type { WireError } from '@/lib/limits/model';
import { t } from '@/lib/words';
import { formatCountdown, secondsUntil } from '@/lib/words/time';

/** One plain sentence of what went wrong and what to do, for a toast. `now` is UTC ms. */
export function errorSentence({ kind, retryAt }: WireError, now: number): string {
  if (kind !== 'floodWait' && kind !== 'resendNotYet') return t(`error.${kind}`);
  if (retryAt === undefined) return t('error.telegramBusy');
  return t(`error.${kind}`, { clock: formatCountdown(secondsUntil(retryAt, now)) });
}
