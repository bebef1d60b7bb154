import { type ChatRef, chatKey } from '@/lib/chats/model';

/** The rate is that of the last so many ms. */
const WINDOW_MS = 20_000;
/** Views are told no oftener. */
const TELL_MS = 500;

/** How fast imports go, in memory: what matters of them is in the store. */
export function createProgress({ now, announce }: { now: () => number; announce: (topics: string[]) => void }) {
  const steps = new Map<string, { at: number; messages: number }[]>();
  const waiting = new Map<number, number>();
  let full = false;
  let told = 0;

  function tell(at: number): void {
    if (at - told < TELL_MS) return;
    told = at;
    announce(['imports']);
  }

  return {
    got(chat: ChatRef, messages: number): void {
      const at = now();
      const recent = (steps.get(chatKey(chat)) ?? []).filter((step) => step.at > at - WINDOW_MS);
      steps.set(chatKey(chat), [...recent, { at, messages }]);
      tell(at);
    },

    /** Telegram asked to wait until then (UTC ms); null: no longer. */
    waits(account: number, until: number | null): void {
      if (until === null) waiting.delete(account);
      else waiting.set(account, until);
      announce(['imports']);
    },

    /** Whether the disk is too full to go on. */
    stops(isFull: boolean): void {
      if (full === isFull) return;
      full = isFull;
      announce(['imports']);
    },

    isFull: (): boolean => full,
    waitsUntil: (account: number): number | null => waiting.get(account) ?? null,

    /** Messages a second, or null where that is not known yet. */
    rate(chat: ChatRef): number | null {
      const recent = steps.get(chatKey(chat)) ?? [];
      const [first] = recent;
      const last = recent.at(-1);
      if (!first || !last || last.at === first.at || last.at < now() - WINDOW_MS) return null;
      const messages = recent.slice(1).reduce((sum, step) => sum + step.messages, 0);
      return messages / ((last.at - first.at) / 1000);
    },
  };
}

export type Progress = ReturnType<typeof createProgress>;
