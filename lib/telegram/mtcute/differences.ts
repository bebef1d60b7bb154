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
  /** Takes note of what a difference has beside messages. */
  noteMissed: (updates: readonly tl.TypeUpdate[]) => void;
}

/**
 * Watches how mtcute closes its gaps, and does what it leaves undone: says where the log was too long to replay
 * (it only moves its position), asks again after an error (it only logs one), and asks from far enough back.
 */
export class Differences {
  readonly #deps: DifferencesDeps;
  #timers = new Set<ReturnType<typeof setTimeout>>();
  /** The last failure since it was last set to null. */
  failure: TezError | null = null;
  /**
   * Unix seconds of the last difference, and of the one before. Whatever has no place in the common log, channels
   * above all, is asked for by date. mtcute moves its date with every numbered update, past others that may be lost.
   */
  #asked: number | null = null;
  #askedBefore: number | null = null;

  constructor(deps: DifferencesDeps) {
    this.#deps = deps;
  }

  readonly middleware: RpcCallMiddleware = async (ctx, next) => {
    switch (ctx.request._) {
      case 'updates.getState':
        return this.#position(() => next(ctx), ctx.manager.params.stopSignal);
      case 'updates.getDifference':
        ctx.request.date = this.dateToStore(ctx.request.date);
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

  /** The date to ask the next difference from; at first the one that mtcute was given. */
  dateToStore(date: number): number {
    this.#asked ??= date;
    return this.#asked;
  }

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
        this.#answered((result as tl.updates.RawState).date);
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
    } else if (result._ === 'updates.differenceEmpty') {
      this.#answered(result.date);
    } else {
      for (const update of result.otherUpdates) this.onTooLong(update);
      this.#deps.noteMissed(result.otherUpdates);
      if (result._ === 'updates.difference') this.#answered(result.state.date);
    }
    return result;
  }

  #answered(date: number): void {
    this.#askedBefore = this.#asked;
    this.#asked = date;
  }

  #failed(result: { errorCode: number; errorMessage: string }, channelId?: number): void {
    const failure = this.#note(result);
    // The difference that named this channel does not count: the next must name it again.
    if (channelId !== undefined) this.#asked = this.#askedBefore ?? this.#asked;
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
