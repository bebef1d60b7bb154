import type { DcOptions, ICryptoProvider } from '@mtcute/core/utils.js';
import { sharedCrypto, type WasmInput } from './crypto';
import { telegramSocket } from './transport';

/** Which Telegram a build talks to. */
export interface Network {
  crypto: ICryptoProvider;
  socketUrl: (dc: number) => string;
  /** Shown in the account's list of sessions. */
  appVersion?: string;
  /** Where a session that has not signed in yet begins; mtcute's own choice (2) where absent. */
  homeDcs?: DcOptions;
}

/** Telegram itself, with mtcute's own public keys. */
export function telegramNetwork(wasm: WasmInput): Network {
  return { crypto: sharedCrypto(wasm), socketUrl: telegramSocket };
}
