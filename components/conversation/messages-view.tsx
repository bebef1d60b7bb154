import { useMemo, useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { requestCompose } from '@/components/outbox/requests';
import { useStyles as useDialogStyles } from '@/components/outbox/styles';
import type { ChatCard } from '@/lib/chats/contract';
import type { Message } from '@/lib/messages/model';
import { t } from '@/lib/words';
import type { ConversationModel, ConversationState } from './conversation-model';
import { FromMessages } from './from-messages';
import { MessageActs } from './message-acts';
import { MessageList } from './message-list';
import { type Begin, menuOf } from './message-menu';
import { SelectionBar } from './selection-bar';

export interface MessagesViewProps {
  card: ChatCard;
  ask: Ask;
  model: ConversationModel;
  state: ConversationState;
  now: number;
  /** A message was handed to the composer. */
  onCompose: () => void;
  onClose: () => void;
}

/** The list, and what can be done with one message of it or with several. */
export function MessagesView({ card, ask, model, state, now, onCompose, onClose }: MessagesViewProps) {
  useDialogStyles();
  const { chat } = card;
  const { messages, names } = state;
  const acts = useMemo(() => new MessageActs(ask, chat), []);
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [begun, setBegun] = useState<{ begin: Begin; messages: readonly Message[] } | null>(null);
  // What was deleted meanwhile is selected no more.
  const chosen = messages.filter(({ id }) => selected.has(id));

  function select(some: readonly Message[], on: boolean): void {
    const next = new Set(chosen.map(({ id }) => id));
    for (const { id } of some) {
      if (on) next.add(id);
      else next.delete(id);
    }
    setSelected(next);
  }

  function compose(is: 'reply' | 'edit'): (message: Message) => void {
    return (message) => {
      requestCompose(chat, { is, message });
      onCompose();
    };
  }

  return (
    <>
      <MessageList
        {...{ model, state, now, onClose }}
        peer={chat.peer}
        before={<Before state={state} />}
        selected={new Set(chosen.map(({ id }) => id))}
        onSelect={select}
        onUnselect={() => setSelected(new Set())}
        menu={(some) =>
          menuOf(some, {
            onReply: compose('reply'),
            onEdit: compose('edit'),
            onReact: ({ id }, emoji) => void acts.react(id, emoji),
            onShow: ({ id }) => void acts.show(id),
            onSelect: (these) => select(these, true),
            onBegin: (begin, these) => setBegun({ begin, messages: these }),
          })
        }
      />
      {chosen.length > 0 && (
        <SelectionBar
          count={chosen.length}
          fleeting={chosen.some(({ fleeting, bare }) => fleeting || bare)}
          onBegin={(begin) => setBegun({ begin, messages: chosen })}
          onClose={() => setSelected(new Set())}
        />
      )}
      {begun && (
        <FromMessages
          {...begun}
          {...{ card, names, acts }}
          onClose={(done) => {
            setBegun(null);
            if (done) setSelected(new Set());
          }}
        />
      )}
    </>
  );
}

/** What stands before the oldest message that is here. */
function Before({ state: { hasOlder, loading, about } }: { state: ConversationState }) {
  if (loading === 'older') return <p class="cv-service">{t('conversation.loadingOlder')}</p>;
  if (!hasOlder && about?.complete) return <p class="cv-service">{t('conversation.begins')}</p>;
  return null;
}
