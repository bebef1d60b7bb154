import { type mtp, tl } from '@mtcute/core';
import { TezError } from '@/lib/limits/model';

/** An answer that is an error, as middleware sees it. */
export function isRpcError(result: unknown): result is mtp.RawMt_rpc_error {
  return typeof result === 'object' && result !== null && '_' in result && result._ === 'mt_rpc_error';
}

/** Telegram's own text behind a TezError, for the few that are no failure but the next step. */
export function rpcText(error: unknown): string | null {
  const cause = error instanceof TezError ? error.cause : error;
  return tl.RpcError.is(cause) ? cause.text : null;
}
