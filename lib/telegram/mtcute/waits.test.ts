import type { RpcCallMiddlewareContext } from '@mtcute/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeSessionStore } from '../contract/fake-store';
import { SessionRows } from './storage/rows';
import { Waits } from './waits';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

const flood = (seconds: number) => ({ _: 'mt_rpc_error', errorCode: 420, errorMessage: `FLOOD_WAIT_${seconds}` });

async function started(store = new FakeSessionStore()) {
  const rows = new SessionRows(store);
  await rows.load();
  const told: number[] = [];
  const waits = new Waits(rows, Date.now, (until) => told.push(until));
  const stop = new AbortController();
  const ask = (request: object, next: () => Promise<unknown>) =>
    waits.middleware(
      { request, manager: { params: { stopSignal: stop.signal } } } as unknown as RpcCallMiddlewareContext,
      next,
    );
  return { store, told, ask, stop };
}

const history = { _: 'messages.getHistory' };

describe("Telegram's waits", () => {
  it('are sat out when short, and the request asked again', async () => {
    const { ask, told } = await started();
    const next = vi.fn().mockResolvedValueOnce(flood(2)).mockResolvedValueOnce('answer');
    const answer = ask(history, next);
    await vi.advanceTimersByTimeAsync(1_999);
    expect(next).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toBe('answer');
    expect(told).toEqual([]);
  });

  it('are told when long, and obeyed by every later request of the kind', async () => {
    const { ask, told } = await started();
    const next = vi.fn().mockResolvedValue(flood(60));
    expect(await ask(history, next)).toEqual(flood(60));
    expect(told).toEqual([Date.now() + 60_000]);
    await vi.advanceTimersByTimeAsync(30_500);
    expect(await ask(history, next)).toEqual(flood(30));
    expect(next).toHaveBeenCalledTimes(1);
    const other = vi.fn().mockResolvedValue('answer');
    expect(await ask({ _: 'users.getUsers' }, other)).toBe('answer');
    await vi.advanceTimersByTimeAsync(29_500);
    expect(await ask(history, other)).toBe('answer');
  });

  it('bind the next worker too', async () => {
    const { ask, store } = await started();
    await ask(history, async () => flood(60));
    await vi.advanceTimersByTimeAsync(10_000);
    const next = vi.fn();
    expect(await (await started(store)).ask(history, next)).toEqual(flood(50));
    expect(next).not.toHaveBeenCalled();
  });

  it('of one phone say nothing about another', async () => {
    const { ask } = await started();
    const send = (phoneNumber: string) => ({ _: 'auth.sendCode', phoneNumber });
    await ask(send('4911'), async () => flood(600));
    expect(await ask(send('4912'), async () => 'sent')).toBe('sent');
    expect(await ask(send('4911'), async () => 'sent')).toEqual(flood(600));
  });

  it('end at once when the port closes', async () => {
    const { ask, stop } = await started();
    const answer = ask(history, async () => flood(2));
    const outcome = expect(answer).rejects.toThrow('closed');
    await vi.advanceTimersByTimeAsync(100);
    stop.abort(new Error('closed'));
    await outcome;
  });

  it('are not asked into for ever', async () => {
    const { ask } = await started();
    const next = vi.fn(async () => flood(0));
    const answer = ask(history, next);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await answer).toEqual(flood(1));
    expect(next).toHaveBeenCalledTimes(5);
  });

  it('of a slow group hold back what is sent to that group, and nobody waits unseen', async () => {
    const { ask, told, store } = await started();
    const slow = { _: 'mt_rpc_error', errorCode: 420, errorMessage: 'SLOWMODE_WAIT_2' };
    const to = (channelId: number, method = 'messages.sendMessage') => ({
      _: method,
      peer: { _: 'inputPeerChannel', channelId },
    });
    const next = vi.fn().mockResolvedValueOnce(slow).mockResolvedValue('answer');
    expect(await ask(to(1), next)).toEqual(slow);
    expect(await ask(to(1), next)).toEqual(slow);
    expect(await ask(to(1, 'messages.sendMedia'), next)).toEqual(slow);
    expect(next).toHaveBeenCalledTimes(1);
    expect(await ask(to(2), next)).toBe('answer');
    expect(await ask(to(1, 'messages.getHistory'), next)).toBe('answer');
    const later = await started(store);
    expect(await later.ask(to(1), next)).toEqual(slow);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await later.ask(to(1), next)).toBe('answer');
    expect(told).toEqual([]);
  });
});
