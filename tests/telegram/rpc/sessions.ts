/** The list of active sessions, and ending one of them. */
import type { tl } from '@mtcute/tl';
import { disconnect } from '../core';
import type { Authorization } from '../mtproto/auth-key';
import { toBits, toLong } from '../mtproto/tl';
import type { SignedMethods } from './call';
import { badRequest } from './error';

/** A fresh sign-in may not end the others. https://core.telegram.org/method/account.resetAuthorization */
export function authorizationOf(authorization: Authorization, current?: Authorization): tl.RawAuthorization {
  const isCurrent = authorization === current;
  const [key] = authorization.keys;
  const client = authorization.outside ?? key?.client;
  return {
    _: 'authorization',
    current: isCurrent,
    officialApp: authorization.outside !== undefined,
    hash: isCurrent ? toLong(0n) : toLong(authorization.hash),
    deviceModel: client?.deviceModel ?? '',
    platform: authorization.outside?.platform ?? '',
    systemVersion: client?.systemVersion ?? '',
    apiId: client?.apiId ?? 0,
    appName: authorization.outside?.appName ?? 'Tez CRM',
    appVersion: client?.appVersion ?? '',
    dateCreated: authorization.createdAt,
    dateActive: authorization.activeAt,
    ip: '127.0.0.1',
    country: 'Germany',
    region: '',
  };
}

export const sessionMethods: SignedMethods = {
  'account.getAuthorizations': ({ account, authorization }) => ({
    _: 'account.authorizations',
    authorizationTtlDays: 180,
    authorizations: [...account.authorizations].map((one) => authorizationOf(one, authorization)),
  }),
  'account.resetAuthorization': ({ core, account, authorization }, { hash }) => {
    const ended = [...account.authorizations].find((one) => one.hash === toBits(hash));
    if (!ended || ended === authorization) throw badRequest('HASH_INVALID');
    disconnect(core, ended);
    core.signIns.revoke(ended, 'SESSION_REVOKED');
    return true;
  },
  'account.getWebAuthorizations': () => ({ _: 'account.webAuthorizations', authorizations: [], users: [] }),
  'account.changeAuthorizationSettings': () => true,
  'account.setAuthorizationTTL': () => true,
};
