import type { ConnectionState } from '@/lib/auth/model';
import { secondsUntil } from '@/lib/words/time';

export type StatusTone = 'ok' | 'warn' | 'danger' | 'off';

/** The line under "Tez": what the connection is doing, in words and in the colour of its dot. */
export interface Status {
  is: 'connected' | 'connecting' | 'waiting' | 'offline' | 'locked' | 'none' | 'signedOut' | 'deactivated';
  tone: StatusTone;
  /** Seconds left of a wait, else 0. */
  seconds: number;
}

/** `now` in UTC ms. A wait that is over reads as connecting: the background is about to go on. */
export function statusOf(connection: ConnectionState, now: number): Status {
  switch (connection.is) {
    case 'connected':
      return { is: 'connected', tone: 'ok', seconds: 0 };
    case 'connecting':
      return { is: 'connecting', tone: 'warn', seconds: 0 };
    case 'waiting': {
      const seconds = secondsUntil(connection.until, now);
      if (seconds === 0) return { is: 'connecting', tone: 'warn', seconds: 0 };
      return { is: 'waiting', tone: 'warn', seconds };
    }
    case 'offline':
      return { is: 'offline', tone: 'off', seconds: 0 };
    case 'locked':
      return { is: 'locked', tone: 'off', seconds: 0 };
    case 'none':
      return { is: 'none', tone: 'off', seconds: 0 };
    case 'signedOut':
      return connection.why === 'accountDeactivated'
        ? { is: 'deactivated', tone: 'danger', seconds: 0 }
        : { is: 'signedOut', tone: 'danger', seconds: 0 };
  }
}
