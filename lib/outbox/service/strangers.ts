import { type ChatRef, chatKey, peerKind } from '@/lib/chats/model';
import type { WhyOff } from '@/lib/outbox/model';
import type { TelegramPort } from '@/lib/telegram/port';

/** Who never wrote to the account, and what they ask of whoever writes first. Remembered while the worker lives. */
export interface Strangers {
  isStranger(port: TelegramPort, chat: ChatRef): Promise<boolean>;
  /** What keeps the account from writing first, or null. */
  refusal(port: TelegramPort, chat: ChatRef): Promise<WhyOff | null>;
  /** They wrote. */
  wrote(account: number, peer: number): void;
  forget(): void;
}

/** Whoever wrote lately is found among so many. */
const LOOK_BACK = 50;

export function createStrangers(): Strangers {
  const acquainted = new Set<string>();

  async function isStranger(port: TelegramPort, { account, peer }: ChatRef): Promise<boolean> {
    if (peerKind(peer) !== 'user' || peer === account) return false;
    const key = chatKey({ account, peer });
    if (acquainted.has(key)) return false;
    const newest = await port.history(peer, { limit: LOOK_BACK });
    const wrote = newest.some((message) => !message.out && message.kind !== 'service');
    if (wrote) acquainted.add(key);
    return !wrote;
  }

  return {
    isStranger,
    async refusal(port, chat) {
      if (!(await isStranger(port, chat))) return null;
      const [asked] = await port.requirements([chat.peer]);
      if (asked?.is === 'premium') return { kind: 'premiumOnly' };
      return asked?.is === 'paid' ? { kind: 'paidOnly', stars: asked.stars } : null;
    },
    wrote: (account, peer) => void acquainted.add(chatKey({ account, peer })),
    forget: () => acquainted.clear(),
  };
}
