import { useState } from 'preact/hooks';
import { Button, CodeField } from '@/components/ui';
import { resendCode, sendCode, submitCode } from '@/lib/auth/contract';
import type { CodeWay } from '@/lib/auth/model';
import { call } from '@/lib/bus/client';
import { t, tParts, type WordKey } from '@/lib/words';
import { formatPhone } from '@/lib/words/phone';
import { ChangeNumber } from './change-number';
import { ErrorWords, useHeld } from './error-words';
import { Frame } from './frame';
import { ResendRows } from './resend-rows';
import type { StepProps } from './steps';
import { useAction } from './use-action';

const SENT = {
  app: 'login.code.sentApp',
  sms: 'login.code.sentSms',
  call: 'login.code.sentCall',
  flashCall: 'login.code.sentFlash',
  missedCall: 'login.code.sentMissed',
  email: 'login.code.sentEmail',
  fragment: 'login.code.sentFragment',
} as const satisfies Record<CodeWay, WordKey>;

/** The code that Telegram sent, and the ways to get another. */
export function CodeStep({ step, error: before, refresh, onCancel }: StepProps<'code'>) {
  const [code, setCode] = useState('');
  // A resend that came too early is told where the resend is.
  const action = useAction(before?.kind === 'resendNotYet' ? null : before);
  const again = useAction();
  const other = useAction();
  const tooEarly = again.error?.kind === 'resendNotYet';
  const error = action.error ?? other.error ?? (tooEarly ? null : again.error);
  const held = useHeld(error);
  const full = step.length > 0 ? code.length === step.length : code.length > 0;
  const expired = action.error?.kind === 'codeExpired';

  function submit(digits: string): void {
    if (held) return;
    void action.run(async () => {
      await call(submitCode, { code: digits });
      await refresh();
    });
  }

  function resend(): void {
    void again.run(async () => {
      // A code that is too old cannot be sent again in another way: the number asks for a fresh one.
      await (expired ? call(sendCode, { phone: step.phone }) : call(resendCode, {}));
      setCode('');
      action.clear();
      await refresh();
    });
  }

  const phone = <span class="pp-number">{formatPhone(step.phone)}</span>;
  return (
    <Frame
      place={3}
      title={t('login.code.title')}
      lead={
        <>
          {tParts(SENT[step.by], { phone })} <ChangeNumber action={other} refresh={refresh} />
        </>
      }
      onClose={{ label: t('login.cancel'), act: onCancel }}
      onSubmit={() => full && submit(code)}
      error={error}
      footer={
        <Button type="submit" kind="filled" wide busy={action.busy} disabled={!full || held}>
          {t('common.continue')}
        </Button>
      }
    >
      <div class="pp-fields is-two-lines">
        <CodeField
          label={t('login.code.label')}
          labelHidden
          length={step.length}
          value={code}
          onInput={(digits) => {
            if (action.busy) return;
            if (digits !== code) action.clear();
            setCode(digits);
          }}
          onComplete={submit}
          help={t('login.code.comeBack')}
          error={error && <ErrorWords error={error} />}
          autoFocus
        />
      </div>
      <ResendRows step={step} expired={expired} action={again} onResend={resend} />
    </Frame>
  );
}
