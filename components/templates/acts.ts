import type { Ask } from '@/components/background/ask';
import { sayDone, tryAct } from '@/components/background/try-act';
import { toasts } from '@/components/ui';
import { insertText, openChat } from '@/lib/chats/contract';
import type { ChatRef } from '@/lib/chats/model';
import { type AttachedFile, united } from '@/lib/files/library';
import type { RichText } from '@/lib/messages/content';
import { keepDraft, view } from '@/lib/outbox/contract';
import { MOST_INSERTED } from '@/lib/page/contract';
import { deleteTemplate, importTemplates, saveTemplate } from '@/lib/templates/contract';
import type { Same } from '@/lib/templates/exchange';
import { joined } from '@/lib/templates/fill';
import type { Template, TemplateFields } from '@/lib/templates/model';
import { t } from '@/lib/words';

/** What a person can do with templates in the workspace; what goes wrong is said. None of them throws. */
export class TemplateActs {
  constructor(
    private readonly ask: Ask,
    private readonly now: () => number,
  ) {}

  save(id: string, fields: TemplateFields): Promise<boolean> {
    return this.#try(async () => {
      const { template, undo } = await this.ask(saveTemplate, { id, ...fields });
      this.#done(t('template.saved', { name: template.name }), undo);
    });
  }

  delete({ id, name }: Template): Promise<boolean> {
    return this.#try(async () => {
      const { undo } = await this.ask(deleteTemplate, { id });
      this.#done(t('template.deleted', { name }), undo);
    });
  }

  takeIn(templates: TemplateFields[], same: Same): Promise<boolean> {
    return this.#try(async () => {
      const { added, replaced, lost, undo } = await this.ask(importTemplates, { templates, same });
      if (undo === null) return toasts.show({ text: t('template.importedNone') });
      const done = t('template.imported', { n: added + replaced });
      this.#done(lost === 0 ? done : t('template.importedLost', { done, n: lost }), undo);
    });
  }

  /** Into Telegram's own message field, and there. */
  insert(chat: ChatRef, { text }: RichText): Promise<boolean> {
    return this.#try(async () => {
      if (text.length > MOST_INSERTED) return toasts.show({ text: t('outbox.insertTooLong') });
      const there = await this.ask(insertText, { chat, text, mode: 'append' });
      toasts.show({ text: t(there ? 'outbox.inserted' : 'template.notInserted') });
      if (there) await this.ask(openChat, { chat });
    });
  }

  /** Under what is being written to the chat in Tez, and there. */
  use(chat: ChatRef, words: RichText, files: readonly AttachedFile[]): Promise<boolean> {
    return this.#try(async () => {
      const { draft } = await this.ask(view, { chat });
      const { replyTo, files: attached = [], ...before } = draft ?? { text: '', entities: [] };
      const all = united(attached, files);
      const after = { ...joined(before, words), ...(replyTo === undefined ? {} : { replyTo }), files: all };
      await this.ask(keepDraft, { chat, draft: after });
      await this.ask(openChat, { chat });
      toasts.show({ text: t('template.inAnswer') });
    });
  }

  #try(work: () => Promise<void>): Promise<boolean> {
    return tryAct(work, this.now);
  }

  #done(text: string, group: string): void {
    sayDone(this.ask, text, group, this.now);
  }
}
