/** Two-step verification: account.getPassword and auth.checkPassword. */
import { randomBytes } from 'node:crypto';
import type { tl } from '@mtcute/tl';
import type { AuthKey } from '../mtproto/auth-key';
import { DH_G, DH_PRIME_BYTES } from '../mtproto/crypto';
import { type PasswordRecord, recordPassword, SrpChallenge } from '../mtproto/srp';
import { toBits, toLong } from '../mtproto/tl';
import { randomBytesFrom } from '../world/random';
import type { Account } from '../world/types';
import { complete } from './auth';
import { type Call, type OpenMethods, signed } from './call';
import { badRequest } from './error';

const records = new WeakMap<Account, Promise<PasswordRecord>>();
const challenges = new WeakMap<AuthKey, SrpChallenge>();

function algorithm(salt1: Uint8Array, salt2: Uint8Array): tl.TypePasswordKdfAlgo {
  return {
    _: 'passwordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow',
    salt1,
    salt2,
    g: DH_G,
    p: DH_PRIME_BYTES,
  };
}

/** Whose password it is: the one signing in, or the one signed in. */
function passwordOwner(call: Call): Account {
  const waiting = call.key.awaitingPassword;
  const account = waiting === undefined ? undefined : call.world.accounts.get(waiting);
  return account ?? signed(call).account;
}

function recordOf({ world }: Call, account: Account, password: string): Promise<PasswordRecord> {
  let record = records.get(account);
  if (!record) {
    record = recordPassword(password, randomBytesFrom(world.random, 40), randomBytesFrom(world.random, 16));
    records.set(account, record);
  }
  return record;
}

async function getPassword(call: Call): Promise<tl.account.RawPassword> {
  const account = passwordOwner(call);
  const answer: tl.account.RawPassword = {
    _: 'account.password',
    hasPassword: account.password !== undefined,
    newAlgo: algorithm(randomBytes(8), randomBytes(16)),
    newSecureAlgo: { _: 'securePasswordKdfAlgoUnknown' },
    secureRandom: randomBytes(256),
  };
  if (!account.password) return answer;
  const record = await recordOf(call, account, account.password.text);
  const challenge = new SrpChallenge(randomBytes(8).readBigUInt64LE() >> 1n, record);
  challenges.set(call.key, challenge);
  return {
    ...answer,
    currentAlgo: algorithm(record.salt1, record.salt2),
    srpId: toLong(challenge.id),
    srpB: challenge.b,
    ...(account.password.hint ? { hint: account.password.hint } : {}),
  };
}

function checkPassword(call: Call, { password }: tl.auth.RawCheckPasswordRequest): tl.auth.TypeAuthorization {
  const account = passwordOwner(call);
  if (password._ === 'inputCheckPasswordEmpty') throw badRequest('PASSWORD_HASH_INVALID');
  const challenge = challenges.get(call.key);
  if (!challenge || challenge.id !== toBits(password.srpId)) throw badRequest('SRP_ID_INVALID');
  if (!challenge.isProof(password.A, password.M1)) throw badRequest('PASSWORD_HASH_INVALID');
  challenges.delete(call.key);
  return complete(call, account);
}

export const passwordMethods: OpenMethods = {
  'account.getPassword': getPassword,
  'auth.checkPassword': checkPassword,
};
