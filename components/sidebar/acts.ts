import type { Ask } from '@/components/background/ask';
import { sayDone, tryAct } from '@/components/background/try-act';
import { addContact, type ChatCard, collapseSidebar, openChat } from '@/lib/chats/contract';
import type { ChatRef } from '@/lib/chats/model';
import { createDeal, type DealView, editDeal, moveDeal } from '@/lib/deals/contract';
import type { Money, Stage } from '@/lib/deals/model';
import { addNote, deleteNote } from '@/lib/notes/contract';
import type { Note } from '@/lib/notes/model';
import { addTask, completeTask, deleteTask } from '@/lib/tasks/contract';
import { byUrgency, type Task } from '@/lib/tasks/model';
import { t } from '@/lib/words';
import type { CardStore } from './card-store';

/**
 * What a person can do in the sidebar. Each act is seen at once where it can be, is taken back when it fails, and says
 * so in a toast; each resolves to whether it succeeded and never throws.
 */
export class Acts {
  constructor(
    private readonly ask: Ask,
    private readonly cards: CardStore,
    private readonly now: () => number,
  ) {}

  addContact(card: ChatCard): Promise<boolean> {
    const { chat, title } = card;
    return this.#try(async () => {
      const { undo: group } = await this.cards.change(chat, asIs, () => this.ask(addContact, { chat }));
      this.#say(card.kind === 'user' ? t('sidebar.contactAdded', { name: title }) : t('sidebar.chatAdded'), group);
    });
  }

  /** Resolves to the new deal, or null. */
  async createDeal(
    chat: ChatRef,
    deal: { title: string; value: Money | null; stage: string },
  ): Promise<DealView | null> {
    let made: DealView | null = null;
    await this.#try(async () => {
      made = await this.cards.change(chat, asIs, () => this.ask(createDeal, { chat, ...deal }));
    });
    return made;
  }

  editDeal(chat: ChatRef, id: string, set: { title?: string; value?: Money | null }): Promise<boolean> {
    return this.#try(() =>
      this.cards.change(chat, withDeal(id, set), () => this.ask(editDeal, { id, set })).then(() => undefined),
    );
  }

  moveDeal(chat: ChatRef, id: string, stage: Stage): Promise<boolean> {
    const to = { stage: stage.id, stageSince: this.now() };
    return this.#try(async () => {
      const { undo: group } = await this.cards.change(chat, withDeal(id, to), () =>
        this.ask(moveDeal, { id, stage: stage.id }),
      );
      this.#say(t('deal.moved', { stage: stage.name }), group);
    });
  }

  addNote(chat: ChatRef, text: string): Promise<boolean> {
    const note: Note = { id: this.#temporary(), on: { chat: '' }, text, createdAt: this.now() };
    return this.#try(async () => {
      const { undo: group } = await this.cards.change(
        chat,
        (card) => ({ ...card, notes: [note, ...card.notes] }),
        () => this.ask(addNote, { chat, text }),
      );
      this.#say(t('note.saved'), group);
    });
  }

  deleteNote(chat: ChatRef, id: string): Promise<boolean> {
    return this.#try(async () => {
      const { undo: group } = await this.cards.change(
        chat,
        (card) => ({ ...card, notes: card.notes.filter((note) => note.id !== id) }),
        () => this.ask(deleteNote, { id }),
      );
      this.#say(t('note.deleted'), group);
    });
  }

  /** `chat` null: on nothing. */
  addTask(chat: ChatRef | null, title: string, due: number | null): Promise<boolean> {
    const task: Task = { id: this.#temporary(), on: null, title, due, doneAt: null, createdAt: this.now() };
    return this.#try(async () => {
      const { undo: group } = await this.#on(
        chat,
        (card) => ({ ...card, tasks: [...card.tasks, task].sort(byUrgency) }),
        () => this.ask(addTask, chat ? { chat, title, due } : { title, due }),
      );
      this.#say(t('task.added'), group);
    });
  }

  completeTask(chat: ChatRef | null, id: string, done: boolean): Promise<boolean> {
    const doneAt = done ? this.now() : null;
    return this.#try(async () => {
      const { undo: group } = await this.#on(
        chat,
        (card) => ({
          ...card,
          tasks: card.tasks.map((task) => (task.id === id ? { ...task, doneAt } : task)).sort(byUrgency),
        }),
        () => this.ask(completeTask, { id, done }),
      );
      this.#say(t(done ? 'task.done' : 'task.reopened'), group);
    });
  }

  deleteTask(chat: ChatRef | null, id: string): Promise<boolean> {
    return this.#try(async () => {
      const { undo: group } = await this.#on(
        chat,
        (card) => ({ ...card, tasks: card.tasks.filter((task) => task.id !== id) }),
        () => this.ask(deleteTask, { id }),
      );
      this.#say(t('task.deleted'), group);
    });
  }

  openChat(chat: ChatRef): Promise<boolean> {
    return this.#try(() => this.ask(openChat, { chat }));
  }

  collapse(collapsed: boolean): Promise<boolean> {
    return this.#try(() => this.ask(collapseSidebar, { collapsed }));
  }

  #on<T>(chat: ChatRef | null, apply: (card: ChatCard) => ChatCard, run: () => Promise<T>): Promise<T> {
    return chat ? this.cards.change(chat, apply, run) : run();
  }

  #try(work: () => Promise<void>): Promise<boolean> {
    return tryAct(work, this.now);
  }

  #say(text: string, group: string): void {
    sayDone(this.ask, text, group, this.now);
  }

  /** An id for a record that the background has not named yet. */
  #temporary(): string {
    return `new-${crypto.randomUUID()}`;
  }
}

function asIs(card: ChatCard): ChatCard {
  return card;
}

function withDeal(id: string, set: Partial<DealView>): (card: ChatCard) => ChatCard {
  return (card) => ({ ...card, deals: card.deals.map((deal) => (deal.id === id ? { ...deal, ...set } : deal)) });
}
