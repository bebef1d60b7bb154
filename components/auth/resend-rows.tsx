import { ClockIcon, Icon, InfoIcon, Island, Separator, useCountdown } from '@/components/ui';
import type { CodeWay, SignInView } from '@/lib/auth/model';
import { t, tParts, type WordKey } from '@/lib/words';
import { Clock } from './error-words';
import { resendState } from './resend';
import type { Action } from './use-action';

type CodeView = Extract<SignInView, { at: 'code' }>;

const NEXT: Partial<Record<CodeWay, WordKey & ('login.code.resendSms' | 'login.code.resendCall')>> = {
  sms: 'login.code.resendSms',
  call: 'login.code.resendCall',
  flashCall: 'login.code.resendCall',
  missedCall: 'login.code.resendCall',
};

export interface ResendRowsProps {
  step: CodeView;
  /** The code at hand is too old: a new one may be asked for at once. */
  expired: boolean;
  action: Action;
  onResend: () => void;
}

/** No code yet? The next way with its countdown, and where a code may hide. */
export function ResendRows({ step, expired, action, onResend }: ResendRowsProps) {
  const refusedUntil = action.error?.retryAt;
  useCountdown(Math.max(step.resendAt ?? 0, refusedUntil ?? 0));
  const state = resendState(step, Date.now(), refusedUntil);
  const ready = expired || state.is === 'ready';
  const words = expired || state.is === 'none' ? 'login.code.resend' : (NEXT[state.by] ?? 'login.code.resend');
  return (
    <Island class="pp-rows">
      {(expired || state.is !== 'none') && (
        <>
          <button type="button" class="pp-row" disabled={!ready || action.busy} onClick={onResend}>
            <Icon of={ClockIcon} />
            <span class="tz-grow">
              <span class="pp-row-words">{t(words)}</span>
              <span class="tz-meta pp-row-more">
                {state.is === 'wait' && !expired
                  ? tParts('login.code.resendIn', { clock: <Clock seconds={state.seconds} /> })
                  : action.busy
                    ? t('login.code.sending')
                    : t('login.code.resendReady')}
              </span>
            </span>
          </button>
          <Separator />
        </>
      )}
      <p class="pp-row">
        <Icon of={InfoIcon} />
        <span class="tz-grow">{t('login.code.archived')}</span>
      </p>
    </Island>
  );
}
