import type { RpcCallMiddleware, tl } from '@mtcute/core';
import type { TezError } from '@/lib/limits/model';
import type { TelegramUpdate } from '@/lib/messages/model';
import { rpcToTezError } from './errors';
import { markedChannel } from './marked';
import { isRpcError } from './rpc-error';
import { sleep } from './sleep';

/** Before asking again for what Telegram would not tell, where it names no time itself. */
const PAUSE = 5_000;

export interface DifferencesDeps {
  now: () => number;
  collect: (update: TelegramUpdate) => void;
  /** Whether a position in this channel's log is known. */
  knowsChannel: (channelId: number) => boolean;
  /** Asks for the common log, or that of a channel, once more. */
  askAgain: (channelId?: number) => void;
}

/**
 * Watches how mtcute closes its gaps, and does what it leaves undone: says where the log was too long to replay
 * (it only moves its position), and asks again after an error (it only logs one).
 */
export class Differences {
  readonly #deps: DifferencesDeps;
  #timers = new Set<ReturnType<typeof setTimeout>>();
  /** The last failure since it was last set to null. */
  failure: TezError | null = null;

  constructor(deps: DifferencesDeps) {
    this.#deps = deps;
  }

  readonly middleware: RpcCallMiddleware = async (ctx, next) => {
    switch (ctx.request._) {
      case 'updates.getState':
        return this.#position(() => next(ctx), ctx.manager.params.stopSignal);
      case 'updates.getDifference':
        return this.#common((await next(ctx)) as tl.updates.TypeDifference);
      case 'updates.getChannelDifference': {
        const { channel } = ctx.request;
        const result = await next(ctx);
        if (isRpcError(result) && 'channelId' in channel) this.#failed(result, channel.channelId);
        return result;
      }
      default:
        return next(ctx);
    }
  };

  /** mtcute's hook for a channel whose log was too long. */
  readonly onChannelTooLong = (channelId: number) => {
    this.#deps.collect({ is: 'gap', peer: markedChannel(channelId) });
  };

  /** News in a channel of which no position is known (the one told is where its log ends): nothing can be replayed. */
  readonly onTooLong = (update: tl.TypeUpdate) => {
    if (update._ !== 'updateChannelTooLong') return;
    if (!this.#deps.knowsChannel(update.channelId)) this.onChannelTooLong(update.channelId);
  };

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  /**
   * mtcute asks for a position when it has none or gives its own up: whatever came before is not replayed. It would
   * repeat a failed request at once and for ever, so that is done here, with patience.
   */
  async #position(ask: () => Promise<unknown>, stop: AbortSignal): Promise<unknown> {
    for (;;) {
      const result = await ask();
      if (!isRpcError(result)) {
        this.#deps.collect({ is: 'gap' });
        return result;
      }
      if (result.errorCode === 401) return result;
      await sleep(this.#pause(this.#note(result)), stop);
    }
  }

  #common(result: tl.updates.TypeDifference): tl.updates.TypeDifference {
    if (isRpcError(result)) this.#failed(result);
    else if (result._ === 'updates.differenceTooLong') {
      this.#deps.collect({ is: 'gap' });
      // The new position is where to ask from, not where the log ends.
      // https://core.telegram.org/constructor/updates.differenceTooLong
      this.#deps.askAgain();
    } else if (result._ !== 'updates.differenceEmpty') {
      for (const update of result.otherUpdates) this.onTooLong(update);
    }
    return result;
  }

  #failed(result: { errorCode: number; errorMessage: string }, channelId?: number): void {
    const failure = this.#note(result);
    if (!['floodWait', 'telegramBusy', 'timeout'].includes(failure.kind)) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#deps.askAgain(channelId);
    }, this.#pause(failure));
    this.#timers.add(timer);
  }

  #note(result: { errorCode: number; errorMessage: string }): TezError {
    this.failure = rpcToTezError(result.errorMessage, result.errorCode, this.#deps.now());
    return this.failure;
  }

  #pause(failure: TezError): number {
    return Math.max(failure.retryAt === undefined ? PAUSE : failure.retryAt - this.#deps.now(), 1_000);
  }
}
