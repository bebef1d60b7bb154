import { useEffect, useState } from 'preact/hooks';
import { endOfToday } from '@/components/ui/due-time';
import { onChanged } from '@/lib/bus/client';
import type { OutputOf } from '@/lib/bus/contract';
import { waitingChats } from '@/lib/chats/contract';
import { dueTasks, type TaskView } from '@/lib/tasks/contract';
import { useSurface } from '../context';

export type Waiting = OutputOf<typeof waitingChats>;

export interface Idle {
  waiting: Waiting | null;
  /** Open tasks due by the end of today. */
  tasks: readonly TaskView[] | null;
}

const LIMIT = 8;
/** Announcements come in bursts; one question answers them all. */
const GATHER_MS = 150;

/** Who waits and what is due, kept by the background's announcements while the tab can be seen. */
export function useWaiting(): Idle & { refresh: () => void } {
  const { ask, model } = useSurface();
  const [idle, setIdle] = useState<Idle>({ waiting: null, tasks: null });
  const [round, setRound] = useState(0);

  useEffect(() => {
    const ended = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stale = false;

    const load = async () => {
      stale = document.visibilityState === 'hidden';
      if (stale) return;
      const [waiting, tasks] = await Promise.allSettled([
        ask(waitingChats, { limit: LIMIT }),
        ask(dueTasks, { before: endOfToday(Date.now()) }),
      ]);
      if (ended.signal.aborted) return;
      setIdle((old) => ({
        waiting: waiting.status === 'fulfilled' ? waiting.value : old.waiting,
        tasks: tasks.status === 'fulfilled' ? tasks.value : old.tasks,
      }));
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void load(), GATHER_MS);
    };
    onChanged((topics) => {
      if (topics.some((topic) => /^(?:chats|deals|contacts|tasks|messages)(?::|$)/.test(topic))) soon();
    }, ended.signal);
    document.addEventListener('visibilitychange', () => stale && soon(), { signal: ended.signal });
    void load();
    return () => {
      clearTimeout(timer);
      ended.abort();
    };
  }, [ask, model, round]);

  return { ...idle, refresh: () => setRound((count) => count + 1) };
}
