import { useEffect, useMemo } from 'preact/hooks';
import { onChanged } from '@/lib/bus/client';
import type { Command } from '@/lib/bus/contract';
import type { WireError } from '@/lib/limits/model';
import type { Ask } from './ask';
import { later } from './later';
import { LiveValue } from './live-value';
import { useStore } from './use-store';

export interface Live<T> {
  /** null until it is here. */
  value: T | null;
  error: WireError | null;
  retry: () => void;
  /** Asks at once: something was done that may have changed it. */
  load: () => void;
}

/** What a command answers, kept by the background's announcements of these topics. */
export function useLive<I, O>(ask: Ask, command: Command<I, O>, input: I, of: readonly string[]): Live<O> {
  const live = useMemo(
    () => new LiveValue<O>({ fetch: () => ask(command, input), later }),
    [ask, command, JSON.stringify(input)],
  );
  useEffect(() => {
    const ended = new AbortController();
    onChanged((topics) => {
      if (topics.some((topic) => of.includes(topic))) live.refresh();
    }, ended.signal);
    void live.load();
    return () => {
      ended.abort();
      live.clear();
    };
  }, [live]);
  const { value, error } = useStore(live);
  return { value, error, retry: () => live.retry(), load: () => void live.load() };
}
