/** auth.*: signing in by code, keys on other data centres, signing out. https://core.telegram.org/api/auth */
import type { tl } from '@mtcute/tl';
import Long from 'long';
import type { AuthKey } from '../mtproto/auth-key';
import { igeDecrypt, oldMessageKeyIv, sha1 } from '../mtproto/crypto';
import { reader, toBits } from '../mtproto/tl';
import { user } from '../shape/people';
import type { CodeKind, PendingCode } from '../sign-ins';
import type { Account } from '../world/types';
import type { Call, OpenMethods, SignedMethods } from './call';
import { badRequest, namedError, seeOther, unauthorized } from './error';
import { announceSignIn, sendCodeMessage } from './notices';

export function checkApi({ world }: Call, apiId: number, apiHash: string): void {
  if (!world.settings.api.some(({ id, hash }) => id === apiId && hash === apiHash)) throw badRequest('API_ID_INVALID');
}

function normalised(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  if (digits.length < 7 || digits.length > 15 || /[^\d+\s()-]/.test(phone)) throw badRequest('PHONE_NUMBER_INVALID');
  return digits;
}

function accountOf({ world }: Call, phone: string): Account | undefined {
  return [...world.accounts.values()].find((account) => account.phone === phone);
}

const NEXT: Record<CodeKind, CodeKind | undefined> = { app: 'sms', sms: 'call', call: undefined };
const NEXT_TYPE: Record<CodeKind, tl.auth.TypeCodeType> = {
  app: { _: 'auth.codeTypeSms' },
  sms: { _: 'auth.codeTypeSms' },
  call: { _: 'auth.codeTypeCall' },
};

function sentCode({ world }: Call, code: PendingCode): tl.auth.RawSentCode {
  const { length } = code.code;
  const next = NEXT[code.kind];
  const types = { app: 'auth.sentCodeTypeApp', sms: 'auth.sentCodeTypeSms', call: 'auth.sentCodeTypeCall' } as const;
  const sent: tl.auth.RawSentCode = {
    _: 'auth.sentCode',
    type: { _: types[code.kind], length },
    phoneCodeHash: code.hash,
  };
  if (next) Object.assign(sent, { nextType: NEXT_TYPE[next], timeout: world.settings.code.resendAfter });
  return sent;
}

function sendCode(call: Call, { phoneNumber, apiId, apiHash }: tl.auth.RawSendCodeRequest): tl.auth.RawSentCode {
  checkApi(call, apiId, apiHash);
  const phone = normalised(phoneNumber);
  const account = accountOf(call, phone);
  if (account && account.dc !== call.dc) throw seeOther(`PHONE_MIGRATE_${account.dc}`);
  const hasOtherDevice = account !== undefined && account.authorizations.size > 0;
  const code = call.core.signIns.newCode(phone, hasOtherDevice ? 'app' : 'sms');
  if (account && hasOtherDevice) sendCodeMessage(call, account, code.code);
  return sentCode(call, code);
}

function pendingCode(call: Call, phoneNumber: string, hash: string): PendingCode {
  const code = call.core.signIns.code(normalised(phoneNumber));
  if (!code || code.hash !== hash || call.core.signIns.isExpired(code)) throw badRequest('PHONE_CODE_EXPIRED');
  return code;
}

function resendCode(call: Call, request: tl.auth.RawResendCodeRequest): tl.auth.RawSentCode {
  const code = pendingCode(call, request.phoneNumber, request.phoneCodeHash);
  const next = NEXT[code.kind];
  if (!next) throw badRequest('SEND_CODE_UNAVAILABLE');
  code.kind = next;
  code.sentAt = call.now;
  return sentCode(call, code);
}

function signIn(call: Call, request: tl.auth.RawSignInRequest): tl.auth.TypeAuthorization {
  if (!request.phoneCode) throw badRequest('PHONE_CODE_EMPTY');
  const phone = normalised(request.phoneNumber);
  const code = pendingCode(call, phone, request.phoneCodeHash);
  if (code.code !== request.phoneCode) throw badRequest('PHONE_CODE_INVALID');
  const account = accountOf(call, phone);
  if (!account) return { _: 'auth.authorizationSignUpRequired' };
  call.core.signIns.endCode(phone);
  return enter(call, account);
}

/** Signs in, unless a password is still missing. @throws SESSION_PASSWORD_NEEDED */
export function enter(call: Call, account: Account): tl.auth.RawAuthorization {
  if (account.password) {
    call.key.awaitingPassword = account.person.id;
    throw unauthorized('SESSION_PASSWORD_NEEDED');
  }
  return complete(call, account);
}

/** Signs the key in and tells the account's other devices. */
export function complete(call: Call, account: Account): tl.auth.RawAuthorization {
  const authorization = call.core.signIns.begin(call.key, account);
  announceSignIn(call, account, authorization);
  return { _: 'auth.authorization', user: user(call.world, account, account.person) };
}

function bindTemporaryKey(call: Call, request: tl.auth.RawBindTempAuthKeyRequest): boolean {
  const { packetKey, core } = call;
  if (packetKey.expiresAt === undefined) throw badRequest('TEMP_AUTH_KEY_EMPTY');
  if (request.expiresAt <= call.now) throw badRequest('EXPIRES_AT_INVALID');
  const id = Buffer.from(request.permAuthKeyId.toBytesLE()).toString('hex');
  const permanent = core.mtproto.findKey(call.dc, id);
  if (!permanent || !isBinding(call, permanent, request)) throw badRequest('ENCRYPTED_MESSAGE_INVALID');
  packetKey.permanent = permanent;
  return true;
}

/** Is the inner message made with the permanent key, and does it name this key and session? */
function isBinding(call: Call, permanent: AuthKey, request: tl.auth.RawBindTempAuthKeyRequest): boolean {
  const message = Buffer.from(request.encryptedMessage);
  if (message.length < 24 + 80 || message.toString('hex', 0, 8) !== permanent.id) return false;
  const messageKey = message.subarray(8, 24);
  const [key, iv] = oldMessageKeyIv(permanent.key, messageKey);
  const plain = igeDecrypt(message.subarray(24, 24 + Math.floor((message.length - 24) / 16) * 16), key, iv);
  const length = plain.readUInt32LE(28);
  if (length !== 40 || plain.readBigUInt64LE(16) !== call.messageId) return false;
  if (
    !sha1(plain.subarray(0, 32 + length))
      .subarray(4, 20)
      .equals(messageKey)
  )
    return false;
  const inner = reader(plain.subarray(32, 72)).object() as {
    _: string;
    nonce: Long;
    tempAuthKeyId: Long;
    permAuthKeyId: Long;
    tempSessionId: Long;
  };
  return (
    inner._ === 'mt_bind_auth_key_inner' &&
    inner.nonce.equals(request.nonce) &&
    inner.permAuthKeyId.equals(request.permAuthKeyId) &&
    Buffer.from(inner.tempAuthKeyId.toBytesLE()).toString('hex') === call.packetKey.id &&
    toBits(inner.tempSessionId) === call.session.id
  );
}

export const authMethods: OpenMethods = {
  'auth.sendCode': sendCode,
  'auth.resendCode': resendCode,
  'auth.cancelCode': (call, { phoneNumber, phoneCodeHash }) => {
    call.core.signIns.endCode(pendingCode(call, phoneNumber, phoneCodeHash).phone);
    return true;
  },
  'auth.signIn': signIn,
  // Signing up is left to the official apps, and Telegram says so to every other.
  'auth.signUp': () => {
    throw namedError('UPDATE_APP_TO_LOGIN');
  },
  'auth.bindTempAuthKey': bindTemporaryKey,
  'auth.dropTempAuthKeys': () => true,
  'auth.importAuthorization': (call, { id, bytes }) => {
    const authorization = call.core.signIns.import(bytes);
    const account = authorization && call.world.accounts.get(authorization.accountId);
    if (!account || toBits(id) !== BigInt(account.person.id)) throw badRequest('AUTH_BYTES_INVALID');
    call.key.authorization = authorization;
    call.key.revoked = undefined;
    authorization.keys.add(call.key);
    return { _: 'auth.authorization', user: user(call.world, account, account.person) };
  },
};

export const signedAuthMethods: SignedMethods = {
  'auth.logOut': (call) => {
    call.core.signIns.end(call.key);
    return { _: 'auth.loggedOut' };
  },
  'auth.resetAuthorizations': (call) => {
    for (const other of call.account.authorizations) {
      if (other !== call.authorization) call.core.signIns.revoke(other, 'SESSION_REVOKED');
    }
    return true;
  },
  'auth.exportAuthorization': (call, { dcId }) => {
    if (!call.world.settings.dcs.includes(dcId) || dcId === call.dc) throw badRequest('DC_ID_INVALID');
    return {
      _: 'auth.exportedAuthorization',
      id: Long.fromNumber(call.account.person.id),
      bytes: call.core.signIns.export(call.authorization),
    };
  },
};
