/** Runs in a worker of a real browser: brings in a chat over MTProto, as Tez does and as mtcute alone would. */
import { type LocalTelegram, localNetwork } from '@/lib/telegram/mtcute/local';
import { makeOpenTelegram } from '@/lib/telegram/mtcute/open';
import { obeyWith } from '../messages/obey';
import { openTez } from '../messages/tez';
import { openBare } from './bare';
import { CODE, PEER, PHONE, SELF } from './world';

export type Who = 'tez' | 'bare';

export type Order =
  | { do: 'open'; who: Who; local: LocalTelegram; api: { id: number; hash: string } }
  /** How long it took, in ms, and how many messages came. */
  | { do: 'import'; who: Who }
  | { do: 'close'; who: Who };

interface Client {
  importAll(): Promise<number>;
  close(): Promise<unknown>;
}

const clients = new Map<Who, Client>();
let opened = 0;

async function openClient({ who, local, api }: Extract<Order, { do: 'open' }>): Promise<Client> {
  const network = localNetwork(local, '/mtcute.wasm');
  if (who === 'bare') return openBare(network, api);
  const tez = openTez(`network-${opened++}`, [PEER], SELF, ({ sink, store }) =>
    makeOpenTelegram(network)({
      ...{ api, sink, store, now: Date.now },
      ...{ onConnection: () => {}, onSignedOut: () => {}, onWait: () => {} },
    }),
  );
  await tez.port.connect();
  const { codeHash } = await tez.port.sendCode(PHONE);
  await tez.port.signIn(PHONE, codeHash, CODE);
  await tez.port.catchUp();
  return {
    async importAll() {
      await tez.importAll();
      return tez.kept();
    },
    async close() {
      await tez.port.disconnect();
      await tez.close();
    },
  };
}

obeyWith<Order>(async (order) => {
  if (order.do === 'open') {
    clients.set(order.who, await openClient(order));
    return [];
  }
  const client = clients.get(order.who);
  if (!client) throw new Error('nothing is open');
  if (order.do === 'close') {
    await client.close();
    clients.delete(order.who);
    return [];
  }
  const start = performance.now();
  const came = await client.importAll();
  return [performance.now() - start, came];
});
