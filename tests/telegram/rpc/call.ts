/** What a method of the API gets, and how methods are declared. */
import type { tl } from '@mtcute/tl';
import type { Core } from '../core';
import type { AuthKey, Authorization } from '../mtproto/auth-key';
import type { Session } from '../mtproto/session';
import type { ChannelClock } from '../updates';
import type { Account } from '../world/types';
import type { World } from '../world/world';
import { unauthorized } from './error';

export interface Call {
  core: Core;
  world: World;
  clock: ChannelClock;
  /** The permanent key the call was made with. */
  key: AuthKey;
  /** The key of the packet itself: the same, or a temporary one. */
  packetKey: AuthKey;
  session: Session;
  messageId: bigint;
  dc: number;
  /** Unix seconds. */
  now: number;
}

/** A call by somebody who is signed in. */
export interface SignedCall extends Call {
  account: Account;
  authorization: Authorization;
}

export type MethodName = tl.RpcMethod['_'];
export type RequestOf<M extends MethodName> = Extract<tl.RpcMethod, { _: M }>;
export type AnswerOf<M extends MethodName> = tl.RpcCallReturn[M];

type Handler<C, M extends MethodName> = (call: C, request: RequestOf<M>) => AnswerOf<M> | Promise<AnswerOf<M>>;

/** Methods of one family that need a signed-in account. */
export type SignedMethods = { [M in MethodName]?: Handler<SignedCall, M> };
/** Methods of one family that anybody may call. */
export type OpenMethods = { [M in MethodName]?: Handler<Call, M> };

/** The call with its account. @throws AUTH_KEY_UNREGISTERED, or why the sign-in ended */
export function signed(call: Call): SignedCall {
  const { authorization } = call.key;
  const account = authorization && call.world.accounts.get(authorization.accountId);
  if (!authorization || !account) {
    const reason = call.key.awaitingPassword === undefined ? 'AUTH_KEY_UNREGISTERED' : 'SESSION_PASSWORD_NEEDED';
    throw unauthorized(call.key.revoked ?? reason);
  }
  return { ...call, account, authorization };
}
