import { useState } from 'preact/hooks';
import { Button, ChatIcon, Field } from '@/components/ui';
import type { AccountView } from '@/lib/auth/model';
import { TezError } from '@/lib/limits/model';
import { t } from '@/lib/words';
import { errorSentence } from '@/lib/words/errors';

/** The account that a chat is started from, where nothing names one; null where all are signed out. */
export function sendingAccount(accounts: readonly AccountView[]): number | null {
  return accounts.find(({ connection }) => connection.is !== 'signedOut')?.id ?? null;
}

/** Gives a deal its chat: finds one person on Telegram and opens the chat with them, ready to be written in. */
export function StartChat({ onStart }: { onStart: (who: string) => Promise<void> }) {
  const [who, setWho] = useState('');
  const [error, setError] = useState('');
  const [busy, setBusy] = useState(false);

  async function start(): Promise<void> {
    if (busy || who.trim() === '') return;
    setBusy(true);
    try {
      await onStart(who);
    } catch (thrown) {
      const wire = TezError.from(thrown).toWire();
      setError(wire.kind === 'invalidInput' ? t('board.startWrong') : errorSentence(wire, Date.now()));
    }
    setBusy(false);
  }

  return (
    <form
      class="bd-start"
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <Field
        label={t('board.startWho')}
        help={t('board.startHelp')}
        error={error}
        value={who}
        maxLength={200}
        autocomplete="off"
        spellcheck={false}
        onInput={(value) => {
          setWho(value);
          setError('');
        }}
      />
      <Button kind="filled" wide type="submit" icon={ChatIcon} busy={busy} disabled={who.trim() === ''}>
        {t('board.startChat')}
      </Button>
    </form>
  );
}
