import { useState } from 'preact/hooks';
import { Button, Field, toasts } from '@/components/ui';
import { call } from '@/lib/bus/client';
import { setPassphrase, type VaultView } from '@/lib/privacy/contract';
import { t } from '@/lib/words';
import { ErrorWords } from '../auth/error-words';
import { Frame } from '../auth/frame';
import { NewPassphrase, type PassphraseFault, passphraseFault } from '../auth/new-passphrase';
import { useAction } from '../auth/use-action';

export interface PassphraseScreenProps {
  vault: VaultView;
  refresh: () => Promise<void>;
  onBack: () => void;
}

/** Sets a passphrase, or changes or removes the one there is. */
export function PassphraseScreen({ vault, refresh, onBack }: PassphraseScreenProps) {
  // What the screen began as: the vault's state changes under it the moment the work is done.
  const [had] = useState(vault.passphrase);
  const [current, setCurrent] = useState('');
  const [typed, setTyped] = useState({ next: '', again: '' });
  const [fault, setFault] = useState<PassphraseFault>(null);
  const action = useAction();
  const wrong = action.error?.kind === 'passphraseWrong';

  function forget(): void {
    setFault(null);
    action.clear();
  }

  function apply(next: string | null): void {
    void action
      .run(async () => {
        await call(setPassphrase, { current: had ? current : null, next });
        await refresh();
        toasts.show({ text: t(next === null ? 'passphrase.removed' : 'passphrase.saved') });
      })
      .then((done) => done && onBack());
  }

  function submit(): void {
    const found = passphraseFault(typed);
    setFault(found);
    if (!found) apply(typed.next);
  }

  return (
    <Frame
      title={t(had ? 'passphrase.change' : 'passphrase.title')}
      onBack={onBack}
      onSubmit={submit}
      error={fault ?? action.error}
      footer={
        <>
          <Button type="submit" kind="filled" wide busy={action.busy} disabled={had && !current}>
            {t(had ? 'passphrase.change' : 'passphrase.set')}
          </Button>
          {had && (
            <Button kind="danger" wide disabled={!current || action.busy} onClick={() => apply(null)}>
              {t('passphrase.remove')}
            </Button>
          )}
        </>
      }
    >
      <p class="pp-lead">{t('passphrase.lead')}</p>
      <div class="pp-fields">
        {had && (
          <Field
            type="password"
            label={t('passphrase.current')}
            autocomplete="current-password"
            maxLength={1024}
            value={current}
            onInput={(value) => {
              forget();
              setCurrent(value);
            }}
            help={'\u00a0'}
            error={wrong && action.error && <ErrorWords error={action.error} />}
            readOnly={action.busy}
            data-first
          />
        )}
        <NewPassphrase
          first={!had}
          typed={typed}
          fault={fault}
          busy={action.busy}
          onInput={(next) => {
            forget();
            setTyped(next);
          }}
        />
      </div>
      <div class="pp-error" aria-live="polite">
        {action.busy ? (
          <span class="tz-dim">{t('passphrase.sealing')}</span>
        ) : (
          action.error && !wrong && <ErrorWords error={action.error} />
        )}
      </div>
    </Frame>
  );
}
