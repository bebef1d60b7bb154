/**
 * Every way a command can fail, in one list. A kind names what happened in the user's world, never Telegram's raw
 * code; `lib/words/en/errors.ts` (`error.<kind>`) has what the user reads, and what to do next.
 */
export const ERROR_KINDS = [
  // sign-in
  'apiInvalid',
  'phoneInvalid',
  'phoneUnknown',
  'phoneBanned',
  'codeWrong',
  'codeExpired',
  'passwordWrong',
  'resendNotYet',
  'signedOutElsewhere',
  'accountDeactivated',
  'qrExpired',
  // limits and connection
  'floodWait',
  'offline',
  'timeout',
  'telegramBusy',
  // chats
  'chatUnavailable',
  'notAllowed',
  'notFound',
  // sending
  'slowMode',
  'peerFlood',
  'writeForbidden',
  'mediaForbidden',
  'copyForbidden',
  'personUnknown',
  'premiumOnly',
  'premiumNeeded',
  'paidOnly',
  'privacyRestricted',
  'blockedByThem',
  'blockedByUs',
  'messageTooLong',
  'notModified',
  'editTooLate',
  'reactionInvalid',
  'scheduleInvalid',
  'scheduleFull',
  // files
  'fileExpired',
  'fileGone',
  'fileTooBig',
  'fileEmpty',
  'fileChanged',
  'fileBroken',
  'uploadIncomplete',
  // vault and storage
  'locked',
  'passphraseWrong',
  'passphraseShort',
  'quota',
  'damaged',
  // ours
  'invalidInput',
  'notSignedIn',
  'internal',
] as const;

export type ErrorKind = (typeof ERROR_KINDS)[number];

/** What crosses a context boundary: nothing but the kind, a deadline and words that are safe to show. */
export interface WireError {
  kind: ErrorKind;
  /** UTC ms before which trying again is pointless (flood wait, slow mode, resend). */
  retryAt?: number;
}

/** The one error type that commands throw. Its message is the kind: no secret and no customer text can leak by it. */
export class TezError extends Error {
  readonly kind: ErrorKind;
  readonly retryAt: number | undefined;

  constructor(kind: ErrorKind, options: { retryAt?: number; cause?: unknown } = {}) {
    super(kind, { cause: options.cause });
    this.name = 'TezError';
    this.kind = kind;
    this.retryAt = options.retryAt;
  }

  toWire(): WireError {
    return this.retryAt === undefined ? { kind: this.kind } : { kind: this.kind, retryAt: this.retryAt };
  }

  static fromWire(wire: WireError): TezError {
    return new TezError(wire.kind, wire.retryAt === undefined ? {} : { retryAt: wire.retryAt });
  }

  /** Any thrown value as a TezError; what is not ours becomes `internal`. */
  static from(error: unknown): TezError {
    if (error instanceof TezError) return error;
    // The MTProto script is bundled by itself: what it throws is of another class with the same shape.
    if (error instanceof Error && error.name === 'TezError') {
      const { kind, retryAt } = error as Partial<TezError>;
      if (isErrorKind(kind)) return new TezError(kind, { retryAt, cause: error.cause });
    }
    return new TezError('internal', { cause: error });
  }
}

function isErrorKind(kind: unknown): kind is ErrorKind {
  return ERROR_KINDS.some((known) => known === kind);
}
