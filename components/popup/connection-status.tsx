import { StatusLine, useCountdown } from '@/components/ui';
import type { ConnectionState } from '@/lib/auth/model';
import { t, tParts } from '@/lib/words';
import { statusOf } from './status';

/** The live state of the connection, in words, under "Tez". */
export function ConnectionStatus({ connection }: { connection: ConnectionState }) {
  useCountdown(connection.is === 'waiting' ? connection.until : 0);
  const status = statusOf(connection, Date.now());
  return (
    <StatusLine tone={status.tone}>
      {status.is === 'waiting'
        ? tParts('status.waiting', {
            seconds: (
              <span role="timer" aria-live="off">
                {status.seconds}
              </span>
            ),
          })
        : t(`status.${status.is}`)}
    </StatusLine>
  );
}
