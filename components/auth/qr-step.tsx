import { Button, QrCode, Skeleton, StatusLine, useCountdown } from '@/components/ui';
import { changeNumber, startQr } from '@/lib/auth/contract';
import { call } from '@/lib/bus/client';
import { t, tParts } from '@/lib/words';
import { Clock, ErrorWords, useHeld } from './error-words';
import { Frame } from './frame';
import type { StepProps } from './steps';
import { useAction } from './use-action';

const HOW = ['login.qr.step1', 'login.qr.step2', 'login.qr.step3'] as const;

/** A code to scan with a phone that is signed in already. The background renews it before it is too old. */
export function QrStep({ step, error: before, refresh, onCancel }: StepProps<'qr'>) {
  const phone = useAction();
  const renew = useAction(before);
  const seconds = useCountdown(step.expiresAt ?? 0);
  // A renewal under way says so itself; everything else stops here until the person asks again.
  const error = renew.error && renew.error.kind !== 'qrExpired' ? renew.error : phone.error;
  const held = useHeld(error);

  return (
    <Frame
      title={t('login.qr.title')}
      centred="top"
      onClose={{ label: t('login.cancel'), act: onCancel }}
      footer={
        <Button
          kind="ghost"
          wide
          busy={phone.busy}
          onClick={() =>
            void phone.run(async () => {
              await call(changeNumber, {});
              await refresh();
            })
          }
        >
          {t('login.qr.usePhone')}
        </Button>
      }
    >
      <div class="pp-qr">
        {step.url && !error ? (
          <QrCode value={step.url} label={t('login.qr.image')} />
        ) : error ? (
          <Button
            kind="soft"
            busy={renew.busy}
            disabled={held}
            onClick={() =>
              void renew.run(async () => {
                await call(startQr, {});
                await refresh();
              })
            }
          >
            {t('common.retry')}
          </Button>
        ) : (
          <Skeleton width="236px" height="236px" />
        )}
      </div>
      <StatusLine tone={error ? 'danger' : step.url ? 'ok' : 'off'}>
        {error ? (
          <ErrorWords error={error} />
        ) : !step.url ? (
          t('login.qr.preparing')
        ) : seconds === 0 ? (
          t('login.qr.renewing')
        ) : (
          tParts('login.qr.waiting', { clock: <Clock seconds={seconds} /> })
        )}
      </StatusLine>
      <ol class="pp-how">
        {HOW.map((key, index) => (
          <li key={key}>
            <b>{index + 1}</b>
            {t(key)}
          </li>
        ))}
      </ol>
    </Frame>
  );
}
