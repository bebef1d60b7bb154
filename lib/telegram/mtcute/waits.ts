import type { RpcCallMiddleware } from '@mtcute/core';
import { isSlowMode, waitSeconds } from './errors';
import { isRpcError } from './rpc-error';
import { sleep } from './sleep';
import type { SessionRows } from './storage/rows';

const ROW = 'waits';
/** Waits up to this long are sat out unseen; longer ones are told and the call rejects. */
const PATIENCE = 3_000;
const MOST_TRIES = 5;
const SENDING = new Set([
  'messages.sendMessage',
  'messages.sendMedia',
  'messages.sendMultiMedia',
  'messages.forwardMessages',
]);

/**
 * Obeys Telegram's "wait n seconds". A deadline is stored sealed, so that it binds the next worker too: until it has
 * passed, the same request is refused here without asking Telegram again.
 * https://core.telegram.org/api/errors#420-flood
 */
export class Waits {
  readonly #rows: SessionRows;
  readonly #now: () => number;
  readonly #onWait: (until: number) => void;
  #deadlines: Map<string, number> | null = null;

  constructor(rows: SessionRows, now: () => number, onWait: (until: number) => void) {
    this.#rows = rows;
    this.#now = now;
    this.#onWait = onWait;
  }

  readonly middleware: RpcCallMiddleware = async (ctx, next) => {
    const [what, slow] = [requestKey(ctx.request), chatKey(ctx.request)];
    const deadlines = await this.#load();
    for (let tries = 0; ; tries += 1) {
      const slowFor = (slow === null ? 0 : (deadlines.get(slow) ?? 0)) - this.#now();
      // Nobody is kept waiting for a group that is slow: the sender is told at once.
      if (slowFor > 0) return refusal('SLOWMODE_WAIT', slowFor);
      const left = (deadlines.get(what) ?? 0) - this.#now();
      if (left > PATIENCE || tries === MOST_TRIES) {
        this.#onWait(this.#now() + left);
        return refusal('FLOOD_WAIT', left);
      }
      if (left > 0) await sleep(left, ctx.params?.abortSignal ?? ctx.manager.params.stopSignal);
      const result = await next(ctx);
      if (!isRpcError(result)) return result;
      const seconds = waitSeconds(result.errorMessage);
      if (seconds === null) return result;
      if (slow !== null && isSlowMode(result.errorMessage)) {
        deadlines.set(slow, this.#now() + seconds * 1000);
        this.#store(deadlines);
        return result;
      }
      // Zero seconds would ask again at once, for ever.
      deadlines.set(what, this.#now() + Math.max(seconds, 1) * 1000);
      this.#store(deadlines);
    }
  };

  async #load(): Promise<Map<string, number>> {
    if (this.#deadlines) return this.#deadlines;
    const row = await this.#rows.get(ROW);
    const stored = row ? (JSON.parse(new TextDecoder().decode(row)) as [string, number][]) : [];
    this.#deadlines ??= new Map(stored);
    return this.#deadlines;
  }

  /** Not waited for: a call may be made from within the sink, which would then wait for itself. */
  #store(deadlines: Map<string, number>): void {
    for (const [what, until] of deadlines) if (until <= this.#now()) deadlines.delete(what);
    const row = new TextEncoder().encode(JSON.stringify([...deadlines]));
    this.#rows.write([[ROW, row]]).catch(() => {});
  }
}

function refusal(what: 'FLOOD_WAIT' | 'SLOWMODE_WAIT', left: number) {
  const seconds = Math.max(Math.ceil(left / 1000), 1);
  return { _: 'mt_rpc_error', errorCode: 420, errorMessage: `${what}_${seconds}` };
}

/** Slow mode concerns whatever is sent to one group. */
function chatKey(request: { _: string; peer?: { _: string }; toPeer?: { _: string } }): string | null {
  if (!SENDING.has(request._)) return null;
  const peer = request.toPeer ?? request.peer;
  return peer && 'channelId' in peer ? `slow ${peer.channelId}` : null;
}

/** A flood concerns a method; in signing in, a method and the phone it was asked about. */
function requestKey(request: { _: string; phoneNumber?: string }): string {
  return request.phoneNumber ? `${request._} ${request.phoneNumber}` : request._;
}
