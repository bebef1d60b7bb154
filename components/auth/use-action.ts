import { useCallback, useRef, useState } from 'preact/hooks';
import { TezError, type WireError } from '@/lib/limits/model';

export interface Action {
  busy: boolean;
  /** What the last try ended with; null while nothing is wrong, or once the person types again. */
  error: WireError | null;
  /** Runs `work` unless one runs already; resolves to whether it succeeded. Never throws. */
  run: (work: () => Promise<unknown>) => Promise<boolean>;
  /** Forgets the error: what is typed now is a new try. */
  clear: () => void;
}

/**
 * One thing a person can do on a surface, with its busy state and error. `told` is the error that the background knows
 * of, from before the popup was opened or from what it tried by itself; it is shown until the next try or key press.
 */
export function useAction(told: WireError | null = null): Action {
  const [busy, setBusy] = useState(false);
  const [own, setOwn] = useState<WireError | null>(null);
  const [seen, setSeen] = useState<string | null>(null);
  const running = useRef(false);
  const latest = useRef(told);
  latest.current = told;

  const clear = useCallback(() => {
    setOwn(null);
    setSeen(identity(latest.current));
  }, []);

  const run = useCallback(
    async (work: () => Promise<unknown>): Promise<boolean> => {
      if (running.current) return false;
      running.current = true;
      setBusy(true);
      clear();
      try {
        await work();
        return true;
      } catch (error) {
        setOwn(TezError.from(error).toWire());
        return false;
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    [clear],
  );

  const fresh = identity(told) === seen ? null : told;
  return { busy, error: busy ? null : (own ?? fresh), run, clear };
}

/** The same error fetched twice is two objects. */
function identity(error: WireError | null): string | null {
  return error && `${error.kind}:${error.retryAt ?? ''}`;
}
