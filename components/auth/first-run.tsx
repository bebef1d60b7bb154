import { useState } from 'preact/hooks';
import { Button } from '@/components/ui';
import { consent, startSignIn } from '@/lib/auth/contract';
import type { AuthView } from '@/lib/auth/model';
import { call } from '@/lib/bus/client';
import { setPassphrase, type VaultView } from '@/lib/privacy/contract';
import { setSettings } from '@/lib/settings/contract';
import { t } from '@/lib/words';
import { type Choices, ConsentStep } from './consent-step';
import { ErrorWords } from './error-words';
import { Frame } from './frame';
import { NewPassphrase, type PassphraseFault, passphraseFault } from './new-passphrase';
import { useAction } from './use-action';

export interface FirstRunProps {
  vault: VaultView;
  api: AuthView['api'];
  refresh: () => Promise<void>;
}

/**
 * Consent and, if wanted, a passphrase. Consent is told to the background last, so that a window closed half-way comes
 * back here and no choice is passed over.
 */
export function FirstRun({ vault, api, refresh }: FirstRunProps) {
  const [choices, setChoices] = useState<Choices>({ agreed: false, passphrase: false, webNotifies: false });
  const [choosing, setChoosing] = useState(false);
  const action = useAction();

  async function begin(): Promise<void> {
    await call(setSettings, { notifications: { telegramWebNotifies: choices.webNotifies } });
    await call(consent, {});
    if (api !== 'missing') await call(startSignIn, {});
    await refresh();
  }

  if (choosing) {
    return (
      <PassphraseStep
        onBack={() => {
          action.clear();
          setChoosing(false);
        }}
        onSkip={() => void action.run(begin)}
        onChosen={(next) =>
          void action.run(async () => {
            await call(setPassphrase, { current: null, next });
            await begin();
          })
        }
        action={action}
      />
    );
  }
  return (
    <ConsentStep
      choices={choices}
      onChange={setChoices}
      busy={action.busy}
      error={action.error}
      onSubmit={() => {
        // One set on an earlier visit stays: it can be changed in the settings.
        if (choices.passphrase && !vault.passphrase) setChoosing(true);
        else void action.run(begin);
      }}
    />
  );
}

interface PassphraseStepProps {
  onBack: () => void;
  onSkip: () => void;
  onChosen: (passphrase: string) => void;
  action: ReturnType<typeof useAction>;
}

function PassphraseStep({ onBack, onSkip, onChosen, action }: PassphraseStepProps) {
  const [typed, setTyped] = useState({ next: '', again: '' });
  const [fault, setFault] = useState<PassphraseFault>(null);

  function submit(): void {
    const found = passphraseFault(typed);
    setFault(found);
    if (!found) onChosen(typed.next);
  }

  return (
    <Frame
      place={1}
      title={t('passphrase.title')}
      lead={t('passphrase.lead')}
      onClose={{ label: t('common.back'), act: onBack }}
      onEscape={onBack}
      onSubmit={submit}
      error={fault}
      footer={
        <>
          <Button type="submit" kind="filled" wide busy={action.busy}>
            {t('passphrase.set')}
          </Button>
          <Button kind="ghost" wide disabled={action.busy} onClick={onSkip}>
            {t('passphrase.skip')}
          </Button>
        </>
      }
    >
      <div class="pp-fields">
        <NewPassphrase
          first
          typed={typed}
          fault={fault}
          busy={action.busy}
          onInput={(next) => {
            setFault(null);
            action.clear();
            setTyped(next);
          }}
        />
      </div>
      <div class="pp-error" aria-live="polite">
        {action.busy ? (
          <span class="tz-dim">{t('passphrase.sealing')}</span>
        ) : (
          action.error && <ErrorWords error={action.error} />
        )}
      </div>
    </Frame>
  );
}
