import type { ErrorKind, WireError } from '@/lib/limits/model';
import { waitAfter } from '@/lib/outbox/policy';

/** Without a usable connection, or room, it is tried again after so long, ms, unless the connection says so before. */
export const LONGEST_REST = 30_000;
const SLOW: readonly ErrorKind[] = ['notSignedIn', 'offline', 'quota'];

/** Which files may not go on yet, until when and why; in memory, since a new life of the worker tries them at once. */
export function holdingBack(now: () => number) {
  const held = new Map<string, { until: number; tries: number; error: WireError }>();
  return {
    /** Until Telegram's deadline where it set one, else longer with every try. */
    hold(id: string, error: WireError): void {
      const tries = (held.get(id)?.tries ?? 0) + 1;
      const idle = SLOW.includes(error.kind) ? LONGEST_REST : waitAfter(tries);
      held.set(id, { tries, error, until: error.retryAt ?? now() + idle });
    },
    /** UTC ms; 0: it may go on. */
    until: (id: string): number => held.get(id)?.until ?? 0,
    why: (id: string): WireError | undefined => held.get(id)?.error,
    release: (id: string): void => void held.delete(id),
    /** Lets go of what only waits to be tried again: a deadline of Telegram's holds, whatever the connection does. */
    hurry(id: string): void {
      if (held.get(id)?.error.retryAt === undefined) held.delete(id);
    },
    clear: (): void => held.clear(),
  };
}
