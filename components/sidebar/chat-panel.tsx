import { useEffect, useRef, useState } from 'preact/hooks';
import { useStore } from '@/components/background/use-store';
import { ActionRow, AnswerIcon, ChatIcon, NoteIcon, TaskIcon, TemplateIcon } from '@/components/ui';
import type { ChatCard } from '@/lib/chats/contract';
import { t } from '@/lib/words';
import type { ShownCard } from './card-store';
import { useSurface } from './context';
import { Deals } from './deal/deals';
import { CardBones } from './identity/bones';
import { headline, isPerson } from './identity/describe';
import { Identity } from './identity/identity';
import { NotTracked } from './identity/not-tracked';
import { type ChatMemory, memoryOf } from './memory';
import { NotePanel } from './notes/note-panel';
import type { PageState } from './page-link';
import { Answer, CardFailed, DealForm, Files, Messages, People, StaleLine, TelegramFacts } from './parts';
import { TaskPanel } from './tasks/task-panel';

/** The open chat: its card, the bones of it, or why there is none. */
export function ChatPanel({ shown }: { shown: ShownCard | null }) {
  if (shown?.card) return <Card id={shown.key} card={shown.card} stale={shown.error !== null} />;
  if (!shown?.error) return <CardBones />;
  return <CardFailed error={shown.error} />;
}

type Picked = NonNullable<PageState['picked']>;
type Form = 'answer' | 'template' | 'deal' | 'task' | 'note';

const ACTIONS = [
  ['answer', AnswerIcon],
  ['chat', ChatIcon],
  ['template', TemplateIcon],
  ['task', TaskIcon],
  ['note', NoteIcon],
] as const;

interface CardProps {
  id: string;
  card: ChatCard;
  stale: boolean;
}

/** Calls back, once for each wish, with the message of this chat that the person asked for in the page. */
function usePicked({ chat }: ChatCard, memory: ChatMemory, onPick: (picked: Picked) => void): void {
  const { picked } = useStore(useSurface().model).page;
  useEffect(() => {
    if (!picked || memory.picked === picked.seq) return;
    if (picked.chat.peer !== chat.peer || picked.chat.topic !== chat.topic) return;
    memory.picked = picked.seq;
    onPick(picked);
  }, [picked?.seq]);
}

/** Fixed order: who, acts, deal, tasks, notes, what Telegram shows. */
function Card({ id, card, stale }: CardProps) {
  const { act, settings } = useSurface();
  const memory = memoryOf(id);
  const [form, setForm] = useState<Form | null>(null);
  /** The messages are shown, at one of them or at the newest. */
  const [reading, setReading] = useState<Picked | 'newest' | null>(null);
  const opener = useRef<Element | null>(null);
  usePicked(card, memory, setReading);

  function open(next: Form): void {
    opener.current = document.activeElement;
    setForm(next);
  }

  /** Focus goes back to what opened the form, or to what stands in its place now. */
  function close(): void {
    setForm(null);
    const back = opener.current;
    requestAnimationFrame(() => {
      // Only what was in the form and is gone leaves the focus on the page itself.
      if (document.activeElement !== document.body) return;
      const again = document.querySelector<HTMLElement>(`[data-opens="${form}"]`);
      if (back instanceof HTMLElement && back !== document.body && back.isConnected) back.focus();
      else again?.focus();
    });
  }

  const toggle = (which: Form) => () => (form === which ? close() : open(which));
  const started = card.tracked || card.contact !== null || card.deals.length > 0;

  return (
    <>
      <Identity card={card} />
      {stale && <StaleLine />}
      {started && (
        <ActionRow
          actions={ACTIONS.map(([key, icon]) => ({
            key,
            icon,
            label: t(`action.${key}`),
            onClick: key === 'chat' ? () => setReading(reading ? null : 'newest') : toggle(key),
            expanded: key === 'chat' ? reading !== null : form === key,
          }))}
        />
      )}
      {reading && (
        <Messages
          card={card}
          at={reading === 'newest' ? null : reading}
          onCompose={() => open('answer')}
          onClose={() => setReading(null)}
        />
      )}
      {(form === 'answer' || form === 'template') && (
        <Answer
          card={card}
          deal={memory.deal}
          picking={form === 'template'}
          onPicking={(picking) => setForm(picking ? 'template' : 'answer')}
          onClose={close}
        />
      )}
      {form === 'deal' && (
        <DealForm
          title={headline(card)}
          currency={settings.currency}
          help={
            started ? undefined : isPerson(card) ? t('deal.tracksPerson', { name: card.title }) : t('deal.tracksChat')
          }
          onClose={close}
          onCreate={async (deal) => {
            const made = await act((acts) => acts.createDeal(card.chat, deal));
            if (!made) return false;
            memory.deal = made.id;
            close();
            return true;
          }}
        />
      )}
      {!started && form !== 'deal' && <NotTracked card={card} onNewDeal={() => open('deal')} />}
      {started && (
        <>
          <Deals card={card} memory={memory} onNew={form === 'deal' ? undefined : () => open('deal')} />
          <TaskPanel
            chat={card.chat}
            tasks={card.tasks}
            memory={memory}
            adding={form === 'task'}
            onAdding={(adding) => (adding ? open('task') : close())}
          />
          <NotePanel
            chat={card.chat}
            notes={card.notes}
            memory={memory}
            adding={form === 'note'}
            onAdding={(adding) => (adding ? open('note') : close())}
          />
          <Files card={card} />
        </>
      )}
      <TelegramFacts card={card} />
      {card.people.length > 0 && <People card={card} />}
    </>
  );
}
