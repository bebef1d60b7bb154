/** An auth key as the server knows it, with its salts and sessions. */
import { createHmac } from 'node:crypto';
import { sha1 } from './crypto';
import type { Session } from './session';

/** What a client says of itself in initConnection. */
export interface ClientInfo {
  apiId: number;
  deviceModel: string;
  systemVersion: string;
  appVersion: string;
  langCode: string;
}

/** One sign-in of an account: it spans the auth keys a client holds on several data centres. */
export interface Authorization {
  hash: bigint;
  accountId: number;
  keys: Set<AuthKey>;
  createdAt: number;
  activeAt: number;
  /** Signed in on another device by the scenario, without a connection of its own. */
  outside?: ClientInfo & { platform: string; appName: string };
}

/** A salt is valid for an hour; a new one starts every half hour. https://core.telegram.org/mtproto/service_messages */
const SALT_STEP = 1800;
const SALT_LIFE = 3600;

export interface Salt {
  validSince: number;
  validUntil: number;
  salt: bigint;
}

export class AuthKey {
  readonly id: string;
  readonly sessions = new Map<string, Session>();
  /** Unix seconds after which a temporary key is forgotten. */
  expiresAt: number | undefined;
  /** The permanent key that a temporary one was bound to. */
  permanent: AuthKey | undefined;
  client: ClientInfo | undefined;
  authorization: Authorization | undefined;
  /** The account whose code was right and whose password is still awaited. */
  awaitingPassword: number | undefined;
  /** Why calls are refused since the sign-in ended elsewhere. */
  revoked: 'AUTH_KEY_UNREGISTERED' | 'SESSION_REVOKED' | 'USER_DEACTIVATED' | undefined;
  /** Raised to make every salt handed out so far wrong. */
  saltEpoch = 0;

  constructor(
    readonly dc: number,
    readonly key: Buffer,
    readonly firstSalt: bigint,
    readonly createdAt: number,
  ) {
    this.id = authKeyId(key).toString('hex');
  }

  /** The key that carries the sign-in: itself, or the one it is bound to. */
  get main(): AuthKey {
    return this.permanent ?? this;
  }

  /** `count` salts from the one valid at `now` (seconds) on. */
  futureSalts(now: number, count: number): Salt[] {
    const first = Math.floor(now / SALT_STEP) * SALT_STEP;
    return Array.from({ length: count }, (_, i) => this.#saltFrom(first + i * SALT_STEP));
  }

  currentSalt(now: number): bigint {
    return this.#saltFrom(Math.floor(now / SALT_STEP) * SALT_STEP).salt;
  }

  isValidSalt(salt: bigint, now: number): boolean {
    if (salt === this.firstSalt && this.saltEpoch === 0 && now < this.createdAt + SALT_LIFE) return true;
    const current = Math.floor(now / SALT_STEP) * SALT_STEP;
    return this.#saltFrom(current).salt === salt || this.#saltFrom(current - SALT_STEP).salt === salt;
  }

  #saltFrom(validSince: number): Salt {
    const digest = createHmac('sha256', this.key).update(`salt ${this.saltEpoch} ${validSince}`).digest();
    return { validSince, validUntil: validSince + SALT_LIFE, salt: digest.readBigUInt64LE() };
  }
}

/** The lower 64 bits of the key's SHA-1, in the byte order in which they travel. */
export function authKeyId(key: Buffer): Buffer {
  return sha1(key).subarray(12, 20);
}
