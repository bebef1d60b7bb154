import type { tl } from '@mtcute/core';
import { TezError } from '@/lib/limits/model';
import type { Me, QrToken, SignInResult } from '../port';
import { accept, orPassword } from './login';
import type { Session } from './session';

/** How long a token is shown. Telegram's live about 30 s; the range keeps a wrong clock here from mattering. */
const SHORTEST = 5_000;
const LONGEST = 30_000;

/**
 * Shows token after token until one is accepted by a signed-in device. https://core.telegram.org/api/qr-login
 * @throws the reason of `signal` when it aborts; TezError otherwise
 */
export async function signInByQr(
  session: Session,
  onToken: (token: QrToken) => void,
  signal: AbortSignal,
): Promise<SignInResult> {
  return orPassword(session, () => showTokens(session, onToken, signal));
}

async function showTokens(session: Session, onToken: (token: QrToken) => void, signal: AbortSignal): Promise<Me> {
  const { apiId, apiHash } = session.client.params;
  for (;;) {
    signal.throwIfAborted();
    const news = newsOf(session, signal);
    try {
      const answer = await session.call({ _: 'auth.exportLoginToken', apiId, apiHash, exceptIds: [] }, { signal });
      if (answer._ === 'auth.loginTokenSuccess') return await accept(session, answer.authorization);
      if (answer._ === 'auth.loginTokenMigrateTo') return await importToken(session, answer, signal);
      signal.throwIfAborted();
      const lives = answer.expires * 1000 - session.now();
      const shown = Math.min(Math.max(lives, SHORTEST), LONGEST);
      onToken({ url: `tg://login?token=${base64Url(answer.token)}`, expiresAt: session.now() + shown });
      await news.within(shown);
    } finally {
      news.stop();
    }
  }
}

/** The account lives in another data centre, and so does its answer. */
async function importToken(session: Session, to: tl.auth.RawLoginTokenMigrateTo, signal: AbortSignal): Promise<Me> {
  await session.guard(session.client.changePrimaryDc(to.dcId));
  const answer = await session.call({ _: 'auth.importLoginToken', token: to.token }, { signal });
  if (answer._ !== 'auth.loginTokenSuccess') throw new TezError('qrExpired');
  return accept(session, answer.authorization);
}

/**
 * Listens for "your token was accepted" from before it is asked for, so that none is missed. A new connection counts
 * as news too: what was told on the old one may be lost.
 */
function newsOf(session: Session, signal: AbortSignal) {
  const { onServerUpdate, mt } = session.client;
  let told: () => void = () => {};
  const accepted = new Promise<void>((resolve) => {
    told = resolve;
  });
  const onUpdate = (updates: tl.TypeUpdates) => {
    if (updates._ === 'updateShort' && updates.update._ === 'updateLoginToken') told();
    if ('updates' in updates && updates.updates.some((it) => it._ === 'updateLoginToken')) told();
  };
  onServerUpdate.add(onUpdate);
  mt.onUsable.add(told);
  return {
    async within(ms: number): Promise<void> {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const elapsed = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, ms);
      });
      const stop = new AbortController();
      const aborted = new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true, signal: stop.signal });
      });
      try {
        await Promise.race([accepted, elapsed, aborted]);
      } finally {
        clearTimeout(timer);
        stop.abort();
      }
    },
    stop() {
      onServerUpdate.remove(onUpdate);
      mt.onUsable.remove(told);
    },
  };
}

/** https://core.telegram.org/api/links#qr-code-login-links */
function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}
