import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { MtTimeoutError, tl } from '@mtcute/core';
import { describe, expect, it } from 'vitest';
import { ERROR_KINDS, TezError } from '@/lib/limits/model';
import { kindOf, toTezError, waitSeconds } from './errors';

const NOW = 1_700_000_000_000;

interface KnownErrors {
  errors: Record<string, { code: number; name: string }>;
  throws: Record<string, string[]>;
}

const known = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('@mtcute/tl/raw-errors.json'), 'utf8'),
) as KnownErrors;

/** Every method the port calls, and what it may throw that no user can cause or mend: our own mistakes. */
const METHODS = {
  'auth.sendCode': [],
  'auth.resendCode': [],
  'auth.signIn': [],
  'auth.checkPassword': [],
  'auth.exportLoginToken': [],
  'auth.importLoginToken': [],
  'users.getUsers': ['FROM_MESSAGE_BOT_DISABLED'],
  'users.getFullUser': [],
  'messages.getChats': [],
  'messages.getFullChat': [],
  'channels.getChannels': [],
  'channels.getFullChannel': ['CHAT_NOT_MODIFIED'],
  'channels.getParticipants': [],
  'messages.getPeerDialogs': [],
  'messages.getDialogs': ['FOLDER_ID_INVALID', 'OFFSET_PEER_ID_INVALID'],
  'messages.getHistory': [],
  'messages.getReplies': [],
  'channels.getMessages': ['MESSAGE_IDS_EMPTY'],
  'messages.search': ['FROM_PEER_INVALID', 'INPUT_FILTER_INVALID', 'PEER_ID_NOT_SUPPORTED', 'SEARCH_QUERY_EMPTY'],
  'messages.searchGlobal': ['FOLDER_ID_INVALID', 'SEARCH_QUERY_EMPTY'],
  'messages.sendMessage': ['ENCRYPTION_DECLINED', 'FROM_MESSAGE_BOT_DISABLED', 'PINNED_DIALOGS_TOO_MUCH'],
  'messages.sendMedia': ['TTL_MEDIA_INVALID'],
  'messages.uploadMedia': [],
  'messages.sendMultiMedia': ['RANDOM_ID_EMPTY'],
  'messages.forwardMessages': ['MESSAGE_IDS_EMPTY', 'RANDOM_ID_INVALID'],
  'messages.editMessage': [],
  'messages.deleteMessages': [],
  'channels.deleteMessages': [],
  'messages.sendReaction': [],
  'messages.getScheduledHistory': [],
  'upload.getFile': ['LIMIT_INVALID', 'OFFSET_INVALID'],
  'upload.saveFilePart': [],
  'upload.saveBigFilePart': [],
} satisfies Record<string, string[]>;

/** About what Tez never sends: buttons, polls, games, payments, files of other sites, a new file for an old message. */
const NEVER_SENT =
  /^(BOT|BUTTON|REPLY_MARKUP|POLL|QUIZ|GAME|PAYMENT|CURRENCY|EMOTICON|EXTERNAL_URL|WC_CONVERT|WEB(DOCUMENT|PAGE)|MEDIA_(NEW|PREV|GROUPED)|SEND_AS|SCHEDULE_BOT)_/;

describe('what an error of Telegram means', () => {
  it.each([
    ['PHONE_CODE_INVALID', 400, 'codeWrong'],
    ['PHONE_CODE_EXPIRED', 400, 'codeExpired'],
    ['PASSWORD_HASH_INVALID', 400, 'passwordWrong'],
    ['PHONE_NUMBER_INVALID', 400, 'phoneInvalid'],
    ['PHONE_NUMBER_UNOCCUPIED', 400, 'phoneUnknown'],
    ['PHONE_NUMBER_BANNED', 400, 'phoneBanned'],
    ['API_ID_INVALID', 400, 'apiInvalid'],
    ['AUTH_KEY_UNREGISTERED', 401, 'signedOutElsewhere'],
    ['SESSION_REVOKED', 401, 'signedOutElsewhere'],
    ['SESSION_EXPIRED', 401, 'signedOutElsewhere'],
    ['USER_DEACTIVATED', 401, 'accountDeactivated'],
    ['USER_DEACTIVATED_BAN', 401, 'accountDeactivated'],
    ['FLOOD_WAIT_30', 420, 'floodWait'],
    ['SLOWMODE_WAIT_10', 420, 'slowMode'],
    ['PEER_FLOOD', 400, 'peerFlood'],
    ['CHAT_WRITE_FORBIDDEN', 403, 'writeForbidden'],
    ['PRIVACY_PREMIUM_REQUIRED', 406, 'premiumOnly'],
    ['ALLOW_PAYMENT_REQUIRED_25', 403, 'paidOnly'],
    ['USER_PRIVACY_RESTRICTED', 403, 'privacyRestricted'],
    ['MEDIA_CAPTION_TOO_LONG', 400, 'messageTooLong'],
    ['FILE_REFERENCE_EXPIRED', 400, 'fileExpired'],
    ['FILE_REFERENCE_2_EXPIRED', 400, 'fileExpired'],
    ['FILE_PART_17_MISSING', 400, 'uploadIncomplete'],
    ['FILE_PARTS_INVALID', 400, 'fileTooBig'],
    ['SEND_CODE_UNAVAILABLE', 406, 'resendNotYet'],
    ['CHANNEL_PRIVATE', 400, 'chatUnavailable'],
    ['INTERNAL', 500, 'telegramBusy'],
    ['SOMETHING_NEW', 403, 'notAllowed'],
    ['SOMETHING_NEW', 400, 'internal'],
  ])('%s (%i) is %s', (text, code, kind) => {
    expect(kindOf(text, code)).toBe(kind);
  });

  it('has a kind for every error Telegram is known to give', () => {
    const all = Object.values(known.errors);
    expect(all.length).toBeGreaterThan(500);
    for (const error of all) expect(ERROR_KINDS).toContain(kindOf(error.name.replace('%d', '7'), error.code));
  });

  it.each(Object.entries(METHODS))('leaves nothing of %s unexplained', (method, ours) => {
    const texts = known.throws[method] ?? [];
    expect(texts.length).toBeGreaterThan(0);
    const unexplained = texts.filter((text) => kindOf(text, known.errors[text]?.code ?? 400) === 'internal');
    expect(unexplained.filter((text) => !NEVER_SENT.test(text)).sort()).toEqual([...ours].sort());
  });

  it('says when to try again, never too early', () => {
    const flood = { _: 'mt_rpc_error', errorCode: 420, errorMessage: 'FLOOD_WAIT_32' } as const;
    const error = toTezError(tl.RpcError.fromTl(flood), NOW);
    expect(error.kind).toBe('floodWait');
    expect(error.retryAt).toBe(NOW + 32_000);
    expect(waitSeconds('FLOOD_WAIT_32')).toBe(32);
    expect(waitSeconds('PEER_FLOOD')).toBeNull();
  });

  it('knows a lost connection and a missing answer, and hides the rest', () => {
    const closed = Object.assign(new Error('code 1006 ()'), { name: 'ConnectionClosedError' });
    expect(toTezError(closed, NOW).kind).toBe('offline');
    expect(toTezError(new Error('Connection closed'), NOW).kind).toBe('offline');
    expect(toTezError(new MtTimeoutError(5), NOW).kind).toBe('timeout');
    const secret = toTezError(new Error('the password was hunter2'), NOW);
    expect(secret.kind).toBe('internal');
    expect(secret.message).not.toContain('hunter2');
    expect(toTezError(undefined, NOW).kind).toBe('internal');
    const own = new TezError('damaged');
    expect(toTezError(own, NOW)).toBe(own);
    const foreign = Object.assign(new Error('locked'), { name: 'TezError', kind: 'locked' });
    expect(toTezError(foreign, NOW).kind).toBe('locked');
  });
});
