import { randomBytes } from 'node:crypto';
import type { Session } from './session';
import { encodeObject, toLong } from './tl';

/** Says that a session is new to the server, so that the client knows its earlier state is gone. */
export function announceSession(session: Session, firstMessageId: bigint, seconds: number): void {
  session.announced = true;
  const created = {
    _: 'mt_new_session_created',
    firstMsgId: toLong(firstMessageId),
    uniqueId: toLong(randomBytes(8).readBigUInt64LE()),
    serverSalt: toLong(session.authKey.currentSalt(seconds)),
  };
  session.enqueue(encodeObject(created), { content: true });
}
