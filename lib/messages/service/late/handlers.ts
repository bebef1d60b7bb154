import { type Handler, handle } from '@/lib/bus/router';
import { type ChatRef, chatKey } from '@/lib/chats/model';
import { TezError } from '@/lib/limits/model';
import * as contract from '@/lib/messages/contract';
import { expected, firstGoal, type Goal, hasWork, type Import, olderGoal, type Sync } from '@/lib/messages/keeping';
import type { Message } from '@/lib/messages/model';
import type { Records } from '@/lib/store/records';
import type { TelegramPort } from '@/lib/telegram/port';
import type { MessageEngine } from '../receive';
import { isTracked, keepIn, scopesOf } from '../tracked';
import { changeKeeping } from './keep';
import type { Progress } from './progress';
import type { Reader, Slice } from './read';
import type { MessageStore } from './store';
import type { Syncs } from './syncs';
import type { HistoryWorker } from './work';

export interface HandlerDeps {
  records: Records;
  engine: MessageEngine;
  store: MessageStore;
  syncs: Syncs;
  reader: Reader;
  worker: HistoryWorker;
  progress: Progress;
  port: (account: number) => Promise<TelegramPort>;
  now: () => number;
  announce: (topics: string[]) => void;
  /** Less may be kept of a chat: removes what else lies here of it. */
  onLess: () => Promise<unknown>;
  /** What a chat, a person or a topic is called. */
  titleOf: (chat: ChatRef) => Promise<string>;
}

type At = { is: 'newest' } | { is: 'before' | 'after' | 'around'; id: number };

/** The commands of lib/messages/contract.ts. */
export function messageHandlers(deps: HandlerDeps): Handler[] {
  const { records, store, syncs, reader, worker, progress, now } = deps;

  /**
   * What the server is asked for with a chat: itself, or the chat it is a topic of.
   * @throws TezError `invalidInput`: nothing is kept, or brought in, of a chat that is not in the CRM
   */
  async function scopeFor(chat: ChatRef): Promise<ChatRef> {
    const tracked = await deps.engine.tracked(chat.account);
    if (!isTracked(tracked, chat)) throw new TezError('invalidInput');
    return scopesOf(tracked, chat.peer).includes(undefined) ? { account: chat.account, peer: chat.peer } : chat;
  }
  const syncOf = async (chat: ChatRef) => syncs.read(await scopeFor(chat).catch(() => chat));

  async function change(chat: ChatRef, to: (sync: Sync) => Sync): Promise<void> {
    const scope = await scopeFor(chat);
    await store.changeSync(scope, to);
    worker.retry(scope);
    worker.start(chat.account);
    deps.announce(['imports']);
  }

  const changeImport = (chat: ChatRef, to: (running: Import) => Import | null) =>
    change(chat, (sync) => ({ ...sync, import: sync.import && to(sync.import) }));

  /** How the import that is carried out now goes. */
  function how(until: number | null): contract.ImportView['is'] {
    if (progress.isFull()) return 'full';
    return until === null ? 'running' : 'waiting';
  }

  async function view(sync: Sync, first: boolean): Promise<contract.ImportView | null> {
    const running = sync.import;
    if (!running) return null;
    const chat = scopeOf(sync);
    const all = running.counted && expected(running.goal, running.counted);
    const until = running.is === 'queued' ? progress.waitsUntil(sync.account) : null;
    const rate = running.is === 'queued' && first ? progress.rate(chat) : null;
    return {
      chat,
      is: running.is === 'queued' && first ? how(until) : running.is,
      got: running.got,
      expected: all,
      rate,
      left: rate && all !== null ? (Math.max(all - running.got, 0) / rate) * 1000 : null,
      until,
    };
  }

  /** Of each account the import that is carried out now, by chat key. */
  function underWay(all: readonly Sync[]): Set<string> {
    const first = new Map<number, Sync>();
    for (const sync of byQueue(all)) {
      if (sync.import?.is === 'queued' && !first.has(sync.account)) first.set(sync.account, sync);
    }
    return new Set([...first.values()].map(chatKey));
  }

  function goalOf(sync: Sync, older: 'next' | 'all' | undefined): Goal {
    if (!older) return firstGoal(now());
    return olderGoal(sync.import?.got ?? 0, sync.oldest ?? now(), older === 'all');
  }

  return [
    handle(contract.messagesPage, async ({ chat, at, limit }): Promise<contract.MessagesPage> => {
      const kept = await slice(reader, chat, at, limit);
      const { keep } = kept;
      if (keep === 'full') return { ...withRecent(kept, deps.engine, chat), live: false };
      try {
        const messages = await askLive(await deps.port(chat.account), chat, at, limit);
        const hasOlder = messages.length === limit;
        return { messages, keep, live: true, hasOlder, hasNewer: at.is !== 'newest', complete: !hasOlder, missing: [] };
      } catch (error) {
        if (TezError.from(error).kind === 'locked') throw error;
        return { ...withRecent(kept, deps.engine, chat), live: false, stale: true };
      }
    }),

    handle(contract.messagesByIds, ({ chat, ids }) => reader.byIds(chat, ids)),

    handle(contract.messagesNow, async ({ chat, ids }) => {
      const [keep, sync] = await Promise.all([keepIn(records, chat), syncOf(chat)]);
      const here = keep === 'full' ? ids.filter((id) => isHere(sync, id)) : [];
      const kept = here.length > 0 ? await reader.byIds(chat, here) : [];
      const found = new Map(kept.map((message) => [message.id, message]));
      // What should be here and is not may be deleted, or such that it must not be kept: only Telegram can say.
      const rest = ids.filter((id) => !found.has(id));
      const port = rest.length > 0 ? await deps.port(chat.account).catch(() => null) : null;
      const asked = port && (await port.messages(chat.peer, rest).catch(() => null));
      for (const message of asked ?? []) found.set(message.id, message);
      return { messages: [...found.values()], gone: asked ? rest.filter((id) => !found.has(id)) : [] };
    }),

    handle(contract.messageNames, ({ account, of }) =>
      Promise.all(of.map((place) => deps.titleOf({ account, ...place }).catch(() => ''))),
    ),

    handle(contract.keeping, async ({ chat }) => {
      const [keep, sync, all] = await Promise.all([keepIn(records, chat), syncOf(chat), syncs.withWork(chat.account)]);
      return {
        keep,
        oldest: sync.oldest,
        complete: sync.complete,
        import: await view(sync, underWay(all).has(chatKey(sync))),
      };
    }),

    handle(contract.setKeeping, async ({ chat, keep }) => {
      await scopeFor(chat);
      await changeKeeping({ store, engine: deps.engine, now }, chat, keep);
      worker.start(chat.account);
      // Given again it removes what the first press, whose worker died, did not come to.
      if (keep !== 'full') await deps.onLess();
      deps.announce([`chats:${chat.account}:${chat.peer}`, 'imports']);
    }),

    handle(contract.estimateImport, async ({ chat, older }) => {
      const sync = await syncOf(chat);
      const goal = goalOf(sync, older);
      const port = await deps.port(chat.account);
      const topic = sync.topic === undefined ? {} : { topic: sync.topic };
      const counted = await port.count(chat.peer, { from: Math.max(goal.since, 0), ...topic });
      const got = older ? (sync.import?.got ?? 0) : 0;
      return { messages: Math.max(expected(goal, counted) - got, 0), total: counted.total };
    }),

    handle(contract.importOlder, async ({ chat, older }) => {
      if ((await keepIn(records, chat)) === 'nothing') throw new TezError('invalidInput');
      await change(chat, (sync) => {
        const got = sync.import?.got ?? 0;
        const next: Import = { is: 'queued', goal: goalOf(sync, older), got, counted: null, queuedAt: now() };
        return sync.complete ? sync : { ...sync, import: next };
      });
    }),

    handle(contract.pauseImport, ({ chat }) =>
      changeImport(chat, (running) => (running.is === 'queued' ? { ...running, is: 'paused' } : running)),
    ),
    handle(contract.resumeImport, ({ chat }) =>
      changeImport(chat, (running) => (running.is === 'done' ? running : { ...running, is: 'queued' })),
    ),
    handle(contract.cancelImport, ({ chat }) =>
      changeImport(chat, (running) => (running.is === 'done' ? running : { ...running, is: 'done' })),
    ),

    handle(contract.imports, async () => {
      const all = byQueue(await syncs.all()).filter((sync) => sync.import && sync.import.is !== 'done');
      const now = underWay(all.filter(hasWork));
      const views = await Promise.all(all.map((sync) => view(sync, now.has(chatKey(sync)))));
      return views.filter((it) => it !== null);
    }),
  ];
}

/** Whether a message would be here if the server had it. */
function isHere({ from, spans }: Sync, id: number): boolean {
  return from !== null && id >= from && spans.every(({ after, before }) => id <= after || id >= before);
}

function scopeOf({ account, peer, topic }: Sync): ChatRef {
  return { account, peer, ...(topic === undefined ? {} : { topic }) };
}

function byQueue(syncs: readonly Sync[]): Sync[] {
  return [...syncs].sort((a, b) => (a.import?.queuedAt ?? 0) - (b.import?.queuedAt ?? 0));
}

function slice(reader: Reader, chat: ChatRef, at: At, limit: number): Promise<Slice> {
  switch (at.is) {
    case 'newest':
      return reader.newest(chat, limit);
    case 'before':
      return reader.before(chat, at.id, limit);
    case 'after':
      return reader.after(chat, at.id, limit);
    case 'around':
      return reader.around(chat, at.id, limit);
  }
}

/** Kept messages with those among them that were only heard: view-once and the like, while this worker lives. */
function withRecent(kept: Slice, engine: MessageEngine, { account, peer, topic }: ChatRef): Slice {
  const first = kept.messages[0]?.id ?? 0;
  const last = kept.messages.at(-1)?.id ?? 0;
  const fits = (message: Message) =>
    (topic === undefined || message.topic === topic) &&
    (message.id > first || !kept.hasOlder) &&
    (message.id < last || !kept.hasNewer);
  const byId = new Map(kept.messages.map((message) => [message.id, message]));
  for (const message of engine.recent(account, peer).filter(fits)) byId.set(message.id, message);
  return { ...kept, messages: [...byId.values()].sort((a, b) => a.id - b.id) };
}

/** What Telegram has there, oldest first. */
async function askLive(port: TelegramPort, { peer, topic }: ChatRef, at: At, limit: number): Promise<Message[]> {
  const messages = await port.history(peer, {
    limit: Math.min(limit, 100),
    ...(at.is === 'before' ? { before: at.id } : {}),
    // Telegram has no better word for "around" than what ends there.
    ...(at.is === 'around' ? { before: at.id + 1 } : {}),
    ...(at.is === 'after' ? { after: at.id } : {}),
    ...(topic === undefined ? {} : { topic }),
  });
  return messages.sort((a, b) => a.id - b.id);
}
