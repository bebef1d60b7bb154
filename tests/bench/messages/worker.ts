/** Runs in a worker of a real browser: imports and reads messages, as Tez does and as a plain database would. */
import type { Message } from '@/lib/messages/model';
import type { HistoryOptions } from '@/lib/telegram/port/messages';
import { ANSWER, FIRST_PEER, makeHistory } from './history';
import { obeyWith } from './obey';
import { openPlain } from './plain';
import { openTez } from './tez';

export type Who = 'tez' | 'plain';

export type Order =
  | { do: 'make'; count: number; chats: number }
  | { do: 'open'; who: Who }
  | { do: 'import'; who: Who }
  /** Live messages after the import: what a chat's journal holds. */
  | { do: 'receive'; who: Who; each: number }
  /**
   * Both in turn, so that whatever else the machine does meets both: the times of Tez, then those of the other.
   * `again`: chats that were opened before, and of which Tez remembers the end.
   */
  | { do: 'read'; times: number; limit: number; again: boolean }
  | { do: 'close'; who: Who };

type Store = ReturnType<typeof openTezOver> | ReturnType<typeof openPlain>;

let history = makeHistory(ANSWER, 1, Date.now());
const stores = new Map<Who, Store>();
let opened = 0;

/** Tez with a Telegram that answers at once. */
function openTezOver(name: string) {
  const counted = (peer: number) => ({ total: history.count(peer), since: history.count(peer) });
  return openTez(name, history.peers, 1, () => ({
    dialog: async () => null,
    history: async (peer: number, { before }: HistoryOptions) =>
      JSON.parse(history.answer(peer, before ?? null)) as Message[],
    count: async (peer: number) => counted(peer),
  }));
}

function storeOf(who: Who): Store {
  const store = stores.get(who);
  if (!store) throw new Error('nothing is open');
  return store;
}

async function timeOf(store: Store, peer: number, limit: number): Promise<number> {
  const start = performance.now();
  const { length } = await store.lastPage(peer, limit);
  const took = performance.now() - start;
  if (length !== limit) throw new Error(`${length} messages instead of ${limit}`);
  return took;
}

async function obey(order: Order): Promise<number[]> {
  switch (order.do) {
    case 'make':
      history = makeHistory(order.count, order.chats, Date.now());
      return [];
    case 'open': {
      const name = `${order.who}-${opened++}`;
      stores.set(order.who, order.who === 'tez' ? openTezOver(name) : openPlain(name, history));
      return [];
    }
    case 'import': {
      const store = storeOf(order.who);
      const start = performance.now();
      await store.importAll();
      const took = performance.now() - start;
      return [took, await store.kept()];
    }
    case 'receive': {
      const store = storeOf(order.who);
      let id = 1_000_000;
      for (let n = 0; n < order.each; n++) {
        for (const peer of history.peers) {
          const base = { out: false, kind: 'text', mentioned: false, silent: false } as const;
          await store.receive({ ...base, id: ++id, peer, from: peer, date: Date.now(), text: 'Is it ready?' });
        }
      }
      return [];
    }
    case 'read': {
      const times: Record<Who, number[]> = { tez: [], plain: [] };
      for (let n = 0; n < order.times; n++) {
        const peer = FIRST_PEER + ((n * 7) % history.peers.length);
        const turn: Who[] = n % 2 === 0 ? ['tez', 'plain'] : ['plain', 'tez'];
        for (const who of turn) {
          const store = storeOf(who);
          if (!order.again && 'forget' in store) store.forget();
          times[who].push(await timeOf(store, peer, order.limit));
        }
      }
      return [...times.tez, ...times.plain];
    }
    case 'close':
      await storeOf(order.who).close();
      stores.delete(order.who);
      return [];
  }
}

obeyWith(obey);
