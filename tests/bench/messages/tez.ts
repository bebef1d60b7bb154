import { chatKey } from '@/lib/chats/model';
import { linkEdit } from '@/lib/chats/service/track';
import { messagesPage } from '@/lib/messages/contract';
import type { Message } from '@/lib/messages/model';
import { createMessagePart } from '@/lib/messages/service/late';
import { createMessageEngine } from '@/lib/messages/service/receive';
import { systemRandom } from '@/lib/store/box';
import { createChangeLog } from '@/lib/store/changes';
import { TezDatabase } from '@/lib/store/database';
import { INDEX_OF } from '@/lib/store/index-fields';
import { createRecords } from '@/lib/store/records';
import { sessionStore } from '@/lib/store/sessions';
import { createVault } from '@/lib/store/vault';
import type { PortDeps, TelegramPort } from '@/lib/telegram/port';

const SESSION = 's';

/**
 * What stands in the background's worker, over a database of its own.
 * @param peers the chats that are in the CRM
 */
export function openTez<Port extends Partial<TelegramPort>>(
  name: string,
  peers: readonly number[],
  account: number,
  openPort: (deps: Pick<PortDeps, 'sink' | 'store'>) => Port,
) {
  const db = new TezDatabase(name);
  const memory = new Map<string, string>();
  const vault = createVault({
    db,
    random: systemRandom,
    kdf: () => Promise.reject(new Error('there is no passphrase')),
    memory: {
      get: async (key) => memory.get(key),
      set: async (key, value) => void memory.set(key, value),
      remove: async (key) => void memory.delete(key),
    },
  });
  const records = createRecords(db, vault);
  const quiet = () => undefined;
  const log = createChangeLog({ records, indexOf: INDEX_OF, now: Date.now, announce: quiet });
  const engine = createMessageEngine({
    ...{ records, announce: quiet, onPeer: quiet, onStored: quiet },
    onGap: () => part.work(account),
    onLong: (_, peer) => void part.fold(account, peer),
  });
  const port = openPort({
    sink: (updates, rows) => engine.receive({ session: SESSION, account }, updates, rows),
    store: sessionStore(records, SESSION),
  });
  const part = createMessagePart({
    ...{ records, engine, announce: quiet, now: Date.now },
    port: async () => port as Partial<TelegramPort> as TelegramPort,
    titleOf: async () => '',
    onLess: async () => undefined,
    room: async () => Number.POSITIVE_INFINITY,
    pause: (ms) => new Promise((resolve) => setTimeout(() => resolve(), ms)),
  });
  const page = part.handlers.find(({ command }) => command.name === messagesPage.name);

  return {
    port,
    /** Tracks every chat, and brings in what Telegram has of it. */
    async importAll(): Promise<void> {
      const refs = peers.map((peer) => ({ account, peer }));
      await log.commit(refs.map((ref) => linkEdit(ref, { chat: chatKey(ref) }, 1)));
      part.work(account);
      await part.idle();
    },
    receive: (message: Message) => engine.receive({ session: SESSION, account }, [{ is: 'message', message }], []),
    /** The command of a view that opens a chat. */
    async lastPage(peer: number, limit: number): Promise<Message[]> {
      const input = { chat: { account, peer }, at: { is: 'newest' as const }, limit };
      const shown = (await page?.run(input, { tab: null, framed: false })) as { messages: Message[] };
      return shown.messages;
    },
    async kept(): Promise<number> {
      const rows = (await db.sealed('pages').toArray()) as unknown as { n: number }[];
      return rows.reduce((sum, { n }) => sum + n, 0);
    },
    /** What is in memory goes, as on a lock: the next page is read from the disk, and opened. */
    forget(): void {
      engine.forget();
      records.forget();
    },
    close: () => db.delete(),
  };
}
