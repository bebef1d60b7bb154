import { type mtp, tl } from '@mtcute/core';
import { TezError } from '@/lib/limits/model';

/** An answer that is an error, as middleware sees it. */
export function isRpcError(result: unknown): result is mtp.RawMt_rpc_error {
  return typeof result === 'object' && result !== null && '_' in result && result._ === 'mt_rpc_error';
}

/** Telegram's own text behind an error, for the few that are no failure but the next step; null where it has none. */
export function rpcText(error: unknown): string | null {
  const cause = error instanceof TezError ? error.cause : error;
  return cause instanceof Error && tl.RpcError.is(cause) ? wholeText(cause) : null;
}

/** mtcute takes the number out of a text (FLOOD_WAIT_%d) and names it by what it is. */
function wholeText(error: tl.RpcError): string {
  const numbers = Object.entries(error).filter(([name, value]) => name !== 'code' && typeof value === 'number');
  return error.text.replace('%d', String(numbers[0]?.[1] ?? ''));
}
