/** Signing in by QR code. https://core.telegram.org/api/qr-login */
import type { tl } from '@mtcute/tl';
import type { Core } from '../core';
import { pushToKey } from '../core';
import type { LoginToken } from '../sign-ins';
import type { Account } from '../world/types';
import type { World } from '../world/world';
import { checkApi, enter } from './auth';
import type { Call, OpenMethods, SignedMethods } from './call';
import { badRequest } from './error';
import { authorizationOf } from './sessions';

function acceptedAccount(world: World, token: LoginToken): Account | undefined {
  return token.acceptedBy === undefined ? undefined : world.accounts.get(token.acceptedBy);
}

function exportToken(call: Call, { apiId, apiHash }: tl.auth.RawExportLoginTokenRequest): tl.auth.TypeLoginToken {
  checkApi(call, apiId, apiHash);
  const { signIns } = call.core;
  const accepted = signIns.acceptedToken(call.key);
  const account = accepted && acceptedAccount(call.world, accepted);
  if (!accepted || !account) {
    const { token, expires } = signIns.newToken(call.key);
    return { _: 'auth.loginToken', token, expires };
  }
  if (account.dc !== call.dc) return { _: 'auth.loginTokenMigrateTo', dcId: account.dc, token: accepted.token };
  return { _: 'auth.loginTokenSuccess', authorization: enter(call, account) };
}

function importToken(call: Call, { token }: tl.auth.RawImportLoginTokenRequest): tl.auth.TypeLoginToken {
  const { signIns } = call.core;
  const known = signIns.token(token);
  const account = known && acceptedAccount(call.world, known);
  if (!known) throw badRequest('AUTH_TOKEN_INVALID');
  if (!account) throw badRequest(known.expires < call.now ? 'AUTH_TOKEN_EXPIRED' : 'AUTH_TOKEN_INVALID');
  if (account.dc !== call.dc) return { _: 'auth.loginTokenMigrateTo', dcId: account.dc, token: known.token };
  const origin = known.key;
  const success: tl.auth.TypeLoginToken = { _: 'auth.loginTokenSuccess', authorization: enter(call, account) };
  signIns.endTokens(origin);
  return success;
}

/** An account accepts a token; whoever shows it is told. @throws AUTH_TOKEN_INVALID, _EXPIRED, _ALREADY_ACCEPTED */
export function acceptToken(core: Core, token: LoginToken | undefined, account: Account): LoginToken {
  const now = core.world.seconds();
  if (!token) throw badRequest('AUTH_TOKEN_INVALID');
  if (token.acceptedBy !== undefined) throw badRequest('AUTH_TOKEN_ALREADY_ACCEPTED');
  if (token.expires < now) throw badRequest('AUTH_TOKEN_EXPIRED');
  token.acceptedBy = account.person.id;
  pushToKey(core, token.key, { _: 'updateShort', update: { _: 'updateLoginToken' }, date: now });
  return token;
}

export const qrMethods: OpenMethods = {
  'auth.exportLoginToken': exportToken,
  'auth.importLoginToken': importToken,
};

export const signedQrMethods: SignedMethods = {
  'auth.acceptLoginToken': (call, { token }) => {
    const accepted = acceptToken(call.core, call.core.signIns.token(token), call.account);
    return authorizationOf({
      hash: 0n,
      accountId: call.account.person.id,
      keys: new Set([accepted.key]),
      createdAt: call.now,
      activeAt: call.now,
    });
  },
};
