import './records';
import { undoGroup } from '@/lib/changes/service/undo';
import { chatKey } from '@/lib/chats/model';
import { linkEdit } from '@/lib/chats/service/track';
import type { Reaction } from '@/lib/messages/content';
import type { Keep } from '@/lib/messages/keeping';
import type { Message, TelegramUpdate } from '@/lib/messages/model';
import { createMessagePart } from '@/lib/messages/service/late';
import { createMessageEngine } from '@/lib/messages/service/receive';
import { keepIn } from '@/lib/messages/service/tracked';
import type { TelegramPort } from '@/lib/telegram/port';
import { testRecords } from './records';

export const ACCOUNT = 1;
export const ANNA = 100;
export const BORIS = 101;
export const GROUP = -200;
export const CHANNEL = -1_000_000_000_300;
const SESSION = { session: 's', account: ACCOUNT };
const DAY = 24 * 60 * 60_000;
export const NOW = 1_800_000_000_000;

export function message(id: number, peer: number, more: Partial<Message> = {}): Message {
  const base = { out: false, date: id * 1000, text: `m${id}`, kind: 'text', mentioned: false, silent: false } as const;
  return { id, peer, ...base, ...more };
}

/** A Telegram in memory: its messages, and what it would tell of each change. Users and groups share one sequence. */
export class FakeServer {
  messages: Message[] = [];
  readInbox = 0;
  /** How often each method was asked. */
  readonly asked: string[] = [];
  /** Called before each answer is made, and before it is given. */
  onAsk: (method: string) => Promise<void> = async () => undefined;
  onAnswer: () => Promise<void> = async () => undefined;
  #ids = { common: 0, channel: 0 };

  /** Leaves out ids, as other chats of the account do. */
  skip(ids: number): void {
    this.#ids.common += ids;
  }

  sends(peer: number, more: Partial<Message> = {}): TelegramUpdate {
    const id = peer === CHANNEL ? ++this.#ids.channel : ++this.#ids.common;
    const sent = message(id, peer, { date: NOW - DAY + id * 1000, ...more });
    this.messages.push(sent);
    return { is: 'message', message: sent };
  }

  edits(old: Message, more: Partial<Message> = {}): TelegramUpdate {
    const edited = { ...old, text: `${old.text}!`, editDate: NOW, ...more };
    this.messages = this.messages.map((it) => (it === old ? edited : it));
    return { is: 'edited', message: edited };
  }

  deletes(...gone: Message[]): TelegramUpdate {
    this.messages = this.messages.filter((it) => !gone.includes(it));
    const ids = gone.map(({ id }) => id);
    return gone[0]?.peer === CHANNEL ? { is: 'deleted', peer: CHANNEL, ids } : { is: 'deleted', ids };
  }

  reacts(to: Message, reactions: Reaction[]): TelegramUpdate {
    const { reactions: _, ...bare } = to;
    const changed = reactions.length > 0 ? { ...bare, reactions } : bare;
    this.messages = this.messages.map((it) => (it === to ? changed : it));
    return { is: 'reactions', peer: to.peer, id: to.id, reactions };
  }

  pins(what: Message, pinned: boolean): TelegramUpdate {
    const { pinned: _, ...bare } = what;
    this.messages = this.messages.map((it) => (it === what ? { ...bare, ...(pinned ? { pinned } : {}) } : it));
    return { is: 'pinned', peer: what.peer, ids: [what.id], pinned };
  }

  of(peer: number): Message[] {
    return this.messages.filter((it) => it.peer === peer).sort((a, b) => a.id - b.id);
  }

  port(): TelegramPort {
    const answer = async <T>(method: string, make: () => T): Promise<T> => {
      this.asked.push(method);
      await this.onAsk(method);
      const made = make();
      await this.onAnswer();
      return made;
    };
    const port: Pick<TelegramPort, 'dialog' | 'history' | 'messages' | 'count'> = {
      dialog: (peer) =>
        answer('dialog', () => {
          const base = { peer, unread: 0, mentions: 0, readInbox: this.readInbox, readOutbox: 0, mutedUntil: 0 };
          const last = this.of(peer).at(-1);
          return last ? { ...base, last } : base;
        }),
      history: (peer, { limit, before = Number.POSITIVE_INFINITY, after = 0, skip = 0, topic }) =>
        answer('history', () =>
          this.of(peer)
            .filter((it) => it.id < before && it.id > after && (topic === undefined || it.topic === topic))
            .reverse()
            .slice(skip, skip + limit),
        ),
      messages: (peer, ids) => answer('messages', () => this.of(peer).filter(({ id }) => ids.includes(id))),
      count: (peer, { from }) =>
        answer('count', () => {
          const all = this.of(peer);
          return { total: all.length, since: all.filter(({ date }) => date >= from).length };
        }),
    };
    return port as TelegramPort;
  }
}

/** What stands on one store in one life of the worker, with a server to ask. */
export function openLife(store: ReturnType<typeof testRecords>, server: FakeServer) {
  const { records } = store;
  const announced: string[] = [];
  const outdated: string[] = [];
  const lessKept: Keep[] = [];
  let pauses = 0;
  const announce = (topics: string[]) => void announced.push(...topics);
  const engine = createMessageEngine({
    records,
    announce,
    onPeer: (chat) => outdated.push(chatKey(chat)),
    onStored: () => undefined,
    onGap: (account) => part.work(account),
    onLong: (account, peer) => void part.fold(account, peer).catch(() => undefined),
  });
  const part = createMessagePart({
    records,
    engine,
    port: async () => server.port(),
    announce,
    now: () => NOW,
    onLess: async () => void lessKept.push(await keepIn(records, { account: ACCOUNT, peer: ANNA })),
    titleOf: async () => '',
    room: async () => Number.POSITIVE_INFINITY,
    // Time passes at once here, in turn with everything else. What tries for ever is stopped.
    pause: () => {
      pauses += 1;
      if (pauses > 1_000) throw new Error('tried for ever');
      return new Promise((resolve) => void setImmediate(resolve));
    },
  });

  return {
    engine,
    part,
    records,
    /** As a killed worker does: nothing more is written, and nothing more is heard of it. */
    die: () => store.db.close(),
    announced,
    /** Chats of which Telegram said that what it shows of them changed. */
    outdated,
    /** What was kept of the chat with Anna whenever other parts were asked to remove what lies there of chats. */
    lessKept,
    receive: (...updates: TelegramUpdate[]) => engine.receive(SESSION, updates, []),
    /** Asks the server until nothing lacks. */
    async settle() {
      part.work(ACCOUNT);
      await part.idle();
    },
    /** Everything kept of a chat, ascending, as the reader gives it. */
    async kept(peer: number, topic?: number): Promise<Message[]> {
      const found: Message[] = [];
      const chat = { account: ACCOUNT, peer, ...(topic === undefined ? {} : { topic }) };
      for await (const { messages } of part.reader.all(chat, 50)) found.unshift(...messages);
      return found;
    },
  };
}

export async function makeWorld(...peers: number[]) {
  const store = testRecords(() => NOW);
  const server = new FakeServer();
  const tracking = await track(store, ...peers);
  const life = openLife(store, server);
  return {
    ...store,
    server,
    ...life,
    /** Another life of the worker, on what this one left. */
    again: () =>
      openLife(
        testRecords(() => NOW, store.db.name),
        server,
      ),
    track: (...chats: (number | [number, number])[]) => track(store, ...chats),
    /** Takes chats out of the CRM, as the composition root does: those of `makeWorld`, or of one {@link track}. */
    async untrack(what = tracking) {
      await undoGroup(store, what);
      await life.engine.forgetUntracked();
    },
  };
}

/** Puts chats, or topics (`[peer, topic]`), into the CRM. Its answer is what takes them out again ({@link undoGroup}). */
export function track(store: ReturnType<typeof testRecords>, ...chats: (number | [number, number])[]) {
  return store.log.commit(
    chats.map((chat) => {
      const [peer, topic] = typeof chat === 'number' ? [chat] : chat;
      const ref = { account: ACCOUNT, peer, ...(topic === undefined ? {} : { topic }) };
      return linkEdit(ref, { chat: chatKey(ref) }, 1);
    }),
  );
}
