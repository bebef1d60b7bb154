import { useEffect, useState } from 'preact/hooks';
import { ask } from '@/components/background/ask';
import { type BackgroundState, BackgroundWatch } from '@/components/background/background-state';
import { later } from '@/components/background/later';
import { useStore } from '@/components/background/use-store';
import { onChanged } from '@/lib/bus/client';

export interface Background {
  state: BackgroundState;
  /** Resolves when what the background knows now is shown. */
  refresh: () => Promise<void>;
  /** Starts over after a failure. */
  retry: () => void;
}

/** The background's state, asked for at once and again on every change that it announces. */
export function useBackground(): Background {
  const [{ watch, refresh, retry }] = useState(() => {
    const watch = new BackgroundWatch({ ask, later });
    return { watch, refresh: () => watch.refresh(), retry: () => watch.retry() };
  });
  useEffect(() => {
    const ended = new AbortController();
    onChanged((topics) => watch.changed(topics), ended.signal);
    void watch.refresh();
    return () => ended.abort();
  }, [watch]);
  return { state: useStore(watch), refresh, retry };
}
