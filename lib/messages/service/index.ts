import { type Handler, handle } from '@/lib/bus/router';
import * as contract from '@/lib/messages/contract';
import type { Message } from '@/lib/messages/model';
import type { Records } from '@/lib/store/records';

const MOST = 1000;

/** The commands of lib/messages/contract.ts. */
export function messageHandlers({ records }: { records: Records }): Handler[] {
  return [
    handle(contract.keptMessages, async ({ chat }) => {
      const pages = await records.where<Message[]>('pages', 'chat', `${chat.account}:${chat.peer}`);
      const messages = pages.flat().sort((a, b) => a.id - b.id);
      return messages.filter(({ topic }) => chat.topic === undefined || topic === chat.topic).slice(-MOST);
    }),
  ];
}
