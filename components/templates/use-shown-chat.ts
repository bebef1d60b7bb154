import { useEffect, useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { onChanged } from '@/lib/bus/client';
import { type ChatCard, chatCard } from '@/lib/chats/contract';
import { shownChat } from '@/lib/templates/contract';

/** The card of the chat that Telegram shows in another tab: null where none is, undefined while it is asked for. */
export function useShownChat(ask: Ask): ChatCard | null | undefined {
  const [card, setCard] = useState<ChatCard | null>();
  useEffect(() => {
    const ended = new AbortController();
    let round = 0;

    async function load(): Promise<void> {
      const mine = ++round;
      const shown = await read(ask);
      if (mine === round && !ended.signal.aborted) setCard(shown);
    }

    const seen = () => void (document.visibilityState === 'visible' && load());
    document.addEventListener('visibilitychange', seen, { signal: ended.signal });
    onChanged((topics) => {
      if (topics.some((topic) => /^(?:chats|contacts|deals)(?::|$)/.test(topic))) seen();
    }, ended.signal);
    void load();
    return () => ended.abort();
  }, [ask]);
  return card;
}

/** What cannot be read is as good as no chat: everything can still be typed. */
async function read(ask: Ask): Promise<ChatCard | null> {
  try {
    const chat = await ask(shownChat, {});
    return chat && (await ask(chatCard, { chat }));
  } catch {
    return null;
  }
}
