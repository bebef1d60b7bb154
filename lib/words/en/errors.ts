/** One sentence per error kind (`lib/limits/model.ts`): what happened, then what to do or what stays safe. */
export const errors = {
  'error.apiInvalid': 'Telegram does not accept this API ID and hash. Copy both from my.telegram.org.',
  'error.phoneInvalid': 'This is not a full phone number. Start with + and the country code.',
  'error.phoneUnknown': 'No Telegram account has this number. Sign up in a Telegram app first.',
  'error.phoneBanned': 'Telegram has blocked this number. Ask Telegram’s support about it.',
  'error.codeWrong': 'That code is wrong. Check the newest message from Telegram.',
  'error.codeExpired': 'That code is too old. Ask for a new one.',
  'error.passwordWrong': 'That password is wrong.',
  'error.resendNotYet': 'Telegram sends the next code in {clock}.',
  'error.signedOutElsewhere': 'This session was ended on another device. Sign in again; your deals are safe.',
  'error.accountDeactivated': 'Telegram has closed this account. Your deals are safe on this computer.',
  'error.qrExpired': 'This QR code is too old. A new one is on its way.',

  'error.floodWait': 'Telegram asks to wait. Try again in {clock}.',
  'error.offline': 'No connection. Tez goes on by itself when it is back.',
  'error.timeout': 'Telegram did not answer. Try again.',
  'error.telegramBusy': 'Telegram has a problem on its side. Try again in a minute.',

  'error.chatUnavailable': 'Telegram no longer shows you this chat. What Tez keeps is safe.',
  'error.notAllowed': 'Telegram does not allow this here.',
  'error.notFound': 'This is gone. It may have been deleted.',

  'error.locked': 'Tez is locked. Unlock it first.',
  'error.passphraseWrong': 'That passphrase is wrong. Try again.',
  'error.passphraseShort': 'Too short. Use a longer passphrase.',
  'error.quota': 'The disk is full. Free some space; what is stored is safe.',
  'error.damaged': 'Some stored data cannot be read. Nothing was overwritten.',

  'error.invalidInput': 'Tez cannot take this. Check what you typed.',
  'error.notSignedIn': 'This account is not signed in to Tez. Sign in first.',
  'error.internal': 'Something in Tez went wrong. Your data is safe; try again.',
} as const;
