/** Runs in a worker of a real browser: imports and reads messages, as Tez does and as a plain database would. */
import { ANSWER, FIRST_PEER, makeHistory } from './history';
import { openPlain } from './plain';
import { openTez } from './tez';

export type Who = 'tez' | 'plain';

export type Order =
  | { do: 'make'; count: number; chats: number }
  | { do: 'open'; who: Who }
  | { do: 'import'; who: Who }
  /** Live messages after the import: what a chat's journal holds. */
  | { do: 'receive'; who: Who; each: number }
  /** Both in turn, so that whatever else the machine does meets both: the times of Tez, then those of the other. */
  | { do: 'read'; times: number; limit: number }
  | { do: 'close'; who: Who };

type Store = ReturnType<typeof openTez> | ReturnType<typeof openPlain>;

let history = makeHistory(ANSWER, 1, Date.now());
const stores = new Map<Who, Store>();
let opened = 0;

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
      stores.set(order.who, order.who === 'tez' ? openTez(name, history) : openPlain(name, history));
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
        for (const who of turn) times[who].push(await timeOf(storeOf(who), peer, order.limit));
      }
      return [...times.tez, ...times.plain];
    }
    case 'close':
      await storeOf(order.who).close();
      stores.delete(order.who);
      return [];
  }
}

self.addEventListener('message', ({ data }: MessageEvent<Order>) => {
  obey(data).then(
    (values) => self.postMessage({ values }),
    (error: unknown) => self.postMessage({ error: String(error) }),
  );
});
