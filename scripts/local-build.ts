/** The local Telegram a test or demo build talks to. Release builds have none. */
export interface LocalTelegram {
  /** CSP source, for example ws://127.0.0.1:43210. */
  origin: string;
  telegram: { url: string; homeDc: number; dcs: number[]; publicKeys: string[] };
}

/**
 * Reads `TEZ_LOCAL_TELEGRAM` (JSON: `{ url, homeDc, dcs, publicKeys }`, `url` with `{dc}` in it), set by the test and
 * demo scripts only. @throws Error when it names anything but this machine.
 */
export function readLocalTelegram(env: Record<string, string | undefined>): LocalTelegram | null {
  const text = env.TEZ_LOCAL_TELEGRAM;
  if (!text) return null;
  const telegram = JSON.parse(text) as LocalTelegram['telegram'];
  const { protocol, hostname, host } = new URL(telegram.url.replace('{dc}', '1'));
  if (protocol !== 'ws:' || hostname !== '127.0.0.1')
    throw new Error('TEZ_LOCAL_TELEGRAM must be a ws://127.0.0.1 address.');
  return { origin: `ws://${host}`, telegram };
}
