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
