import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { DealFields } from '@/components/deals/deal-fields';
import { DealForm, type NewDeal } from '@/components/deals/deal-form';
import { Avatar, Button, ChatIcon, CloseIcon, Icon, IconButton, TaskIcon, Toaster } from '@/components/ui';
import { peerKind } from '@/lib/chats/model';
import type { BoardCard } from '@/lib/deals/contract';
import type { Money, Stage } from '@/lib/deals/model';
import { t } from '@/lib/words';
import { formatPlan } from '@/lib/words/time';
import { avatarNumber } from './arrange';
import { StartChat } from './start-chat';

interface PanelProps {
  label: string;
  onClose: () => void;
  children: ComponentChildren;
}

/** A native dialog over the board: keeps the focus, closes on Esc and on a press outside. */
function Panel({ label, onClose, children }: PanelProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Before the effects of what is inside, which may put the focus elsewhere.
  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc is the key for it, and the element's own
    <dialog
      ref={dialog}
      class="bd-panel"
      aria-label={label}
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && event.currentTarget.close()}
    >
      {children}
    </dialog>
  );
}

export interface DealPanelProps {
  card: BoardCard;
  currency: string;
  /** UTC ms. */
  now: number;
  onClose: () => void;
  onEdit: (set: { title?: string; value?: Money | null }) => void;
  onMove: (stage: Stage) => void;
  onOpenChat: () => void;
  /** Null where no account could. @throws TezError */
  onStartChat: ((who: string) => Promise<void>) | null;
}

/** A deal of the board: edited in place, or gone to in its chat. */
export function DealPanel(props: DealPanelProps) {
  const { card, currency, now, onClose, onEdit, onMove, onOpenChat, onStartChat } = props;
  const { who, title, peer, photo, nextTask, chats } = card;
  const name = who || title;
  return (
    <Panel label={title} onClose={onClose}>
      <div class="bd-panel-body">
        <header class="tz-row bd-panel-head">
          <Avatar
            peer={avatarNumber(card)}
            name={name}
            photo={photo}
            size={40}
            square={peer === null || peerKind(peer) !== 'user'}
          />
          <div class="tz-grow">
            <h2 class="tz-name tz-cut">{name}</h2>
            <p class="tz-meta tz-cut">{who ? t('deal.one') : t('board.noChat')}</p>
          </div>
          <IconButton icon={CloseIcon} label={t('common.close')} onClick={onClose} />
        </header>
        <section aria-label={title} class="bd-panel-deal">
          <DealFields {...{ deal: card, now, onEdit, onMove }} currency={card.value?.unit ?? currency} />
        </section>
        {nextTask && (
          <p class="tz-row bd-panel-task">
            <Icon of={TaskIcon} />
            <span class="tz-grow tz-cut2">{nextTask.title}</span>
            {nextTask.due !== null && <span class="tz-meta tz-num">{formatPlan(nextTask.due, { now })}</span>}
          </p>
        )}
        {chats.length > 0 && (
          <Button kind="filled" wide icon={ChatIcon} onClick={onOpenChat}>
            {t('board.openChat')}
          </Button>
        )}
        {chats.length === 0 && onStartChat && <StartChat onStart={onStartChat} />}
      </div>
      <Toaster at="end" />
    </Panel>
  );
}

export interface NewDealPanelProps {
  stage: string | undefined;
  currency: string;
  onClose: () => void;
  onCreate: (deal: NewDeal) => Promise<boolean>;
}

/** A deal without a chat. */
export function NewDealPanel({ stage, currency, onClose, onCreate }: NewDealPanelProps) {
  return (
    <Panel label={t('deal.new')} onClose={onClose}>
      <DealForm title="" {...{ stage, currency, onClose, onCreate }} />
    </Panel>
  );
}
