import type { CodeWay, SignInView } from '@/lib/auth/model';
import { secondsUntil } from '@/lib/words/time';

type CodeView = Pick<Extract<SignInView, { at: 'code' }>, 'resendAt' | 'nextBy'>;

/** Whether a code may be asked for again: no other way, in some seconds, or now. */
export type ResendState = { is: 'none' } | { is: 'wait'; by: CodeWay; seconds: number } | { is: 'ready'; by: CodeWay };

/** `now` in UTC ms. `retryAt` is the moment Telegram named when a resend came too early. */
export function resendState(code: CodeView, now: number, retryAt?: number): ResendState {
  if (!code.nextBy) return { is: 'none' };
  const at = Math.max(code.resendAt ?? 0, retryAt ?? 0);
  const seconds = secondsUntil(at, now);
  return seconds > 0 ? { is: 'wait', by: code.nextBy, seconds } : { is: 'ready', by: code.nextBy };
}
