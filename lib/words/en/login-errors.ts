/** Sentences of the error kinds that only signing in has, for the surfaces that sign in. */
export const loginErrors = {
  'error.apiInvalid': 'Telegram does not accept this API ID and hash. Copy both from my.telegram.org.',
  'error.phoneInvalid': 'This is not a full phone number. Start with + and the country code.',
  'error.phoneUnknown': 'No Telegram account has this number. Sign up in a Telegram app first.',
  'error.phoneBanned': 'Telegram has blocked this number. Ask Telegram’s support about it.',
  'error.codeWrong': 'That code is wrong. Check the newest message from Telegram.',
  'error.codeExpired': 'That code is too old. Ask for a new one.',
  'error.passwordWrong': 'That password is wrong.',
  'error.resendNotYet': 'Telegram sends the next code in {clock}.',
  'error.qrExpired': 'This QR code is too old. A new one is on its way.',
} as const;
