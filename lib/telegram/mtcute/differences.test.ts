import type { RpcCallMiddlewareContext, tl } from '@mtcute/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Differences } from './differences';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

const failed = (errorMessage: string, errorCode: number) => ({ _: 'mt_rpc_error', errorCode, errorMessage });
const tooLong = (channelId: number, pts?: number): tl.TypeUpdate => ({ _: 'updateChannelTooLong', channelId, pts });

function watching() {
  const collect = vi.fn();
  const askAgain = vi.fn();
  const noteMissed = vi.fn();
  const knowsChannel = (id: number) => id === 1;
  const differences = new Differences({ now: Date.now, collect, askAgain, noteMissed, knowsChannel });
  const manager = { params: { stopSignal: new AbortController().signal } };
  const ask = (request: object, next: () => Promise<unknown>) =>
    differences.middleware({ request, manager } as unknown as RpcCallMiddlewareContext, next);
  return { collect, askAgain, differences, ask };
}

const common = { _: 'updates.getDifference', date: 5 };
const difference = (date: number, otherUpdates: tl.TypeUpdate[] = []) => ({
  _: 'updates.difference',
  newMessages: [],
  otherUpdates,
  state: { date },
});
const ofChannel = { _: 'updates.getChannelDifference', channel: { _: 'inputChannel', channelId: 1 } };

describe('a log of updates', () => {
  it('that is too long to replay leaves a gap, and is asked from its new position', async () => {
    const { ask, collect, askAgain } = watching();
    await ask(common, async () => ({ _: 'updates.differenceTooLong', pts: 9 }));
    expect(collect.mock.calls).toEqual([[{ is: 'gap' }]]);
    expect(askAgain).toHaveBeenCalledTimes(1);
  });

  it('that is too long for one channel leaves a gap there', () => {
    const { differences, collect } = watching();
    differences.onChannelTooLong(1);
    expect(collect.mock.calls).toEqual([[{ is: 'gap', peer: -1_000_000_000_001 }]]);
  });

  it('of a channel without a known position cannot be replayed: a gap', async () => {
    const { ask, collect } = watching();
    const otherUpdates = [tooLong(1, 5), tooLong(1), tooLong(3, 5)];
    await ask(common, async () => difference(9, otherUpdates));
    expect(collect.mock.calls).toEqual([[{ is: 'gap', peer: -1_000_000_000_003 }]]);
  });

  it('whose position is asked anew left a gap behind, and is asked for until it is told', async () => {
    const { ask, collect } = watching();
    const next = vi
      .fn()
      .mockResolvedValueOnce(failed('FLOOD_WAIT_30', 420))
      .mockResolvedValueOnce(failed('INTERNAL', 500))
      .mockResolvedValueOnce({ _: 'updates.state', pts: 3 });
    const answer = ask({ _: 'updates.getState' }, next);
    await vi.advanceTimersByTimeAsync(29_999);
    expect(next).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(5_001);
    expect(await answer).toEqual({ _: 'updates.state', pts: 3 });
    expect(collect.mock.calls).toEqual([[{ is: 'gap' }]]);
  });

  it('that Telegram would not tell is asked for again, at its deadline', async () => {
    const { ask, askAgain, differences } = watching();
    await ask(common, async () => failed('FLOOD_WAIT_30', 420));
    await ask(ofChannel, async () => failed('TIMEOUT', 400));
    expect(differences.failure?.kind).toBe('timeout');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(askAgain.mock.calls).toEqual([[1]]);
    await vi.advanceTimersByTimeAsync(25_000);
    expect(askAgain.mock.calls).toEqual([[1], [undefined]]);
  });

  it('of a chat one may not see is not asked for again', async () => {
    const { ask, askAgain } = watching();
    await ask(ofChannel, async () => failed('CHANNEL_PRIVATE', 400));
    await vi.advanceTimersByTimeAsync(600_000);
    expect(askAgain).not.toHaveBeenCalled();
  });

  it('is asked from the date of the last difference, whatever date was heard of since', async () => {
    const { ask, differences } = watching();
    const asked: number[] = [];
    const askFrom = async (date: number, answer: object) => {
      const request = { ...common, date };
      await ask(request, async () => {
        asked.push(request.date);
        return answer;
      });
    };
    await askFrom(5, difference(20));
    await askFrom(90, { _: 'updates.differenceEmpty', date: 40 });
    await askFrom(95, {
      _: 'updates.differenceSlice',
      newMessages: [],
      otherUpdates: [],
      intermediateState: { date: 60 },
    });
    await askFrom(95, difference(99));
    expect(asked).toEqual([5, 20, 40, 40]);
    expect(differences.dateToStore(120)).toBe(99);
    await ask(ofChannel, async () => failed('INTERNAL', 500));
    expect(differences.dateToStore(120)).toBe(40);
  });
});
