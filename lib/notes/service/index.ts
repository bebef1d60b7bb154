import { ulid } from 'ulid';
import { type Handler, handle } from '@/lib/bus/router';
import { type ChatRef, chatKey } from '@/lib/chats/model';
import { TezError } from '@/lib/limits/model';
import * as contract from '@/lib/notes/contract';
import type { Note } from '@/lib/notes/model';
import type { ChangeLog, Edit } from '@/lib/store/changes';

export interface NoteDeps {
  log: ChangeLog;
  now: () => number;
  planTracking: (chat: ChatRef) => Promise<{ edits: Edit[]; contact: string | null }>;
  onTracked: (account: number) => void;
}

/** The commands of lib/notes/contract.ts. */
export function noteHandlers({ log, now, planTracking, onTracked }: NoteDeps): Handler[] {
  return [
    handle(contract.addNote, async ({ chat, text, deal, source }) => {
      if (text === '' && !source) throw new TezError('invalidInput');
      const { edits, contact } = await planTracking(chat);
      const note: Note = {
        id: ulid(now()),
        on: deal !== undefined ? { deal } : contact ? { contact } : { chat: chatKey(chat) },
        text,
        createdAt: now(),
        ...(source ? { source } : {}),
      };
      const undo = await log.commit([...edits, { table: 'notes', create: note }]);
      if (edits.length > 0) onTracked(chat.account);
      return { note, undo };
    }),
    handle(contract.deleteNote, async ({ id }) => ({ undo: await log.commit([{ table: 'notes', id, remove: true }]) })),
  ];
}
