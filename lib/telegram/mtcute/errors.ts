import { MtTimeoutError, type tl } from '@mtcute/core';
import { type ErrorKind, TezError } from '@/lib/limits/model';
import { rpcText } from './rpc-error';

/**
 * Telegram's error texts by what they mean in the user's world. One table: a text that is missing here is judged by
 * its code alone ({@link kindByCode}). https://core.telegram.org/api/errors
 */
const KINDS: Partial<Record<ErrorKind, readonly string[]>> = {
  apiInvalid: ['API_ID_INVALID', 'API_ID_PUBLISHED_FLOOD', 'CONNECTION_API_ID_INVALID'],
  phoneInvalid: ['PHONE_NUMBER_INVALID', 'PHONE_NUMBER_APP_SIGNUP_FORBIDDEN'],
  phoneUnknown: ['PHONE_NUMBER_UNOCCUPIED', 'PHONE_NOT_OCCUPIED'],
  phoneBanned: ['PHONE_NUMBER_BANNED'],
  codeWrong: ['PHONE_CODE_INVALID', 'PHONE_CODE_EMPTY'],
  codeExpired: ['PHONE_CODE_EXPIRED', 'PHONE_CODE_HASH_EMPTY'],
  passwordWrong: ['PASSWORD_HASH_INVALID', 'SRP_PASSWORD_CHANGED'],
  resendNotYet: ['SEND_CODE_UNAVAILABLE'],
  qrExpired: ['AUTH_TOKEN_ALREADY_ACCEPTED', 'AUTH_TOKEN_EXPIRED', 'AUTH_TOKEN_INVALID', 'AUTH_TOKEN_INVALIDX'],
  // A key that another connection took over has ended for us just as well.
  signedOutElsewhere: [
    'AUTH_KEY_DUPLICATED',
    'AUTH_KEY_INVALID',
    'AUTH_KEY_UNREGISTERED',
    'SESSION_EXPIRED',
    'SESSION_REVOKED',
  ],
  accountDeactivated: ['USER_DEACTIVATED', 'USER_DEACTIVATED_BAN'],
  // Telegram names no time for these: they pass within about a day.
  floodWait: ['PEER_FLOOD', 'PHONE_NUMBER_FLOOD', 'PHONE_PASSWORD_FLOOD'],
  // mtcute's own word for an answer that never came.
  timeout: ['TIMEOUT'],
  telegramBusy: ['PERSISTENT_TIMESTAMP_INVALID', 'SMS_CODE_CREATE_FAILED', 'SRP_ID_INVALID'],
  chatUnavailable: [
    'CHANNEL_INVALID',
    'CHANNEL_PRIVATE',
    'CHANNEL_PUBLIC_GROUP_NA',
    'CHAT_FORBIDDEN',
    'CHAT_ID_INVALID',
    'CHAT_INVALID',
    'INPUT_USER_DEACTIVATED',
    'PEER_ID_INVALID',
    'USER_BANNED_IN_CHANNEL',
    'USER_ID_INVALID',
    'USER_INVALID',
    'USER_NOT_PARTICIPANT',
  ],
  notFound: [
    'CHANNEL_FORUM_MISSING',
    'FILE_ID_INVALID',
    'LOCATION_INVALID',
    'MESSAGE_ID_INVALID',
    'MSG_ID_INVALID',
    'TOPIC_DELETED',
    'TOPIC_ID_INVALID',
    'USERNAME_INVALID',
    'USERNAME_NOT_OCCUPIED',
  ],
  notAllowed: [
    'ACTIVE_USER_REQUIRED',
    'CHAT_ADMIN_REQUIRED',
    'PHONE_PASSWORD_PROTECTED',
    'PREMIUM_ACCOUNT_REQUIRED',
    'UPDATE_APP_TO_LOGIN',
    'USER_PRIVACY_RESTRICTED',
    'USER_RESTRICTED',
  ],
};

const BY_TEXT = new Map<string, ErrorKind>(
  Object.entries(KINDS).flatMap(([kind, texts]) => texts.map((text) => [text, kind as ErrorKind] as const)),
);

/** FLOOD_WAIT_32, FLOOD_PREMIUM_WAIT_3, FLOOD_TEST_PHONE_WAIT_5, SLOWMODE_WAIT_10, 2FA_CONFIRM_WAIT_604800: seconds. */
const WAIT = /_WAIT_(\d+)$/;

/** The seconds Telegram asks to wait, or null when the text asks for none. */
export function waitSeconds(text: string): number | null {
  const seconds = WAIT.exec(text)?.[1];
  return seconds === undefined ? null : Number(seconds);
}

/** What an RPC error means, from its text and its HTTP-like code. Pure; every text has an answer. */
export function kindOf(text: string, code: number): ErrorKind {
  if (waitSeconds(text) !== null) return 'floodWait';
  return BY_TEXT.get(text) ?? kindByCode(code);
}

/** https://core.telegram.org/api/errors#error-type */
function kindByCode(code: number): ErrorKind {
  if (code >= 500 || code < 0) return 'telegramBusy';
  switch (code) {
    case 401:
      return 'notSignedIn';
    case 403:
    case 406:
      return 'notAllowed';
    case 404:
      return 'notFound';
    case 420:
      return 'floodWait';
    default:
      return 'internal';
  }
}

/**
 * Whatever the library threw, as the one error the port may reject with.
 * `retryAt` counts from `now` (UTC ms) and is never earlier than Telegram's deadline.
 */
export function toTezError(error: unknown, now: number): TezError {
  // By name, since the store and the sink live in another script and throw its copy of the class.
  if (error instanceof Error && error.name === 'TezError') return TezError.from(error);
  const text = rpcText(error);
  if (text !== null) return rpcToTezError(text, (error as tl.RpcError).code, now, error);
  if (error instanceof MtTimeoutError) return new TezError('timeout', { cause: error });
  if (isClosed(error)) return new TezError('offline', { cause: error });
  return new TezError('internal', { cause: error });
}

export function rpcToTezError(text: string, code: number, now: number, cause?: unknown): TezError {
  const seconds = waitSeconds(text);
  const kind = kindOf(text, code);
  return new TezError(kind, seconds === null ? { cause } : { retryAt: now + seconds * 1000, cause });
}

/** mtcute names a lost connection by words, and each copy of its socket library has its own error class. */
function isClosed(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.name === 'ConnectionClosedError' || /connection (is )?(closed|destroyed)|not connected/i.test(error.message)
  );
}
