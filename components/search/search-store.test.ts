import { describe, expect, it, vi } from 'vitest';
import type { Ask } from '@/components/background/ask';
import type { Command } from '@/lib/bus/contract';
import { TezError } from '@/lib/limits/model';
import type { SearchAnswer, SearchResult, TelegramAnswer } from '@/lib/search/contract';
import { rowsOf, SearchStore } from './search-store';

const result = (id: string, kind: SearchResult['kind'] = 'deals'): SearchResult => {
  return { kind, id, at: 0, title: { text: id, marks: [] }, text: null, who: '', peer: null, open: null };
};
const found = (ids: string[], more: Partial<SearchAnswer> & { total?: number } = {}): SearchAnswer => {
  const { total = ids.length, ...rest } = more;
  const groups = ids.length > 0 ? [{ kind: 'deals' as const, total, results: ids.map((id) => result(id)) }] : [];
  return { groups, left: 0, ignored: [], ...rest };
};

interface Asked {
  name: string;
  input: { text: string; kind?: string; after?: unknown };
  answer: (value: SearchAnswer | TelegramAnswer) => void;
  fail: (error: TezError) => void;
}

function make() {
  const asked: Asked[] = [];
  const timers: { work: () => void; gone: boolean }[] = [];
  const ask = ((command: Command, input: Asked['input']) =>
    new Promise((answer, fail) => asked.push({ name: command.name, input, answer, fail }))) as unknown as Ask;
  const store = new SearchStore({
    ask,
    later(work) {
      const timer = { work, gone: false };
      timers.push(timer);
      return () => {
        timer.gone = true;
      };
    },
  });
  /** Lets what waits happen. */
  const rest = () => {
    for (const { work, gone } of timers.splice(0)) if (!gone) work();
  };
  return { store, asked, rest };
}

const ids = (store: SearchStore) =>
  rowsOf(store.state).map((row) =>
    row.is === 'result' ? row.result.id : row.is === 'all' ? `all ${row.total}` : row.is,
  );
const tick = () => new Promise<void>((resolve) => queueMicrotask(resolve));

describe('the search box', () => {
  it('asks once when typing rests, and shows nothing for nothing', async () => {
    const { store, asked, rest } = make();
    store.type('p');
    store.type('pr');
    rest();
    expect(asked.map(({ input }) => input)).toEqual([{ text: 'pr', limit: 5 }]);
    asked[0]?.answer(found(['a']));
    await vi.waitFor(() => expect(ids(store)).toEqual(['a', 'telegram']));
    store.type(' ');
    expect(ids(store)).toEqual([]);
    rest();
    expect(asked).toHaveLength(1);
  });

  it('drops an answer to what was typed before', async () => {
    const { store, asked, rest } = make();
    store.type('one');
    rest();
    store.type('two');
    rest();
    asked[1]?.answer(found(['two']));
    await vi.waitFor(() => expect(ids(store)).toEqual(['two', 'telegram']));
    asked[0]?.answer(found(['one']));
    await tick();
    expect(ids(store)).toEqual(['two', 'telegram']);
  });

  it('opens no result of what was typed before', async () => {
    const { store, asked, rest } = make();
    store.type('one');
    rest();
    asked[0]?.answer(found(['one']));
    await vi.waitFor(() => expect(ids(store)).toContain('one'));
    store.type('two');
    const opening = store.settled();
    asked[1]?.answer(found(['two']));
    expect(await opening).toMatchObject({ is: 'result', result: { id: 'two' } });
    rest();
    expect(asked).toHaveLength(2);
  });

  it('goes round with the arrow keys, and shows one kind alone', async () => {
    const { store, asked, rest } = make();
    store.type('a');
    rest();
    asked[0]?.answer(found(['a', 'b'], { total: 7 }));
    await vi.waitFor(() => expect(ids(store)).toEqual(['a', 'b', 'all 7', 'telegram']));
    store.move(-1);
    expect(store.state.chosen).toBe(3);
    store.move(1);
    expect(store.state.chosen).toBe(0);
    store.show('deals');
    expect(asked[1]?.input).toEqual({ text: 'a', kind: 'deals', limit: 100 });
    asked[1]?.answer(found(['a', 'b', 'c'], { total: 7 }));
    await vi.waitFor(() => expect(ids(store)).toEqual(['a', 'b', 'c', 'telegram']));
  });

  it('looks again while there is something to index, and keeps what Telegram says meanwhile', async () => {
    const { store, asked, rest } = make();
    store.type('a');
    rest();
    asked[0]?.answer(found([], { left: 9 }));
    await vi.waitFor(() => expect(store.state.answer?.left).toBe(9));
    void store.askTelegram();
    rest();
    asked[2]?.answer(found(['a']));
    asked[1]?.answer({ results: [result('t', 'messages')], total: 1, more: [], silent: 0 });
    await vi.waitFor(() => expect(ids(store)).toEqual(['a', 't']));
    rest();
    expect(asked).toHaveLength(3);
  });

  it('goes on on Telegram, and says what failed without losing what is there', async () => {
    const { store, asked, rest } = make();
    store.type('a');
    rest();
    asked[0]?.answer(found([]));
    void store.askTelegram();
    const more = [{ account: 1, peer: 2, id: 3, date: 4 }];
    asked[1]?.answer({ results: [result('t1', 'messages')], total: 2, more, silent: 0 });
    await vi.waitFor(() => expect(ids(store)).toEqual(['t1', 'more']));
    void store.askTelegram();
    expect(asked[2]?.input).toEqual({ text: 'a', after: more });
    asked[2]?.fail(new TezError('offline'));
    await vi.waitFor(() => expect(ids(store)).toEqual(['t1', 'telegram']));
    expect(store.state.telegram).toMatchObject({ is: 'failed', error: { kind: 'offline' } });
  });

  it('tells what failed and asks again', async () => {
    const { store, asked, rest } = make();
    store.type('a');
    rest();
    asked[0]?.fail(new TezError('locked'));
    await vi.waitFor(() => expect(store.state.error?.kind).toBe('locked'));
    store.retry();
    asked[1]?.answer(found(['a']));
    await vi.waitFor(() => expect(ids(store)).toContain('a'));
    expect(store.state.error).toBe(null);
  });
});
