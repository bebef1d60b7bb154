import { type ChatRef, chatKey } from '@/lib/chats/model';
import { TezError } from '@/lib/limits/model';
import { type ChatState, newChatState } from '@/lib/messages/model';
import type { ChatRow } from '@/lib/store/message-rows';
import type { Records } from '@/lib/store/records';

/** A state that does not open is made anew, by another look at the server; what may be kept lies in the clear for this. */
export async function openState(records: Records, account: number, peer: number, row: ChatRow): Promise<ChatState> {
  try {
    return await records.opened<ChatState>('chats', row);
  } catch (error) {
    if (TezError.from(error).kind !== 'damaged') throw error;
    return { ...newChatState(account, peer), ...(row.keep ? JSON.parse(row.keep) : {}), gapAfter: 0 };
  }
}

/** The newest message of a chat, or of the chat a topic is in, that is known here; null where none is. */
export async function newestOf(records: Records, { account, peer }: ChatRef): Promise<number | null> {
  const row = await records.db.sealed('chats').get(chatKey({ account, peer }));
  const state = row && (await openState(records, account, peer, row as ChatRow));
  return state && state.lastId > 0 ? state.lastId : null;
}
