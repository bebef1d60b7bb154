/** Codes under way, login tokens, exported sign-ins, and the sign-ins themselves. */
import { randomBytes } from 'node:crypto';
import type { AuthKey, Authorization } from './mtproto/auth-key';
import { type Random, randomBytesFrom, randomInteger } from './world/random';
import type { Account } from './world/types';
import type { World } from './world/world';

export type CodeKind = 'app' | 'sms' | 'call';

export interface PendingCode {
  phone: string;
  code: string;
  hash: string;
  kind: CodeKind;
  /** Unix seconds. */
  sentAt: number;
  expired: boolean;
}

export interface LoginToken {
  token: Buffer;
  key: AuthKey;
  expires: number;
  acceptedBy?: number;
}

/** Telegram's QR codes change every half minute. */
const TOKEN_LIFE = 30;

export class SignIns {
  readonly #codes = new Map<string, PendingCode>();
  readonly #tokens: LoginToken[] = [];
  readonly #exports = new Map<string, Authorization>();
  readonly #random: Random;

  constructor(private readonly world: World) {
    this.#random = world.random;
  }

  newCode(phone: string, kind: CodeKind): PendingCode {
    const { fixed } = this.world.settings.code;
    const code: PendingCode = {
      phone,
      code: fixed ?? String(randomInteger(this.#random, 10000, 100000)),
      hash: randomBytesFrom(this.#random, 9).toString('hex'),
      kind,
      sentAt: this.world.seconds(),
      expired: false,
    };
    this.#codes.set(phone, code);
    return code;
  }

  /** The code under way for a phone. */
  code(phone: string): PendingCode | undefined {
    return this.#codes.get(phone.replace(/\D/g, ''));
  }

  isExpired(code: PendingCode): boolean {
    return code.expired || this.world.seconds() > code.sentAt + this.world.settings.code.validFor;
  }

  endCode(phone: string): void {
    this.#codes.delete(phone);
  }

  newToken(key: AuthKey): LoginToken {
    const token = { token: randomBytesFrom(this.#random, 32), key, expires: this.world.seconds() + TOKEN_LIFE };
    this.#tokens.push(token);
    return token;
  }

  token(bytes: Uint8Array): LoginToken | undefined {
    return this.#tokens.find(({ token }) => token.equals(bytes));
  }

  /** The newest token nobody has accepted yet. */
  newestOpenToken(): LoginToken | undefined {
    return [...this.#tokens].reverse().find(({ acceptedBy }) => acceptedBy === undefined);
  }

  acceptedToken(key: AuthKey): LoginToken | undefined {
    return [...this.#tokens].reverse().find((token) => token.key === key && token.acceptedBy !== undefined);
  }

  endTokens(key: AuthKey): void {
    for (let i = this.#tokens.length - 1; i >= 0; i--) if (this.#tokens[i]?.key === key) this.#tokens.splice(i, 1);
  }

  /** Bytes with which the same sign-in can be used on another data centre, once. */
  export(authorization: Authorization): Buffer {
    const bytes = randomBytes(64);
    this.#exports.set(bytes.toString('hex'), authorization);
    return bytes;
  }

  import(bytes: Uint8Array): Authorization | undefined {
    const name = Buffer.from(bytes).toString('hex');
    const authorization = this.#exports.get(name);
    this.#exports.delete(name);
    return authorization;
  }

  /** Signs an account in on a key. */
  begin(key: AuthKey, account: Account): Authorization {
    this.end(key);
    const now = this.world.seconds();
    const hash = randomBytesFrom(this.#random, 8).readBigUInt64LE() >> 1n;
    const authorization: Authorization = {
      hash,
      accountId: account.person.id,
      keys: new Set([key]),
      createdAt: now,
      activeAt: now,
    };
    key.authorization = authorization;
    key.awaitingPassword = undefined;
    key.revoked = undefined;
    account.authorizations.add(authorization);
    this.endTokens(key);
    return authorization;
  }

  /** Ends the sign-in of a key on every data centre. */
  end(key: AuthKey, reason?: AuthKey['revoked']): void {
    const { authorization } = key;
    if (authorization) this.revoke(authorization, reason);
  }

  revoke(authorization: Authorization, reason?: AuthKey['revoked']): void {
    this.world.accounts.get(authorization.accountId)?.authorizations.delete(authorization);
    for (const key of authorization.keys) {
      key.authorization = undefined;
      key.revoked = reason;
      for (const session of key.sessions.values()) session.wantsUpdates = false;
    }
    authorization.keys.clear();
  }
}
