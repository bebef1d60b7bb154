import type { Ask } from '@/components/background/ask';
import { AttachedFiles } from '@/components/files/attached';
import { Dialog } from '@/components/ui';
import type { ChatRef } from '@/lib/chats/model';
import { t } from '@/lib/words';
import type { ComposerModel } from './composer-model';

export interface AttachmentsProps {
  ask: Ask;
  chat: ChatRef;
  model: ComposerModel;
}

/** Files of the library that go with what is written, and the question where some of them are gone. */
export function Attachments({ ask, chat, model }: AttachmentsProps) {
  const { files, gone, rich, busy } = model.state;
  if (files.length === 0) return null;
  return (
    <>
      <AttachedFiles {...{ ask, files }} account={chat.account} words={rich} onRemove={(id) => model.detach(id)} />
      <p class="tz-hint">{t('outbox.insertTextOnly')}</p>
      {gone && (
        <Dialog
          open
          title={t('outbox.goneTitle', { n: gone.files.length })}
          safeLabel={t('outbox.goneKeep')}
          actLabel={t('outbox.goneSend', { n: gone.files.length })}
          busy={busy}
          onAct={() => void model.sendWithout()}
          onClose={() => model.keepWriting()}
        >
          <p>{t('outbox.goneHelp', { names: gone.files.map(({ name }) => name).join(', ') })}</p>
        </Dialog>
      )}
    </>
  );
}
