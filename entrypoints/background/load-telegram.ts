import type { OpenTelegram } from '@/lib/telegram/port';

declare function importScripts(...urls: string[]): void;
declare global {
  /** Set by mtproto.js. */
  var tezTelegram: OpenTelegram | undefined;
}

const SCRIPT = '/mtproto.js';

/**
 * A worker may only import after its installation what it imported during it, so the MTProto script is imported once
 * then (and Chrome keeps it), and again in each later life on first need: a wake-up that needs no Telegram stays cheap.
 */
export function importTelegramOnInstall(): void {
  self.addEventListener('install', () => importScripts(SCRIPT));
}

export async function loadTelegram(): Promise<OpenTelegram> {
  if (!globalThis.tezTelegram) importScripts(SCRIPT);
  const open = globalThis.tezTelegram;
  if (!open) throw new Error(`${SCRIPT} did not set tezTelegram`);
  return open;
}
