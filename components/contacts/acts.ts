import type { Ask } from '@/components/background/ask';
import { sayDone, tryAct } from '@/components/background/try-act';
import { openChat } from '@/lib/chats/contract';
import type { ChatRef } from '@/lib/chats/model';
import { createContact, deleteContact, editContact, takeTelegrams } from '@/lib/contacts/contract';
import type { ToldField } from '@/lib/contacts/told';
import { t } from '@/lib/words';

/** Fields of a contact as a person gives them: the company by its name. */
export interface ContactFields {
  name: string;
  role?: string;
  username?: string;
  phones?: string[];
  emails?: string[];
  company?: string;
  tags?: string[];
}

/** What a person can do with contacts; what goes wrong is said. None of them throws. */
export class ContactActs {
  constructor(
    private readonly ask: Ask,
    private readonly now: () => number,
  ) {}

  create(id: string, fields: ContactFields): Promise<boolean> {
    return this.#try(async () => {
      const { undo } = await this.ask(createContact, { id, fields });
      this.#done(t('contact.created', { name: fields.name }), undo);
    });
  }

  edit({ id, name }: { id: string; name: string }, set: Partial<ContactFields>): Promise<boolean> {
    return this.#try(async () => {
      const { undo } = await this.ask(editContact, { id, set });
      this.#done(t('contact.saved', { name: set.name ?? name }), undo);
    });
  }

  take({ id, name }: { id: string; name: string }, field: ToldField): Promise<boolean> {
    return this.#try(async () => {
      const { undo } = await this.ask(takeTelegrams, { id, field });
      this.#done(t('contact.saved', { name }), undo);
    });
  }

  delete({ id, name }: { id: string; name: string }): Promise<boolean> {
    return this.#try(async () => {
      const { undo } = await this.ask(deleteContact, { id });
      this.#done(t('contact.deleted', { name }), undo);
    });
  }

  openChat(chat: ChatRef): Promise<boolean> {
    return this.#try(() => this.ask(openChat, { chat }));
  }

  #try(work: () => Promise<void>): Promise<boolean> {
    return tryAct(work, this.now);
  }

  #done(text: string, group: string): void {
    sayDone(this.ask, text, group, this.now);
  }
}
