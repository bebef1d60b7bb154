import { useEffect, useMemo } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { later } from '@/components/background/later';
import { LiveValue } from '@/components/background/live-value';
import { useStore } from '@/components/background/use-store';
import { onChanged } from '@/lib/bus/client';
import type { Command } from '@/lib/bus/contract';
import { type ContactCard, contactCard, contactList } from '@/lib/contacts/contract';
import type { Company } from '@/lib/contacts/model';
import type { ContactRow } from '@/lib/contacts/table';
import type { WireError } from '@/lib/limits/model';

export interface Live<T> {
  /** null until it is here. */
  value: T | null;
  error: WireError | null;
  retry: () => void;
}

export interface ContactList {
  rows: ContactRow[];
  companies: Company[];
}

/** Everybody, kept by the background's announcements. */
export function useContacts(ask: Ask): Live<ContactList> {
  return useLive(ask, contactList, {}, '', ['contacts', 'companies']);
}

/** One contact with what belongs to it. */
export function useContactCard(ask: Ask, id: string): Live<ContactCard> {
  return useLive(ask, contactCard, { id }, id, ['contacts', 'companies', 'chatLinks', 'deals', 'notes']);
}

function useLive<I, O>(ask: Ask, command: Command<I, O>, input: I, key: string, of: readonly string[]): Live<O> {
  const live = useMemo(() => new LiveValue<O>({ fetch: () => ask(command, input), later }), [ask, key]);
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
  return { value, error, retry: () => live.retry() };
}
