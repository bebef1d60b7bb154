import { type Handler, handle } from '@/lib/bus/router';
import type { ChatLink, ChatRef } from '@/lib/chats/model';
import type { Contact } from '@/lib/contacts/model';
import { TezError } from '@/lib/limits/model';
import * as contract from '@/lib/outbox/contract';
import type { ChangeLog, Edit } from '@/lib/store/changes';
import type { Records } from '@/lib/store/records';
import type { TelegramPort } from '@/lib/telegram/port';

export interface StartChatDeps {
  records: Records;
  log: ChangeLog;
  port: (account: number) => Promise<TelegramPort>;
  linkEdit: (chat: ChatRef, to: ChatLink['to']) => Edit;
  /** A chat became tracked. */
  onTracked: (account: number) => void;
  openChat: (chat: ChatRef) => Promise<void>;
}

/** One person, one click: opens the chat, and leaves the writing to the person. */
export function startChatHandlers(deps: StartChatDeps): Handler[] {
  const { records, log } = deps;

  async function find(telegram: TelegramPort, { username, phones }: Contact): Promise<number> {
    const ways = [...(username ? [{ username }] : []), ...phones.map((phone) => ({ phone }))];
    for (const who of ways) {
      try {
        return await telegram.findPerson(who);
      } catch (error) {
        if (TezError.from(error).kind !== 'notFound') throw error;
      }
    }
    throw new TezError('notFound');
  }

  return [
    handle(contract.startChat, async ({ account, contact: id }) => {
      const contact = await records.get<Contact>('contacts', id);
      if (!contact) throw new TezError('notFound');
      const telegram = await deps.port(account);
      const [known] = contact.telegram;
      const chat: ChatRef = { account, peer: known ?? (await find(telegram, contact)) };
      let undo: string | null = null;
      if (known === undefined) {
        const edits: Edit[] = [
          { table: 'contacts', id, set: { telegram: [chat.peer] } },
          deps.linkEdit(chat, { contact: id }),
        ];
        undo = await log.commit(edits);
        deps.onTracked(account);
      }
      await deps.openChat(chat);
      return { chat, undo };
    }),
  ];
}
