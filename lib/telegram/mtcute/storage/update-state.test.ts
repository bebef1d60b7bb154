import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TelegramUpdate } from '@/lib/messages/model';
import { FakeSessionStore } from '../../contract/fake-store';
import type { SessionRow } from '../../port';
import { SessionRows } from './rows';
import { UpdateState } from './update-state';

const bytes = (...values: number[]) => Uint8Array.from(values);
const read = (peer: number): TelegramUpdate => ({ is: 'readInbox', peer, upTo: 1 });

async function started() {
  const store = new FakeSessionStore();
  const rows = new SessionRows(store);
  await rows.load();
  const calls: { updates: TelegramUpdate[]; keys: string[] }[] = [];
  const sink = vi.fn(async (updates: TelegramUpdate[], state: SessionRow[]) => {
    calls.push({ updates, keys: state.map(({ key }) => key) });
    store.apply(state);
  });
  return { store, rows, sink, calls, state: new UpdateState(rows, sink) };
}

afterEach(() => vi.useRealTimers());

describe('updates and the position that covers them', () => {
  it('reach the sink in one call, in order', async () => {
    const { state, calls } = await started();
    state.collect(read(1));
    state.collect(read(2));
    state.stage('updates_pts', bytes(7));
    expect(await state.flush()).toBe(true);
    expect(calls).toEqual([{ updates: [read(1), read(2)], keys: ['updates_pts'] }]);
  });

  it('keep the position back while something received is still queued', async () => {
    const { store, state, calls } = await started();
    state.settled = () => false;
    state.collect(read(1));
    state.stage('updates_pts', bytes(7));
    await state.flush();
    expect(calls).toEqual([{ updates: [read(1)], keys: [] }]);
    expect(await state.read('updates_pts')).toEqual(bytes(7));
    expect(store.rows.has('updates_pts')).toBe(false);
    state.settled = () => true;
    state.collect(read(2));
    state.stage('updates_date', bytes(8, 0, 0, 0));
    await state.flush();
    expect(calls[1]).toEqual({ updates: [read(2)], keys: ['updates_pts', 'updates_date'] });
  });

  it('keep the date that the next difference is to be asked from, not the newest', async () => {
    const { state } = await started();
    state.dateToStore = (date) => date - 256;
    state.stage('updates_date', bytes(7, 3, 0, 0));
    expect(await state.read('updates_date')).toEqual(bytes(7, 2, 0, 0));
  });

  it('are kept when the sink fails, and told again by themselves, older ones first', async () => {
    vi.useFakeTimers();
    const { state, sink, calls } = await started();
    sink.mockRejectedValueOnce(new Error('quota'));
    state.collect(read(1));
    state.stage('updates_pts', bytes(7));
    expect(await state.flush()).toBe(false);
    state.collect(read(2));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(calls).toEqual([{ updates: [read(1), read(2)], keys: ['updates_pts'] }]);
  });

  it('become one gap when too many could not be stored', async () => {
    const { state, sink, calls } = await started();
    sink.mockRejectedValueOnce(new Error('quota'));
    for (let peer = 0; peer <= 5_000; peer += 1) state.collect(read(peer));
    expect(await state.flush()).toBe(false);
    state.collect(read(1));
    expect(await state.flush()).toBe(true);
    state.close();
    expect(calls).toEqual([{ updates: [{ is: 'gap' }, read(1)], keys: [] }]);
  });

  it('that arrive while the sink writes follow in the next call', async () => {
    const { state, sink, calls } = await started();
    sink.mockImplementationOnce(async (updates, rows) => {
      calls.push({ updates, keys: rows.map(({ key }) => key) });
      state.collect(read(2));
      // The sink may ask Telegram something; the answer makes mtcute save, which must not wait for the sink.
      expect(await state.flush()).toBe(false);
    });
    state.collect(read(1));
    expect(await state.flush()).toBe(true);
    expect(calls.map(({ updates }) => updates)).toEqual([[read(1)], [read(2)]]);
  });

  it('are left to Telegram once the port is closed', async () => {
    const { rows, state, sink } = await started();
    state.collect(read(1));
    rows.set('peer:1', bytes(1));
    state.close();
    rows.close();
    expect(await state.flush()).toBe(false);
    expect(sink).not.toHaveBeenCalled();
  });

  it('bother the sink only when there is an update', async () => {
    const { store, rows, state, sink } = await started();
    rows.set('peer:1', bytes(1));
    state.stage('updates_pts', bytes(7));
    await state.flush();
    expect(sink).not.toHaveBeenCalled();
    expect([...store.rows.keys()]).toEqual(['peer:1', 'updates_pts']);
  });
});
