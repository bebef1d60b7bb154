import type { Message } from '@/lib/messages/model';
import { isCommon } from './journal';

const MOST_CHATS = 50;
const MOST_MESSAGES = 50;

/**
 * What came live and is not kept as it came: shown while this worker lives, then gone. Of a chat of which nothing is
 * kept these are all messages; elsewhere view-once and protected ones.
 */
export function createRecent() {
  const chats = new Map<string, Map<number, Message>>();

  return {
    put(account: number, message: Message): void {
      const key = `${account}:${message.peer}`;
      const messages = chats.get(key) ?? new Map<number, Message>();
      // Put last: the chat that was silent for longest goes first.
      chats.delete(key);
      chats.set(key, messages);
      messages.set(message.id, message);
      dropOldest(messages, MOST_MESSAGES);
      dropOldest(chats, MOST_CHATS);
    },

    edit(account: number, message: Message): void {
      const messages = chats.get(`${account}:${message.peer}`);
      if (messages?.has(message.id)) messages.set(message.id, message);
    },

    /** @param peer absent for ids of users and basic groups, which are the account's */
    remove(account: number, peer: number | undefined, ids: readonly number[]): void {
      for (const [key, messages] of chats) {
        const [of, inChat] = key.split(':').map(Number);
        const common = isCommon(inChat ?? 0);
        if (of === account && (peer === undefined ? common : inChat === peer))
          for (const id of ids) messages.delete(id);
      }
    },

    of: (account: number, peer: number): Message[] =>
      [...(chats.get(`${account}:${peer}`)?.values() ?? [])].sort((a, b) => a.id - b.id),

    forgetChat: (account: number, peer: number) => chats.delete(`${account}:${peer}`),
    forget: () => chats.clear(),
  };
}

function dropOldest<K>(map: Map<K, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}
