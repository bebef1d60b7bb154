import type { Handler } from '@/lib/bus/router';
import type { ChatRef } from '@/lib/chats/model';
import type { Room } from '@/lib/limits/full';
import { asKept } from '@/lib/messages/keeping';
import { type ChatState, keepOf, type Message } from '@/lib/messages/model';
import type { Records } from '@/lib/store/records';
import type { TelegramPort } from '@/lib/telegram/port';
import type { MessageEngine } from '../receive';
import { messageHandlers } from './handlers';
import { createMender } from './mend';
import { createProgress } from './progress';
import { createReader, type Reader } from './read';
import { createStore } from './store';
import { createSyncs } from './syncs';
import { createHistoryWorker } from './work';

export interface MessageDeps {
  records: Records;
  engine: MessageEngine;
  port: (account: number) => Promise<TelegramPort>;
  announce: (topics: string[]) => void;
  now: () => number;
  /** Less may be kept of a chat: removes what else than messages lies here of it. */
  onLess: () => Promise<unknown>;
  /** What a chat, a person or a topic is called; Telegram is asked where nobody knows. */
  titleOf: (chat: ChatRef) => Promise<string>;
  /** Resolves after so many ms, or when `signal` aborts. */
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
  room: Room;
}

/** What of messages is not needed at each wake-up: reading, history, and the commands of views. */
export interface MessagePart {
  handlers: Handler[];
  /** Kept messages, for views, search and export. */
  reader: Reader;
  /** One message that is kept, or was heard lately. */
  messageOf(chat: ChatRef, id: number): Promise<Message | undefined>;
  fold(account: number, peer: number): Promise<void>;
  /** Asks the server for what lacks, until nothing does. Safe to call at any moment. */
  work(account: number): void;
  /** Resolves when nothing is under way any more. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

export function createMessagePart(deps: MessageDeps): MessagePart {
  const { records, engine, port, announce, now, onLess, pause, room, titleOf } = deps;
  const syncs = createSyncs(records, now);
  const work = (account: number) => worker.start(account);
  const store = createStore({ records, engine, syncs, onWork: work });
  const progress = createProgress({ now, announce });
  const mender = createMender({ records, engine, store, now });
  const worker = createHistoryWorker({ records, engine, store, syncs, mender, progress, port, now, room, pause });
  const reader = createReader({
    records,
    ends: engine.ends,
    openSync: syncs.open,
    onDamaged: (account, peer) => void repair(account, peer).catch(() => undefined),
  });

  /** Drops what does not open, and asks for it again. */
  async function repair(account: number, peer: number): Promise<void> {
    const state = await records.get<ChatState>('chats', `${account}:${peer}`);
    await store.rewriteAll({ account, peer }, (message: Message) => asKept(message, keepOf(state, message.topic)), {
      states: async () => undefined,
      scope: { account, peer },
      sync: (sync) => sync,
    });
  }

  return {
    handlers: messageHandlers({
      records,
      engine,
      store,
      syncs,
      reader,
      worker,
      progress,
      port,
      now,
      announce,
      onLess,
      titleOf,
    }),
    reader,
    async messageOf(chat, id) {
      const [kept] = await reader.byIds(chat, [id]);
      return engine.recent(chat.account, chat.peer).find((message) => message.id === id) ?? kept;
    },
    fold: store.fold,
    work,
    idle: worker.idle,
    async stop() {
      await worker.stop();
      syncs.forget();
    },
  };
}
