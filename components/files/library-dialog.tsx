import '@/lib/words/load/files';
import { useMemo, useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { later } from '@/components/background/later';
import { Presses } from '@/components/outbox/presses';
import { Dialog, toasts } from '@/components/ui';
import type { ChatRef } from '@/lib/chats/model';
import { sendKept } from '@/lib/files/contract';
import { TezError } from '@/lib/limits/model';
import type { RichText } from '@/lib/messages/content';
import { t } from '@/lib/words';
import { errorSentence } from '@/lib/words/errors';
import { LibraryChoice } from './library-choice';
import { useFileStyles } from './styles';
import { useKept } from './use-kept';

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
  const own = files?.filter(({ account }) => account === chat.account) ?? null;
  const [chosen, setChosen] = useState<string[]>([]);
  const presses = useMemo(() => new Presses({ newKey: () => crypto.randomUUID(), later }), []);
  const view = own?.find(({ id }) => id === chosen[0]);

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
      <LibraryChoice files={own} chosen={chosen} onChoose={setChosen} />
    </Dialog>
  );
}
