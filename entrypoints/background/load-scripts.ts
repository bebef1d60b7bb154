import type { Kdf } from '@/lib/store/kdf';
import type { OpenTelegram } from '@/lib/telegram/port';

declare function importScripts(...urls: string[]): void;
declare global {
  /** Set by mtproto.js. */
  var tezTelegram: OpenTelegram | undefined;
  /** Set by argon2.js. */
  var tezArgon2: Kdf | undefined;
}

const TELEGRAM = '/mtproto.js';
const ARGON2 = '/argon2.js';

/**
 * A worker may only import after its installation what it imported during it, so the big scripts are imported once
 * then (and Chrome keeps them), and again in each later life on first need: other wake-ups stay cheap.
 */
export function importScriptsOnInstall(): void {
  self.addEventListener('install', () => importScripts(TELEGRAM, ARGON2));
}

export async function loadTelegram(): Promise<OpenTelegram> {
  if (!globalThis.tezTelegram) importScripts(TELEGRAM);
  return loaded(globalThis.tezTelegram, TELEGRAM);
}

/** Argon2id, loaded when a passphrase is set or typed. */
export const argon2: Kdf = async (passphrase, how) => {
  if (!globalThis.tezArgon2) importScripts(ARGON2);
  return loaded(globalThis.tezArgon2, ARGON2)(passphrase, how);
};

function loaded<T>(value: T | undefined, script: string): T {
  if (value === undefined) throw new Error(`${script} did not load`);
  return value;
}
