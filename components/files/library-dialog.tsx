import '@/lib/words/load/files';
import { useMemo, useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { later } from '@/components/background/later';
import { Presses } from '@/components/outbox/presses';
import { Dialog, Field, toasts } from '@/components/ui';
import type { ChatRef } from '@/lib/chats/model';
import { sendKept } from '@/lib/files/contract';
import { TezError } from '@/lib/limits/model';
import type { RichText } from '@/lib/messages/content';
import { t } from '@/lib/words';
import { errorSentence } from '@/lib/words/errors';
import { keptFacts, keptItem, titleOf } from './names';
import { useFileStyles } from './styles';
import { useFound, useKept } from './use-kept';

export interface LibraryDialogProps {
  ask: Ask;
  chat: ChatRef;
  caption: RichText;
  silent: boolean;
  onSent: () => void;
  onClose: () => void;
}

/** Sends a kept file by what Telegram has of it; from the vault, where Telegram has it no more. */
export function LibraryDialog({ ask, chat, caption, silent, onSent, onClose }: LibraryDialogProps) {
  useFileStyles();
  const { files } = useKept(ask);
  // What another account was sent, Telegram does not give to this one.
  const [found, typed, type] = useFound((files ?? []).filter(({ account }) => account === chat.account));
  const [chosen, setChosen] = useState<string | null>(null);
  const presses = useMemo(() => new Presses({ newKey: () => crypto.randomUUID(), later }), []);
  const view = found.find(({ id }) => id === chosen);

  async function sendIt(): Promise<void> {
    if (!view) return;
    const wanted = { chat, files: [view.id], texts: [caption], silent, keepsDraft: true };
    try {
      await presses.give((key) => ask(sendKept, { key, ...wanted }), view.id);
      onSent();
      onClose();
    } catch (error) {
      toasts.show({ text: errorSentence(TezError.from(error).toWire(), Date.now()) });
    }
  }

  return (
    <Dialog
      open
      title={t('files.libraryTitle')}
      safeLabel={t('files.sendKeep')}
      actLabel={t('files.libraryAct')}
      busy={!view}
      onAct={() => void sendIt()}
      onClose={onClose}
    >
      <Field label={t('files.find')} value={typed} onInput={type} />
      {files && found.length === 0 && (
        <p class="tz-meta fl-said">{t(files.length === 0 ? 'files.libraryHelp' : 'files.libraryNoMatch')}</p>
      )}
      <div class="fl-chosen">
        {found.map((one) => (
          <label key={one.id} class="fl-choice">
            <input type="radio" name="kept" checked={one.id === chosen} onChange={() => setChosen(one.id)} />
            <span class="fl-preview-words">
              <span class="tz-cut">{titleOf(keptItem(one))}</span>
              <span class="tz-meta tz-cut">{keptFacts(one, Date.now())}</span>
            </span>
          </label>
        ))}
      </div>
    </Dialog>
  );
}
