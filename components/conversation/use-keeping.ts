import { useEffect, useMemo } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { later } from '@/components/background/later';
import { LiveValue } from '@/components/background/live-value';
import { useStore } from '@/components/background/use-store';
import { onChanged } from '@/lib/bus/client';
import { type ChatRef, chatKey } from '@/lib/chats/model';
import { type KeepingView, keeping, imports as listImports } from '@/lib/messages/contract';

export interface Kept extends KeepingView {
  /** Imports of other chats that come first. */
  ahead: number;
}

/** What is kept of a chat and how its import goes, as it stands now; null before the first answer. */
export function useKeeping(ask: Ask, chat: ChatRef): { kept: Kept | null; refresh: () => void } {
  const live = useMemo(() => new LiveValue<Kept>({ fetch: () => readKept(ask, chat), later }), []);
  useEffect(() => {
    const ended = new AbortController();
    const mine = ['imports', `messages:${chat.account}:${chat.peer}`, `chats:${chat.account}:${chat.peer}`];
    onChanged((topics) => {
      if (mine.some((topic) => topics.includes(topic))) live.refresh();
    }, ended.signal);
    void live.load();
    return () => ended.abort();
  }, [live]);
  const { value } = useStore(live);
  return { kept: value, refresh: () => void live.load() };
}

async function readKept(ask: Ask, chat: ChatRef): Promise<Kept> {
  const kept = await ask(keeping, { chat });
  if (kept.import?.is !== 'queued') return { ...kept, ahead: 0 };
  const own = chatKey(kept.import.chat);
  const all = (await ask(listImports, {})).filter((one) => one.chat.account === chat.account);
  const before = all.slice(
    0,
    Math.max(
      all.findIndex((one) => chatKey(one.chat) === own),
      0,
    ),
  );
  return {
    ...kept,
    ahead: before.filter(({ is }) => is === 'running' || is === 'waiting' || is === 'full' || is === 'queued').length,
  };
}
