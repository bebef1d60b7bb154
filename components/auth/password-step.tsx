import { useState } from 'preact/hooks';
import { Button, Field } from '@/components/ui';
import { submitPassword } from '@/lib/auth/contract';
import { call } from '@/lib/bus/client';
import { t } from '@/lib/words';
import { ChangeNumber } from './change-number';
import { ErrorWords, useHeld } from './error-words';
import { Frame } from './frame';
import type { StepProps } from './steps';
import { useAction } from './use-action';

/** The two-step password. It goes to Telegram's proof (SRP) only; nothing keeps it. */
export function PasswordStep({ step, error: before, refresh, onCancel }: StepProps<'password'>) {
  const [password, setPassword] = useState('');
  const action = useAction(before);
  const other = useAction();
  const error = action.error ?? other.error;
  const held = useHeld(error);
  const wrong = action.error?.kind === 'passwordWrong';

  function submit(): void {
    if (!password || held) return;
    void action.run(async () => {
      await call(submitPassword, { password });
      await refresh();
    });
  }

  return (
    <Frame
      place={3}
      title={t('login.password.title')}
      lead={
        <>
          {t('login.password.lead')} <ChangeNumber action={other} refresh={refresh} />
        </>
      }
      onClose={{ label: t('login.cancel'), act: onCancel }}
      onSubmit={submit}
      error={error}
      footer={
        <>
          <Button type="submit" kind="filled" wide busy={action.busy} disabled={!password || held}>
            {t('common.continue')}
          </Button>
          <p class="pp-aside">{t('login.password.forgot')}</p>
        </>
      }
    >
      <div class="pp-fields">
        <Field
          type="password"
          label={t('login.password.label')}
          autocomplete="current-password"
          maxLength={1024}
          value={password}
          onInput={(typed) => {
            action.clear();
            setPassword(typed);
          }}
          help={step.hint ? t('login.password.hint', { hint: step.hint }) : '\u00a0'}
          error={
            error &&
            (wrong && step.hint ? t('login.password.wrongHint', { hint: step.hint }) : <ErrorWords error={error} />)
          }
          readOnly={action.busy}
          data-first
        />
      </div>
    </Frame>
  );
}
