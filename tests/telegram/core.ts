/** The parts of a running local Telegram that calls and stories work on. */

import type { tl } from '@mtcute/tl';
import type { Disturbances } from './disturb';
import type { AuthKey, Authorization } from './mtproto/auth-key';
import type { MtprotoServer } from './mtproto/server';
import type { Session } from './mtproto/session';
import { encodeObject } from './mtproto/tl';
import type { Saw } from './saw';
import type { SignIns } from './sign-ins';
import type { Uploads } from './uploads';
import type { Account } from './world/types';
import type { World } from './world/world';

/** An error to answer the next calls of a method with. */
export interface ArmedError {
  /** A method's name, or '*' for any. */
  method: string;
  /** Such as FLOOD_WAIT_32. */
  error: string;
  /** How many calls are let through first. */
  after: number;
  /** How many calls still fail. */
  times: number;
  /** Only calls of this account. */
  account?: number;
}

export interface Core {
  world: World;
  mtproto: MtprotoServer;
  saw: Saw;
  signIns: SignIns;
  uploads: Uploads;
  armed: ArmedError[];
  disturbances: Disturbances;
  /** Where clients find this server. */
  address(): { host: string; port: number };
}

/** The live sessions of an account that want updates. Those on other data centres only fetch files. */
export function* listeningSessions(core: Core, account: Account): Generator<Session> {
  for (const key of core.mtproto.authKeys()) {
    if (key.dc !== account.dc || key.main.authorization?.accountId !== account.person.id) continue;
    for (const session of key.sessions.values()) if (session.wantsUpdates && session.connection) yield session;
  }
}

/** Pushes updates into a session. */
export function push(session: Session, updates: tl.TypeUpdates): void {
  session.enqueue(encodeObject(updates), { content: true });
  session.flush();
}

/** Pushes to whoever holds a key, signed in or not. */
export function pushToKey(core: Core, key: AuthKey, updates: tl.TypeUpdates): void {
  for (const other of core.mtproto.authKeys()) {
    if (other.main !== key) continue;
    for (const session of other.sessions.values()) if (session.connection) push(session, updates);
  }
}

/** Closes the sockets on which a sign-in is used. */
export function disconnect(core: Core, authorization: Authorization): void {
  for (const key of core.mtproto.authKeys()) {
    if (!authorization.keys.has(key.main)) continue;
    for (const session of key.sessions.values()) session.connection?.close();
  }
}
