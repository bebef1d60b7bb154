import { TezError } from '@/lib/limits/model';
import type { Session } from './session';

/** As long as a long absence may take to be told. */
const DEADLINE = 5 * 60_000;

/**
 * Asks for everything since the stored position and waits until it is with the sink.
 * @throws TezError `notSignedIn`, `offline`, or why Telegram would not tell; it is then asked again unseen
 */
export async function catchUp(session: Session): Promise<void> {
  await session.prepare();
  if (session.self() === null) throw new TezError('notSignedIn');
  await session.usable();
  const { client, differences, updates } = session;
  const manager = client.updates;
  if (!manager) throw new TezError('internal');
  differences.failure = null;
  const done = caughtUp(session);
  if (manager.updatesLoopActive) manager.catchUp();
  else await session.guard(client.startUpdatesLoop());
  await done;
  if (differences.failure) throw differences.failure;
  if (!(await updates.drain())) throw new TezError('internal');
}

/** mtcute says so when its queues are empty after a catch-up; it says "connected" for other reasons, too. */
function caughtUp({ client, closed }: Session): Promise<void> {
  return new Promise((resolve, reject) => {
    const onState = (state: string) => {
      if (state === 'connected' && !client.updates?.catchingUp) finish(resolve);
    };
    const give = () => finish(() => reject(closed.reason));
    const timer = setTimeout(() => finish(() => reject(new TezError('timeout'))), DEADLINE);
    const finish = (settle: () => void) => {
      client.onConnectionState.remove(onState);
      closed.removeEventListener('abort', give);
      clearTimeout(timer);
      settle();
    };
    client.onConnectionState.add(onState);
    closed.addEventListener('abort', give);
  });
}
