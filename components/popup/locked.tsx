import { useState } from 'preact/hooks';
import { Button, Field, Icon, LockIcon } from '@/components/ui';
import { call } from '@/lib/bus/client';
import { unlock, type VaultView } from '@/lib/privacy/contract';
import { t } from '@/lib/words';
import { ErrorWords } from '../auth/error-words';
import { Frame } from '../auth/frame';
import { useAction } from '../auth/use-action';
import { ConnectionStatus } from './connection-status';

export interface LockedProps {
  vault: VaultView;
  refresh: () => Promise<void>;
  onForgot: () => void;
}

/** The vault is locked: nothing is shown but how many reminders are due, and the way in. */
export function Locked({ vault, refresh, onForgot }: LockedProps) {
  const [passphrase, setPassphrase] = useState('');
  const action = useAction();

  function submit(): void {
    if (!passphrase) return;
    void action.run(async () => {
      await call(unlock, { passphrase });
      await refresh();
    });
  }

  return (
    <Frame
      status={<ConnectionStatus connection={{ is: 'locked' }} />}
      onSubmit={submit}
      error={action.error}
      centred="middle"
    >
      <div class="pp-locked">
        <span class="pp-mark">
          <Icon of={LockIcon} size={24} />
        </span>
        <h1 class="tz-title" tabIndex={-1}>
          {t('lock.title')}
        </h1>
        <p class="pp-lead">{vault.due > 0 ? t('count.reminders', { n: vault.due }) : t('lock.help')}</p>
      </div>
      <Field
        type="password"
        label={t('lock.label')}
        placeholder={t('lock.placeholder')}
        autocomplete="current-password"
        maxLength={1024}
        value={passphrase}
        onInput={(typed) => {
          action.clear();
          setPassphrase(typed);
        }}
        help={'\u00a0'}
        error={action.error && <ErrorWords error={action.error} />}
        readOnly={action.busy}
        data-first
      />
      <div class="pp-acts">
        <Button type="submit" kind="filled" wide busy={action.busy} disabled={!passphrase}>
          {t('lock.unlock')}
        </Button>
        <Button kind="ghost" wide onClick={onForgot}>
          {t('lock.forgot')}
        </Button>
      </div>
    </Frame>
  );
}
