import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { later } from '@/components/background/later';
import { LiveValue } from '@/components/background/live-value';
import { useStore } from '@/components/background/use-store';
import { onChanged } from '@/lib/bus/client';
import { type FileView, stored } from '@/lib/files/contract';
import type { WireError } from '@/lib/limits/model';

export interface KeptFiles {
  /** Newest first; null before the first answer. */
  files: FileView[] | null;
  error: WireError | null;
  retry: () => void;
}

/** Files that are kept, as the background announces them. */
export function useKept(ask: Ask): KeptFiles {
  const live = useMemo(() => new LiveValue({ fetch: () => ask(stored, {}), later }), []);
  const { value, error } = useStore(live);
  useEffect(() => {
    const ended = new AbortController();
    onChanged((topics) => {
      if (topics.includes('files')) live.refresh();
    }, ended.signal);
    void live.load();
    return () => ended.abort();
  }, [live]);
  const files = value?.filter(({ kept }) => kept).sort((a, b) => (b.kept?.at ?? 0) - (a.kept?.at ?? 0)) ?? null;
  return { files, error, retry: () => live.retry() };
}

/** Those whose name or tags have every word that was typed. */
export function useFound(
  files: readonly FileView[],
): [found: FileView[], typed: string, type: (typed: string) => void] {
  const [typed, type] = useState('');
  const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const found = files.filter(({ file, kept }) => {
    const text = [file.name, file.title, file.performer, ...(kept?.tags ?? [])].join(' ').toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
  return [found, typed, type];
}
