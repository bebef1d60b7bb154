import type { Ask } from '@/components/background/ask';
import { later } from '@/components/background/later';
import { sayDone, tryAct } from '@/components/background/try-act';
import { Presses } from '@/components/outbox/presses';
import { toasts } from '@/components/ui';
import { showMessage } from '@/lib/chats/contract';
import type { ChatRef } from '@/lib/chats/model';
import { proveDeal } from '@/lib/deals/contract';
import type { Provable } from '@/lib/deals/model';
import type { Message } from '@/lib/messages/model';
import { MOST_QUOTED, type Quote } from '@/lib/messages/quote';
import { addNote } from '@/lib/notes/contract';
import * as outbox from '@/lib/outbox/contract';
import { addTask } from '@/lib/tasks/contract';
import { t } from '@/lib/words';
import { digest, type Names, senderName } from './words';

/** What can be done with messages of a chat. What goes wrong is said in a toast; each act resolves to whether it was done. */
export class MessageActs {
  readonly #presses = new Presses({ newKey: () => crypto.randomUUID(), later });

  constructor(
    private readonly ask: Ask,
    private readonly chat: ChatRef,
  ) {}

  /** null takes the reaction back. */
  react(id: number, emoji: string | null): Promise<boolean> {
    const reactions = emoji === null ? [] : [{ emoji }];
    return this.#press((key) => this.ask(outbox.react, { key, chat: this.chat, id, reactions }));
  }

  remove(ids: number[], forAll: boolean): Promise<boolean> {
    return this.#press((key) => this.ask(outbox.remove, { key, chat: this.chat, ids, forAll }));
  }

  forward(ids: number[], to: ChatRef, how: { withSender: boolean; withCaption: boolean }): Promise<boolean> {
    return this.#press((key) => this.ask(outbox.forward, { key, from: this.chat, ids, to, silent: false, ...how }));
  }

  targets() {
    return this.ask(outbox.targets, { account: this.chat.account });
  }

  /** Opens the chat in Telegram at a message. */
  show(id: number): Promise<boolean> {
    return showInTelegram(this.ask, this.chat, id);
  }

  addTask(title: string, due: number | null, source: Quote): Promise<boolean> {
    return this.#record(t('task.added'), () => this.ask(addTask, { chat: this.chat, title, due, source }));
  }

  /** `deal`: on that instead of the contact. */
  addNote(text: string, source: Quote, deal?: string): Promise<boolean> {
    const done = t(deal === undefined ? 'note.saved' : 'from.logged');
    const on = deal === undefined ? {} : { deal };
    return this.#record(done, () => this.ask(addNote, { chat: this.chat, text, source, ...on }));
  }

  prove(deal: string, field: Provable, proof: Quote | null): Promise<boolean> {
    const done = t(proof ? 'from.proved' : 'from.unproved');
    return this.#record(done, () => this.ask(proveDeal, { id: deal, field, proof }));
  }

  #record(done: string, work: () => Promise<{ undo: string }>): Promise<boolean> {
    return tryAct(async () => {
      const { undo } = await work();
      sayDone(this.ask, done, undo, Date.now);
    }, Date.now);
  }

  #press(work: (key: string) => Promise<unknown>): Promise<boolean> {
    return tryAct(() => this.#presses.give(work), Date.now);
  }
}

/** Opens a chat in Telegram at a message; says so where the page does not come to it. */
export function showInTelegram(ask: Ask, chat: ChatRef, message: number): Promise<boolean> {
  return tryAct(async () => {
    if (!(await ask(showMessage, { chat, message }))) toasts.show({ text: t('from.notShown') });
  }, Date.now);
}

/** Messages as a record keeps them; those past the most that it keeps are left out. */
export function quoteOf(chat: ChatRef, messages: readonly Message[], names: Names): Quote {
  return {
    chat,
    messages: messages.slice(0, MOST_QUOTED).map((message) => ({
      id: message.id,
      name: senderName(message, names).slice(0, 300),
      out: message.out,
      date: message.date,
      text: (message.text.trim() || digest(message, names)).slice(0, 10_000),
      words: message.text.trim() !== '',
    })),
  };
}
