import type { RpcCallMiddleware } from '@mtcute/core';
import { kindOf } from './errors';
import { isRpcError } from './rpc-error';

export type WhyEnded = 'signedOutElsewhere' | 'accountDeactivated';

/**
 * Notices that the session was ended from elsewhere, whatever was being asked, and says so once. After that nothing
 * more is asked of Telegram: requests under way inside mtcute, which would be repeated, wait for the port to close.
 * @param isSignedIn a session that is not signed in is refused with the same words
 */
export function watchEnd(isSignedIn: () => boolean, onEnded: (why: WhyEnded) => void): RpcCallMiddleware {
  let ended = false;
  return async (ctx, next) => {
    const { stopSignal } = ctx.manager.params;
    if (ended && ctx.request._.startsWith('updates.')) return untilAborted(stopSignal);
    const result = await next(ctx);
    // Another data centre knows the session by a key of its own, which mtcute renews.
    if (!isRpcError(result) || ctx.params?.manager || ctx.params?.dcId || ended || !isSignedIn()) return result;
    const kind = kindOf(result.errorMessage, result.errorCode);
    if (kind === 'signedOutElsewhere' || kind === 'accountDeactivated') {
      ended = true;
      onEnded(kind);
    }
    return result;
  };
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
