import type { Ask } from '@/components/background/ask';
import type { LiveValue } from '@/components/background/live-value';
import { sayDone, tryAct } from '@/components/background/try-act';
import { toasts } from '@/components/ui';
import { openChat } from '@/lib/chats/contract';
import type { ChatRef } from '@/lib/chats/model';
import { type BoardCard, type BoardView, createDeal, editDeal, moveDeal } from '@/lib/deals/contract';
import type { Money, Stage } from '@/lib/deals/model';
import { startDealChat } from '@/lib/outbox/contract';
import { t } from '@/lib/words';
import { withMoved } from './arrange';

/** What a person can do on the board: seen at once, taken back with a sentence when it fails. None of them throws. */
export class BoardActs {
  constructor(
    private readonly ask: Ask,
    private readonly board: LiveValue<BoardView>,
    private readonly now: () => number,
  ) {}

  move(card: BoardCard, stage: Stage): Promise<boolean> {
    if (card.stage === stage.id) return Promise.resolve(true);
    return tryAct(async () => {
      const { undo: group } = await this.board.change(
        (view) => withMoved(view, card.id, stage.id, this.now()),
        () => this.ask(moveDeal, { id: card.id, stage: stage.id }),
      );
      sayDone(this.ask, t('board.moved', { title: card.title, stage: stage.name }), group, this.now);
    }, this.now);
  }

  edit(id: string, set: { title?: string; value?: Money | null }): Promise<boolean> {
    return tryAct(async () => {
      await this.board.change(
        (view) => ({ ...view, cards: view.cards.map((card) => (card.id === id ? { ...card, ...set } : card)) }),
        () => this.ask(editDeal, { id, set }),
      );
    }, this.now);
  }

  create(deal: { title: string; value: Money | null; stage: string }): Promise<boolean> {
    return tryAct(async () => {
      await this.board.change(
        (view) => view,
        () => this.ask(createDeal, deal),
      );
      toasts.show({ text: t('deal.created') });
    }, this.now);
  }

  /** Gives a deal its chat. What keeps it from that is for the form to say. @throws TezError */
  async startChat(account: number, deal: string, who: string): Promise<void> {
    const { title, undo: group } = await this.ask(startDealChat, { account, deal, who });
    sayDone(this.ask, t('board.chatStarted', { name: title }), group, this.now);
    this.board.refresh();
  }

  openChat(chat: ChatRef): Promise<boolean> {
    return tryAct(() => this.ask(openChat, { chat }), this.now);
  }
}
