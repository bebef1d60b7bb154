import { useEffect, useMemo } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { later } from '@/components/background/later';
import { LiveValue } from '@/components/background/live-value';
import { useStore } from '@/components/background/use-store';
import { onChanged } from '@/lib/bus/client';
import type { WireError } from '@/lib/limits/model';
import { templates } from '@/lib/templates/contract';
import type { Template } from '@/lib/templates/model';

export interface TemplateList {
  /** null until they are here. */
  all: readonly Template[] | null;
  error: WireError | null;
  retry: () => void;
}

/** All templates, kept by the background's announcements. */
export function useTemplates(ask: Ask): TemplateList {
  const live = useMemo(() => new LiveValue<Template[]>({ fetch: () => ask(templates, {}), later }), [ask]);
  useEffect(() => {
    const ended = new AbortController();
    onChanged((topics) => {
      if (topics.includes('templates')) live.refresh();
    }, ended.signal);
    void live.load();
    return () => {
      ended.abort();
      live.clear();
    };
  }, [live]);
  const { value, error } = useStore(live);
  return { all: value, error, retry: () => live.retry() };
}
