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
  floodWait: ['PHONE_NUMBER_FLOOD', 'PHONE_PASSWORD_FLOOD'],
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
    'USER_ID_INVALID',
    'USER_INVALID',
    'USER_NOT_PARTICIPANT',
  ],
  peerFlood: ['PEER_FLOOD'],
  writeForbidden: [
    'CHAT_GUEST_SEND_FORBIDDEN',
    'CHAT_RESTRICTED',
    'CHAT_SEND_PLAIN_FORBIDDEN',
    'CHAT_WRITE_FORBIDDEN',
    'TOPIC_CLOSED',
    'USER_BANNED_IN_CHANNEL',
  ],
  mediaForbidden: [
    'CHAT_SEND_AUDIOS_FORBIDDEN',
    'CHAT_SEND_DOCS_FORBIDDEN',
    'CHAT_SEND_GAME_FORBIDDEN',
    'CHAT_SEND_GIFS_FORBIDDEN',
    'CHAT_SEND_MEDIA_FORBIDDEN',
    'CHAT_SEND_PHOTOS_FORBIDDEN',
    'CHAT_SEND_POLL_FORBIDDEN',
    'CHAT_SEND_ROUNDVIDEOS_FORBIDDEN',
    'CHAT_SEND_STICKERS_FORBIDDEN',
    'CHAT_SEND_VIDEOS_FORBIDDEN',
    'CHAT_SEND_VOICES_FORBIDDEN',
    'VOICE_MESSAGES_FORBIDDEN',
  ],
  copyForbidden: ['BROADCAST_PUBLIC_VOTERS_FORBIDDEN', 'CHAT_FORWARDS_RESTRICTED', 'QUIZ_ANSWER_MISSING'],
  premiumOnly: ['PRIVACY_PREMIUM_REQUIRED'],
  premiumNeeded: ['PREMIUM_ACCOUNT_REQUIRED'],
  paidOnly: ['ALLOW_PAYMENT_REQUIRED', 'PAYMENT_UNSUPPORTED'],
  privacyRestricted: ['USER_PRIVACY_RESTRICTED'],
  blockedByThem: ['USER_IS_BLOCKED'],
  blockedByUs: ['YOU_BLOCKED_USER'],
  messageTooLong: ['ENTITIES_TOO_LONG', 'MEDIA_CAPTION_TOO_LONG', 'MESSAGE_TOO_LONG'],
  notModified: ['MESSAGE_NOT_MODIFIED'],
  editTooLate: ['MESSAGE_EDIT_TIME_EXPIRED'],
  reactionInvalid: ['REACTIONS_TOO_MANY', 'REACTION_EMPTY', 'REACTION_INVALID'],
  scheduleInvalid: ['SCHEDULE_DATE_INVALID', 'SCHEDULE_DATE_TOO_LATE'],
  scheduleFull: ['SCHEDULE_TOO_MUCH'],
  fileExpired: ['FILEREF_UPGRADE_NEEDED', 'FILE_REFERENCE_EMPTY', 'FILE_REFERENCE_EXPIRED', 'FILE_REFERENCE_INVALID'],
  fileTooBig: ['FILE_PARTS_INVALID', 'FILE_PART_INVALID', 'FILE_PART_TOO_BIG', 'PHOTO_FILE_TOO_BIG'],
  fileBroken: [
    'DOCUMENT_INVALID',
    'FILE_PART_EMPTY',
    'IMAGE_PROCESS_FAILED',
    'MEDIA_EMPTY',
    'MEDIA_INVALID',
    'PHOTO_EXT_INVALID',
    'PHOTO_INVALID_DIMENSIONS',
    'VIDEO_CONTENT_TYPE_INVALID',
  ],
  uploadIncomplete: [
    'FILE_PART_LENGTH_INVALID',
    'FILE_PART_MISSING',
    'FILE_PART_SIZE_CHANGED',
    'FILE_PART_SIZE_INVALID',
    'MD5_CHECKSUM_INVALID',
    'PHOTO_SAVE_FILE_INVALID',
  ],
  invalidInput: ['ENTITY_BOUNDS_INVALID', 'MESSAGE_EMPTY'],
  notFound: [
    'CHANNEL_FORUM_MISSING',
    'FILE_ID_INVALID',
    'LOCATION_INVALID',
    'MESSAGE_ID_INVALID',
    'ENTITY_MENTION_USER_INVALID',
    'MSG_ID_INVALID',
    'QUOTE_TEXT_INVALID',
    'REPLY_MESSAGE_ID_INVALID',
    'TOPIC_DELETED',
    'TOPIC_ID_INVALID',
    'USERNAME_INVALID',
    'USERNAME_NOT_OCCUPIED',
  ],
  notAllowed: [
    'ACTIVE_USER_REQUIRED',
    'CHAT_ADMIN_REQUIRED',
    'GROUPED_MEDIA_INVALID',
    'INLINE_BOT_REQUIRED',
    'MESSAGE_AUTHOR_REQUIRED',
    'MESSAGE_DELETE_FORBIDDEN',
    'MULTI_MEDIA_TOO_LONG',
    'PHONE_PASSWORD_PROTECTED',
    'SCHEDULE_STATUS_PRIVATE',
    'SLOWMODE_MULTI_MSGS_DISABLED',
    'UPDATE_APP_TO_LOGIN',
    'USER_IS_BOT',
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

/** A group's own pace, which holds back one chat and nothing else. */
export function isSlowMode(text: string): boolean {
  return text.startsWith('SLOWMODE_WAIT_');
}

/** The number of a part, of an album's message or of Stars, in the middle or at the end of a text. */
const NUMBER = /_\d+(?=_|$)/;

/** What an RPC error means, from its text and its HTTP-like code. Pure; every text has an answer. */
export function kindOf(text: string, code: number): ErrorKind {
  if (isSlowMode(text)) return 'slowMode';
  if (waitSeconds(text) !== null) return 'floodWait';
  return BY_TEXT.get(text) ?? BY_TEXT.get(text.replace(NUMBER, '')) ?? kindByCode(code);
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
