import { chatKey } from '@/lib/chats/model';
import { type ErrorKind, TezError } from '@/lib/limits/model';
import { addSpan, firstGoal, NEWEST, type Sync } from '@/lib/messages/keeping';
import { type ChatState, keepOf, type Message, WHOLE, waitIn, withWait } from '@/lib/messages/model';
import { heard, type Wait } from '@/lib/messages/waiting';
import type { Records } from '@/lib/store/records';
import type { TelegramDialog, TelegramPort } from '@/lib/telegram/port';
import type { Batch } from '../batch';
import type { MessageEngine, Watch } from '../receive';
import { scopesOf, unsureChats } from '../tracked';
import type { MessageStore } from './store';

export interface MendDeps {
  records: Records;
  engine: MessageEngine;
  store: MessageStore;
  now: () => number;
}

/** As many as one answer has. */
export const ANSWER = 100;
/** A chat that Telegram would not show is not asked for again before. */
const UNAVAILABLE_MS = 60 * 60_000;

/**
 * Looks at the end of every chat whose end is not known: one that is new to Tez, or one that something may have
 * happened to unheard (a gap). One look brings the newest messages, who waits, and what is to be told; the rest of a
 * long gap, and what was edited or deleted further up, is left to the history worker as spans.
 */
export function createMender({ records, engine, store, now }: MendDeps) {
  const unavailable = new Map<string, number>();

  /** @throws TezError what stops all chats: no connection, a wait, a locked vault */
  async function mend(account: number, port: TelegramPort, stop: AbortSignal): Promise<void> {
    const tracked = await engine.tracked(account);
    for (const peer of await unsureChats(records, account, tracked)) {
      const key = chatKey({ account, peer });
      if (stop.aborted) return;
      if ((unavailable.get(key) ?? 0) > now()) continue;
      try {
        while (!(await lookAtAll(account, peer, port, scopesOf(tracked, peer)))) stop.throwIfAborted();
      } catch (error) {
        if (!concernsOneChat(TezError.from(error).kind)) throw error;
        unavailable.set(key, now() + UNAVAILABLE_MS);
      }
    }
  }

  /** False when something was missed meanwhile: all must be looked at again. */
  async function lookAtAll(account: number, peer: number, port: TelegramPort, scopes: readonly (number | undefined)[]) {
    const watch = engine.watch(account, peer);
    try {
      const dialog = await port.dialog(peer);
      for (const [index, topic] of scopes.entries()) {
        await look({ account, peer, topic, port, dialog, last: index === scopes.length - 1 }, watch);
        if (watch.gap) return false;
      }
      return true;
    } finally {
      watch.end();
    }
  }

  /** One look at the end of a chat or topic. The last one closes a gap. */
  async function look({ account, peer, topic, port, dialog, last }: Look, watch: Watch): Promise<void> {
    const ofTopic = topic === undefined ? {} : { topic };
    const answer = await port.history(peer, { limit: ANSWER, ...ofTopic });
    const messages = answer.sort((a, b) => a.id - b.id);
    const after = messages[0] ? messages[0].id - 1 : 0;
    let before: ChatState | undefined;
    await store.told(
      { account, peer, ...ofTopic },
      [{ after, before: NEWEST, messages, since: watch.ops }],
      {
        states: async (batch) => {
          before = await batch.state(peer);
          await seen(batch, before, { topic, dialog, messages, last });
        },
        sync: (sync) => synced(sync, before, messages, now()),
      },
      () => !watch.gap,
    );
  }

  return { mend };
}

export type Mender = ReturnType<typeof createMender>;

/** Kinds of errors that concern one chat; the others stop everything. */
export function concernsOneChat(kind: ErrorKind): boolean {
  return kind === 'chatUnavailable' || kind === 'notFound' || kind === 'notAllowed';
}

interface Look {
  account: number;
  peer: number;
  topic: number | undefined;
  port: TelegramPort;
  dialog: TelegramDialog | null;
  last: boolean;
}

interface Seen {
  topic: number | undefined;
  dialog: TelegramDialog | null;
  messages: readonly Message[];
  /** The gap is closed by this. */
  last: boolean;
}

/** What a look at a chat's end says of its state, and of what is to be told. */
async function seen(batch: Batch, before: ChatState, { topic, dialog, messages, last }: Seen): Promise<void> {
  const { peer } = before;
  const first = !before.looked.includes(topic ?? WHOLE);
  let state: ChatState = {
    ...before,
    readInbox: Math.max(before.readInbox, dialog?.readInbox ?? 0),
    readOutbox: Math.max(before.readOutbox, dialog?.readOutbox ?? 0),
    lastId: Math.max(before.lastId, messages.at(-1)?.id ?? 0),
    looked: [...new Set([...before.looked, topic ?? WHOLE])],
    gapAfter: last ? null : before.gapAfter,
  };
  for (const wait of waitsOf(state, topic, messages)) state = withWait(state, wait);
  batch.setState(state);
  if (state.readInbox > before.readInbox) await batch.dropTold(peer, (id) => id <= state.readInbox);
  if (first) return;
  const after = before.gapAfter ?? before.lastId;
  for (const message of messages.filter(({ id }) => id > after)) await batch.tell(message);
}

/** Who waits, by the newest messages; what came after them is known already. */
function waitsOf(state: ChatState, scope: number | undefined, messages: readonly Message[]): Wait[] {
  const newest = messages.at(-1)?.id ?? 0;
  const topics = new Set(messages.map(({ topic }) => topic));
  if (messages.length === 0) topics.add(scope);
  return [...topics].map((topic) => {
    const known = waitIn(state, topic);
    const later: Wait = {
      ...known,
      open: known.open.filter(({ id }) => id > newest),
      lastOut: known.lastOut > newest ? known.lastOut : 0,
    };
    return messages.filter((message) => message.topic === topic).reduce(heard, later);
  });
}

/** How a chat's history goes on after a look at its end. */
function synced(sync: Sync, before: ChatState | undefined, messages: readonly Message[], now: number): Sync {
  if (!before || keepOf(before, sync.topic) === 'nothing') return sync;
  const lowest = messages[0]?.id;
  const complete = lowest === undefined || lowest === 1;
  if (sync.from === null) {
    const goal = firstGoal(now);
    return {
      ...sync,
      from: lowest ?? 1,
      oldest: messages[0]?.date ?? null,
      complete,
      import: complete ? null : { is: 'queued', goal, got: messages.length, counted: null, queuedAt: now },
    };
  }
  if (lowest === undefined) return { ...sync, from: 1, oldest: null, complete: true };
  const { gapAfter } = before;
  if (gapAfter === null) return { ...sync, from: Math.min(sync.from, lowest) };
  const checked = addSpan(sync.spans, { after: sync.from - 1, before: Math.min(gapAfter + 1, lowest), why: 'check' });
  return {
    ...sync,
    from: Math.min(sync.from, lowest),
    spans: addSpan(checked, { after: Math.max(gapAfter, sync.from - 1), before: lowest, why: 'missed' }),
  };
}
