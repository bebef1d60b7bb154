import { useState } from 'preact/hooks';
import { Button, ChevronRightIcon, Field, Icon, QrIcon } from '@/components/ui';
import { sendCode, setApi, startQr } from '@/lib/auth/contract';
import { parsePhone } from '@/lib/auth/model';
import { call } from '@/lib/bus/client';
import { getLocale, t } from '@/lib/words';
import { countryNames } from '@/lib/words/phone';
import { type ApiFault, ApiFields, apiFault } from './api-fields';
import { ErrorWords, useHeld } from './error-words';
import { Frame } from './frame';
import type { StepProps } from './steps';
import { useAction } from './use-action';

const NOTHING_TYPED = { id: '', hash: '' };

/** The number to sign in with; under "Advanced" an API id of one's own, and the way to the QR code. */
export function PhoneStep({ error: before, refresh, onCancel }: StepProps<'phone'>) {
  const [phone, setPhone] = useState('');
  const [own, setOwn] = useState(NOTHING_TYPED);
  const [fault, setFault] = useState<ApiFault>(null);
  const [wrong, setWrong] = useState(false);
  const action = useAction(before);
  const qr = useAction();

  const error = wrong ? ({ kind: 'phoneInvalid' } as const) : (action.error ?? qr.error);
  const apiError = error?.kind === 'apiInvalid' ? error : null;
  const held = useHeld(error);
  const shownFault = fault ?? (apiError && { in: 'hash' as const, words: <ErrorWords error={apiError} /> });

  function forget(): void {
    setWrong(false);
    setFault(null);
    action.clear();
    qr.clear();
  }

  /** Runs after the API id typed under "Advanced", if any, is in place. */
  async function withApi(work: () => Promise<unknown>): Promise<void> {
    if (own.id || own.hash) await call(setApi, own);
    await work();
    await refresh();
  }

  function apiIsFine(): boolean {
    const found = own.id || own.hash ? apiFault(own) : null;
    setFault(found);
    return !found;
  }

  function submit(): void {
    if (held || qr.busy) return;
    forget();
    const bad = !parsePhone(phone);
    setWrong(bad);
    if (!bad && apiIsFine()) void action.run(() => withApi(() => call(sendCode, { phone })));
  }

  function useQr(): void {
    if (held || action.busy) return;
    forget();
    if (apiIsFine()) void qr.run(() => withApi(() => call(startQr, {})));
  }

  return (
    <Frame
      place={2}
      title={t('login.phone.title')}
      lead={t('login.phone.lead')}
      onClose={{ label: t('login.cancel'), act: onCancel }}
      onSubmit={submit}
      error={error ?? fault}
      footer={
        <>
          <Button type="submit" kind="filled" wide busy={action.busy} disabled={held}>
            {t('common.continue')}
          </Button>
          <Button kind="ghost" wide icon={QrIcon} busy={qr.busy} disabled={held} onClick={useQr}>
            {t('login.phone.useQr')}
          </Button>
        </>
      }
    >
      <div class="pp-fields is-two-lines">
        <Field
          type="tel"
          label={t('login.phone.label')}
          placeholder={t('login.phone.placeholder')}
          autocomplete="tel"
          maxLength={40}
          value={phone}
          onInput={(typed) => {
            forget();
            setPhone(typed);
          }}
          // A line is always there, so that the country's name appearing moves nothing.
          help={countryNames(phone, getLocale()) ?? '\u00a0'}
          error={error && !apiError && <ErrorWords error={error} />}
          readOnly={action.busy}
          data-first
        />
      </div>
      <details class="pp-more" open={apiError !== null || undefined}>
        <summary>
          <Icon of={ChevronRightIcon} size={16} />
          {t('login.api.advanced')}
        </summary>
        <ApiFields
          typed={own}
          fault={shownFault}
          busy={action.busy || qr.busy}
          onInput={(typed) => {
            forget();
            setOwn(typed);
          }}
        />
      </details>
    </Frame>
  );
}
