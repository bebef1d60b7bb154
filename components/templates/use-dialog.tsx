import '@/lib/words/load/templates';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { useNow } from '@/components/background/use-now';
import { Button, ChatIcon, CloseIcon, Empty, IconButton } from '@/components/ui';
import type { ChatCard } from '@/lib/chats/contract';
import { t } from '@/lib/words';
import { TemplateActs } from './acts';
import { FillView } from './fill-view';
import { useStyles } from './styles';
import { useShownChat } from './use-shown-chat';
import { useTemplates } from './use-templates';
import { valuesOf } from './values';

export interface UseTemplateProps {
  ask: Ask;
  id: string;
  /** An account's name. */
  nameOf: (account: number) => string;
  onClose: () => void;
  onEdit: () => void;
}

/** A template for the chat that Telegram shows, above whatever the workspace shows. */
export function UseTemplate({ ask, id, nameOf, onClose, onEdit }: UseTemplateProps) {
  useStyles();
  const dialog = useRef<HTMLDialogElement>(null);
  const { all } = useTemplates(ask);
  const card = useShownChat(ask);
  const template = all?.find((each) => each.id === id);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const close = () => dialog.current?.close();

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc is the key for it, and the element's own
    <dialog
      ref={dialog}
      class="tz-dialog tm-dialog"
      aria-label={template?.name ?? t('template.many')}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <IconButton class="tm-close" icon={CloseIcon} label={t('common.close')} onClick={close} />
      {template && card && <ForChat {...{ ask, template, card, close }} me={nameOf(card.chat.account)} />}
      {template && card === null && (
        <Empty icon={ChatIcon} title={template.name}>
          {t('template.openChatFirst')}
        </Empty>
      )}
      {template && card !== undefined && (
        <div class="tm-acts">
          <Button
            size={32}
            kind="ghost"
            onClick={() => {
              close();
              onEdit();
            }}
          >
            {t('template.edit')}
          </Button>
        </div>
      )}
    </dialog>
  );
}

interface ForChatProps {
  ask: Ask;
  template: Parameters<typeof FillView>[0]['template'];
  card: ChatCard;
  me: string;
  close: () => void;
}

function ForChat({ ask, template, card, me, close }: ForChatProps) {
  const now = useNow();
  const acts = useMemo(() => new TemplateActs(ask, Date.now), [ask]);
  const { chat, title, deals } = card;
  const after = (done: boolean) => void (done && close());
  return (
    <>
      <p class="tz-meta tz-cut">{t('template.forChat', { name: title })}</p>
      <FillView
        {...{ ask, template }}
        account={chat.account}
        valueFor={valuesOf({ card, deal: deals[0] ?? null, me, now })}
        onUse={(words, files) => void acts.use(chat, words, files).then(after)}
        onInsert={(words) => void acts.insert(chat, words).then(after)}
        onBack={null}
        useLabel={t('template.use')}
      />
    </>
  );
}
