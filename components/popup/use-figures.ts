import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { call, onChanged } from '@/lib/bus/client';
import { type WaitingRow, waitingChats } from '@/lib/chats/contract';
import { TezError, type WireError } from '@/lib/limits/model';
import { dueTasks } from '@/lib/tasks/contract';
import { endOfDay } from './due';

/** What home counts. `late`: how many of the due tasks should have been done by now. */
export interface Figures {
  waiting: { total: number; rows: WaitingRow[] };
  due: { total: number; late: number };
  /** When they were counted, UTC ms. */
  at: number;
}

export type FiguresState = { is: 'loading' } | { is: 'failed'; error: WireError } | ({ is: 'ready' } & Figures);

/** Waiting times and due tasks change by themselves, so they are counted again this often while home is open. */
const AGAIN_MS = 30_000;

const ROWS = 3;

/** Who waits and what is due, counted anew on every change of chats, contacts, deals or tasks. */
export function useFigures(): { state: FiguresState; refresh: () => void } {
  const [state, setState] = useState<FiguresState>({ is: 'loading' });
  const asked = useRef(0);

  const refresh = useCallback(() => {
    asked.current += 1;
    const mine = asked.current;
    count().then(
      (figures) => {
        if (mine === asked.current) setState({ is: 'ready', ...figures });
      },
      (error) => {
        if (mine !== asked.current) return;
        setState((old) => (old.is === 'ready' ? old : { is: 'failed', error: TezError.from(error).toWire() }));
      },
    );
  }, []);

  useEffect(() => {
    const ended = new AbortController();
    onChanged((topics) => {
      if (topics.some((topic) => /^(chats|contacts|deals|tasks)\b/.test(topic))) refresh();
    }, ended.signal);
    const again = setInterval(refresh, AGAIN_MS);
    refresh();
    return () => {
      ended.abort();
      clearInterval(again);
    };
  }, [refresh]);

  return { state, refresh };
}

async function count(): Promise<Figures> {
  const at = Date.now();
  const [waiting, due] = await Promise.all([
    call(waitingChats, { limit: ROWS }),
    call(dueTasks, { before: endOfDay(at) }),
  ]);
  const late = due.filter((task) => task.due !== null && task.due <= at).length;
  return { waiting, due: { total: due.length, late }, at };
}
