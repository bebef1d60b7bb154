import { useEffect, useMemo } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { later } from '@/components/background/later';
import { LiveValue } from '@/components/background/live-value';
import { useStore } from '@/components/background/use-store';
import { onChanged } from '@/lib/bus/client';
import { compare, type DuplicatePair, duplicates, type Side } from '@/lib/duplicates/contract';

/** As many as a person goes through in one sitting; those that follow come when these are decided. */
const MOST = 200;
const TOPICS = ['contacts', 'companies', 'distinct'];

/** Pairs to be decided, kept by the background's announcements. */
export function useDuplicates(ask: Ask) {
  const live = useMemo(
    () =>
      new LiveValue<{ pairs: DuplicatePair[]; total: number }>({
        fetch: () => ask(duplicates, { limit: MOST }),
        later,
      }),
    [ask],
  );
  return useLive(live, TOPICS);
}

/** Two contacts beside each other. */
export function useComparison(ask: Ask, a: string, b: string) {
  const live = useMemo(
    () => new LiveValue<{ a: Side; b: Side }>({ fetch: () => ask(compare, { a, b }), later }),
    [ask, a, b],
  );
  return useLive(live, TOPICS);
}

function useLive<T>(live: LiveValue<T>, topics: readonly string[]) {
  useEffect(() => {
    const ended = new AbortController();
    onChanged((changed) => {
      if (topics.some((topic) => changed.includes(topic))) live.refresh();
    }, ended.signal);
    void live.load();
    return () => {
      ended.abort();
      live.clear();
    };
  }, [live]);
  return { ...useStore(live), retry: () => live.retry() };
}
